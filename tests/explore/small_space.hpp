#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analytical/analysis.hpp"
#include "explore/costs.hpp"
#include "explore/designs.hpp"
#include "explore/findings.hpp"
#include "explore/objective.hpp"
#include "mapping/design_tree.hpp"

namespace counterpoint::explore {

/// Costs whose sums and products are exact in doubles, so that no order of summing matters.
class ExactCosts : public Costs {
  public:
    [[nodiscard]] Cost pes(const CountedStructure& structure) const override;
    [[nodiscard]] Cost memory(const CountedStructure& structure, hw::MemoryIndex memory,
                              std::optional<std::int64_t> capacity_bytes) const override;
    [[nodiscard]] Price network(const CountedStructure& structure, hw::MemoryIndex memory,
                                bool drains, std::int64_t bytes_per_cycle) const override;
};

/// A design and a space as texts, read for a search.
struct SmallSpace {
    SmallSpace(std::string design_text, const std::string& axes);

    std::string text;
    mapping::DesignTree tree;
    Space space;
    Designs designs;
};

/// The design of a number, read from the text with its values by --set. Throws InputError.
mapping::Design read_alone(const SmallSpace& small, std::int64_t number);

/// What a design comes to when the files are read with its values by --set and analysed alone.
enum class Fate { illegal, too_small, beyond_limit, valid };
struct Lone {
    Fate fate = Fate::illegal;
    DesignFigures design;
};
Lone analysed_alone(const SmallSpace& small, std::int64_t number, const Costs& costs,
                    const LimitsOfDesigns& limits, analytical::Timing timing);

/// The front by comparing all with all.
std::vector<DesignFigures> compared_front(const std::vector<DesignFigures>& valid,
                                          const Goals& goals);

/// Number, cycles, energy, area and power of each, for messages.
std::string in_lines(const std::vector<DesignFigures>& designs);

/// A matrix product of 6 × 7 × 10 on PEs under L2 and L1, with parameters `rows`, `columns` and
/// `depth`; PEs share the columns.
std::string product_on_pes();

/// The same with a memory for each row of PEs between L2 and L1, so that phases have phases inside.
std::string product_on_rows_of_pes();

} // namespace counterpoint::explore
