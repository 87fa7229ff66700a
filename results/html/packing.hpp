#pragma once

#include <nlohmann/json.hpp>

namespace counterpoint::results {

/// The same values in much less room, for data with many objects of the same keys:
/// `{"shapes": [[key, …], …], "value": packed}`, where packed is
///   - `[s, value, …]` for an object with the keys of shape s, in their order,
///   - `[-1, value, …]` for an array, or `[-2, value, count, …]` where runs of equal values are
///   shorter,
///   - what it is for anything else.
/// Where an object has `analytical` and `simulation`, both objects with the same keys, the latter
/// holds only what differs from the former. `results/html/page/data.js` unpacks it.
nlohmann::ordered_json packed(const nlohmann::ordered_json& value);

} // namespace counterpoint::results
