#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterpoint::input {

/// The known word that the given one most likely was meant to be: the one with the least edit
/// distance, upper and lower case taken as equal; nothing where all are too far away.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

/// What to tell a user who wrote an unknown word: `did you mean 'latency'?`, or which ones there
/// are
/// (`known: K, C`; the first ones of many), or nothing where there are none.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

/// `a, b and c`.
std::string enumerated(const std::vector<std::string>& words);

} // namespace counterpoint::input
