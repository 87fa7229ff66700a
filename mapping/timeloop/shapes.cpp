#include "mapping/timeloop/shapes.hpp"

#include <string_view>
#include <utility>

namespace counterpoint::mapping::timeloop {

namespace {

// Dimensions, projections and names as in Timeloop's problem-shapes/ (cnn-layer.yaml,
// gemm-ABZ.yaml).
constexpr const char* cnn_layer = R"(
name: cnn-layer
dimensions: [R, S, P, Q, C, K, N]
coefficients: [{name: Wstride}, {name: Hstride}, {name: Wdilation}, {name: Hdilation}]
data-spaces:
  - {name: Weights, projection: [[[C]], [[K]], [[R]], [[S]]]}
  - name: Inputs
    projection: [[[N]], [[C]], [[R, Wdilation], [P, Wstride]], [[S, Hdilation], [Q, Hstride]]]
  - {name: Outputs, projection: [[[N]], [[K]], [[Q]], [[P]]], read-write: true}
)";

constexpr const char* gemm = R"(
name: gemm-ABZ
dimensions: [M, N, K]
data-spaces:
  - {name: A, projection: [[[M]], [[K]]]}
  - {name: B, projection: [[[N]], [[K]]]}
  - {name: Z, projection: [[[M]], [[N]]], read-write: true}
)";

} // namespace

std::optional<input::Document> shape_named(const std::string& name) {
    for (const auto& [known, text] :
         {std::pair<std::string_view, const char*>{"cnn-layer", cnn_layer},
          {"cnn_layer", cnn_layer},
          {"gemm-ABZ", gemm},
          {"gemm_ABZ", gemm}}) {
        if (name == known) {
            return input::parse_document(text, "Timeloop's shape " + name);
        }
    }
    return std::nullopt;
}

} // namespace counterpoint::mapping::timeloop
