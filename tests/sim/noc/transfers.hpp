#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "sim/noc/ends.hpp"
#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

/// One message as a test writes it.
struct Message {
    std::size_t tensor = 0;
    std::int64_t bytes = 1;
    std::vector<Unit> units;
};

Messages messages_of(const std::vector<Message>& list);

/// The units first .. first + count - 1.
std::vector<Unit> neighbours(Unit first, Unit count);

/// A message of `bytes` to each of so many units.
Messages one_for_each(Unit units, std::int64_t bytes);

/// An end with tensors Weight and Input.
Ends ends_of(std::vector<std::int64_t> spatial_units, std::int64_t bytes_per_cycle);

/// What kind of messages to draw.
enum class Kind { single_units, any_sets, neighbours, disjoint_groups };

/// Up to `most` messages of two tensors, of 1 to 40 bytes.
Messages random_messages(std::mt19937& random, Unit units, std::size_t most, Kind kind);

/// Uniform, both included.
std::int64_t draw(std::mt19937& random, std::int64_t least, std::int64_t most);

} // namespace counterpoint::sim::noc
