#pragma once

#include <cstdint>
#include <vector>

#include "hw/grid.hpp"
#include "hw/network.hpp"
#include "input/fields.hpp"

namespace counterpoint::hw {

/// The keys under `network` beside `topology`, as far as several topologies have them. Widths that
/// are left out are those of the network: `bytes_per_cycle`.
class TopologyFields {
  public:
    TopologyFields(input::Fields& fields, std::int64_t bytes_per_cycle, input::Problems& problems)
        : fields_(fields), bytes_per_cycle_(bytes_per_cycle), problems_(problems) {}

    [[nodiscard]] input::Fields& fields() const { return fields_; }
    [[nodiscard]] input::Problems& problems() const { return problems_; }
    [[nodiscard]] std::int64_t bytes_per_cycle() const { return bytes_per_cycle_; }

    /// Bytes a cycle of one wire bundle.
    [[nodiscard]] std::int64_t width(const char* key) const;

    /// `link_bytes` of a tree: one number, or a list by level from the root. Empty only where that
    /// is a problem.
    [[nodiscard]] std::vector<std::int64_t> level_widths() const;

    [[nodiscard]] std::int64_t arity() const;
    [[nodiscard]] std::int64_t hop_cycles() const;

    /// `size: 12x14`, rows by columns; required.
    [[nodiscard]] Grid size() const;

  private:
    input::Fields& fields_;
    std::int64_t bytes_per_cycle_;
    input::Problems& problems_;
};

inline constexpr input::IntegerRange link_width{1, 1'000'000'000'000};

/// The keys of a mesh but `multicast`.
Mesh read_mesh(const TopologyFields& network);

} // namespace counterpoint::hw
