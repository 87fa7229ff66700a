#pragma once

#include <nlohmann/json.hpp>

#include "results/layer_result.hpp"

namespace counterpoint::results {

/// One entry of the JSON's `layers`.
nlohmann::ordered_json layer_json(const LayerResult& result, const hw::Hardware& hardware);

} // namespace counterpoint::results
