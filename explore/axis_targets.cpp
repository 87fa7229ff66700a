#include "explore/axis_targets.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::explore {

namespace {

using Problems = std::vector<Problem>;

bool cut(std::string_view& text, std::string_view beginning) {
    const bool begins = text.substr(0, beginning.size()) == beginning;
    if (begins) {
        text.remove_prefix(beginning.size());
    }
    return begins;
}

/// Cuts a position such as `[2]` off the text.
std::optional<std::size_t> cut_position(std::string_view& text) {
    std::size_t position = 0;
    if (text.empty() || text.front() != '[') {
        return std::nullopt;
    }
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + 1, end, position);
    if (error != std::errc() || rest == end || *rest != ']') {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()) + 1);
    return position;
}

/// Cuts the memory off that a path behind `hardware.memories` begins with; the longest name counts.
std::optional<hw::MemoryIndex> cut_memory(std::string_view& path, const hw::Hardware& hardware) {
    if (const auto position = cut_position(path)) {
        const hw::MemoryIndex index{*position};
        return hardware.memories.contains(index) && cut(path, ".") ? std::optional(index)
                                                                   : std::nullopt;
    }
    std::optional<hw::MemoryIndex> found;
    for (std::size_t b = 0; b < hardware.memories.size(); ++b) {
        const hw::MemoryIndex index{b};
        const std::string& name = hardware.memories[index].name;
        const bool fits = path.substr(0, name.size() + 2) == '.' + name + '.';
        if (fits && (!found || name.size() > hardware.memories[*found].name.size())) {
            found = index;
        }
    }
    if (found) {
        path.remove_prefix(hardware.memories[*found].name.size() + 2);
    }
    return found;
}

/// The bandwidth or capacity that a path leads to; nothing where it leads elsewhere.
std::optional<Target> swept_target(std::string_view path, const hw::Hardware& hardware) {
    if (!cut(path, "hardware.memories")) {
        return std::nullopt;
    }
    const auto memory = cut_memory(path, hardware);
    if (!memory || memory->value == 0) {
        return std::nullopt;
    }
    const hw::Memory& described = hardware.memories[*memory];
    // Widths of links follow the bandwidth unless given, so a topology has to be read again.
    if (path == "fill.bytes_per_cycle" && !described.fill.network) {
        return BandwidthOf{*memory, false};
    }
    if (path == "drain.bytes_per_cycle" && !described.drain.network) {
        return BandwidthOf{*memory, true};
    }
    return path == "capacity_bytes" ? std::optional<Target>(CapacityOf{*memory}) : std::nullopt;
}

/// What an expression calls the value of a swept target.
std::string scope_name(const Target& target, const hw::Hardware& hardware) {
    if (const auto* bandwidth = std::get_if<BandwidthOf>(&target)) {
        return hardware.memories[bandwidth->memory].name +
               (bandwidth->drains ? ".drain" : ".fill") + ".bytes_per_cycle";
    }
    return hardware.memories[std::get<CapacityOf>(target).memory].name + ".capacity_bytes";
}

void add_names(const input::Expression& expression, std::set<std::string>& names) {
    for (const input::Expression::Step& step : expression.steps()) {
        if (step.kind == input::Expression::Step::Kind::name) {
            names.insert(step.name);
        }
    }
}

/// All names that the expressions of a mapping mention.
std::set<std::string> mentioned_names(const mapping::Dataflow& dataflow) {
    std::set<std::string> names;
    for (const mapping::DataflowEntry& entry : dataflow.entries) {
        for (const mapping::Parameter& parameter : entry.parameters) {
            add_names(parameter.value, names);
        }
        for (const mapping::NodeDescription& node : entry.nodes) {
            add_names(node.tile, names);
            add_names(node.units, names);
        }
    }
    return names;
}

class Resolution {
  public:
    Resolution(mapping::DesignTree& tree, const mapping::Design& design)
        : tree_(tree), design_(design), mentioned_(mentioned_names(design.dataflow)) {}

    std::vector<ResolvedAxis> run(const Space& space) {
        std::vector<ResolvedAxis> axes;
        for (const Axis& axis : space.axes) { // expressions as values mention names as well
            note_names(axis);
        }
        for (const Axis& axis : space.axes) {
            axes.push_back({axis, Role::structural, {}});
            for (const std::string& path : axis.paths) {
                add_target(path, axes.back());
            }
            axes.back().role = role_of(axes.back());
        }
        check_nodes();
        if (!problems_.empty()) {
            throw InputError(std::move(problems_));
        }
        return axes;
    }

  private:
    void note_names(const Axis& axis) {
        Problems ignored; // told by add_parameter
        for (const std::string& word : axis.words) {
            if (const auto expression = input::parse_expression(word, axis.place, ignored)) {
                add_names(*expression, mentioned_);
            }
        }
    }

    void add_target(const std::string& path, ResolvedAxis& axis) {
        if (path.rfind("hardware.technology", 0) == 0) {
            add(axis.axis, path, "a technology holds for all designs of a search", "",
                "search once with each");
        } else if (path.rfind("hardware.", 0) == 0) {
            add_hardware(path, axis);
        } else if (path.rfind("mapping", 0) == 0) {
            add_parameter(path, axis);
        } else {
            add(axis.axis, path,
                "an axis sets a value of the hardware or a parameter of the mapping",
                "a path such as hardware.pe.count or mapping[0].parameters.rows");
        }
    }

    void add(const Axis& axis, const std::string& path, const std::string& message,
             const std::string& expected, const std::string& remedy = {}) {
        problems_.push_back({axis.place, message, expected, input::in_quotes(path), remedy});
    }

    void add_hardware(const std::string& path, ResolvedAxis& axis) {
        try {
            input::Node& node = tree_.put({path, axis.axis.text(0)});
            if (node.kind != input::Node::Kind::scalar) {
                add(axis.axis, path, "the values of an axis are single numbers or words", "");
                return;
            }
            try_values(node, axis.axis);
            nodes_.push_back({&node, axis.axis.place, path});
            axis.targets.push_back(
                swept_target(path, design_.hardware).value_or(HardwareValue{&node}));
        } catch (const InputError& error) {
            for (Problem problem : error.problems()) {
                problem.place = axis.axis.place;
                problem.found += (problem.found.empty() ? "" : ", ") + ("set: " + path);
                problems_.push_back(std::move(problem));
            }
        }
    }

    /// Numbers ascend, so where the first and the last one are in range all are.
    void try_values(input::Node& node, const Axis& axis) {
        static_cast<void>(tree_.read_hardware_again());
        const std::size_t first = axis.numbers.empty() ? 1 : axis.size() - 1;
        for (std::size_t value = first; value < axis.size(); ++value) {
            node.text = axis.text(value);
            static_cast<void>(tree_.read_hardware_again());
        }
    }

    void add_parameter(std::string_view path, ResolvedAxis& axis) {
        const std::string whole(path);
        cut(path, "mapping");
        const auto& entries = design_.dataflow.entries;
        const auto position = cut_position(path);
        const std::size_t entry = position.value_or(0);
        if (!cut(path, ".parameters.") || entry >= entries.size() ||
            (!position && entries.size() > 1)) {
            add(axis.axis, whole, "the path leads to no parameter of the mapping",
                "a path such as mapping[0].parameters.rows");
            return;
        }
        std::vector<std::string> names;
        for (const mapping::Parameter& parameter : entries[entry].parameters) {
            names.push_back(parameter.name);
        }
        const auto found = std::find(names.begin(), names.end(), path);
        if (found == names.end()) {
            add(axis.axis, whole,
                "the mapping has no parameter " + input::in_quotes(std::string(path)), "",
                input::suggestion(path, names));
            return;
        }
        for (const std::string& word : axis.axis.words) {
            input::parse_expression(word, axis.axis.place, problems_);
        }
        axis.targets.emplace_back(
            ParameterOf{entry, static_cast<std::size_t>(found - names.begin())});
    }

    [[nodiscard]] Role role_of(const ResolvedAxis& axis) const {
        const auto all = [&](const auto& is_of_kind) {
            return !axis.targets.empty() && !axis.axis.numbers.empty() &&
                   std::all_of(axis.targets.begin(), axis.targets.end(), [&](const Target& target) {
                       return is_of_kind(target) &&
                              mentioned_.count(scope_name(target, design_.hardware)) == 0;
                   });
        };
        if (all([](const Target& target) { return std::holds_alternative<BandwidthOf>(target); })) {
            return Role::bandwidth;
        }
        return all([](const Target& target) { return std::holds_alternative<CapacityOf>(target); })
                   ? Role::capacity
                   : Role::structural;
    }

    /// Two paths may lead to one value: the later one took the place of the earlier.
    void check_nodes() {
        for (const Put& put : nodes_) {
            const input::Node& node = *put.node;
            if (node.parent->children[node.position] != &node) {
                problems_.push_back({put.place, "another axis sets the same value", "",
                                     input::in_quotes(put.path), ""});
            }
        }
    }

    struct Put {
        const input::Node* node = nullptr;
        Place place;
        std::string path;
    };

    mapping::DesignTree& tree_;
    const mapping::Design& design_;
    std::set<std::string> mentioned_;
    std::vector<Put> nodes_;
    Problems problems_;
};

} // namespace

std::vector<ResolvedAxis> resolve(const Space& space, mapping::DesignTree& tree,
                                  const mapping::Design& design) {
    return Resolution(tree, design).run(space);
}

} // namespace counterpoint::explore
