#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/noc/messages.hpp"

namespace counterpoint::sim::noc {

/// The links of a tree, or of several side by side, with the units as leaves, all at the same
/// depth. Level 0 are the root ports, the last level are the links of the units. Where neither
/// roots nor arity divide the units, the last nodes have fewer links below them.
class Branches {
  public:
    using Link = std::int32_t;
    static constexpr Link none = -1;

    /// `roots` ports own ceil(units / roots) neighbouring units each, the last one what is left;
    /// ports that would own none do not exist. `arity` is at least 2. `link_bytes` by level, the
    /// last one for all further ones.
    Branches(std::int64_t units, std::int64_t roots, std::int64_t arity,
             const std::vector<std::int64_t>& link_bytes);

    [[nodiscard]] std::size_t links() const { return parents_.size(); }
    [[nodiscard]] std::int64_t levels() const { return static_cast<std::int64_t>(first_.size()); }
    [[nodiscard]] Link of_unit(Unit unit) const { return first_.back() + unit; }
    /// The link above; none for a root port.
    [[nodiscard]] Link parent(Link link) const { return parents_[static_cast<std::size_t>(link)]; }
    /// Bytes a cycle.
    [[nodiscard]] std::int64_t width(Link link) const {
        return widths_[static_cast<std::size_t>(link)];
    }
    /// `root port 0`, `level 2 link 5`, `unit 17`
    [[nodiscard]] std::string name(std::size_t link) const;

  private:
    std::vector<Link> first_;   ///< by level: its first link
    std::vector<Link> parents_; ///< by link
    std::vector<std::int64_t> widths_;
};

} // namespace counterpoint::sim::noc
