// What `--format maestro.csv` puts into MAESTRO's columns, worked out by hand on small layers.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/maestro_csv/columns.hpp"
#include "tests/results/maestro_example.hpp"

namespace counterpoint::results {
namespace {

using hw::MemoryIndex;
using testing::HasSubstr;

const char* const whole = "    - {store: [Weight, Input, Output], in: L1}\n";

TEST(MaestroColumns, HaveTheTitlesOfMaestroWithTheirSpaces) {
    // As DSE_csv_writer.hpp of commit bbf5f8e writes it for input, filter and output.
    const std::string header =
        "Neural Network Name, Layer Number, NumPEs, Runtime (Cycles), "
        "Activity count-based Energy (nJ), Throughput (MACs/Cycle), "
        "Throughput Per Energy (GMACs/s*J), Area, Power, NoC BW Req (Elements/cycle), Avg BW Req, "
        "Peak BW Req, Vector Width, Offchip BW Req (Elements/cycle),  L2 SRAM Size Req (Bytes), "
        "L1 SRAM Size Req (Bytes), Multicasting Factor (Weight), Multicasting Factor (Input), "
        "Num Total Input Pixels, Num Total Weight Pixels, Ops/J, Num MACs, PE power, L1 power, "
        "L2 power, NOC power, "
        "input l1 read, input l1 write, input l2 read, input l2 write, input reuse factor,"
        "filter l1 read, filter l1 write, filter l2 read, filter l2 write, filter reuse factor,"
        "output l1 read, output l1 write, output l2 read, output l2 write, output reuse factor,"
        "Ingress Delay (Min), Ingress Delay (Max), Ingress Delay (Avg), Egress Delay (Min), "
        "Egress Delay (Max),  Egress Delay (Avg),Compute Delay (Min), Compute Delay (Min), "
        "Compute Delay (Avg),Avg number of utilized PEs, Arithmetic Intensity";
    std::string ours;
    for (const std::string_view title : maestro_titles()) {
        ours.append(ours.empty() ? "" : ",").append(title);
    }
    EXPECT_EQ(ours, header);
    EXPECT_EQ(std::count(header.begin(), header.end(), ',') + 1, 52);
}

TEST(MaestroColumns, CountEveryAccessOfEveryPe) {
    const auto cells = cells_of(analysed(four_columns_at_a_time()));
    EXPECT_EQ(cells.at(" Num MACs"), "512");
    EXPECT_EQ(cells.at(" input l1 read"), "512");
    EXPECT_EQ(cells.at(" input l1 write"), "256") << "a row of 8 in each of 4 PEs, 8 times";
    EXPECT_EQ(cells.at(" input l2 read"), "64") << "once for all 4 PEs";
    EXPECT_EQ(cells.at(" input l2 write"), "64");
    EXPECT_EQ(cells.at("filter l1 read"), "512");
    EXPECT_EQ(cells.at(" filter l1 write"), "512") << "all of B for every row of A";
    EXPECT_EQ(cells.at(" filter l2 read"), "512");
    EXPECT_EQ(cells.at(" filter l2 write"), "64");
    EXPECT_EQ(cells.at("output l1 read"), "512") << "7 for each sum of 8, one to drain it";
    EXPECT_EQ(cells.at(" output l1 write"), "512");
    EXPECT_EQ(cells.at(" output l2 read"), "64");
    EXPECT_EQ(cells.at(" output l2 write"), "64");
}

TEST(MaestroColumns, RatiosFollowFromTheCounts) {
    const auto cells = cells_of(analysed(four_columns_at_a_time()));
    EXPECT_EQ(cells.at(" Multicasting Factor (Input)"), "4");
    EXPECT_EQ(cells.at(" Multicasting Factor (Weight)"), "1");
    EXPECT_EQ(cells.at(" input reuse factor"), "2");
    EXPECT_EQ(cells.at(" filter reuse factor"), "1");
    EXPECT_EQ(cells.at(" output reuse factor"), "8");
    EXPECT_DOUBLE_EQ(number_in(cells, " Arithmetic Intensity"), 512.0 / (64 + 512));
    EXPECT_EQ(cells.at(" Avg BW Req"), "4.5") << "64 + 512 bytes in 128 cycles";
    EXPECT_EQ(cells.at(" Offchip BW Req (Elements/cycle)"), "1") << "2 times 64 in 128 cycles";
    EXPECT_EQ(cells.at("Avg number of utilized PEs"), "4");
}

TEST(MaestroColumns, TimeIsOursAndThroughputFollows) {
    const auto cells = cells_of(analysed(four_columns_at_a_time()));
    // One cycle to fill L2, one L1; 16 phases of 8; one cycle to drain L1, one L2.
    EXPECT_EQ(cells.at(" Runtime (Cycles)"), "132");
    EXPECT_DOUBLE_EQ(number_in(cells, " Throughput (MACs/Cycle)"), 512.0 / 132);
    EXPECT_EQ(cells.at(" Compute Delay (Avg)"), "8");
}

TEST(MaestroColumns, EnergyIsThatOfMacsAndBothBuffers) {
    const auto cells = cells_of(analysed(four_columns_at_a_time()));
    const double l1 = (512 + 256) + (512 + 512) + (512 + 512);
    const double l2 = (64 + 64) + (512 + 64) + (64 + 64);
    const double nj = 0.00023 * (512 + 1.68 * l1 + 18.61 * l2);
    EXPECT_DOUBLE_EQ(number_in(cells, " Activity count-based Energy (nJ)"), nj);
    EXPECT_NEAR(number_in(cells, " Ops/J") * nj, 512e9, 1);
    EXPECT_NEAR(number_in(cells, " Throughput Per Energy (GMACs/s*J)") * nj, 512.0 / 132 * 0.5e9, 1)
        << "at 0.5 GHz";
}

TEST(MaestroColumns, SizesAreWhatOneUnitHasToHold) {
    const auto cells = cells_of(analysed(four_columns_at_a_time()));
    EXPECT_EQ(cells.at("  L2 SRAM Size Req (Bytes)"), "192");
    EXPECT_EQ(cells.at(" L1 SRAM Size Req (Bytes)"), "34") << "2 slots of 8 + 8 + 1";
    EXPECT_EQ(cells.at(" Num Total Input Pixels"), "64");
    EXPECT_EQ(cells.at(" Num Total Weight Pixels"), "64");
    EXPECT_EQ(cells.at(" NumPEs"), "4");
    EXPECT_EQ(cells.at(" Vector Width"), "1");
    EXPECT_DOUBLE_EQ(number_in(cells, " L1 power"), 4 * 34 * 0.00345);
    EXPECT_DOUBLE_EQ(number_in(cells, " L2 power"), 192 * 0.00345);
    EXPECT_DOUBLE_EQ(number_in(cells, " PE power"), 4 * 1.2223);
    EXPECT_NEAR(number_in(cells, " Power"),
                number_in(cells, " PE power") + number_in(cells, " L1 power") +
                    number_in(cells, " L2 power") + number_in(cells, " NOC power"),
                1e-9);
}

TEST(MaestroColumns, NoneIsEmptyOfAnAnalysisWithThreeMemories) {
    for (const auto& [title, cell] : cells_of(analysed(four_columns_at_a_time()))) {
        EXPECT_NE(cell, "") << title;
    }
}

TEST(MaestroColumns, DelaysAreThoseOfSinglePhases) {
    const auto cells = cells_of(analysed(four_columns_at_a_time()));
    for (const char* title :
         {"Ingress Delay (Min)", " Ingress Delay (Max)", " Ingress Delay (Avg)",
          " Egress Delay (Min)", " Egress Delay (Max)", "  Egress Delay (Avg)"}) {
        EXPECT_EQ(cells.at(title), "1") << title;
    }
    EXPECT_EQ(cells.at("Compute Delay (Min)"), "8");
    EXPECT_EQ(cells.at(" Compute Delay (Min)"), "8");
    EXPECT_EQ(cells.at(" Peak BW Req"), "5") << "a row of 8 and four columns of 8 in 8 cycles";
    EXPECT_EQ(cells.at(" NoC BW Req (Elements/cycle)"), "5");
}

TEST(MaestroColumns, AnElementHasToHaveOneWidthToBeCounted) {
    Analysed example = analysed(four_columns_at_a_time());
    example.hardware.element_bytes["Weight"] = 2;
    EXPECT_EQ(cells_of(example).at(" NoC BW Req (Elements/cycle)"), "");
}

TEST(MaestroColumns, DelaysOfASimulationAreMeansOverPhases) {
    Analysed example = analysed(four_columns_at_a_time());
    MeasuredNumbers& measured = example.result.measured.emplace();
    measured.fill_busy_cycles = {0, 1, 24};
    measured.drain_busy_cycles = {0, 1, 16};
    example.result.delays.reset();
    const auto cells = cells_of(example);
    EXPECT_EQ(cells.at(" Ingress Delay (Avg)"), "1.5") << "24 cycles in 16 phases";
    EXPECT_EQ(cells.at("  Egress Delay (Avg)"), "1");
    for (const char* title : {" NoC BW Req (Elements/cycle)", " Peak BW Req", "Ingress Delay (Min)",
                              " Ingress Delay (Max)", " Egress Delay (Min)", " Egress Delay (Max)",
                              "Compute Delay (Min)", " Compute Delay (Min)"}) {
        EXPECT_EQ(cells.at(title), "") << title;
    }
}

TEST(MaestroColumns, OfHardwareWithoutL2AreEmpty) {
    // Sums spill into DRAM: each is there for one of four products at a time.
    const auto cells = cells_of(analysed(on_two_memories(
        "{name: l, type: GEMM, dimensions: {M: 4, N: 4, K: 4}}", 1,
        std::string("    - {temporal: K, tile: 1}\n    - {temporal: M, tile: 1}\n") + whole)));
    for (const char* title :
         {"  L2 SRAM Size Req (Bytes)", " L2 power", " input l2 read", " input l2 write",
          " filter l2 read", " filter l2 write", " output l2 read", " output l2 write"}) {
        EXPECT_EQ(cells.at(title), "") << title;
    }
    // A and B 16 each and 48 sums go in, 64 come out; a cycle each for 64 MACs.
    EXPECT_EQ(cells.at(" output l1 write"), std::to_string(64 + 48));
    EXPECT_EQ(cells.at(" Avg BW Req"), "1.25");
    EXPECT_EQ(cells.at(" Offchip BW Req (Elements/cycle)"), "1.25");
    const double l1 = (64 + 16) + (64 + 16) + (48 + 64 + 64 + 48);
    EXPECT_DOUBLE_EQ(number_in(cells, " Activity count-based Energy (nJ)"),
                     0.00023 * (64 + 1.68 * l1));
}

TEST(MaestroColumns, CountARemainderAsWhatItIs) {
    // Five rows on two PEs: two, two, one.
    const auto cells = cells_of(
        analysed(on_two_memories("{name: l, type: GEMM, dimensions: {M: 5, N: 3, K: 7}}", 2,
                                 std::string("    - {temporal: M, tile: 2}\n"
                                             "    - {spatial: M, tile: 1, units: 2}\n") +
                                     whole)));
    EXPECT_EQ(cells.at(" Num MACs"), "105");
    EXPECT_DOUBLE_EQ(number_in(cells, "Avg number of utilized PEs"), 105.0 / 63);
    EXPECT_EQ(cells.at(" Multicasting Factor (Weight)"), "2");
    EXPECT_EQ(cells.at(" Multicasting Factor (Input)"), "1");
    EXPECT_EQ(cells.at(" Num Total Input Pixels"), "35");
}

TEST(MaestroColumns, InputHasThePixelsThatFiltersMeet) {
    // 3 outputs of 3 rows at stride 2 take in 7 of 8 rows; the columns at stride 1 all 8.
    const auto cells = cells_of(analysed(on_two_memories(
        "{name: l, type: CONV2D, stride: {P: 2}, dimensions: {C: 2, K: 5, Y: 8, X: 8, R: 3, S: 3}}",
        1, whole)));
    EXPECT_EQ(cells.at(" Num Total Input Pixels"), std::to_string(2 * 7 * 8));
    EXPECT_EQ(cells.at(" Num Total Weight Pixels"), std::to_string(2 * 5 * 3 * 3));
}

TEST(MaestroColumns, OneMacHasNumbersToo) {
    const auto cells =
        cells_of(analysed(on_two_memories("{name: l, type: GEMM, dimensions: {M: 1}}", 1, whole)));
    for (const char* title :
         {" Num MACs", " Num Total Input Pixels", " Avg BW Req", " input reuse factor",
          " output reuse factor", " Multicasting Factor (Weight)", "Avg number of utilized PEs"}) {
        EXPECT_EQ(cells.at(title), title == std::string(" Avg BW Req") ? "2" : "1") << title;
    }
}

TEST(MaestroColumns, OfATensorThatPassesL2ComeFromFurtherOut) {
    Analysed example = analysed(four_columns_at_a_time());
    constexpr std::size_t weight = 0;
    example.result.numbers.counts[MemoryIndex{1}][weight] = {};
    example.result.numbers.counts[MemoryIndex{0}][weight].reads = 128;
    const auto cells = cells_of(example);
    EXPECT_EQ(cells.at(" filter l2 read"), "0");
    EXPECT_EQ(cells.at(" Multicasting Factor (Weight)"), "4") << "512 written, 128 read";
    EXPECT_DOUBLE_EQ(number_in(cells, " Arithmetic Intensity"), 512.0 / (64 + 128));
}

TEST(MaestroColumns, OfATensorThatPassesL1SayNothingOfItsWayThere) {
    Analysed example = analysed(four_columns_at_a_time());
    constexpr std::size_t weight = 0;
    example.result.numbers.counts[MemoryIndex{2}][weight] = {};
    const auto cells = cells_of(example);
    EXPECT_EQ(cells.at("filter l1 read"), "0");
    EXPECT_EQ(cells.at(" Multicasting Factor (Weight)"), "");
    EXPECT_EQ(cells.at(" filter reuse factor"), "");
    EXPECT_EQ(cells.at(" Arithmetic Intensity"), "");
}

TEST(MaestroColumns, HaveNoQuotesAndNoCommasInNames) {
    EXPECT_EQ(maestro_name("conv2d_1-a.b"), "conv2d_1-a.b");
    EXPECT_EQ(maestro_name("a,b \"c\"\r\nd"), "a_b _c___d");
    Analysed example = analysed(four_columns_at_a_time());
    example.result.layer.name = "a, \"b\"\nc";
    for (const auto& [title, cell] : cells_of(example)) {
        EXPECT_EQ(cell.find_first_of(",\"\r\n"), std::string::npos) << title << ": " << cell;
    }
    EXPECT_EQ(cells_of(example).at(" Layer Number"), "a_ _b__c");
}

TEST(MaestroColumns, KnowWhichInputIsTheFilter) {
    workloads::Layer layer = analysed(four_columns_at_a_time()).result.layer;
    EXPECT_FALSE(misfit(layer));
    std::swap(layer.tensors[workloads::TensorIndex{0}], layer.tensors[workloads::TensorIndex{1}]);
    EXPECT_FALSE(misfit(layer)) << "it goes by the name";
    layer.tensors[workloads::TensorIndex{0}].name = "A";
    const auto problem = misfit(layer);
    ASSERT_TRUE(problem);
    EXPECT_THAT(problem->message, HasSubstr("layer 'l'"));
    EXPECT_EQ(problem->found, "A, Weight");
    EXPECT_THAT(problem->remedy, HasSubstr("name its inputs so"));
}

TEST(MaestroColumns, AreForTwoInputs) {
    workloads::Layer layer = analysed(four_columns_at_a_time()).result.layer;
    layer.tensors.push_back({"Bias", {}});
    ASSERT_TRUE(misfit(layer));
    EXPECT_EQ(misfit(layer)->found, "Weight, Input, Bias");
    EXPECT_THAT(misfit(layer)->remedy, HasSubstr("--layer"));
}

} // namespace
} // namespace counterpoint::results
