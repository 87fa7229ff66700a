#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/dram_study.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;

class DramBadInput : public DramStudy {};

TEST_F(DramBadInput, RefusesALineThatIsNoRequestWithItsPlace) {
    write("bad.trace", "R 0x40\nX 0x40\nR 12g4\nR\nW 0x40 -3\nW 0x40 5 6\n"
                       "R 0x40 10\nR 0x40 9\nR 0x10000000000000000\n"
                       "R 0x40 1000000000001\n");
    expect_refusal(ddr4 + "bad.trace", {"bad.trace:2:1: a request begins with R or W", "found 'X'",
                                        "bad.trace:3:3: this is no address", "found '12g4'",
                                        "bad.trace:4:2: this is no address", "found nothing",
                                        "bad.trace:5:8: this is no cycle", "found '-3'",
                                        "bad.trace:6:10: the line goes on behind the cycle",
                                        "bad.trace:8:8: the cycle lies before", "at least 10",
                                        "bad.trace:9:3: this is no address",
                                        "bad.trace:10:8: the cycle lies too far away"});
}

TEST_F(DramBadInput, RefusesAnAddressBeyondTheMemoryWithTheNumbers) {
    write("edge.trace", "R 0xffffffff\n");
    EXPECT_EQ(answer(ddr4 + "edge.trace")["requests"], 1) << "the last byte of 4 GiB";
    write("far.trace", "R 0x40\nW 0x100000000\n");
    expect_refusal(ddr4 + "far.trace",
                   {"far.trace:2:3: the address lies beyond the memory", "at most 0xffffffff",
                    "the memory has 4294967296 bytes", "found '0x100000000'"});
    EXPECT_EQ(answer(ddr4 + "--channels 2 far.trace")["requests"], 2);
}

TEST_F(DramBadInput, TellsOnlyTheFirstOfManyProblems) {
    ASSERT_EQ(shell("yes nonsense | head -n 100000 > bad.trace").status, 0);
    const Finished finished = shell("$counterpoint dram --standard HBM2 bad.trace");
    EXPECT_EQ(finished.status, 2);
    EXPECT_LT(finished.err.size(), 8000U);
    ASSERT_EQ(shell("head -c 100000 /dev/zero > bytes.trace").status, 0);
    expect_refusal("--standard HBM2 bytes.trace", {"bytes.trace: this is no text of lines"});
    expect_refusal("--standard HBM2 missing.trace", {"missing.trace", "No such file"});
    expect_refusal("--standard HBM2 .", {"Is a directory"});
}

TEST_F(DramBadInput, RefusesOptionsThatMakeNoMemoryOrNoTraffic) {
    expect_refusal("--pattern sequential", {"no memory is given", "DDR4-2400"});
    expect_refusal("--standard DDR4-2440 --pattern sequential",
                   {"--standard: there is no such standard", "did you mean"});
    expect_refusal("--standard HBM2", {"TRACE or --pattern", "found neither"});
    expect_refusal("--standard HBM2 --pattern random some.trace", {"found both"});
    for (const char* pattern :
         {"squential", "stride", "stride:0", "stride:-4", "stride:x", "mix:101", "mix:-1",
          "mix:", "random,", "random,mix", "mix:1,mix:2", ""}) {
        expect_refusal("--standard HBM2 --pattern '" + std::string(pattern) + "'",
                       {"there is no such pattern"});
    }
    expect_refusal("--standard HBM2 --pattern random --policy best", {"fcfs and frfcfs", "'best'"});
    expect_refusal("--standard HBM2 --pattern random --channels 3", {"power of two", "3"});
    expect_refusal("--standard HBM2 --pattern random --page half", {"closed and open"});
    expect_refusal("--standard HBM2 --pattern random --requests -1", {"--requests"});
    expect_refusal("--standard DDR4-2400 --pattern random --refresh per_bank",
                   {"no refresh of single banks"});
}

TEST_F(DramBadInput, RefusesAMappingThatDoesNotCoverTheAddress) {
    expect_refusal("--standard DDR4-2400 --pattern random --mapping row:bank:column",
                   {"--mapping: the mapping does not cover all bits", "26 bits", "bankgroup 2"});
    expect_refusal("--standard DDR4-2400 --pattern random --mapping row:bank:colum:bankgroup",
                   {"no field of an address", "did you mean 'column'"});
    expect_refusal("--standard DDR4-2400 --pattern random --channels 2 --mapping "
                   "row:bank:column:bankgroup",
                   {"channel 1"});
}

TEST_F(DramBadInput, LeavesFilesAsTheyWereWhereItFails) {
    write("out.json", "before");
    write("commands.csv", "before");
    write("bad.trace", "R 0x40\nR 0x40\nnonsense\n");
    expect_refusal(ddr4 + "--output out.json --command-trace commands.csv bad.trace",
                   {"bad.trace:3:1"});
    EXPECT_EQ(read("out.json"), "before");
    EXPECT_EQ(read("commands.csv"), "before");
    EXPECT_EQ(files(), 3);
    write("good.trace", "R 0x40\n");
    EXPECT_EQ(
        shell("$counterpoint dram " + ddr4 + "--format json --output out.json good.trace").out, "");
    EXPECT_EQ(json::parse(read("out.json"))["requests"], 1);
    expect_refusal(ddr4 + "--output none/out.json good.trace", {"none/out.json", "no folder"});
    expect_refusal(ddr4 + "--command-trace none/c.csv good.trace", {"none/c.csv", "no folder"});
    expect_refusal(ddr4 + "--command-trace out.json --output out.json good.trace", {"out.json"});
}

} // namespace
} // namespace counterpoint::cli
