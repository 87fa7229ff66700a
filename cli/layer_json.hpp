#pragma once

#include <nlohmann/json.hpp>

#include "cli/report.hpp"

namespace counterpoint::cli {

/// One entry of the JSON's `layers`.
nlohmann::ordered_json layer_json(const LayerResult& result, const hw::Hardware& hardware);

} // namespace counterpoint::cli
