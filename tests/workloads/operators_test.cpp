#include "workloads/operators.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/workloads/reading.hpp"

namespace counterpoint::workloads {
namespace {

struct Statement {
    const char* type;
    const char* dimensions;
    const char* tensors;
};

class Operator : public testing::TestWithParam<Statement> {};

// The table of docs/semantics.md, section 1.
INSTANTIATE_TEST_SUITE_P(
    Types, Operator,
    testing::Values(
        Statement{"CONV2D", "N G K C P Q R S",
                  "Weight[G, K, C, R, S] Input[N, G, C, P+R, Q+S] Output[N, G, K, P, Q] out"},
        Statement{"DWCONV2D", "N C P Q R S",
                  "Weight[C, R, S] Input[N, C, P+R, Q+S] Output[N, C, P, Q] out"},
        Statement{"GEMM", "M N K", "Weight[K, N] Input[M, K] Output[M, N] out"},
        Statement{"BATCHED_GEMM", "B M N K", "Weight[B, K, N] Input[B, M, K] Output[B, M, N] out"},
        Statement{"FC", "N K C", "Weight[K, C] Input[N, C] Output[N, K] out"}),
    [](const auto& instance) { return std::string(instance.param.type); });

TEST_P(Operator, HasTheDimensionsAndTensorsOfTheContract) {
    const Layer layer = legal_layer("type: " + std::string(GetParam().type) + ", dimensions: {}");
    EXPECT_EQ(to_string(layer.type), GetParam().type);
    EXPECT_EQ(dimensions_of(layer), GetParam().dimensions);
    EXPECT_EQ(shapes_of(layer), GetParam().tensors);
    for (const Dimension& dimension : layer.dimensions) {
        EXPECT_EQ(dimension.size, 1) << dimension.name << " was left out";
    }
}

TEST(LayerTypeName, GoesThereAndBack) {
    EXPECT_EQ(layer_type_names().size(), 6U);
    for (const std::string& name : layer_type_names()) {
        ASSERT_TRUE(layer_type(name)) << name;
        EXPECT_EQ(to_string(*layer_type(name)), name);
    }
    EXPECT_FALSE(layer_type("conv2d"));
    EXPECT_FALSE(layer_type(""));
}

} // namespace
} // namespace counterpoint::workloads
