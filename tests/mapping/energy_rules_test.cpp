#include "mapping/energy_rules.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/mapping/examples.hpp"

namespace counterpoint::mapping {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The example with a technology in which tensors of L1 have energies of their own.
std::string told_of(const std::string& tensors) {
    const std::string technology =
        "{name: x, based_on: eyeriss_relative, memories: {L1: {read: 1, write: 1, source: eyeriss, "
        "tensors: " +
        tensors + "}}}";
    return told(problems_of([&] {
        read_design_text(example, "file", {{"hardware.technology", technology}});
    }));
}

TEST(EnergyRules, TensorsHaveToBeThere) {
    EXPECT_EQ(told_of("{Weight: {read: 2, write: 2}}"), "");
    EXPECT_THAT(told_of("{Weigth: {read: 2, write: 2}}"),
                AllOf(HasSubstr("no tensor is named 'Weigth'"), HasSubstr("in L1"),
                      HasSubstr("did you mean 'Weight'?"), HasSubstr("hardware.technology")));
}

} // namespace
} // namespace counterpoint::mapping
