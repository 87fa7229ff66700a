#include "sim/noc/fabrics.hpp"

#include <variant>

#include "sim/noc/adder_tree.hpp"
#include "sim/noc/augmented_tree.hpp"
#include "sim/noc/bus.hpp"
#include "sim/noc/chain.hpp"
#include "sim/noc/crossbar.hpp"
#include "sim/noc/mesh/mesh_fabric.hpp"
#include "sim/noc/no_reduction.hpp"
#include "sim/noc/row_column_bus.hpp"
#include "sim/noc/systolic_drain.hpp"
#include "sim/noc/systolic_fill.hpp"
#include "sim/noc/tree.hpp"

namespace counterpoint::sim::noc {

namespace {

using FabricPointer = std::unique_ptr<Fabric>;

struct FillFabric {
    const Ends& ends;

    FabricPointer operator()(const hw::Bus& bus) const {
        return std::make_unique<BusFabric>(bus, ends);
    }
    FabricPointer operator()(const hw::Crossbar& crossbar) const {
        return std::make_unique<CrossbarFabric>(crossbar, ends);
    }
    FabricPointer operator()(const hw::Tree& tree) const {
        return std::make_unique<TreeFabric>(tree, ends);
    }
    FabricPointer operator()(const hw::Mesh& mesh) const {
        return make_mesh_fabric(mesh, ends, Direction::fill);
    }
    FabricPointer operator()(const hw::RowColumnBus& bus) const {
        return std::make_unique<RowColumnBusFabric>(bus, ends);
    }
    FabricPointer operator()(const hw::SystolicFill& array) const {
        return std::make_unique<SystolicFillFabric>(array, ends);
    }
};

struct DrainFabric {
    const Ends& ends;

    FabricPointer operator()(const hw::AdderTree& tree) const {
        return std::make_unique<AdderTreeFabric>(tree, ends);
    }
    FabricPointer operator()(const hw::AugmentedTree& tree) const {
        return std::make_unique<AugmentedTreeFabric>(tree, ends);
    }
    FabricPointer operator()(const hw::Chain& chain) const {
        return std::make_unique<ChainFabric>(chain, ends);
    }
    FabricPointer operator()(const hw::SystolicDrain& array) const {
        return std::make_unique<SystolicDrainFabric>(array, ends);
    }
    FabricPointer operator()(const hw::NoReduction& bus) const {
        return std::make_unique<NoReductionFabric>(bus, ends);
    }
    FabricPointer operator()(const hw::Mesh& mesh) const {
        return make_mesh_fabric(mesh, ends, Direction::drain);
    }
};

} // namespace

std::unique_ptr<Fabric> make_fabric(const hw::FillTopology& topology, const Ends& ends) {
    return std::visit(FillFabric{ends}, topology);
}

std::unique_ptr<Fabric> make_fabric(const hw::DrainTopology& topology, const Ends& ends) {
    return std::visit(DrainFabric{ends}, topology);
}

} // namespace counterpoint::sim::noc
