#include "sim/noc/mesh/mesh_fabric.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "sim/noc/mesh/flit_runs.hpp"
#include "sim/noc/mesh/mesh_links.hpp"
#include "sim/noc/mesh/network.hpp"
#include "sim/noc/mesh/shipments.hpp"
#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

namespace {

using namespace mesh;
using Shipments = std::vector<Shipment>;

std::int64_t all_flits(const Shipments& shipments, std::int64_t flit_bytes) {
    std::int64_t flits = 0;
    for (const Shipment& shipment : shipments) {
        flits = checked_sum(flits, cycles_of(shipment.bytes, flit_bytes));
    }
    return flits;
}

std::int64_t most_bytes(const Shipments& shipments) {
    std::int64_t bytes = 0;
    for (const Shipment& shipment : shipments) {
        bytes = std::max(bytes, shipment.bytes);
    }
    return bytes;
}

/// What both directions share.
class MeshFabric : public Fabric {
  public:
    MeshFabric(const hw::Mesh& mesh, const Ends& ends, Direction direction)
        : mesh_(mesh), bytes_per_cycle_(ends.bytes_per_cycle), sites_(mesh, ends),
          links_(sites_, direction) {}

    [[nodiscard]] std::size_t links() const override { return links_.count(); }
    [[nodiscard]] std::string link_name(std::size_t link) const override {
        return links_.name(link);
    }

  protected:
    [[nodiscard]] const hw::Mesh& mesh() const { return mesh_; }
    [[nodiscard]] std::int64_t bytes_per_cycle() const { return bytes_per_cycle_; }
    [[nodiscard]] const MeshSites& sites() const { return sites_; }

    /// A passage without times.
    [[nodiscard]] Passage traffic(const Shipments& shipments) const {
        Passage passage;
        passage.link_busy.assign(links_.count(), 0);
        links_.charge(shipments, mesh_.flit_bytes, passage);
        return passage;
    }

    /// The least time from entering to leaving for any unit.
    [[nodiscard]] std::int64_t least_latency() const {
        return zero_load_latency(mesh_, sites_.least_hops());
    }

    /// The fastest of the runs with flits of up to the mesh's width. Narrower flits need more
    /// cycles of the links, but the arbiters may happen to do better with them, and nothing forces
    /// a memory or a unit to fill its flits: so a wider link never slows a transfer.
    [[nodiscard]] FlitRun fastest(const Shipments& shipments,
                                  const std::function<FlitRun(const hw::Mesh& mesh)>& run) const {
        hw::Mesh narrower = mesh_;
        narrower.flit_bytes = std::min(mesh_.flit_bytes, most_bytes(shipments));
        FlitRun best;
        std::int64_t known_flits = 0;
        for (; narrower.flit_bytes > 0; --narrower.flit_bytes) {
            const std::int64_t flits = all_flits(shipments, narrower.flit_bytes);
            if (flits == known_flits) {
                continue; // no packet has changed
            }
            const auto entries = last_entries(shipments, narrower.flit_bytes, sites_.ports());
            const std::int64_t last = *std::max_element(entries.begin(), entries.end());
            if (known_flits > 0 && last + least_latency() >= best.end) {
                break;
            }
            FlitRun next = run(narrower);
            if (known_flits == 0 || next.end < best.end) {
                best = std::move(next);
            }
            known_flits = flits;
        }
        return best;
    }

    /// Cycles that the network is held for a transfer that ends at `end`: a flit of the next one
    /// leaves it after `end`.
    [[nodiscard]] std::int64_t held_until(std::int64_t end) const {
        return end - least_latency() + 1;
    }

    void set_times(Passage& passage, const Messages& messages, const Shipments& shipments,
                   std::int64_t transfer, std::int64_t end) const {
        TransferBounds bounds;
        bounds.ideal = cycles_of(messages.all_bytes(), bytes_per_cycle_);
        bounds.links = full_flit_cycles(shipments, mesh_.flit_bytes, sites_.ports());
        const auto entries = last_entries(shipments, mesh_.flit_bytes, sites_.ports());
        bounds.beats = *std::max_element(entries.begin(), entries.end()) + 1;
        bounds.with_conflicts = transfer;
        set_transfer_cycles(passage, bounds);
        passage.latency_cycles = std::max<std::int64_t>(end - passage.transfer_cycles, 0);
    }

  private:
    hw::Mesh mesh_;
    std::int64_t bytes_per_cycle_;
    MeshSites sites_;
    MeshLinks links_; ///< refers to the sites
};

/// From the memory to the units. What leaves one port spreads along a tree of its own, and no more
/// than a flit enters it in a cycle: nothing can meet, and the time of every flit follows from
/// that of its entry. Only where buffers or virtual channels are too few for a flit a cycle it is
/// simulated.
class MeshFillFabric final : public MeshFabric {
  public:
    MeshFillFabric(const hw::Mesh& mesh, const Ends& ends)
        : MeshFabric(mesh, ends, Direction::fill) {}

    [[nodiscard]] Passage carry(const Messages& messages) const override {
        const Shipments shipments = fill_shipments(sites(), mesh(), bytes_per_cycle(), messages);
        Passage passage = traffic(shipments);
        passage.arrivals.assign(sites().units(), 0);
        if (messages.empty()) {
            return passage;
        }
        if (carries_a_flit_each_cycle(mesh())) {
            compute(passage, messages, shipments);
        } else {
            simulate(passage, messages, shipments);
        }
        return passage;
    }

  private:
    void compute(Passage& passage, const Messages& messages, const Shipments& shipments) const {
        const auto entries = last_entries(shipments, mesh().flit_bytes, sites().ports());
        std::vector<std::int64_t> arrivals(static_cast<std::size_t>(sites().grid().nodes()), 0);
        for (std::size_t i = 0; i < shipments.size(); ++i) {
            for (const Node to : shipments[i].to) {
                const std::int64_t hops = sites().grid().hops(shipments[i].from, to);
                arrivals[static_cast<std::size_t>(to)] =
                    entries[i] + zero_load_latency(mesh(), hops);
            }
        }
        const std::int64_t transfer = *std::max_element(entries.begin(), entries.end()) + 1;
        set_times(passage, messages, shipments, transfer,
                  *std::max_element(arrivals.begin(), arrivals.end()));
        set_arrivals(passage, arrivals);
    }

    void simulate(Passage& passage, const Messages& messages, const Shipments& shipments) const {
        const FlitRun run = fastest(shipments, [&](const hw::Mesh& narrower) {
            return run_fill(narrower, sites(), shipments);
        });
        set_times(passage, messages, shipments, held_until(run.end), run.end);
        set_arrivals(passage, run.arrivals);
    }

    /// `arrivals` by node.
    void set_arrivals(Passage& passage, const std::vector<std::int64_t>& arrivals) const {
        for (std::size_t unit = 0; unit < passage.arrivals.size(); ++unit) {
            const Node node = sites().node_of(static_cast<Unit>(unit));
            passage.arrivals[unit] = arrivals[static_cast<std::size_t>(node)];
        }
    }
};

/// From the units to the memory.
class MeshDrainFabric final : public MeshFabric {
  public:
    MeshDrainFabric(const hw::Mesh& mesh, const Ends& ends)
        : MeshFabric(mesh, ends, Direction::drain) {}

    [[nodiscard]] Passage carry(const Messages& messages) const override {
        const Shipments shipments = drain_shipments(sites(), messages);
        Passage passage = traffic(shipments);
        if (!messages.empty()) {
            const FlitRun run = fastest(shipments, [&](const hw::Mesh& narrower) {
                return run_drain(narrower, bytes_per_cycle(), shipments);
            });
            set_times(passage, messages, shipments, held_until(run.end), run.end);
        }
        return passage;
    }
};

} // namespace

std::unique_ptr<Fabric> make_mesh_fabric(const hw::Mesh& mesh, const Ends& ends,
                                         Direction direction) {
    if (direction == Direction::fill) {
        return std::make_unique<MeshFillFabric>(mesh, ends);
    }
    return std::make_unique<MeshDrainFabric>(mesh, ends);
}

} // namespace counterpoint::sim::noc
