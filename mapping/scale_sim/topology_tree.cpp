#include "input/composer.hpp"
#include "mapping/scale_sim/topology.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

using input::Composer;
using input::Node;

class LayerComposer {
  public:
    LayerComposer(Composer& composer, Node& layers, const TopologyLayer& layer)
        : composer_(composer), layer_(layer), node_(composer.map(layers, "", layer.at)) {
        composer.text(node_, "name", layer.name, layer.at).quoted = true;
    }

    void operator()(const Product& product) {
        Node& sizes = begin(layer_.batch.value > 1 ? "BATCHED_GEMM" : "GEMM");
        if (layer_.batch.value > 1) {
            size(sizes, "B", layer_.batch);
        }
        size(sizes, "M", product.m);
        size(sizes, "N", product.n);
        size(sizes, "K", product.k);
    }

    void operator()(const Convolution& convolution) {
        const bool one_filter = convolution.filters.value == 1;
        Node& sizes = begin(convolution.depthwise && one_filter ? "DWCONV2D" : "CONV2D");
        if (layer_.batch.value > 1) {
            size(sizes, "N", layer_.batch);
        }
        if (!convolution.depthwise) {
            size(sizes, "K", convolution.filters);
            size(sizes, "C", convolution.channels);
        } else if (one_filter) {
            size(sizes, "C", convolution.channels);
        } else { // every channel is a group of its own
            size(sizes, "G", convolution.channels);
            size(sizes, "K", convolution.filters);
        }
        size(sizes, "R", convolution.filter_height);
        size(sizes, "S", convolution.filter_width);
        size(sizes, "Y", convolution.ifmap_height);
        size(sizes, "X", convolution.ifmap_width);
        if (convolution.stride_height.value > 1 || convolution.stride_width.value > 1) {
            Node& stride = composer_.map(node_, "stride", convolution.stride_height.at);
            size(stride, "P", convolution.stride_height);
            size(stride, "Q", convolution.stride_width);
        }
    }

  private:
    Node& begin(const char* type) {
        composer_.text(node_, "type", type, layer_.at);
        return composer_.map(node_, "dimensions", layer_.at);
    }

    void size(Node& sizes, const char* dimension, const Number& number) {
        composer_.integer(sizes, dimension, number.value, number.at);
    }

    Composer& composer_;
    const TopologyLayer& layer_;
    Node& node_;
};

} // namespace

input::Document workload_tree(const Topology& topology, const std::string& file) {
    Composer composer(file);
    const input::TextPosition top{1, 1};
    Node& workload = composer.map(composer.root(), "workload", top);
    composer.text(workload, "name", topology.name, top).quoted = true;
    Node& layers = composer.list(workload, "layers", top);
    for (const TopologyLayer& layer : topology.layers) {
        std::visit(LayerComposer(composer, layers, layer), layer.shape);
    }
    return composer.finish();
}

} // namespace counterpoint::mapping::scale_sim
