#include <cstdint>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/shipped/shipped.hpp"

namespace counterpoint::shipped {
namespace {

using testing::HasSubstr;

constexpr const char* memories = R"(
  memories:
    - {name: DRAM}
    - {name: L2, capacity_bytes: 65536, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}
    - {name: L1, capacity_bytes: 512, fill: {bytes_per_cycle: 4}, drain: {bytes_per_cycle: 4}}
)";

mapping::Design design(const std::string& layer, int pes, const std::string& dataflow) {
    return mapping::read_design_text("workload: {layers: [{name: layer, " + layer + "}]}\n" +
                                         "hardware:\n  pe: {count: " + std::to_string(pes) + "}" +
                                         memories + text_of(dataflow_file(dataflow)),
                                     "few PEs");
}

void bind_layer(const mapping::Design& design) {
    bind(design.dataflow, design.workload.layers.front(), design.hardware);
}

constexpr const char* convolutions[] = {
    "type: CONV2D, dimensions: {K: 4, C: 4, P: 8, Q: 8, R: 3, S: 3}",
    "type: DWCONV2D, dimensions: {C: 4, P: 8, Q: 8, R: 3, S: 3}"};

TEST(FewPes, RowStationaryNeedsAsManyAsAKernelHasRowsAndSaysSo) {
    for (const char* layer : convolutions) {
        for (const int pes : {1, 2}) {
            try {
                bind_layer(design(layer, pes, "row_stationary"));
                ADD_FAILURE() << "three rows of a kernel on " << pes << " PEs";
            } catch (const InputError& error) {
                ASSERT_EQ(error.problems().size(), 1U) << error.what();
                EXPECT_THAT(error.problems().front().message,
                            HasSubstr("the mapping uses 3 PEs (3 of R), the hardware has " +
                                      std::to_string(pes)));
            }
        }
        EXPECT_NO_THROW(bind_layer(design(layer, 3, "row_stationary")));
    }
}

TEST(FewPes, AreEnoughForTheOtherDataflows) {
    for (const std::string& dataflow : dataflows()) {
        for (const char* layer : convolutions) {
            if (dataflow != "row_stationary") {
                EXPECT_NO_THROW(bind_layer(design(layer, 1, dataflow))) << dataflow;
            }
        }
    }
}

} // namespace
} // namespace counterpoint::shipped
