#include "workloads/onnx/attention.hpp"

#include "vocabulary/checked.hpp"
#include "workloads/onnx/products.hpp"
#include "workloads/onnx/work.hpp"

namespace counterpoint::workloads::onnx {

namespace {

struct Heads {
    std::int64_t sequences = 1;
    std::int64_t heads = 1;   ///< of keys and values
    std::int64_t sharing = 1; ///< heads of queries for each of these
    std::int64_t queries = 1;
    std::int64_t keys = 1;
    std::int64_t width = 1;       ///< of a query and a key
    std::int64_t value_width = 1; ///< of a value
};

void add_products(const Heads& heads, Lowering& lowering) {
    const std::int64_t batch = checked_product(heads.sequences, heads.heads);
    const std::int64_t rows = checked_product(heads.queries, heads.sharing);
    lowering.layers.push_back(product_form("scores", batch, rows, heads.keys, heads.width));
    lowering.layers.push_back(product_form("context", batch, rows, heads.value_width, heads.keys));
    lowering.other_operations = elements({batch, rows, heads.keys, softmax_operations});
}

constexpr const char* uneven = "its width is no multiple of its heads";

/// The keys of the past that stand before those of now, in a tensor whose last but one dimension
/// counts them.
std::int64_t past_keys(const NodeShapes& node, std::size_t input, std::size_t rank) {
    return node.has_input(input) ? node.input(input, rank)[rank - 2] : 0;
}

} // namespace

Lowering lower_attention(const NodeShapes& node) {
    const Sizes query = node.input(0);
    const Sizes key = node.input(1, query.size());
    const Sizes value = node.input(2, query.size());
    Heads heads;
    std::int64_t query_heads = 1;
    if (query.size() == 4) {
        query_heads = query[1];
        heads.heads = key[1];
        heads.width = query[3];
        heads.value_width = value[3];
    } else if (query.size() == 3) {
        query_heads = node.integer("q_num_heads", 0);
        heads.heads = node.integer("kv_num_heads", 0);
        heads.width = part_of(query[2], query_heads, uneven);
        heads.value_width = part_of(value[2], heads.heads, uneven);
    } else {
        throw Refusal("its queries have another number of dimensions", "3 or 4",
                      std::to_string(query.size()));
    }
    constexpr std::size_t past = 4;
    heads.sequences = query[0];
    heads.sharing = part_of(query_heads, heads.heads, "its heads cannot share their keys evenly");
    heads.queries = query[query.size() - 2];
    heads.keys = checked_sum(key[key.size() - 2], past_keys(node, past, 4));
    Lowering lowering;
    add_products(heads, lowering);
    return lowering;
}

Lowering lower_projected_attention(const NodeShapes& node) {
    const Sizes input = node.input(0, 3);
    const Sizes weights = node.input(1, 2);
    if (input[2] != weights[0]) {
        throw Refusal("its operands do not fit together", std::to_string(input[2]),
                      std::to_string(weights[0]));
    }
    const Sizes widths = node.integers("qkv_hidden_sizes", 3, weights[1] / 3);
    if (checked_sum(checked_sum(widths[0], widths[1]), widths[2]) != weights[1] ||
        widths[0] != widths[1]) {
        throw Refusal("its weights are no queries, keys and values side by side");
    }
    constexpr std::size_t past = 4;
    Heads heads;
    heads.sequences = input[0];
    heads.heads = node.integer("num_heads", 0);
    heads.queries = input[1];
    heads.keys = checked_sum(input[1], past_keys(node, past, 5));
    heads.width = part_of(widths[0], heads.heads, uneven);
    heads.value_width = part_of(widths[2], heads.heads, uneven);
    Lowering lowering;
    lowering.layers.push_back(
        product_form("projection", 1, checked_product(input[0], input[1]), weights[1], weights[0]));
    add_products(heads, lowering);
    return lowering;
}

Lowering lower_multi_head_attention(const NodeShapes& node) {
    constexpr std::size_t past = 6;
    if (!node.has_input(1) || !node.has_input(2)) {
        throw Refusal("its queries, keys and values are packed into one tensor");
    }
    const Sizes query = node.input(0, 3);
    const Sizes key = node.input(1, 3);
    const Sizes value = node.input(2, 3);
    Heads heads;
    heads.sequences = query[0];
    heads.heads = node.integer("num_heads", 0);
    heads.queries = query[1];
    heads.keys = checked_sum(key[1], past_keys(node, past, 4));
    heads.width = part_of(query[2], heads.heads, uneven);
    heads.value_width = part_of(value[2], heads.heads, uneven);
    Lowering lowering;
    add_products(heads, lowering);
    return lowering;
}

} // namespace counterpoint::workloads::onnx
