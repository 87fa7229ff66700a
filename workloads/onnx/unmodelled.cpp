#include "workloads/onnx/unmodelled.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::workloads::onnx {

namespace {

std::int64_t macs_of(const LayerForm& layer) {
    std::int64_t macs = 1;
    for (const auto& [name, size] : layer.dimensions) {
        macs = checked_product(macs, size);
    }
    return macs;
}

} // namespace

void Unmodelled::add_modelled(const std::string& kind, const Lowering& lowering) {
    for (const LayerForm& layer : lowering.layers) {
        all_operations_ += static_cast<double>(macs_of(layer));
    }
    ++nodes_;
    if (lowering.other_operations > 0) {
        Kind& rest = rest_of_modelled_[kind];
        ++rest.nodes;
        rest.operations += static_cast<double>(lowering.other_operations);
        all_operations_ += static_cast<double>(lowering.other_operations);
    }
}

void Unmodelled::add(const std::string& kind, std::optional<std::int64_t> operations) {
    Kind& entry = left_out_[kind];
    ++nodes_;
    ++entry.nodes;
    entry.operations += static_cast<double>(operations.value_or(0));
    entry.all_known = entry.all_known && operations.has_value();
    all_operations_ += static_cast<double>(operations.value_or(0));
}

std::string Unmodelled::share(double operations) const {
    const double percent = all_operations_ > 0 ? 100 * operations / all_operations_ : 0;
    constexpr double least = 0.01;
    if (operations > 0 && percent < least) {
        return "<0.01 %";
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), percent < 1 ? "%.2f %%" : "%.1f %%", percent);
    return operations > 0 ? text.data() : "no work";
}

std::string Unmodelled::list(const Kinds& kinds) const {
    std::vector<std::pair<std::string, Kind>> sorted(kinds.begin(), kinds.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.second.operations > b.second.operations;
    });
    std::string text;
    for (const auto& [name, kind] : sorted) {
        text += text.empty() ? "" : ", ";
        text += std::to_string(kind.nodes) + ' ' + name + " (";
        text += kind.all_known        ? share(kind.operations)
                : kind.operations > 0 ? "more than " + share(kind.operations)
                                      : "work not known";
        text += ')';
    }
    return text;
}

std::string Unmodelled::sentence() const {
    std::size_t nodes = 0;
    double operations = 0;
    bool all_known = true;
    for (const auto& [name, kind] : left_out_) {
        nodes += kind.nodes;
        operations += kind.operations;
        all_known = all_known && kind.all_known;
    }
    std::string text;
    if (nodes > 0) {
        text = std::to_string(nodes) + " of " + std::to_string(nodes_) +
               " nodes are not modelled, with " + (all_known ? "" : "more than ") +
               (operations > 0 ? share(operations) : "0 %") + " of the work: " + list(left_out_);
    }
    if (!rest_of_modelled_.empty()) {
        text += text.empty() ? "" : "; ";
        text += "not modelled in nodes that are: what is no MAC of " + list(rest_of_modelled_);
    }
    return text;
}

} // namespace counterpoint::workloads::onnx
