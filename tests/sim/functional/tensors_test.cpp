#include "sim/functional/tensors.hpp"

#include <algorithm>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/functional/functional.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {
namespace {

using testing::HasSubstr;
using workloads::LayerType;

using Integers = std::vector<std::int32_t>;
using Floats = std::vector<float>;

workloads::Layer strided_convolution() {
    workloads::Layer layer = walker::fixed_layer(
        LayerType::conv2d, {{"C", 2}, {"P", 3}, {"Q", 2}, {"R", 3}, {"S", 1}}, {{"P", 2}});
    layer.name = "conv1";
    return layer;
}

/// M = 2, N = 1, K = 2 in one step on two memories.
struct SmallGemm {
    SmallGemm() { layer.name = "gemm"; }

    workloads::Layer layer = walker::fixed_layer(LayerType::gemm, {{"M", 2}, {"N", 1}, {"K", 2}});
    hw::Hardware hardware = walker::plain_hardware({"DRAM", "L1"});

    [[nodiscard]] FunctionalResult run(const FunctionalOptions& options) const {
        walker::MappingBuilder builder(layer, hardware);
        builder.temporal("K", 1).store_all("L1");
        return run_functional(layer, hardware, builder.mapping(), options);
    }
};

void write(const std::string& folder, const std::string& name, std::vector<std::int64_t> shape,
           Numbers numbers) {
    const ElementType type =
        std::holds_alternative<Floats>(numbers) ? ElementType::float32 : ElementType::int32;
    write_npy(folder + "/" + name, NpyArray{type, std::move(shape), std::move(numbers)});
}

template <class Step>
std::string refusal(Step step) {
    try {
        step();
    } catch (const InputError& error) {
        return error.what();
    }
    return "no complaint";
}

TEST(Tensors, OfALayerWithASlashInItsNameStayInTheirFolder) {
    SmallGemm gemm;
    gemm.layer.name = "block/1 50%";
    const TemporaryFolder folder;
    write(folder.path(), "block%2F1 50%25.Input.npy", {2, 2}, Integers{1, 2, 3, 4});
    write(folder.path(), "block%2F1 50%25.Weight.npy", {2, 1}, Integers{5, 6});
    const FunctionalOptions options{folder.path(), folder.path(), 1};
    EXPECT_EQ(gemm.run(options).comparison.wrong, 0);
    const NpyArray output = read_npy(folder.path() + "/block%2F1 50%25.Output.npy");
    EXPECT_EQ(std::get<Integers>(output.numbers), (Integers{17, 39}));
}

TEST(Tensors, HaveTheExtentsOfTheirAxes) {
    const workloads::Layer layer = strided_convolution();
    for (const workloads::Tensor& tensor : layer.tensors) {
        if (tensor.name == "Input") {
            EXPECT_EQ(shape_of(layer, tensor), (std::vector<std::int64_t>{1, 1, 2, 7, 2}));
            EXPECT_EQ(shape_in_file(layer, tensor), (std::vector<std::int64_t>{1, 2, 7, 2}));
        }
    }
}

TEST(Tensors, AreTheSameForTheSameSeedAndNeverZero) {
    const workloads::Layer layer = strided_convolution();
    const TensorValues values = seeded_tensors(layer, 7);
    EXPECT_EQ(values.by_tensor, seeded_tensors(layer, 7).by_tensor);
    EXPECT_NE(values.by_tensor, seeded_tensors(layer, 8).by_tensor);
    for (const Numbers& numbers : values.by_tensor) {
        for (const std::int32_t number : std::get<Integers>(numbers)) {
            EXPECT_NE(number, 0);
            EXPECT_LE(std::abs(number), 4);
        }
    }
}

TEST(Tensors, ComeFromFilesAndTheOutputGoesToOne) {
    const SmallGemm gemm;
    const TemporaryFolder folder;
    write(folder.path(), "gemm.Weight.npy", {2, 1}, Integers{10, 100});
    write(folder.path(), "gemm.Input.npy", {2, 2}, Integers{1, 2, 3, 4});
    const FunctionalResult result = gemm.run({folder.path(), folder.path(), 1});
    EXPECT_EQ(result.comparison.wrong, 0);
    const NpyArray output = read_npy(folder.path() + "/gemm.Output.npy");
    EXPECT_EQ(output.type, ElementType::int32);
    EXPECT_EQ(output.shape, (std::vector<std::int64_t>{2, 1}));
    EXPECT_EQ(std::get<Integers>(output.numbers), (Integers{210, 430}));
}

TEST(Tensors, OfFloatsGiveAnOutputOfFloats) {
    const SmallGemm gemm;
    const TemporaryFolder folder;
    write(folder.path(), "gemm.Weight.npy", {2, 1}, Floats{0.5F, 0.25F});
    write(folder.path(), "gemm.Input.npy", {2, 2}, Floats{1, 2, 3, 4});
    const FunctionalResult result = gemm.run({folder.path(), folder.path(), 1});
    EXPECT_TRUE(result.floating);
    EXPECT_EQ(result.comparison.wrong, 0);
    const NpyArray output = read_npy(folder.path() + "/gemm.Output.npy");
    EXPECT_EQ(std::get<Floats>(output.numbers), (Floats{1.0F, 2.5F}));
}

TEST(Tensors, OfAnotherShapeAreRefusedAxisByAxis) {
    const SmallGemm gemm;
    const TemporaryFolder folder;
    write(folder.path(), "gemm.Weight.npy", {2, 1}, Integers{10, 100});
    write(folder.path(), "gemm.Input.npy", {3, 4}, Integers(12, 1));
    const std::string text = refusal([&] { read_tensors(gemm.layer, folder.path()); });
    EXPECT_THAT(text, HasSubstr("axis 0 (M) of Input of layer gemm has another size (expected 2, "
                                "found 3)"));
    EXPECT_THAT(text, HasSubstr("axis 1 (K) of Input"));
    write(folder.path(), "gemm.Input.npy", {4}, Integers(4, 1));
    EXPECT_THAT(refusal([&] { read_tensors(gemm.layer, folder.path()); }),
                HasSubstr("has 2 axes, the array has 1 (expected 2 x 2, found 4)"));
}

TEST(Tensors, NameTheAxisOfAWindowByItsSum) {
    const workloads::Layer layer = strided_convolution();
    const TemporaryFolder folder;
    write(folder.path(), "conv1.Weight.npy", {1, 2, 3, 1}, Integers(6, 1));
    write(folder.path(), "conv1.Input.npy", {1, 2, 6, 2}, Integers(24, 1));
    EXPECT_THAT(refusal([&] { read_tensors(layer, folder.path()); }),
                HasSubstr("axis 2 (2*P + R) of Input of layer conv1 has another size (expected 7, "
                          "found 6)"));
}

TEST(Tensors, OfAConvolutionWithoutGroupsMayHaveTheirAxisOrNot) {
    const workloads::Layer layer = strided_convolution();
    const TemporaryFolder folder;
    write(folder.path(), "conv1.Weight.npy", {1, 2, 3, 1}, Integers(6, 1));
    write(folder.path(), "conv1.Input.npy", {1, 1, 2, 7, 2}, Integers(28, 1));
    EXPECT_NO_THROW(read_tensors(layer, folder.path()));
}

TEST(Tensors, ReportEveryMissingFileAndMixedTypes) {
    const SmallGemm gemm;
    const TemporaryFolder folder;
    const std::string text = refusal([&] { read_tensors(gemm.layer, folder.path()); });
    EXPECT_THAT(text, HasSubstr("gemm.Weight.npy"));
    EXPECT_THAT(text, HasSubstr("gemm.Input.npy"));
    write(folder.path(), "gemm.Weight.npy", {2, 1}, Integers{10, 100});
    write(folder.path(), "gemm.Input.npy", {2, 2}, Floats{1, 2, 3, 4});
    EXPECT_THAT(refusal([&] { read_tensors(gemm.layer, folder.path()); }),
                HasSubstr("mix integers and floats"));
}

TEST(Tensors, NoticeAnOutputThatExceedsInt32) {
    const SmallGemm gemm;
    const TemporaryFolder folder;
    write(folder.path(), "gemm.Weight.npy", {2, 1}, Integers{1 << 30, 1 << 30});
    write(folder.path(), "gemm.Input.npy", {2, 2}, Integers{1, 1, -1, -1});
    const FunctionalResult result = gemm.run({folder.path(), "", 1});
    EXPECT_EQ(result.comparison.wrong, 0);
    EXPECT_EQ(result.beyond_int32, 1) << "2^31 does not fit, −2^31 does";
    EXPECT_THAT(refusal([&] {
                    static_cast<void>(gemm.run({folder.path(), folder.path(), 1}));
                }),
                HasSubstr("element (0, 0) of the output of layer gemm exceeds an int32"));
}

} // namespace
} // namespace counterpoint::sim
