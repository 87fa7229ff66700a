#include "hw/energy/accelergy_reader.hpp"

#include <algorithm>

#include "hw/energy/figure_reader.hpp"
#include "input/document.hpp"

namespace counterpoint::hw {

namespace {

using input::Node;
using input::Problems;

std::string without_ranges(const std::string& name) {
    std::string plain;
    bool in_range = false;
    for (const char c : name) {
        in_range = in_range || c == '[';
        plain += in_range ? std::string() : std::string(1, c);
        in_range = in_range && c != ']';
    }
    return plain;
}

AccelergyComponent& component_of(const Node& entry, AccelergyTables& tables, Problems& problems) {
    const Node* name = entry.find("name");
    const std::string text = name != nullptr ? name->text : "";
    if (text.empty()) {
        problems.push_back({entry.place(), "a component has no name", "`name`", "", ""});
    }
    const auto known =
        std::find_if(tables.components.begin(), tables.components.end(),
                     [&](const AccelergyComponent& each) { return each.name == text; });
    return known != tables.components.end()
               ? *known
               : tables.components.emplace_back(AccelergyComponent{text, {}, {}, entry.place()});
}

/// The entries of `tables`; a problem where they are none.
std::vector<const Node*> entries_of(const Node& table, Problems& problems) {
    const Node* components = table.find("tables");
    if (components == nullptr || components->kind != Node::Kind::list) {
        problems.push_back({table.place(), "this is no table of Accelergy",
                            "`tables`, a list of components", "", ""});
        return {};
    }
    return {components->children.begin(), components->children.end()};
}

void read_actions(const Node& entry, AccelergyComponent& component, Problems& problems) {
    const Node* actions = entry.find("actions");
    if (actions == nullptr || actions->kind != Node::Kind::list) {
        problems.push_back(
            {entry.place(), "the component has no actions", "`actions`, a list", "", ""});
        return;
    }
    for (const Node* action : actions->children) {
        const Node* name = action->find("name");
        const Node* energy = action->find("energy");
        if (name == nullptr || energy == nullptr) {
            problems.push_back(
                {action->place(), "this is no action", "`name` and `energy`", "", ""});
            continue;
        }
        const double value = number_of(*energy, 0, problems).value_or(0);
        double& dearest = component.actions[name->text];
        dearest = std::max(dearest, value);
    }
}

AccelergyChoice read_choice(const Node& node, Problems& problems) {
    AccelergyChoice choice;
    choice.place = node.place();
    if (node.kind != Node::Kind::map) {
        choice.component = input::name_of(node, problems).value_or("");
        return choice;
    }
    input::Fields fields(node, problems);
    choice.component = fields.required_name("component");
    if (const Node* bytes = fields.optional("access_bytes")) {
        choice.access_bytes = input::positive_number_of(*bytes, problems);
    }
    fields.finish();
    return choice;
}

} // namespace

std::string AccelergyComponent::plain_name() const { return without_ranges(name); }

std::string AccelergyComponent::last_part() const {
    const std::string plain = plain_name();
    return plain.substr(plain.rfind('.') + 1); // npos + 1 is 0
}

void read_accelergy_tables(const Node& root, AccelergyTables& tables, Problems& problems) {
    if (const Node* ert = root.find("ERT")) {
        tables.has_energy = true;
        for (const Node* entry : entries_of(*ert, problems)) {
            read_actions(*entry, component_of(*entry, tables, problems), problems);
        }
    }
    if (const Node* art = root.find("ART")) {
        tables.has_area = true;
        for (const Node* entry : entries_of(*art, problems)) {
            AccelergyComponent& component = component_of(*entry, tables, problems);
            const Node* area = entry->find("area");
            if (area == nullptr) {
                problems.push_back({entry->place(), "the component has no area", "`area`", "", ""});
                continue;
            }
            component.area = number_of(*area, 0, problems);
        }
    }
}

AccelergyChoices read_accelergy_choices(input::Fields& fields, Problems& problems) {
    AccelergyChoices choices;
    if (const Node* mac = fields.optional("mac")) {
        choices.mac = read_choice(*mac, problems);
    }
    if (const Node* memories = fields.optional("memories")) {
        if (memories->kind != Node::Kind::map) {
            input::expect(*memories, "these are no memories", "a map of their names to components",
                          problems);
        }
        for (const Node* memory : memories->children) {
            auto& of_memory = choices.memories[memory->key];
            if (memory->kind == Node::Kind::map && memory->find("component") == nullptr) {
                for (const Node* tensor : memory->children) {
                    of_memory[tensor->key] = read_choice(*tensor, problems);
                }
            } else {
                of_memory[""] = read_choice(*memory, problems);
            }
        }
    }
    if (const Node* ignored = fields.optional("ignore")) {
        for (const Node* item : input::items_of(*ignored, problems)) {
            choices.ignored.push_back(input::name_of(*item, problems).value_or(""));
        }
    }
    return choices;
}

} // namespace counterpoint::hw
