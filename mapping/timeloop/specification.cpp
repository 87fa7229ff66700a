#include "mapping/timeloop/specification.hpp"

#include <utility>

#include "input/nearest.hpp"
#include "mapping/timeloop/dataflow.hpp"
#include "mapping/timeloop/hardware.hpp"
#include "mapping/timeloop/problem.hpp"
#include "mapping/timeloop/sections.hpp"

namespace counterpoint::mapping::timeloop {

using input::Node;

void Specification::take(const Node& root) {
    for (const Node* child : root.children) {
        const Section* section = section_of(child->key);
        if (section == nullptr) {
            reading_.problem(child->key_place(),
                             input::in_quotes(child->key) + " is no key of Timeloop's files", "",
                             "", input::suggestion(child->key, section_keys()));
        } else if (!section->left_out.empty()) {
            reading_.left_out(child->key_place(), std::string(section->left_out));
        } else if (const auto [other, added] = parts_.emplace(child->key, child);
                   !added && child->key != "version") {
            reading_.problem(child->key_place(), input::in_quotes(child->key) + " is given twice",
                             "", "",
                             "the other one stands at " + *other->second->file + ':' +
                                 std::to_string(other->second->key_line));
        }
    }
}

const Node* Specification::part(const char* key) const {
    const auto found = parts_.find(key);
    return found == parts_.end() ? nullptr : found->second;
}

void Specification::read_variables() {
    const Node* variables = part("variables");
    if (variables == nullptr || variables->kind != Node::Kind::map) {
        return;
    }
    for (const Node* child : variables->children) {
        const bool whole = child->kind == Node::Kind::scalar && !child->text.empty() &&
                           child->text.size() < 16 &&
                           child->text.find_first_not_of("0123456789") == std::string::npos;
        if (whole) {
            variables_.define(child->key, std::stoll(child->text));
        } else {
            variables_.leave_unset(child->key, "the variable is no whole number");
        }
    }
}

void Specification::throw_problems() {
    if (reading_.failed()) {
        throw InputError(reading_.take_problems());
    }
}

std::vector<input::Document> Specification::trees() {
    std::vector<input::Document> trees;
    read_variables();
    TensorNames tensors{{"Weight", "Input", "Output"}, "Output"}; // of layers of ours
    if (const Node* problem = part("problem")) {
        Operations operations = parse_problem(*problem, variables_, reading_);
        tensors = std::move(operations.tensors);
        trees.push_back(std::move(operations.tree));
    }
    if (const Node* mapping = part("mapping")) {
        directives_ = parse_directives(*mapping, variables_, reading_);
    }
    if (const Node* architecture = part("architecture")) {
        architecture_ = parse_architecture(*architecture, variables_, reading_);
        if (architecture_) {
            trees.push_back(hardware_tree(*architecture_, directives_, tensors, reading_));
        }
    }
    throw_problems();
    return trees;
}

Dataflow Specification::dataflow(const workloads::Workload& workload,
                                 const hw::Hardware& hardware) {
    const Node& mapping = *part("mapping");
    if (!architecture_) {
        reading_.problem(mapping.key_place(),
                         "a mapping of Timeloop needs the architecture that it is for", "", "",
                         "give the file with `architecture` too");
    }
    if (workload.layers.empty()) {
        reading_.problem(mapping.key_place(),
                         "a mapping of Timeloop needs the problem that it is for", "", "",
                         "give the file with `problem` too");
    }
    throw_problems();
    Dataflow dataflow =
        dataflow_of(*architecture_, directives_, mapping.key_place(), workload, hardware, reading_);
    throw_problems();
    return dataflow;
}

} // namespace counterpoint::mapping::timeloop
