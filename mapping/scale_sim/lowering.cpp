#include <algorithm>
#include <string>

#include "input/composer.hpp"
#include "mapping/scale_sim/dataflow.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

using input::Composer;
using input::Node;
using input::TextPosition;
using workloads::Layer;
using workloads::LayerType;

bool is_product(const Layer& layer) {
    return layer.type == LayerType::gemm || layer.type == LayerType::batched_gemm ||
           layer.type == LayerType::fc;
}

/// 1 where the layer has no such dimension.
std::int64_t size_of(const Layer& layer, const char* name) {
    for (const workloads::Dimension& dimension : layer.dimensions) {
        if (dimension.name == name) {
            return dimension.size;
        }
    }
    return 1;
}

std::int64_t product_of(const Layer& layer, const std::vector<const char*>& names) {
    std::int64_t product = 1;
    for (const char* name : names) {
        product = checked_product(product, size_of(layer, name));
    }
    return product;
}

TextPosition position_of(const Layer& layer) { return {layer.place.line, layer.place.column}; }

class LoweredLayers {
  public:
    LoweredLayers(Composer& composer, Node& layers, std::vector<Problem>& problems)
        : composer_(composer), layers_(layers), problems_(problems) {}

    void add(const Layer& layer) {
        try {
            if (is_product(layer)) {
                keep(layer);
            } else if (layer.type == LayerType::einsum) {
                problems_.push_back({layer.place,
                                     "layer " + layer.name +
                                         " is an EINSUM, which SCALE-Sim's dataflows cannot map",
                                     "", "",
                                     "give a mapping of your own beside the configuration"});
            } else {
                lower(layer);
            }
        } catch (const Overflow&) {
            problems_.push_back({layer.place,
                                 "layer " + layer.name +
                                     ": its sizes are too large for a matrix "
                                     "product",
                                 "", "", ""});
        }
    }

  private:
    void keep(const Layer& layer) {
        Node& sizes = begin(layer, std::string(to_string(layer.type)));
        for (const workloads::Dimension& dimension : layer.dimensions) {
            composer_.integer(sizes, dimension.name, dimension.size, position_of(layer));
        }
    }

    void lower(const Layer& layer) {
        const bool depthwise = layer.type == LayerType::dwconv2d;
        const std::int64_t groups = size_of(layer, depthwise ? "C" : "G");
        const std::int64_t outputs = product_of(layer, {"N", "P", "Q"});
        const std::int64_t window =
            depthwise ? product_of(layer, {"R", "S"}) : product_of(layer, {"C", "R", "S"});
        Node& sizes = begin(layer, groups > 1 ? "BATCHED_GEMM" : "GEMM");
        if (groups > 1) {
            composer_.integer(sizes, "B", groups, position_of(layer));
        }
        composer_.integer(sizes, "M", outputs, position_of(layer));
        composer_.integer(sizes, "N", depthwise ? 1 : size_of(layer, "K"), position_of(layer));
        composer_.integer(sizes, "K", window, position_of(layer));
    }

    Node& begin(const Layer& layer, const std::string& type) {
        Node& node = composer_.map(layers_, "", position_of(layer));
        composer_.text(node, "name", layer.name, position_of(layer)).quoted = true;
        composer_.text(node, "type", type, position_of(layer));
        return composer_.map(node, "dimensions", position_of(layer));
    }

    Composer& composer_;
    Node& layers_;
    std::vector<Problem>& problems_;
};

} // namespace

bool are_products(const workloads::Workload& workload) {
    return std::all_of(workload.layers.begin(), workload.layers.end(), is_product);
}

input::Document lowered_tree(const workloads::Workload& workload, std::vector<Problem>& problems) {
    const Place place = workload.layers.empty() ? Place{} : workload.layers.front().place;
    Composer composer(place.file);
    const TextPosition top{1, 1};
    Node& tree = composer.map(composer.root(), "workload", top);
    composer.text(tree, "name", workload.name, top).quoted = true;
    LoweredLayers layers(composer, composer.list(tree, "layers", top), problems);
    for (const Layer& layer : workload.layers) {
        layers.add(layer);
    }
    return composer.finish();
}

} // namespace counterpoint::mapping::scale_sim
