#include "tests/sim/address/explicit_runs.hpp"

#include <algorithm>

#include "tests/sim/address/layouts.hpp"

namespace counterpoint::sim {

namespace {

constexpr MemoryIndex outermost{0};
constexpr MemoryIndex receiving{1};

} // namespace

ExplicitRuns::ExplicitRuns(const walker::Case& given,
                           const Table<TensorIndex, TensorLayout>& layouts)
    : given_(given), nest_(given.layer, given.hardware, given.mapping), layouts_(layouts) {
    const auto& words = given.hardware.memories[outermost].layouts;
    for (const workloads::Tensor& tensor : given.layer.tensors) {
        const auto layout = words.find(tensor.name);
        places_.push_back(
            places_of(given.layer, tensor, layout == words.end() ? nullptr : &layout->second));
    }
}

std::size_t ExplicitRuns::phases() const { return nest_.phases(receiving); }

Addresses ExplicitRuns::filled(TensorIndex tensor, std::size_t phase) const {
    std::vector<walker::Elements> all;
    for (std::size_t unit = 0; unit < nest_.units(receiving); ++unit) {
        all.push_back(arriving(tensor, phase, unit));
        if (given_.hardware.memories[receiving].fill.forwarding && phase > 0) {
            for (const std::size_t neighbour : nest_.neighbours(receiving, unit)) {
                all.back() =
                    walker::minus(all.back(), nest_.tile(receiving, phase - 1, neighbour, tensor));
            }
        }
    }
    if (given_.hardware.memories[receiving].fill.multicast) {
        return addresses(tensor, walker::united(all));
    }
    walker::Elements one_by_one;
    for (const walker::Elements& elements : all) {
        one_by_one.insert(one_by_one.end(), elements.begin(), elements.end());
    }
    return addresses(tensor, one_by_one);
}

Addresses ExplicitRuns::handed_back(std::size_t phase) {
    walker::Elements elements;
    for (std::size_t unit = 0; unit < nest_.units(receiving); ++unit) {
        if (nest_.idles(receiving, phase, unit)) {
            continue;
        }
        for (const walker::Element element : arriving(given_.layer.output, phase, unit)) {
            if (sums_.erase(element) == 1) {
                elements.push_back(element);
            }
        }
    }
    return addresses(given_.layer.output, elements);
}

Addresses ExplicitRuns::drained(std::size_t phase) {
    const TensorIndex output = given_.layer.output;
    std::vector<walker::Elements> leaving;
    for (std::size_t unit = 0; unit < nest_.units(receiving); ++unit) {
        if (nest_.idles(receiving, phase, unit)) {
            continue;
        }
        walker::Elements gone = nest_.tile(receiving, phase, unit, output);
        if (phase + 1 < phases()) {
            gone = walker::minus(gone, nest_.tile(receiving, phase + 1, unit, output));
        }
        leaving.push_back(gone);
    }
    const walker::Elements elements = walker::united(leaving);
    sums_.insert(elements.begin(), elements.end());
    return addresses(output, elements);
}

walker::Elements ExplicitRuns::arriving(TensorIndex tensor, std::size_t phase,
                                        std::size_t unit) const {
    const walker::Elements tile = nest_.tile(receiving, phase, unit, tensor);
    return phase == 0 ? tile : walker::minus(tile, nest_.tile(receiving, phase - 1, unit, tensor));
}

Addresses ExplicitRuns::addresses(TensorIndex tensor, const walker::Elements& elements) const {
    const TensorLayout& layout = layouts_[tensor];
    Addresses found;
    for (const walker::Element element : elements) {
        found.push_back(layout.base() + places_[tensor.value][static_cast<std::size_t>(element)] *
                                            layout.element_bytes());
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace counterpoint::sim
