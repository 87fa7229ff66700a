#include <limits>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workloads/onnx/models.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::workloads::onnx {
namespace {

using testing::HasSubstr;

using Integers = std::vector<std::int64_t>;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

TestModel images() {
    TestModel model;
    model.opset(13).input("x", {std::string("n"), 4, 9, 9}).integers("shape", {0, -1});
    model.weight("w", {8, 2, 3, 3}, true).weight("u", {8, 4, 3, 3}).weight("f", {5, 1260});
    model.node("Conv", {"x", "w"}, {"a"},
               {{"group", std::int64_t{2}}, {"pads", Integers{1, 1, 1, 1}}}, "first");
    model.node("Relu", {"a"}, {"b"})
        .node("MaxPool", {"b"}, {"c"}, {{"kernel_shape", Integers{3, 3}}});
    model.node("ConvTranspose", {"c", "u"}, {"d"}, {{"strides", Integers{3, 2}}});
    model.node("Reshape", {"d", "shape"}, {"e"});
    model.node("Gemm", {"e", "f"}, {"y"}, {{"transB", std::int64_t{1}}});
    return model;
}

TestModel texts() {
    TestModel model;
    model.opset(17).opset(1, "com.microsoft");
    model.input("x", {3, 2, 6}).weight("w", {1, 20, 6}).weight("r", {1, 20, 5});
    model.weight("q", {5, 15}).weight("k", {5, 15}).weight("v", {15, 5});
    model.node("LSTM", {"x", "w", "r"}, {"l"}, {{"hidden_size", std::int64_t{5}}});
    model.integers("axes", {1}).node("Squeeze", {"l", "axes"}, {"s"});
    model.node("com.microsoft.Attention", {"s", "q"}, {"a"}, {{"num_heads", std::int64_t{5}}});
    model.node("Einsum", {"a", "k"}, {"e"}, {{"equation", std::string("abc,cd->abd")}});
    model.node("Softmax", {"e"}, {"p"}).node("MatMul", {"p", "v"}, {"y"});
    model.node("Loop", {"", "", "p"}, {"o"}).with_subgraph();
    return model;
}

/// Reads it whatever it says; only InputError may come of it. Was it read?
bool read(const std::string& bytes, bool lenient) {
    try {
        read_model(bytes, {{"n", 2}}, lenient);
        return true;
    } catch (const InputError& error) {
        EXPECT_FALSE(error.problems().empty());
        EXPECT_LE(error.problems().size(), 300U);
        return false;
    }
}

class Mutations {
  public:
    explicit Mutations(unsigned seed) : random_(seed) {}

    std::string of(std::string bytes) {
        for (std::size_t i = below(4) + 1; i > 0; --i) {
            mutate(bytes);
        }
        return bytes;
    }

  private:
    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

    char byte() { return static_cast<char>(below(256)); }

    void mutate(std::string& bytes) {
        if (bytes.empty()) {
            return;
        }
        const std::size_t at = below(bytes.size());
        switch (below(6)) {
        case 0:
            bytes[at] = byte();
            return;
        case 1: // a neighbour: another field, a length that is off by one
            bytes[at] = static_cast<char>(bytes[at] + (below(2) == 0 ? 1 : -1));
            return;
        case 2:
            bytes.erase(at, 1);
            return;
        case 3:
            bytes.insert(at, 1, byte());
            return;
        case 4: // of what is there, somewhere else
            bytes.insert(at, bytes.substr(below(bytes.size()), below(20)));
            return;
        default: // sizes stand in single bytes
            bytes[at] = static_cast<char>(below(2) == 0 ? 0 : 127);
        }
    }

    std::mt19937 random_;
};

TEST(Robustness, TheSamplesThemselvesAreRead) {
    EXPECT_EQ(read_model(images(), {{"n", 2}}).workload.layers.size(), 1U + 6U + 1U);
    EXPECT_EQ(read_model(texts(), {}, true).workload.layers.size(), 4U + 3U + 1U + 1U);
}

TEST(Robustness, TruncatedFilesAreReadOrRefused) {
    for (const std::string& bytes : {images().bytes(), texts().bytes()}) {
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            read(bytes.substr(0, length), length % 2 == 0);
        }
    }
}

TEST(Robustness, MutatedFilesAreReadOrRefused) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    Mutations mutations(seed);
    for (const std::string& bytes : {images().bytes(), texts().bytes()}) {
        int well = 0;
        for (int i = 0; i < 1500; ++i) {
            well += read(mutations.of(bytes), i % 2 == 0) ? 1 : 0;
        }
        EXPECT_GT(well, 20); // or the mutations never come beyond the first byte
    }
}

TEST(Robustness, SizesBeyondAllMeasureAreRefused) {
    for (const std::int64_t size :
         {largest, largest / 2, largest / 3 + 1, std::int64_t{1} << 40U}) {
        TestModel model;
        model.input("x", {size, 3, size, 5}).weight("w", {size, 3, size / 2, 5});
        model.node("Conv", {"x", "w"}, {"y"});
        EXPECT_NE(problems_of(model), "no problem") << size;
        TestModel product;
        product.input("x", {size, size})
            .node("MatMul", {"x", "x"}, {"a"})
            .node("Relu", {"a"}, {"y"});
        EXPECT_NE(problems_of(product), "no problem") << size;
        TestModel transposed;
        transposed.input("x", {1, 1, size}).weight("w", {1, 1, size});
        transposed.node("ConvTranspose", {"x", "w"}, {"y"},
                        {{"strides", Integers{3}},
                         {"dilations", Integers{size}},
                         {"pads", Integers{-size, size}},
                         {"output_shape", Integers{size}}});
        read(transposed.bytes(), false);
    }
}

TEST(Robustness, SizesOfNothingAreRefused) {
    for (const std::int64_t size : {std::int64_t{0}, std::int64_t{-1}, -largest}) {
        TestModel model;
        model.input("x", {2, 3}).weight("w", {3, size});
        model.node("MatMul", {"x", "w"}, {"y"});
        EXPECT_NE(problems_of(model), "no problem") << size;
    }
}

/// A field of a message: its number, its length, what is in it.
std::string field(int number, const std::string& content) {
    std::string text(1, static_cast<char>(number * 8 + 2));
    std::size_t length = content.size();
    for (; length >= 128; length /= 128) {
        text += static_cast<char>(length % 128 + 128);
    }
    return text + static_cast<char>(length) + content;
}

std::string repeated(const std::string& piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
        text += piece;
    }
    return text;
}

// A megabyte of each of these must be refused or read within the limits.
TEST(Robustness, LargeNonsenseIsRefusedQuickly) {
    constexpr std::size_t megabyte = std::size_t{1} << 20U;
    const std::string opset = field(8, std::string("\x10\x0D", 2));
    const std::string dimensions =
        field(11, field(1, "x") + field(2, field(1, field(2, repeated(field(1, ""), megabyte)))));
    const std::string empty_graph = field(6, "");
    for (const std::string& graph :
         {repeated(field(1, ""), megabyte), repeated(field(5, ""), megabyte),
          repeated(field(11, ""), megabyte), repeated(field(13, field(1, "x")), megabyte),
          field(1, repeated(field(5, ""), megabyte)), field(1, repeated(field(1, ""), megabyte)),
          field(1, field(4, "Relu") + repeated(field(2, "y"), megabyte)),
          field(1, field(5, repeated(empty_graph, megabyte))), dimensions,
          field(1, field(4, "MatMul") + field(3, std::string(megabyte, 'n')))}) {
        read(opset + field(7, graph), false);
        read(opset + field(7, graph), true);
    }
    read(repeated(opset, megabyte), false);
    read(std::string(megabyte, '\0'), false);
    read(std::string(megabyte, '\xFF'), false);
    read(repeated(field(7, ""), megabyte), false);
}

// What ONNX's library does to the process that it runs in stays there.
TEST(Robustness, ALengthThatLiesTakesNoMemory) {
    const std::string claims = std::string("\x3A\xFF\xFF\xFF\xFF\x07", 6);
    EXPECT_THAT(problems_of(claims), HasSubstr("this is no ONNX model, or only part of one"));
    EXPECT_THAT(problems_of(std::string()), HasSubstr("no graph"));
    EXPECT_THAT(problems_of(std::string("workload:\n  name: x\n")), HasSubstr("no ONNX model"));
}

} // namespace
} // namespace counterpoint::workloads::onnx
