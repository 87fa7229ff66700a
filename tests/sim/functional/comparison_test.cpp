#include "sim/functional/comparison.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "tests/walker/layers.hpp"

namespace counterpoint::sim {
namespace {

using workloads::LayerType;

TEST(Comparison, FindsTheFirstWrongIntegerByItsIndex) {
    const OutputComparison comparison = compare({2, 3}, {1, 2, 3, 4, 0, 0}, {1, 2, 3, 4, 5, 6});
    EXPECT_EQ(comparison.elements, 6);
    EXPECT_EQ(comparison.wrong, 2);
    ASSERT_TRUE(comparison.first_wrong);
    EXPECT_EQ(comparison.first_wrong->index, (std::vector<std::int64_t>{1, 1}));
    EXPECT_EQ(std::get<std::int64_t>(comparison.first_wrong->found), 0);
    EXPECT_EQ(std::get<std::int64_t>(comparison.first_wrong->expected), 5);
}

TEST(Comparison, TakesAFloatWithinItsBoundAndNotBeyond) {
    const FloatReference reference{{1.0}, {0.25}};
    EXPECT_EQ(compare({1}, {1.25F}, reference).wrong, 0);
    EXPECT_EQ(compare({1}, {1.26F}, reference).wrong, 1);
    EXPECT_EQ(compare({1}, {1.125F}, reference).largest_error, 0.125);
    EXPECT_EQ(compare({1}, {1.125F}, reference).bound_of_largest, 0.25);
}

TEST(Comparison, TakesPoisonForWrong) {
    const FloatReference reference{{1.0}, {0.25}};
    EXPECT_EQ(compare({1}, {std::numeric_limits<float>::quiet_NaN()}, reference).wrong, 1);
    EXPECT_EQ(compare({1}, {std::numeric_limits<float>::infinity()}, reference).wrong, 1);
}

TEST(Reference, AddsUpGemmByHand) {
    const auto layer = walker::fixed_layer(LayerType::gemm, {{"M", 2}, {"N", 1}, {"K", 2}});
    ASSERT_EQ(layer.tensors.size(), 3U);
    std::vector<std::vector<std::int32_t>> tensors(3);
    for (std::size_t t = 0; t < 3; ++t) {
        const std::string& name = layer.tensors[{t}].name;
        tensors[t] = name == "Weight"  ? std::vector<std::int32_t>{10, 100}
                     : name == "Input" ? std::vector<std::int32_t>{1, 2, 3, 4}
                                       : std::vector<std::int32_t>{};
    }
    EXPECT_EQ(reference_output(layer, tensors), (std::vector<std::int64_t>{210, 430}));
}

TEST(Reference, SlidesAConvolutionByItsStrideAndDilation) {
    const auto layer = walker::fixed_layer(LayerType::conv2d, {{"P", 1}, {"Q", 2}, {"S", 2}},
                                           {{"Q", 2}}, {{"S", 3}});
    std::vector<std::vector<std::int32_t>> tensors(3);
    for (std::size_t t = 0; t < 3; ++t) {
        const std::string& name = layer.tensors[{t}].name;
        tensors[t] = name == "Weight"  ? std::vector<std::int32_t>{1, 10}
                     : name == "Input" ? std::vector<std::int32_t>{1, 2, 3, 4, 5, 6}
                                       : std::vector<std::int32_t>{};
    }
    EXPECT_EQ(reference_output(layer, tensors), (std::vector<std::int64_t>{41, 63}));
}

TEST(Reference, RefusesIntegersWhoseSumsMayExceed64Bits) {
    const auto layer = walker::fixed_layer(LayerType::gemm, {{"M", 1}, {"N", 1}, {"K", 2}});
    const std::int32_t least = std::numeric_limits<std::int32_t>::min();
    std::vector<std::vector<std::int32_t>> tensors{{least, least}, {least, least}, {}};
    EXPECT_THROW(reference_output(layer, tensors), InputError);
    tensors.front() = {least + 1, least + 1};
    EXPECT_NO_THROW(reference_output(layer, tensors));
}

} // namespace
} // namespace counterpoint::sim
