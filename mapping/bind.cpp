#include <algorithm>
#include <optional>

#include "input/document.hpp"
#include "input/nearest.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/layout_rules.hpp"
#include "mapping/rules.hpp"
#include "mapping/scope.hpp"

namespace counterpoint::mapping {

namespace {

bool applies_to(const DataflowEntry& entry, const workloads::Layer& layer) {
    const bool type_fits = entry.types.empty() || std::find(entry.types.begin(), entry.types.end(),
                                                            layer.type) != entry.types.end();
    const auto matches = [&](const std::string& glob) { return matches_glob(glob, layer.name); };
    return type_fits &&
           (entry.layers.empty() || std::any_of(entry.layers.begin(), entry.layers.end(), matches));
}

/// Evaluates one entry for one layer. Goes on after a problem, to find them all; what could not be
/// evaluated keeps the rules that depend on it from being checked.
class Binding {
  public:
    Binding(const workloads::Layer& layer, const hw::Hardware& hardware)
        : layer_(layer), hardware_(hardware), scope_(scope_of(layer, hardware)) {}

    Mapping bind(const DataflowEntry& entry) {
        for (const Parameter& parameter : entry.parameters) {
            define(parameter);
            throw_if_many();
        }
        for (const NodeDescription& node : entry.nodes) {
            mapping_.nodes.push_back(bind_node(node));
            throw_if_many();
        }
        check_rules();
        if (!problems_.empty()) {
            throw InputError(std::move(problems_));
        }
        return std::move(mapping_);
    }

  private:
    void define(const Parameter& parameter) {
        if (scope_.find(parameter.name) != nullptr) {
            add({parameter.place, input::in_quotes(parameter.name) + " has a meaning already", "",
                 "", "name the parameter otherwise"});
            return;
        }
        if (const auto value = whole(parameter.value)) {
            scope_.define(parameter.name, *value);
        } else {
            scope_.leave_unset(parameter.name, "");
        }
    }

    Node bind_node(const NodeDescription& node) {
        switch (node.kind) {
        case NodeDescription::Kind::store:
            return {bind_store(node), node.place};
        case NodeDescription::Kind::spatial:
            return {Spatial{dimension_of(node), positive("tile", node.tile),
                            positive("units", node.units)},
                    node.place};
        case NodeDescription::Kind::temporal:
            break;
        }
        return {Temporal{dimension_of(node), positive("tile", node.tile)}, node.place};
    }

    Store bind_store(const NodeDescription& node) {
        Store store;
        const bool known = bind_tensors(node, node.tensors, store.tensors);
        const bool bypassed = bind_tensors(node, node.bypassed, store.bypassed);
        const auto memory = position(hardware_.memories, "memory", node.memory, node);
        store.memory = {memory.value_or(0)};
        stores_bound_ = stores_bound_ && memory && known && bypassed;
        return store;
    }

    /// Are all names those of tensors?
    bool bind_tensors(const NodeDescription& node, const std::vector<std::string>& names,
                      std::vector<workloads::TensorIndex>& tensors) {
        for (const std::string& name : names) {
            if (const auto tensor = position(layer_.tensors, "tensor", name, node)) {
                tensors.push_back({*tensor});
            }
        }
        return tensors.size() == names.size();
    }

    workloads::DimensionIndex dimension_of(const NodeDescription& node) {
        const auto dimension = position(layer_.dimensions, "dimension", node.dimension, node);
        loops_bound_ = loops_bound_ && dimension;
        return {dimension.value_or(0)};
    }

    /// Where the item of a name stands in a table.
    template <class Items>
    std::optional<std::size_t> position(const Items& items, const char* what,
                                        const std::string& name, const NodeDescription& node) {
        std::vector<std::string> names;
        for (const auto& item : items) {
            if (item.name == name) {
                return names.size();
            }
            names.push_back(item.name);
        }
        add({node.place, std::string("no ") + what + " is named " + input::in_quotes(name), "", "",
             input::suggestion(name, names)});
        return std::nullopt;
    }

    std::int64_t positive(const char* what, const input::Expression& expression) {
        const auto value = whole(expression);
        if (value && *value < 1) {
            Problem problem = expression.problem_at(
                0, std::string(what) + (what == std::string_view("tile") ? " is" : " are") +
                       " positive");
            problem.found = input::in_quotes(expression.source()) + " = " + std::to_string(*value);
            add(std::move(problem));
        }
        loops_bound_ = loops_bound_ && value && *value >= 1;
        return value && *value >= 1 ? *value : 1;
    }

    std::optional<std::int64_t> whole(const input::Expression& expression) {
        std::vector<Problem> found;
        const auto value = expression.evaluate_whole(scope_, found);
        for (Problem& problem : found) {
            add(std::move(problem));
        }
        return value;
    }

    /// The next ones would be noise, and there may be thousands of layers.
    void throw_if_many() {
        constexpr std::size_t many = 20;
        if (problems_.size() >= many) {
            throw InputError(std::move(problems_));
        }
    }

    /// Says which layer the problem arose for: one entry serves many.
    void add(Problem problem) {
        problem.found += (problem.found.empty() ? "layer '" : ", layer '") + layer_.name + "'";
        problems_.push_back(std::move(problem));
    }

    void check_rules() {
        const RuleContext context{mapping_, layer_, hardware_, problems_};
        if (loops_bound_) {
            check_loops(context);
        }
        if (stores_bound_) {
            check_stores(context);
        }
        if (problems_.empty()) {
            check_networks(context);
        }
        check_layouts(hardware_, layer_, problems_);
    }

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    input::Scope scope_;
    Mapping mapping_;
    std::vector<Problem> problems_;
    bool loops_bound_ = true;
    bool stores_bound_ = true;
};

} // namespace

Mapping bind(const Dataflow& dataflow, const workloads::Layer& layer,
             const hw::Hardware& hardware) {
    for (const DataflowEntry& entry : dataflow.entries) {
        if (applies_to(entry, layer)) {
            return Binding(layer, hardware).bind(entry);
        }
    }
    throw InputError(Problem{dataflow.place,
                             "no entry of the mapping is for layer '" + layer.name + "' of type " +
                                 std::string(to_string(layer.type)),
                             "", "", "add an entry without `layers` and `types` at the end"});
}

} // namespace counterpoint::mapping
