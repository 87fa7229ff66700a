#include "workloads/layer.hpp"

namespace counterpoint::workloads {

std::string_view to_string(LayerType type) {
    switch (type) {
    case LayerType::conv2d:
        return "CONV2D";
    case LayerType::dwconv2d:
        return "DWCONV2D";
    case LayerType::gemm:
        return "GEMM";
    case LayerType::batched_gemm:
        return "BATCHED_GEMM";
    case LayerType::fc:
        return "FC";
    case LayerType::einsum:
        return "EINSUM";
    }
    return "";
}

} // namespace counterpoint::workloads
