#include "workloads/onnx/products.hpp"

#include <algorithm>

#include "vocabulary/checked.hpp"

namespace counterpoint::workloads::onnx {

LayerForm product_form(const std::string& part, std::int64_t batch, std::int64_t rows,
                       std::int64_t columns, std::int64_t inner) {
    LayerForm form{part, batch > 1 ? "BATCHED_GEMM" : "GEMM", {}, {}, {}, {}};
    if (batch > 1) {
        form.dimensions.emplace_back("B", batch);
    }
    form.dimensions.insert(form.dimensions.end(), {{"M", rows}, {"N", columns}, {"K", inner}});
    return form;
}

Lowering lower_gemm(const NodeShapes& node) {
    Sizes left = node.input(0, 2);
    Sizes right = node.input(1, 2);
    if (node.integer("transA", 0) != 0) {
        std::swap(left[0], left[1]);
    }
    if (node.integer("transB", 0) != 0) {
        std::swap(right[0], right[1]);
    }
    if (left[1] != right[0]) {
        throw Refusal("its operands do not fit together", std::to_string(left[1]),
                      std::to_string(right[0]));
    }
    if (node.is_constant(1)) {
        return {{{"", "FC", {{"N", left[0]}, {"K", right[1]}, {"C", right[0]}}, {}, {}, {}}}, 0};
    }
    return {{product_form("", 1, left[0], right[1], left[1])}, 0};
}

Lowering lower_matrix_product(const NodeShapes& node, std::size_t left_input,
                              std::size_t right_input) {
    Sizes left = node.input(left_input);
    Sizes right = node.input(right_input);
    if (left.empty() || right.empty()) {
        throw Refusal("one of its operands is a single number");
    }
    if (left.size() == 1) {
        left.insert(left.begin(), 1);
    }
    if (right.size() == 1) {
        right.push_back(1);
    }
    std::int64_t rows = left[left.size() - 2];
    std::int64_t columns = right.back();
    const std::int64_t inner = left.back();
    if (inner != right[right.size() - 2]) {
        throw Refusal("its operands do not fit together", std::to_string(inner),
                      std::to_string(right[right.size() - 2]));
    }
    left.resize(left.size() - 2);
    right.resize(right.size() - 2);
    const std::size_t rank = std::max(left.size(), right.size());
    left.insert(left.begin(), rank - left.size(), 1);
    right.insert(right.begin(), rank - right.size(), 1);
    std::int64_t batch = 1;
    for (std::size_t i = 0; i < rank; ++i) {
        if (left[i] == right[i]) {
            batch = checked_product(batch, left[i]);
        } else if (right[i] == 1) {
            rows = checked_product(rows, left[i]);
        } else if (left[i] == 1) {
            columns = checked_product(columns, right[i]);
        } else {
            throw Refusal("its batches do not fit together", std::to_string(left[i]),
                          std::to_string(right[i]));
        }
    }
    return {{product_form("", batch, rows, columns, inner)}, 0};
}

} // namespace counterpoint::workloads::onnx
