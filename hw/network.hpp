#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace counterpoint::hw {

/// Who goes first where several want the same link: each in turn, or strictly in the order in which
/// they were sent, also where an older one still waits for others.
enum class LinkArbitration { round_robin, oldest_first };

/// A node of a grid; row 0 and column 0 are the corner at which unit 0 sits.
struct GridNode {
    std::int64_t row = 0;
    std::int64_t column = 0;
};

/// One wire bundle past all units. A beat carries `width_bytes`, of at most `tags` different
/// messages (a message: bytes that all go to the same units). It takes one cycle.
struct Bus {
    std::int64_t width_bytes = 1;
    std::int64_t tags = 1;
};

/// Memory ports and unit ports of `link_bytes` a cycle each. A message goes to all its units in the
/// same cycle, when all their ports are free; the messages are dealt to the memory ports in turn
/// and wait there in order.
struct Crossbar {
    std::int64_t ports = 1;
    std::int64_t link_bytes = 1;
    LinkArbitration arbitration = LinkArbitration::round_robin;
};

/// Switches with `arity` links downwards, units as leaves. `roots` root ports own equal numbers of
/// neighbouring units; what goes to units of several takes each of them.
struct Tree {
    std::int64_t arity = 2;
    std::int64_t roots = 1;
    /// Bytes a cycle of one link, by level: of a root port, of the links below it, ... The last one
    /// holds for all levels further down. Not empty.
    std::vector<std::int64_t> link_bytes;
    std::int64_t hop_cycles = 1; ///< of one level
};

/// Routers in a grid, one at each unit; dimension order, columns first. Wormhole, credits.
struct Mesh {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::int64_t flit_bytes = 1; ///< a link moves one flit a cycle
    std::int64_t virtual_channels = 1;
    std::int64_t buffer_flits = 8; ///< of one virtual channel
    bool speculative = false;      ///< 2 cycles through a router instead of 3
    std::int64_t credit_delay = 1; ///< cycles until a free place is known upstream
    std::vector<GridNode> attach;  ///< routers at which the memory's ports are; not empty
    bool multicast = true; ///< routers copy flits; false: the memory sends each unit its own
};

/// Eyeriss: one bus for the rows, one in each row, for each tensor its own. A delivery goes to the
/// units with one tag in one beat; a unit has one tag for a tensor in a transfer.
struct RowColumnBus {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::map<std::string, std::int64_t> width_bytes; ///< by tensor; where absent bytes_per_cycle
};

/// Units in a grid, fed at the left and the upper edge, each passing on to its right and lower
/// neighbour in the next cycle.
struct SystolicFill {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::int64_t link_bytes = 1;         ///< of one row or column, a cycle
    std::int64_t pipeline_registers = 0; ///< in multiplier and accumulator
};

using FillTopology = std::variant<Bus, Crossbar, Tree, Mesh, RowColumnBus, SystolicFill>;

/// Adders at the switches of a tree: sums of one element that meet go on as one. All leave at the
/// root.
struct AdderTree {
    std::int64_t arity = 2;
    std::vector<std::int64_t> link_bytes; ///< by level from the root's, as in Tree; not empty
    std::int64_t hop_cycles = 1;
};

/// MAERI: links between neighbouring adders of different parents, so groups of neighbouring units
/// of any size are added at once, and a sum leaves where it is complete.
struct AugmentedTree {
    std::int64_t link_bytes = 1; ///< of one unit or adder, a cycle
    std::int64_t hop_cycles = 1;
};

/// A sum goes from each unit to the next one in order, which adds its own; it leaves at the last
/// unit of its group.
struct Chain {
    std::int64_t link_bytes = 1;
    std::int64_t hop_cycles = 1;
};

/// Sums go down the columns of the grid and leave at the lower edge; where nothing is added,
/// finished outputs are shifted out that way.
struct SystolicDrain {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::int64_t link_bytes = 1; ///< of one column, a cycle
    /// A second register in each unit, so that the next tile is worked on meanwhile.
    bool shadow_registers = true;
};

/// Every partial sum travels and is added at the memory. One beat of a shared bus takes
/// `width_bytes` of one unit.
struct NoReduction {
    std::int64_t width_bytes = 1;
};

/// Mesh: no reduction either; every unit sends packets to the nearest port of the memory.
using DrainTopology =
    std::variant<AdderTree, AugmentedTree, Chain, SystolicDrain, NoReduction, Mesh>;

/// As it is called in files: `row_column_bus`.
std::string name_of(const FillTopology& topology);
std::string name_of(const DrainTopology& topology);

/// Whether partial sums can be added on the way at all.
bool can_reduce(const DrainTopology& topology);

} // namespace counterpoint::hw
