#include "mapping/timeloop/architecture.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "input/nearest.hpp"
#include "mapping/timeloop/attributes.hpp"
#include "mapping/timeloop/instances.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using input::Node;

bool contains_any(const std::string& text, const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// What Timeloop goes by.
bool is_storage_class(const std::string& name) {
    return contains_any(name, {"DRAM", "SRAM", "regfile", "smartbuffer", "storage"});
}

bool is_compute_class(const std::string& name) { return contains_any(name, {"mac", "compute"}); }

class ArchitectureReader {
  public:
    ArchitectureReader(const input::Scope& variables, Reading& reading)
        : variables_(variables), reading_(reading) {}

    std::optional<Architecture> read(const Node& root) {
        result_.place = root.place();
        if (const Node* subtree = root.find("subtree")) {
            check_keys(root, {"version", "subtree", "name", "attributes"});
            walk_subtree(*subtree, 1);
        } else if (const Node* nodes = root.find("nodes")) {
            check_keys(root, {"version", "nodes", "name"});
            walk_nodes(*nodes);
        } else {
            reading_.expect(root, "this is not an architecture",
                            "a map with subtree (v0.3) or nodes (v0.4)");
        }
        if (!reading_.failed()) {
            check_rules(result_, reading_);
        }
        return reading_.failed() ? std::nullopt : std::optional(std::move(result_));
    }

  private:
    void check_keys(const Node& map, const std::set<std::string>& known) {
        for (const Node* child : map.children) {
            if (known.count(child->key) == 0) {
                reading_.left_out(child->key_place(),
                                  input::in_quotes(child->key) + " is not modelled",
                                  input::suggestion(child->key, {known.begin(), known.end()}));
            }
        }
    }

    /// v0.3: a chain of subtrees, each with components of its own.
    void walk_subtree(const Node& list, std::int64_t multiplicity) {
        const bool is_list = list.kind == Node::Kind::list && list.children.size() == 1;
        if (!is_list || list.children.front()->kind != Node::Kind::map) {
            reading_.expect(list, "Timeloop takes one subtree at a level",
                            "a list of one map with a name, local and subtree");
            return;
        }
        const Node& tree = *list.children.front();
        check_keys(tree, {"name", "attributes", "local", "subtree"});
        if (const Node* attributes = tree.find("attributes")) {
            Attributes own;
            add_attributes(*attributes, own, reading_);
            check_without_effect(own, "a subtree", reading_);
            read_clock(own);
        }
        multiplicity = multiplied(multiplicity, instances_of(tree, reading_).count, tree, reading_);
        const Node* local = tree.find("local");
        if (local != nullptr && local->kind != Node::Kind::list) {
            reading_.expect(*local, "these are not components", "a list of components");
        } else if (local != nullptr) {
            for (const Node* component : local->children) {
                const Instances instances = instances_of(*component, reading_);
                const std::int64_t count =
                    multiplied(multiplicity, instances.count, *component, reading_);
                add_component(*component, instances.name, {count, 1}, {});
            }
        }
        if (const Node* inner = tree.find("subtree")) {
            walk_subtree(*inner, multiplicity);
        }
    }

    /// v0.4: what comes later lies inside of what comes before.
    void walk_nodes(const Node& list) {
        if (list.kind != Node::Kind::list) {
            reading_.expect(list, "these are not nodes", "a list of containers and components");
            return;
        }
        for (const Node* node : list.children) {
            if (node->kind == Node::Kind::nothing) {
                continue;
            }
            if (node->kind != Node::Kind::map) {
                reading_.expect(*node, "this is not a node", "a container or a component");
            } else if (const Node* inner = node->find("nodes")) {
                check_keys(*node, {"name", "nodes"});
                walk_nodes(*inner);
            } else if (node->find("class") != nullptr || node->find("subclass") != nullptr) {
                enter(*node);
                add_component(*node, instances_of(*node, reading_).name, mesh_, inherited_);
            } else {
                enter(*node);
                check_keys(*node, {"name", "attributes", "spatial"});
                if (const Node* attributes = node->find("attributes")) {
                    Attributes own;
                    add_attributes(*attributes, own, reading_);
                    check_known(own, instances_of(*node, reading_).name, reading_);
                    own.insert(inherited_.begin(), inherited_.end()); // its own ones stay
                    inherited_ = std::move(own);
                    read_clock(inherited_);
                }
            }
        }
    }

    /// A node of v0.4 with `spatial` is there more than once: a fanout stands before it.
    void enter(const Node& node) {
        const Node* spatial = node.find("spatial");
        if (spatial == nullptr || spatial->kind == Node::Kind::nothing) {
            return;
        }
        if (spatial->kind != Node::Kind::map) {
            reading_.expect(*spatial, "this is not a mesh", "a map such as {meshX: 14, meshY: 12}");
            return;
        }
        Attributes sizes;
        add_attributes(*spatial, sizes, reading_);
        Mesh inner = mesh_;
        for (const auto& [key, value] : sizes) {
            if (key != "meshX" && key != "meshY") {
                reading_.left_out(value->key_place(),
                                  input::in_quotes(key) + " of a mesh is not modelled");
                continue;
            }
            const auto size = reading_.integer(*value, {1, most_instances}, variables_);
            std::int64_t& along = key == "meshX" ? inner.x : inner.y;
            along = multiplied(along, size.value_or(1), *value, reading_);
        }
        multiplied(inner.x, inner.y, *spatial, reading_);
        if (inner.x * inner.y > mesh_.x * mesh_.y) {
            StorageLevel fanout;
            fanout.container = instances_of(node, reading_).name;
            fanout.name = "inter_" + fanout.container + "_spatial"; // as Timeloop's front end does
            fanout.place = node.place();
            fanout.mesh = mesh_;
            fanout.is_fanout = true;
            add_level(std::move(fanout));
        }
        mesh_ = inner;
    }

    void add_component(const Node& node, const std::string& name, Mesh mesh,
                       const Attributes& inherited) {
        const Node* kind = find_any(node, {"class", "subclass"});
        const auto class_name = kind != nullptr ? reading_.name(*kind) : std::nullopt;
        if (!class_name) {
            if (kind == nullptr) {
                reading_.problem(node.place(), "the component " + name + " has no class",
                                 "such as DRAM, SRAM, regfile or intmac");
            }
            return;
        }
        check_component_keys(node);
        Attributes attributes;
        if (const Node* given = node.find("attributes")) {
            add_attributes(*given, attributes, reading_);
        }
        if (is_storage_class(*class_name)) {
            check_known(attributes, name, reading_);
        }
        attributes.insert(inherited.begin(), inherited.end()); // its own ones stay
        if (is_storage_class(*class_name)) {
            add_storage(node, name, *class_name, mesh, attributes);
        } else if (is_compute_class(*class_name)) {
            add_compute(node, name, mesh, attributes);
        } else {
            reading_.left_out(node.place(), "the class " + input::in_quotes(*class_name) + " of " +
                                                name + " is neither storage nor compute");
        }
    }

    void check_component_keys(const Node& node) {
        check_keys(node, {"name", "class", "subclass", "attributes", "spatial", "required_actions",
                          "actions", "enabled"});
        const Node* enabled = node.find("enabled");
        if (enabled != nullptr && !reading_.truth(*enabled).value_or(true)) {
            reading_.problem(enabled->place(), "a component that is not enabled is not modelled");
        }
    }

    void add_storage(const Node& node, const std::string& name, const std::string& class_name,
                     Mesh mesh, const Attributes& attributes) {
        if (result_.compute_place.line > 0) {
            reading_.problem(node.place(), "the level " + name +
                                               " lies inside of the arithmetic "
                                               "units");
            return;
        }
        StorageLevel level;
        level.name = name;
        level.place = node.place();
        level.is_fanout = class_name.find("dummy") != std::string::npos;
        level.mesh = mesh_of(attributes, mesh, node);
        read_storage(attributes, variables_, level, reading_);
        add_level(std::move(level));
    }

    void add_compute(const Node& node, const std::string& name, Mesh mesh,
                     const Attributes& attributes) {
        if (result_.compute_place.line > 0) {
            reading_.problem(node.place(), "there are arithmetic units of a second kind, " + name,
                             "", "", "the first one is " + result_.compute);
            return;
        }
        result_.compute = name;
        result_.compute_place = node.place();
        result_.compute_mesh = mesh_of(attributes, mesh, node);
        read_clock(attributes);
    }

    /// v0.4 says it by `spatial`, v0.3 by attributes.
    Mesh mesh_of(const Attributes& attributes, Mesh mesh, const Node& node) {
        const bool is_given =
            attributes.count("meshX") + attributes.count("meshY") + attributes.count("instances") >
            0;
        return is_given ? read_mesh(attributes, variables_, mesh.x * mesh.y, node.place(), reading_)
                        : mesh;
    }

    void read_clock(const Attributes& attributes) {
        for (const char* key : {"cycle_seconds", "global_cycle_seconds"}) {
            const auto found = attributes.find(key);
            if (found != attributes.end()) {
                result_.cycle_seconds = reading_.number(*found->second, variables_);
            }
        }
    }

    void add_level(StorageLevel level) {
        if (result_.levels.size() >= Limits{}.levels) {
            reading_.problem(level.place, "there are too many levels",
                             "at most " + std::to_string(Limits{}.levels));
            throw InputError(reading_.take_problems());
        }
        result_.levels.push_back(std::move(level));
    }

    const input::Scope& variables_;
    Reading& reading_;
    Architecture result_;
    Mesh mesh_;            ///< of v0.4, at the node that is read
    Attributes inherited_; ///< of v0.4, from the containers so far
};

} // namespace

std::optional<Architecture> parse_architecture(const Node& architecture,
                                               const input::Scope& variables, Reading& reading) {
    if (architecture.kind != Node::Kind::map) {
        reading.expect(architecture, "this is not an architecture",
                       "a map with subtree (v0.3) or nodes (v0.4)");
        return std::nullopt;
    }
    return ArchitectureReader(variables, reading).read(architecture);
}

} // namespace counterpoint::mapping::timeloop
