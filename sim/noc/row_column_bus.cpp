#include "sim/noc/row_column_bus.hpp"

#include <algorithm>
#include <numeric>

#include "sim/noc/memory_port.hpp"
#include "sim/noc/tags.hpp"
#include "sim/noc/transfer_cycles.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

namespace {

/// What goes over the network of one tensor.
struct Deliveries {
    Tags tags;
    std::vector<std::size_t> order;   ///< tags, as they are served
    std::vector<std::int64_t> bytes;  ///< by tag
    std::vector<std::int64_t> beats;  ///< by tag
    std::vector<std::int64_t> ends;   ///< by tag: the cycle in which its units have all
    std::int64_t message_bytes = 0;   ///< each message once
    std::int64_t delivered_bytes = 0; ///< as often as it is delivered
    std::int64_t all_beats = 0;

    explicit Deliveries(std::size_t units) : tags(units) {}

    /// Delivers the messages to the tags of their units, which are complete.
    void add(const Messages& messages, const std::vector<std::size_t>& own) {
        bytes.assign(tags.count(), 0);
        std::vector<std::size_t> last(tags.count(), messages.size());
        for (const std::size_t message : own) {
            message_bytes = checked_sum(message_bytes, messages.bytes(message));
            for (const Unit unit : messages.units(message)) {
                const std::size_t tag = tags.of(unit);
                if (last[tag] == message) {
                    continue;
                }
                if (last[tag] == messages.size()) {
                    order.push_back(tag);
                }
                last[tag] = message;
                bytes[tag] += messages.bytes(message);
                delivered_bytes = checked_sum(delivered_bytes, messages.bytes(message));
            }
        }
    }
};

Deliveries deliveries_of(const Messages& messages, std::size_t tensor, std::size_t units,
                         std::int64_t width) {
    Deliveries result(units);
    std::vector<std::size_t> own;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        if (messages.tensor(message) == tensor) {
            own.push_back(message);
            result.tags.add(messages.units(message));
        }
    }
    result.add(messages, own);
    for (const std::int64_t bytes : result.bytes) {
        result.beats.push_back(cycles_of(bytes, width));
    }
    result.all_beats = std::accumulate(result.beats.begin(), result.beats.end(), std::int64_t{0});
    return result;
}

/// Each tensor's deliveries follow each other on its Y bus, and all come through the memory's port.
void set_ends(std::vector<Deliveries>& tensors, const std::vector<std::int64_t>& widths,
              std::int64_t bytes_per_cycle) {
    std::vector<Burst> bursts;
    for (std::size_t tensor = 0; tensor < tensors.size(); ++tensor) {
        std::int64_t begin = 0;
        for (const std::size_t tag : tensors[tensor].order) {
            bursts.push_back({begin, tensors[tensor].bytes[tag], widths[tensor]});
            begin += tensors[tensor].beats[tag];
        }
    }
    const std::vector<std::int64_t> ends = ends_through_port(bursts, bytes_per_cycle);
    auto end = ends.begin();
    for (Deliveries& tensor : tensors) {
        tensor.ends.assign(tensor.tags.count(), 0);
        for (const std::size_t tag : tensor.order) {
            tensor.ends[tag] = *end++;
        }
    }
}

void set_transfer(Passage& passage, const std::vector<Deliveries>& tensors,
                  const std::vector<std::int64_t>& widths, std::int64_t bytes_per_cycle) {
    std::int64_t sent = 0;
    std::int64_t delivered = 0;
    TransferBounds bounds;
    std::int64_t full_beats = 0;
    for (std::size_t tensor = 0; tensor < tensors.size(); ++tensor) {
        const Deliveries& own = tensors[tensor];
        sent = checked_sum(sent, own.message_bytes);
        delivered = checked_sum(delivered, own.delivered_bytes);
        bounds.links = std::max(bounds.links, cycles_of(own.message_bytes, widths[tensor]));
        full_beats = std::max(full_beats, cycles_of(own.delivered_bytes, widths[tensor]));
        const auto last = std::max_element(own.ends.begin(), own.ends.end());
        bounds.beats = std::max(bounds.beats, *last);
    }
    bounds.ideal = cycles_of(sent, bytes_per_cycle);
    full_beats = std::max(full_beats, cycles_of(delivered, bytes_per_cycle));
    set_transfer_cycles(passage, bounds);
    // What is beyond each message once: first the further deliveries, then beats that are not full.
    passage.extra.contention =
        std::max<std::int64_t>(0, full_beats - std::max(bounds.ideal, bounds.links));
    passage.extra.fragmentation -= passage.extra.contention;
}

/// Arrivals, and what passes the Y bus and the X buses of a tensor, which come after those it has.
void account(const Deliveries& deliveries, const Placement& placement, std::size_t rows,
             Passage& passage) {
    std::vector<std::int64_t> busy(1 + rows, 0);
    busy[0] = deliveries.all_beats;
    std::int64_t over_rows = 0;
    std::vector<std::int64_t> last_row(deliveries.tags.count(), -1);
    for (std::size_t unit = 0; unit < passage.arrivals.size(); ++unit) {
        const std::size_t tag = deliveries.tags.of(static_cast<Unit>(unit));
        passage.arrivals[unit] = std::max(passage.arrivals[unit], deliveries.ends[tag]);
        const std::int64_t row = placement.node(static_cast<Unit>(unit)).row;
        if (last_row[tag] != row) {
            last_row[tag] = row;
            busy[static_cast<std::size_t>(1 + row)] += deliveries.beats[tag];
            over_rows = checked_sum(over_rows, deliveries.bytes[tag]);
        }
    }
    passage.link_busy.insert(passage.link_busy.end(), busy.begin(), busy.end());
    passage.switch_traversals = checked_sum(passage.switch_traversals, over_rows);
    passage.link_traversals =
        checked_sum(passage.link_traversals, checked_sum(over_rows, deliveries.delivered_bytes));
}

} // namespace

RowColumnBusFabric::RowColumnBusFabric(const hw::RowColumnBus& bus, const Ends& ends)
    : tensors_(ends.tensors), placement_(ends.spatial_units, bus.rows, bus.columns),
      rows_(static_cast<std::size_t>(bus.rows)), bytes_per_cycle_(ends.bytes_per_cycle),
      units_(static_cast<std::size_t>(ends.units())) {
    for (const std::string& tensor : tensors_) {
        const auto width = bus.width_bytes.find(tensor);
        const std::int64_t given =
            width == bus.width_bytes.end() ? ends.bytes_per_cycle : width->second;
        widths_.push_back(std::min(given, ends.bytes_per_cycle));
    }
}

std::size_t RowColumnBusFabric::links() const { return tensors_.size() * (1 + rows_); }

Passage RowColumnBusFabric::carry(const Messages& messages) const {
    std::vector<Deliveries> tensors;
    for (std::size_t tensor = 0; tensor < tensors_.size(); ++tensor) {
        tensors.push_back(deliveries_of(messages, tensor, units_, widths_[tensor]));
    }
    set_ends(tensors, widths_, bytes_per_cycle_);
    Passage passage;
    set_transfer(passage, tensors, widths_, bytes_per_cycle_);
    passage.most_hops = messages.empty() ? 0 : 2;
    passage.arrivals.assign(units_, 0);
    for (const Deliveries& deliveries : tensors) {
        account(deliveries, placement_, rows_, passage);
    }
    return passage;
}

std::string RowColumnBusFabric::link_name(std::size_t link) const {
    const std::string& tensor = tensors_[link / (1 + rows_)];
    const std::size_t bus = link % (1 + rows_);
    return tensor + (bus == 0 ? " Y bus" : " X bus of row " + std::to_string(bus - 1));
}

} // namespace counterpoint::sim::noc
