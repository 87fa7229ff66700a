#pragma once

#include <cstddef>
#include <optional>

#include <nlohmann/json.hpp>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"

namespace counterpoint::results {

/// Keys keep their order.
using Json = nlohmann::ordered_json;

/// null for no number.
Json number_or_null(const std::optional<double>& number);

/// {memory: value(memory)} over the memories from `first` inwards.
template <class Value>
Json by_memory(const hw::Hardware& hardware, std::size_t first, const Value& value) {
    Json object = Json::object();
    for (std::size_t b = first; b < hardware.memories.size(); ++b) {
        object[hardware.memories[hw::MemoryIndex{b}].name] = value(hw::MemoryIndex{b});
    }
    return object;
}

/// {reads, writes}
Json access_json(const hw::Access& access);

/// {start, compute, waiting: {memory: ...}, tail}
Json stack_json(const hw::CycleStack& stack, const hw::Hardware& hardware);

} // namespace counterpoint::results
