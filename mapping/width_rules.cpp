#include "mapping/width_rules.hpp"

#include <cstddef>

#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::mapping {

namespace {

/// The keys of a map by tensor, if it is there and is one.
void check_tensors(const input::Node* widths, const std::set<std::string>& tensors,
                   std::vector<Problem>& problems) {
    if (widths == nullptr || widths->kind != input::Node::Kind::map) {
        return;
    }
    for (const input::Node* width : widths->children) {
        if (tensors.count(width->key) == 0) {
            problems.push_back({width->key_place(),
                                "no tensor is named " + input::in_quotes(width->key), "", "",
                                input::suggestion(width->key, {tensors.begin(), tensors.end()})});
        }
    }
}

} // namespace

std::set<std::string> known_tensors(const workloads::Workload& workload) {
    std::set<std::string> tensors{"Weight", "Input", "Output"};
    for (const workloads::Layer& layer : workload.layers) {
        for (const workloads::Tensor& tensor : layer.tensors) {
            tensors.insert(tensor.name);
        }
    }
    return tensors;
}

void check_widths(const input::Node& hardware, const workloads::Workload& workload,
                  std::vector<Problem>& problems) {
    if (workload.layers.empty()) {
        return;
    }
    const std::set<std::string> tensors = known_tensors(workload);
    check_tensors(hardware.find("element_bytes"), tensors, problems);
    const input::Node* memories = hardware.find("memories");
    for (std::size_t i = 0; memories != nullptr && i < memories->children.size(); ++i) {
        const input::Node* fill = memories->children[i]->find("fill");
        const input::Node* network = fill != nullptr ? fill->find("network") : nullptr;
        check_tensors(network != nullptr ? network->find("width_bytes") : nullptr, tensors,
                      problems);
    }
}

} // namespace counterpoint::mapping
