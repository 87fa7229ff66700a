#include "sim/noc/systolic_fill.hpp"

#include <algorithm>

#include "sim/noc/systolic_edges.hpp"
#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

SystolicFillFabric::SystolicFillFabric(const hw::SystolicFill& array, const Ends& ends)
    : placement_(Placement::upright(ends.spatial_units, ends.adds, array.rows, array.columns)),
      array_(array), stationary_(ends.stationary), bytes_per_cycle_(ends.bytes_per_cycle),
      units_(static_cast<std::size_t>(ends.units())) {}

std::size_t SystolicFillFabric::links() const {
    return static_cast<std::size_t>(2 * array_.rows * array_.columns);
}

Passage SystolicFillFabric::carry(const Messages& messages) const {
    Passage passage;
    passage.arrivals.assign(units_, 0);
    SystolicEdges edges(array_.rows, array_.columns, array_.link_bytes);
    const Order order = order_of(messages);
    load_all(messages, order, edges, passage);
    stream_all(messages, order, edges, passage);
    edges.account(passage);
    set_transfer_cycles(passage,
                        {cycles_of(messages.all_bytes(), bytes_per_cycle_),
                         edges.most_edge_cycles(), 0, edges.load_cycles() + edges.stream_cycles()});
    for (std::int64_t& arrival : passage.arrivals) {
        arrival += arrival > 0 ? array_.pipeline_registers : 0;
        passage.latency_cycles =
            std::max(passage.latency_cycles, arrival - passage.transfer_cycles);
    }
    return passage;
}

SystolicFillFabric::Order SystolicFillFabric::order_of(const Messages& messages) const {
    Order order;
    order.first = {array_.rows, array_.columns};
    hw::GridNode last;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        for (const Unit unit : messages.units(message)) {
            const hw::GridNode node = placement_.node(unit);
            order.first = {std::min(order.first.row, node.row),
                           std::min(order.first.column, node.column)};
            last = {std::max(last.row, node.row), std::max(last.column, node.column)};
        }
    }
    const bool grid = last.row > order.first.row && last.column > order.first.column;
    for (std::size_t message = 0; message < messages.size(); ++message) {
        if (is_stationary(messages, message, grid)) {
            order.loads.push_back(message);
        } else if (messages.units(message).size() > 1) {
            order.streams.push_back(message);
        } else {
            order.single_streams.push_back(message);
        }
    }
    return order;
}

bool SystolicFillFabric::is_stationary(const Messages& messages, std::size_t message,
                                       bool grid) const {
    return stationary_.empty() ? grid && messages.units(message).size() == 1
                               : stationary_[messages.tensor(message)];
}

void SystolicFillFabric::load_all(const Messages& messages, const Order& order,
                                  SystolicEdges& edges, Passage& passage) const {
    std::int64_t sent = 0;
    for (const std::size_t message : order.loads) {
        sent += messages.bytes(message);
        for (const Unit unit : messages.units(message)) {
            edges.load(placement_.node(unit), messages.bytes(message));
        }
    }
    std::vector<std::int64_t> loaded;
    for (std::int64_t column = 0; column < array_.columns; ++column) {
        loaded.push_back(
            std::max(edges.loaded(column, order.first.row), cycles_of(sent, bytes_per_cycle_)));
    }
    for (const std::size_t message : order.loads) {
        for (const Unit unit : messages.units(message)) {
            passage.arrivals[static_cast<std::size_t>(unit)] =
                loaded[static_cast<std::size_t>(placement_.node(unit).column)];
        }
    }
}

void SystolicFillFabric::stream_all(const Messages& messages, const Order& order,
                                    SystolicEdges& edges, Passage& passage) const {
    std::int64_t sent = 0;
    for (const std::size_t message : order.loads) {
        sent += messages.bytes(message);
    }
    const std::int64_t begin = edges.load_cycles();
    const auto arrive = [&](std::size_t message, std::int64_t streamed) {
        sent += messages.bytes(message);
        const std::int64_t entered = std::max(begin + streamed, cycles_of(sent, bytes_per_cycle_));
        for (const Unit unit : messages.units(message)) {
            const hw::GridNode node = placement_.node(unit);
            const std::int64_t way = node.row - order.first.row + node.column - order.first.column;
            std::int64_t& arrival = passage.arrivals[static_cast<std::size_t>(unit)];
            arrival = std::max(arrival, entered + std::max<std::int64_t>(0, way - 1));
        }
    };
    for (const std::size_t message : order.streams) {
        arrive(message, stream(messages.units(message), messages.bytes(message), edges));
    }
    for (const std::size_t message : order.single_streams) {
        const hw::GridNode node = placement_.node(*messages.units(message).begin());
        arrive(message, edges.stream_to(node, messages.bytes(message)));
    }
}

std::int64_t SystolicFillFabric::stream(const Messages::Units& units, std::int64_t bytes,
                                        SystolicEdges& edges) const {
    const hw::GridNode last = placement_.node(*(units.end() - 1));
    const bool one_column = std::all_of(units.begin(), units.end(), [&](Unit unit) {
        return placement_.node(unit).column == last.column;
    });
    if (one_column) {
        return edges.stream_down_column(last, bytes);
    }
    std::int64_t entered = 0;
    for (const Unit* unit = units.begin(); unit != units.end(); ++unit) {
        const hw::GridNode node = placement_.node(*unit);
        // Units ascend along the rows, so this is the last one in its row.
        if (unit + 1 == units.end() || placement_.node(*(unit + 1)).row != node.row) {
            entered = std::max(entered, edges.stream_along_row(node, bytes));
        }
    }
    return entered;
}

std::string SystolicFillFabric::link_name(std::size_t link) const {
    const auto nodes = links() / 2;
    const std::size_t node = link % nodes;
    const auto columns = static_cast<std::size_t>(array_.columns);
    return "row " + std::to_string(node / columns) + " column " + std::to_string(node % columns) +
           (link < nodes ? " from left" : " from above");
}

} // namespace counterpoint::sim::noc
