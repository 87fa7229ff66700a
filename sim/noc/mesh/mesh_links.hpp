#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/noc/fabric.hpp"
#include "sim/noc/mesh/mesh_fabric.hpp"
#include "sim/noc/mesh/shipments.hpp"

namespace counterpoint::sim::noc::mesh {

/// The links of a mesh between a memory and units: those from router to router, those of the
/// memory's ports and those of the units.
class MeshLinks {
  public:
    MeshLinks(const MeshSites& sites, Direction direction);

    [[nodiscard]] std::size_t count() const { return links_.size(); }
    [[nodiscard]] std::string name(std::size_t link) const;

    /// Adds what shipments do to the links and routers that they pass: no times.
    void charge(const std::vector<Shipment>& shipments, std::int64_t flit_bytes,
                Passage& passage) const;

  private:
    /// Out of a router, or into it from its unit or port: then output is port_count.
    struct Link {
        Node node;
        std::size_t output;
    };
    void add(Node node, std::size_t output);
    [[nodiscard]] std::size_t index(Node node, std::size_t output) const {
        return index_[static_cast<std::size_t>(node) * (port_count + 1) + output];
    }
    void charge_link(Node node, std::size_t output, const Shipment& shipment, std::int64_t flits,
                     Passage& passage) const;

    const MeshSites& sites_;
    Direction direction_;
    std::vector<Link> links_;
    std::vector<std::size_t> index_; ///< by node and output
};

} // namespace counterpoint::sim::noc::mesh
