#include "tests/walker/random_layer.hpp"

#include <string>
#include <utility>
#include <vector>

#include "tests/walker/layers.hpp"

namespace counterpoint::walker {

using workloads::Layer;
using workloads::LayerType;

namespace {

std::int64_t macs_of(const Layer& layer) {
    std::int64_t macs = 1;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        macs *= dimension.size;
    }
    return macs;
}

std::int64_t random_size(Random& random) {
    return random.chance(20) ? 1 : random.chance(80) ? random.between(2, 7) : random.between(8, 17);
}

Layer random_fixed_layer(Random& random, LayerType type) {
    Numbers sizes;
    for (const char* name : {"B", "N", "G", "M", "K", "C", "P", "Q", "R", "S"}) {
        sizes[name] = random_size(random);
    }
    if (type == LayerType::conv2d || type == LayerType::dwconv2d) {
        // the many dimensions of a convolution have to share what MACs there may be
        sizes["N"] = random.pick({1, 1, 1, 2});
        sizes["G"] = random.pick({1, 1, 1, 2, 3});
        sizes["R"] = random.pick({1, 2, 3, 3, 5});
        sizes["S"] = random.pick({1, 1, 2, 3});
    }
    Numbers stride;
    Numbers dilation;
    if (random.chance(40)) {
        stride = {{"P", random.between(1, 3)}, {"Q", random.between(1, 4)}};
    }
    if (random.chance(30)) {
        dilation = {{"R", random.between(1, 3)}, {"S", random.between(1, 3)}};
    }
    return fixed_layer(type, sizes, stride, dilation);
}

using NamedTensor = std::pair<std::string, NamedAxes>;

/// Some of the dimensions, in random order, up to three of them in one axis.
NamedAxes random_axes(Random& random, std::vector<std::string> names) {
    random.shuffle(names);
    NamedAxes axes;
    for (const std::string& name : names) {
        if (random.chance(35)) {
            continue;
        }
        const std::int64_t coefficient = random.pick({1, 1, 1, 2, 3});
        if (axes.empty() || axes.back().size() == 3 || random.chance(45)) {
            axes.push_back({{coefficient, name}});
        } else {
            axes.back().emplace_back(coefficient, name);
        }
    }
    return axes;
}

NamedAxes random_output_axes(Random& random, std::vector<std::string> names) {
    random.shuffle(names);
    NamedAxes axes{{{1, names.back()}}};
    names.pop_back();
    for (const std::string& name : names) {
        if (random.chance(50)) {
            axes.push_back({{1, name}});
        }
    }
    return axes;
}

Layer random_einsum(Random& random) {
    std::vector<std::string> names{"A", "B", "C", "D", "E"};
    names.resize(static_cast<std::size_t>(random.between(1, 5)));
    std::vector<std::pair<std::string, std::int64_t>> dimensions;
    for (const std::string& name : names) {
        dimensions.emplace_back(name, random_size(random));
    }
    std::vector<NamedTensor> tensors;
    for (std::int64_t input = random.pick({1, 2, 2, 2, 3}); input > 0; --input) {
        tensors.emplace_back("In" + std::to_string(input), random_axes(random, names));
    }
    tensors.emplace_back("Out", random_output_axes(random, names));
    return einsum_layer(dimensions, tensors);
}

} // namespace

Layer random_layer(Random& random, std::int64_t macs) {
    while (true) {
        const std::vector<LayerType> types{
            LayerType::conv2d,       LayerType::conv2d, LayerType::conv2d, LayerType::dwconv2d,
            LayerType::gemm,         LayerType::fc,     LayerType::einsum, LayerType::einsum,
            LayerType::batched_gemm, LayerType::einsum};
        const LayerType type = random.pick(types);
        Layer layer =
            type == LayerType::einsum ? random_einsum(random) : random_fixed_layer(random, type);
        if (macs_of(layer) <= macs) {
            return layer;
        }
    }
}

} // namespace counterpoint::walker
