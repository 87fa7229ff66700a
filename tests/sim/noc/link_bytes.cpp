#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "tests/sim/noc/topologies.hpp"

namespace counterpoint::sim::noc {

namespace {

using Places = std::vector<hw::GridNode>;

/// Distinct nodes at all levels of a tree, `roots` side by side, that have one of the units below.
std::int64_t tree_links(const Messages::Units& units, std::int64_t all_units, std::int64_t roots,
                        std::int64_t arity) {
    const std::int64_t of_root = (all_units + roots - 1) / roots;
    std::set<std::vector<std::int64_t>> nodes;
    for (const Unit unit : units) {
        nodes.insert({0, unit / of_root, unit % of_root});
        std::int64_t level = 0;
        for (std::int64_t below = 1; below < of_root;) {
            below *= arity;
            nodes.insert({++level, unit / of_root, unit % of_root / below});
        }
    }
    return static_cast<std::int64_t>(nodes.size());
}

/// Links of a piece in MAERI's tree, level by level as sets of adders.
std::int64_t augmented_links(const std::set<Unit>& run) {
    auto links = static_cast<std::int64_t>(run.size());
    std::set<Unit> nodes = run;
    while (nodes.size() > 1) {
        std::set<Unit> parents;
        for (const Unit node : nodes) {
            parents.insert(node / 2);
        }
        const bool joined = parents.size() == 2 && *parents.begin() / 2 != *parents.rbegin() / 2;
        if (joined) {
            return links + 1;
        }
        links += parents.size() == 1 ? 0 : static_cast<std::int64_t>(parents.size());
        nodes = parents;
    }
    return links;
}

/// Links for one message; some look at all messages.
class Links {
  public:
    Links(const Messages& messages, std::int64_t rows, std::int64_t columns)
        : messages_(messages), rows_(rows), columns_(columns) {}

    void select(std::size_t message) { message_ = message; }

    LinkBytes operator()(const hw::Bus& /*bus*/) const { return exactly(1); }
    LinkBytes operator()(const hw::NoReduction& /*bus*/) const { return exactly(1); }
    LinkBytes operator()(const hw::Mesh& /*mesh*/) const { return exactly(0); }
    LinkBytes operator()(const hw::Crossbar& /*crossbar*/) const {
        return exactly(1 + static_cast<std::int64_t>(units().size()));
    }
    LinkBytes operator()(const hw::Tree& tree) const {
        return exactly(tree_links(units(), rows_ * columns_, tree.roots, tree.arity));
    }
    LinkBytes operator()(const hw::AdderTree& tree) const {
        return exactly(tree_links(units(), rows_ * columns_, 1, tree.arity));
    }
    LinkBytes operator()(const hw::Chain& /*chain*/) const {
        return exactly(*(units().end() - 1) - *units().begin() + 1);
    }
    LinkBytes operator()(const hw::AugmentedTree& /*tree*/) const {
        std::int64_t links = 0;
        std::set<Unit> run;
        for (const Unit unit : units()) {
            if (!run.empty() && *run.rbegin() + 1 != unit) {
                links += augmented_links(run);
                run.clear();
            }
            run.insert(unit);
        }
        return exactly(links + augmented_links(run));
    }
    /// For each different set of the tensor's messages that its units get: the Y bus and their
    /// rows.
    LinkBytes operator()(const hw::RowColumnBus& /*bus*/) const {
        std::map<std::set<std::size_t>, std::set<std::int64_t>> rows_of_tags;
        for (const Unit unit : units()) {
            std::set<std::size_t> tag;
            for (std::size_t other = 0; other < messages_.size(); ++other) {
                const Messages::Units others = messages_.units(other);
                if (messages_.tensor(other) == messages_.tensor(message_) &&
                    std::binary_search(others.begin(), others.end(), unit)) {
                    tag.insert(other);
                }
            }
            rows_of_tags[tag].insert(unit / columns_);
        }
        std::int64_t links = 0;
        for (const auto& [tag, rows] : rows_of_tags) {
            links += 1 + static_cast<std::int64_t>(rows.size());
        }
        return exactly(links);
    }
    LinkBytes operator()(const hw::SystolicFill& /*array*/) const {
        std::map<std::int64_t, std::int64_t> last_of_rows;
        std::set<std::int64_t> columns;
        for (const Unit unit : units()) {
            last_of_rows[unit / columns_] = unit % columns_;
            columns.insert(unit % columns_);
        }
        const std::int64_t down = last_of_rows.rbegin()->first + 1;
        std::int64_t right = 0;
        for (const auto& [row, last] : last_of_rows) {
            right += last + 1;
        }
        if (units().size() == 1) {
            return in_grid() ? exactly(down)
                             : LinkBytes{std::min(down, right), std::max(down, right)};
        }
        return exactly(columns.size() == 1 ? down : right);
    }
    /// The lower edge of each column from its first unit on.
    LinkBytes operator()(const hw::SystolicDrain& array) const {
        std::map<std::int64_t, std::int64_t> first_of_columns;
        for (const Unit unit : units()) {
            first_of_columns.emplace(unit % columns_, unit / columns_);
        }
        std::int64_t links = 0;
        for (const auto& [column, first] : first_of_columns) {
            links += array.rows - first;
        }
        return exactly(links);
    }

  private:
    [[nodiscard]] Messages::Units units() const { return messages_.units(message_); }
    static LinkBytes exactly(std::int64_t links) { return {links, links}; }

    /// Whether several rows and several columns take part.
    [[nodiscard]] bool in_grid() const {
        std::set<std::int64_t> rows;
        std::set<std::int64_t> columns;
        for (std::size_t message = 0; message < messages_.size(); ++message) {
            for (const Unit unit : messages_.units(message)) {
                rows.insert(unit / columns_);
                columns.insert(unit % columns_);
            }
        }
        return rows.size() > 1 && columns.size() > 1;
    }

    const Messages& messages_;
    std::int64_t rows_;
    std::int64_t columns_;
    std::size_t message_ = 0;
};

template <class Topology>
LinkBytes all_link_bytes(const Topology& topology, const Messages& messages, std::int64_t rows,
                         std::int64_t columns) {
    LinkBytes sum;
    Links links(messages, rows, columns);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        links.select(message);
        const LinkBytes own = std::visit(links, topology);
        sum.least += own.least * messages.bytes(message);
        sum.most += own.most * messages.bytes(message);
    }
    return sum;
}

} // namespace

LinkBytes link_bytes(const hw::FillTopology& topology, const Messages& messages, std::int64_t rows,
                     std::int64_t columns) {
    return all_link_bytes(topology, messages, rows, columns);
}

LinkBytes link_bytes(const hw::DrainTopology& topology, const Messages& messages, std::int64_t rows,
                     std::int64_t columns) {
    return all_link_bytes(topology, messages, rows, columns);
}

} // namespace counterpoint::sim::noc
