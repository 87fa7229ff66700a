#include <algorithm>
#include <string>

#include "hw/topology_fields.hpp"

namespace counterpoint::hw {

namespace {

using input::IntegerRange;
using input::Node;
using input::Problems;

constexpr IntegerRange channel_count{1, 64};
constexpr IntegerRange buffer_sizes{1, 4096};
constexpr IntegerRange credit_delays{0, 1024};

/// The routers of a word for where the ports are; nothing for another word.
std::vector<GridNode> routers_at(const std::string& where, const Grid& grid) {
    const std::int64_t below = grid.rows - 1;
    const std::int64_t right = grid.columns - 1;
    std::vector<GridNode> routers;
    if (where == "corner") {
        routers = {{0, 0}};
    } else if (where == "left_edge" || where == "right_edge") {
        for (std::int64_t row = 0; row < grid.rows; ++row) {
            routers.push_back({row, where == "left_edge" ? 0 : right});
        }
    } else if (where == "upper_edge" || where == "lower_edge") {
        for (std::int64_t column = 0; column < grid.columns; ++column) {
            routers.push_back({where == "upper_edge" ? 0 : below, column});
        }
    }
    return routers;
}

std::optional<GridNode> read_router(const Node& node, const Grid& grid, Problems& problems) {
    if (node.kind != Node::Kind::list || node.children.size() != 2) {
        input::expect(node, "this is no router", "its row and column, such as [0, 7]", problems);
        return std::nullopt;
    }
    const auto row = input::integer_of(*node.children[0], {}, problems);
    const auto column = input::integer_of(*node.children[1], {}, problems);
    if (!row || !column) {
        return std::nullopt;
    }
    if (*row < 0 || *row >= grid.rows || *column < 0 || *column >= grid.columns) {
        problems.push_back({node.place(), "the mesh has no such router",
                            "rows 0 to " + std::to_string(grid.rows - 1) + ", columns 0 to " +
                                std::to_string(grid.columns - 1),
                            "[" + std::to_string(*row) + ", " + std::to_string(*column) + "]", ""});
        return std::nullopt;
    }
    return GridNode{*row, *column};
}

std::vector<GridNode> read_routers(const Node& node, const Grid& grid, Problems& problems) {
    std::vector<GridNode> routers;
    for (const Node* item : input::items_of(node, problems)) {
        const auto router = read_router(*item, grid, problems);
        const auto is_the_same = [&router](const GridNode& other) {
            return other.row == router->row && other.column == router->column;
        };
        if (router && std::any_of(routers.begin(), routers.end(), is_the_same)) {
            problems.push_back({item->place(), "a port is at this router already", "", "",
                                "a router takes one port of the memory"});
        } else if (router) {
            routers.push_back(*router);
        }
    }
    return routers;
}

std::vector<GridNode> read_attach(const Node& node, const Grid& grid, Problems& problems) {
    if (node.kind == Node::Kind::list && !node.children.empty()) {
        return read_routers(node, grid, problems);
    }
    std::vector<GridNode> routers =
        node.kind == Node::Kind::scalar ? routers_at(node.text, grid) : std::vector<GridNode>{};
    if (routers.empty()) {
        input::expect(node, "the memory cannot be attached there",
                      "corner, left_edge, right_edge, upper_edge, lower_edge or a list of routers "
                      "such as [[0, 0], [0, 7]]",
                      problems);
    }
    return routers;
}

/// Places for flits of a virtual channel.
std::int64_t read_buffer(const TopologyFields& network, const Mesh& mesh) {
    const Node* node = network.fields().optional("buffer_flits");
    if (node == nullptr) {
        return mesh.buffer_flits;
    }
    if (node->kind == Node::Kind::scalar && node->text == "0") {
        // From a flit's leave until its place can be used again: the credit's way back, and that
        // of the next flit through switch and link (sim/noc/mesh).
        const std::int64_t round_trip = 6 + mesh.credit_delay;
        network.problems().push_back(
            {node->place(),
             "virtual channels without buffers: a flit has no place to wait for the next router",
             "a positive number", "0",
             std::to_string(round_trip) + " flits keep a link busy, 1 is enough to get through"});
        return 1;
    }
    return input::integer_of(*node, buffer_sizes, network.problems()).value_or(1);
}

} // namespace

Mesh read_mesh(const TopologyFields& network) {
    Mesh mesh;
    input::Fields& fields = network.fields();
    const std::size_t before = network.problems().size();
    const Grid grid = network.size();
    const bool has_size = network.problems().size() == before;
    mesh.rows = grid.rows;
    mesh.columns = grid.columns;
    mesh.flit_bytes = network.width("flit_bytes");
    mesh.virtual_channels =
        fields.integer("virtual_channels", channel_count, mesh.virtual_channels);
    mesh.speculative = fields.truth("speculative", mesh.speculative);
    mesh.credit_delay = fields.integer("credit_delay", credit_delays, mesh.credit_delay);
    mesh.buffer_flits = read_buffer(network, mesh);
    mesh.attach = routers_at("corner", grid);
    const Node* attach = fields.optional("attach");
    if (attach != nullptr && has_size) {
        mesh.attach = read_attach(*attach, grid, network.problems());
    }
    return mesh;
}

} // namespace counterpoint::hw
