#include "mapping/timeloop/sections.hpp"

#include <algorithm>
#include <array>

#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using input::Node;

constexpr std::array sections{
    Section{"problem", ""},
    Section{"architecture", ""},
    Section{"mapping", ""},
    Section{"variables", ""},
    Section{"version", ""},
    Section{"dumped_by_timeloop_front_end", ""},
    Section{"arch", "the flat architecture of version 0.1 is not read"},
    Section{"architecture_constraints", "constraints of mappings are not checked"},
    Section{"mapspace_constraints", "constraints of mappings are not checked"},
    Section{"constraints", "constraints of mappings are not checked"},
    Section{"mapspace", "there is no search of mappings"},
    Section{"mapper", "there is no search of mappings"},
    Section{"layout", "layouts of tensors are not modelled"},
    Section{"sparse_optimizations", "sparse tensors are not modelled"},
    Section{"compound_components", "energy of components is not modelled"},
    Section{"components", "energy of components is not modelled"},
    Section{"ERT", "energy by reference tables is not modelled"},
    Section{"ART", "area by reference tables is not modelled"},
    Section{"ERT_summary", "energy by reference tables is not modelled"},
    Section{"ART_summary", "area by reference tables is not modelled"},
    Section{"globals", "settings of the front end are not modelled"},
    Section{"model", "settings of Timeloop's model are not modelled"},
};

bool has_directives(const Node& mapping) {
    return mapping.kind == Node::Kind::list &&
           std::any_of(mapping.children.begin(), mapping.children.end(),
                       [](const Node* item) { return item->find("target") != nullptr; });
}

} // namespace

const Section* section_of(std::string_view key) {
    const auto* found = std::find_if(sections.begin(), sections.end(),
                                     [&](const Section& section) { return section.key == key; });
    return found == sections.end() ? nullptr : found;
}

std::vector<std::string> section_keys() {
    std::vector<std::string> keys;
    for (const Section& section : sections) {
        keys.emplace_back(section.key);
    }
    return keys;
}

bool is_specification(const Node& root) {
    return root.kind == Node::Kind::map &&
           std::any_of(root.children.begin(), root.children.end(), [](const Node* child) {
               return child->key == "mapping"
                          ? has_directives(*child)
                          : child->key != "version" && section_of(child->key) != nullptr;
           });
}

input::Document parse_yaml(const std::string& text, const std::string& file) {
    try {
        return input::parse_document(text, file);
    } catch (const InputError&) {
        input::Limits limits;
        limits.passes_tags = true;
        input::Document document = input::parse_document(text, file, limits);
        if (is_specification(document.root())) {
            return document;
        }
        throw;
    }
}

} // namespace counterpoint::mapping::timeloop
