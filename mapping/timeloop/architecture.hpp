#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "input/document.hpp"
#include "input/expression.hpp"
#include "mapping/timeloop/reading.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::timeloop {

/// How many instances there are along both axes of the chip, all in all.
struct Mesh {
    std::int64_t x = 1;
    std::int64_t y = 1;
};

/// Words a cycle of one instance.
struct Bandwidth {
    double words = 1;
    Place place;
};

/// A storage level as Timeloop counts it.
struct StorageLevel {
    std::string name;
    Place place;
    Mesh mesh;
    /// It stores nothing and only spreads what comes by, as a container of v0.4 with `spatial`
    /// does; no memory of ours.
    bool is_fanout = false;
    std::string container; ///< of v0.4, whose entrance the fanout is
    std::optional<std::int64_t> words;
    std::int64_t buffers = 1; ///< `multiple-buffering`, rounded up: tiles that share the words
    bool may_overflow = false;
    std::int64_t word_bits = 16;
    Place word_bits_place;
    std::optional<Bandwidth> read;
    std::optional<Bandwidth> write;
    std::int64_t fill_latency = 0;  ///< of the network to the next inner level, cycles
    std::int64_t drain_latency = 0; ///< likewise back
};

/// What `architecture:` says. The outermost level comes first; none is empty or twice there.
struct Architecture {
    Place place;
    std::vector<StorageLevel> levels;
    std::string compute; ///< name of the arithmetic units
    Place compute_place;
    Mesh compute_mesh;
    std::optional<double> cycle_seconds;

    /// Positions of the levels that store, outermost first.
    [[nodiscard]] std::vector<std::size_t> memories() const;
    /// How many of the next inner level, or of the arithmetic units, lie in one of this level.
    [[nodiscard]] Mesh fanout(std::size_t level) const;
    /// Of the innermost level that stores, down to the arithmetic units.
    [[nodiscard]] std::int64_t compute_fanout() const;
};

/// Reads the value of `architecture:` of v0.2 and v0.3 (`subtree`) or v0.4 (`nodes`). Nothing,
/// after problems, where it cannot be used.
std::optional<Architecture> parse_architecture(const input::Node& architecture,
                                               const input::Scope& variables, Reading& reading);

/// Levels of which memories can be made: one outermost instance, one more level or arithmetic units
/// side by side, names of their own, meshes that lie within each other.
void check_rules(const Architecture& architecture, Reading& reading);

/// The tensors of all layers.
struct TensorNames {
    std::vector<std::string> all;
    std::string output;
};

/// Bits of a word of all tensors: those of the outermost level.
inline std::int64_t word_bits(const Architecture& architecture) {
    return architecture.levels.front().word_bits;
}

} // namespace counterpoint::mapping::timeloop
