#include <cstddef>
#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::HasSubstr;
using testing::Not;

/// `f(0)`, `f(1)` … behind each other.
std::string listed(std::size_t count, const std::function<std::string(std::string)>& f) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += f(std::to_string(i));
    }
    return text;
}

std::string einsum(const std::string& dimensions, const std::string& tensors) {
    return "workload: {layers: [{name: e, type: EINSUM, dimensions: {" + dimensions +
           "}, tensors: {" + tensors + "}}]}";
}

constexpr const char* networks = "fill: {bytes_per_cycle: 1}, drain: {bytes_per_cycle: 1}";
constexpr const char* stores =
    "{store: [Weight, Input, Output], in: L2}, {store: [Weight, Input, Output], in: L1}";

/// What there may be so many of, and a part of a design with as many as wanted.
struct Bound {
    const char* what;
    std::size_t most;
    std::function<std::string(std::size_t)> text;
};

std::ostream& operator<<(std::ostream& stream, const Bound& bound) { return stream << bound.what; }

class Bounds : public testing::TestWithParam<Bound> {
  protected:
    static std::string told_of(std::size_t count) {
        return told(problems_of([&] { read_design_text(GetParam().text(count), "design.yaml"); }));
    }
};

// Work that grows with the square of these, or with their product, must not grow with the file.
TEST_P(Bounds, HoldForHostileFiles) {
    EXPECT_THAT(told_of(GetParam().most), Not(HasSubstr("too many entries")));
    EXPECT_THAT(told_of(GetParam().most + 1),
                HasSubstr("there are too many entries (expected at most " +
                          std::to_string(GetParam().most)));
}

INSTANTIATE_TEST_SUITE_P(
    Design, Bounds,
    testing::Values(
        Bound{"keys", 64,
              [](std::size_t n) { return listed(n, [](auto i) { return 'k' + i + ": 1\n"; }); }},
        Bound{"dimensions", 64,
              [](std::size_t n) {
                  return einsum(listed(n, [](auto i) { return 'd' + i + ": 1, "; }),
                                "X: {axes: [d0]}, Z: {axes: [d1], output: true}");
              }},
        Bound{"axes", 64,
              [](std::size_t n) {
                  return einsum("d: 1", "Z: {axes: [], output: true}, X: {axes: [" +
                                            listed(n, [](auto) { return "d, "; }) + "]}");
              }},
        Bound{"tensors", 64,
              [](std::size_t n) {
                  return einsum("d: 1",
                                "Z: {axes: [d], output: true}, " + listed(n - 1, [](auto i) {
                                    return 'X' + i + ": {axes: [d]}, ";
                                }));
              }},
        Bound{"memories", 64,
              [](std::size_t n) {
                  return "hardware: {memories: [{name: D}" +
                         listed(n - 1,
                                [](auto i) { return ", {name: m" + i + ", " + networks + '}'; }) +
                         "]}";
              }},
        Bound{"levels of a layout", 64,
              [](std::size_t n) {
                  return "hardware: {memories: [{name: D, layout: {Weight: [" +
                         listed(n, [](auto i) { return 'a' + i + ", "; }) + "]}}, {name: E, " +
                         networks + "}]}";
              }},
        Bound{"globs", 1000,
              [](std::size_t n) {
                  return "mapping: {nodes: [" + std::string(stores) + "], layers: [" +
                         listed(n, [](auto) { return "x, "; }) + "]}";
              }},
        Bound{"parameters", 256,
              [](std::size_t n) {
                  return "mapping: {nodes: [" + std::string(stores) + "], parameters: {" +
                         listed(n, [](auto i) { return 'a' + i + ": 1, "; }) + "}}";
              }},
        Bound{"nodes", 256,
              [](std::size_t n) {
                  return "mapping: {nodes: [" +
                         listed(n, [](auto) { return "{temporal: K, tile: 1}, "; }) + "]}";
              }},
        Bound{"tensors of a node", 64, [](std::size_t n) {
                  return "mapping: {nodes: [{in: L1, store: [" +
                         listed(n, [](auto) { return "W, "; }) + "]}]}";
              }}));

TEST(Bounds, ExpressionsOfAnEntryAreNotLongerThanIsEvaluatedForThousandsOfLayers) {
    const auto told_of = [](std::size_t bytes) { // a hundred parameters and two tiles of a digit
        const std::string value = '1' + std::string(bytes / 100 - 1, ' ') + "+1";
        const std::string parameters =
            listed(100, [&](auto i) { return 'a' + i + ": \"" + value + "\", "; });
        return told(problems_of([&] {
            read_design_text("mapping: {parameters: {" + parameters + "}, nodes: [" + stores + "]}",
                             "design.yaml");
        }));
    };
    EXPECT_THAT(told_of(30'000), Not(HasSubstr("too long")));
    EXPECT_THAT(told_of(33'000), HasSubstr("the expressions of this entry are too long"));
}

TEST(Bounds, ALayerWithManyProblemsTellsTheFirstOnes) {
    const Design design = read_design_text(
        example_workload + example_hardware + "mapping: {nodes: [" +
            listed(200, [](auto i) { return "{temporal: k" + i + ", tile: 1}, "; }) + stores + "]}",
        "design.yaml");
    const auto problems = problems_of(
        [&] { bind(design.dataflow, design.workload.layers.front(), design.hardware); });
    EXPECT_EQ(problems.size(), 20U);
}

} // namespace
} // namespace counterpoint::mapping
