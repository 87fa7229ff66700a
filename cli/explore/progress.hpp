#pragma once

#include <cstdint>
#include <string>

#include "explore/search.hpp"

namespace counterpoint::cli {

/// `12.0M of 480M designs, 1.20M valid, 21.3M designs a second, about 22 s left`.
std::string search_progress_text(const explore::SearchProgress& progress);

/// `480M designs in 12.3 s, 39.0M a second`.
std::string speed_text(std::int64_t searched, double seconds);

} // namespace counterpoint::cli
