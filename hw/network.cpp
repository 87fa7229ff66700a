#include "hw/network.hpp"

namespace counterpoint::hw {

namespace {

struct Name {
    std::string operator()(const Bus& /*bus*/) const { return "bus"; }
    std::string operator()(const Crossbar& /*crossbar*/) const { return "crossbar"; }
    std::string operator()(const Tree& /*tree*/) const { return "tree"; }
    std::string operator()(const Mesh& /*mesh*/) const { return "mesh"; }
    std::string operator()(const RowColumnBus& /*bus*/) const { return "row_column_bus"; }
    std::string operator()(const SystolicFill& /*array*/) const { return "systolic"; }
    std::string operator()(const AdderTree& /*tree*/) const { return "tree"; }
    std::string operator()(const AugmentedTree& /*tree*/) const { return "augmented_tree"; }
    std::string operator()(const Chain& /*chain*/) const { return "chain"; }
    std::string operator()(const SystolicDrain& /*array*/) const { return "systolic"; }
    std::string operator()(const NoReduction& /*bus*/) const { return "none"; }
};

} // namespace

std::string name_of(const FillTopology& topology) { return std::visit(Name{}, topology); }

std::string name_of(const DrainTopology& topology) { return std::visit(Name{}, topology); }

bool can_reduce(const DrainTopology& topology) {
    return !std::holds_alternative<NoReduction>(topology) &&
           !std::holds_alternative<Mesh>(topology);
}

} // namespace counterpoint::hw
