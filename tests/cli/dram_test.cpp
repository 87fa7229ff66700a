#include <cstdint>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/dram_study.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Dram : public DramStudy {};

TEST_F(Dram, SaysHowLongARequestTakesInAnIdleMemory) {
    write("one.trace", "R 0x0\n");
    const json one = answer(ddr4 + "one.trace");
    EXPECT_EQ(one["cycles"], 16 + 16 + 4);
    EXPECT_EQ(one["latency"], json({{"min", 36}, {"avg", 36.0}, {"max", 36}}));
    EXPECT_EQ(one["row_misses"], 1);
    write("two.trace", "R 0x0 0\nR 0x0 1000\n");
    EXPECT_EQ(answer(ddr4 + "two.trace")["cycles"], 1000 + 16 + 4) << "the row is open";
    write("conflict.trace", "R 0x0 0\nR 0x10000000 1000\n");
    const json conflict = answer(ddr4 + "--mapping row:rank:bank:bankgroup:column conflict.trace");
    EXPECT_EQ(conflict["cycles"], 1000 + 16 + 16 + 16 + 4);
    EXPECT_EQ(conflict["row_conflicts"], 1);
}

TEST_F(Dram, HasTheKeysThatItPromises) {
    const json result = answer("--standard HBM2 --pattern mix:50 --requests 1000");
    for (const char* key : {"schema",
                            "version",
                            "standard",
                            "configuration",
                            "requests",
                            "reads",
                            "writes",
                            "cycles",
                            "clocks_per_request",
                            "bandwidth_fraction",
                            "seconds",
                            "bytes_per_second",
                            "peak_bytes_per_second",
                            "latency",
                            "read_latency",
                            "write_latency",
                            "row_hits",
                            "row_misses",
                            "row_conflicts",
                            "commands",
                            "turnarounds",
                            "refresh_clocks",
                            "queue"}) {
        EXPECT_TRUE(result.contains(key)) << key;
    }
    for (const char* command : {"ACT", "PRE", "RD", "WR", "REF"}) {
        EXPECT_TRUE(result["commands"].contains(command)) << command;
    }
    EXPECT_EQ(result["schema"], "counterpoint-dram/1");
    EXPECT_EQ(result["standard"], "HBM2");
    EXPECT_EQ(result["requests"], 1000);
}

TEST_F(Dram, CountsWhatItWasGiven) {
    const json result = answer("--standard DDR4-2400 --pattern random,mix:70 --requests 5000");
    EXPECT_EQ(result["commands"]["RD"], result["reads"]);
    EXPECT_EQ(result["commands"]["WR"], result["writes"]);
    EXPECT_EQ(result["reads"].get<int>() + result["writes"].get<int>(), 5000);
    EXPECT_NEAR(result["reads"].get<int>(), 3500, 150);
    EXPECT_EQ(result["row_hits"].get<int>() + result["row_misses"].get<int>() +
                  result["row_conflicts"].get<int>(),
              5000);
    const double cycles = result["cycles"];
    EXPECT_DOUBLE_EQ(result["clocks_per_request"], cycles / 5000);
    EXPECT_DOUBLE_EQ(result["bandwidth_fraction"], 5000 * 4 / cycles);
    EXPECT_NEAR(result["seconds"].get<double>(), cycles * 833e-12, 1e-15);
}

TEST_F(Dram, ReadsATraceWithCommentsBlankLinesAndCycles) {
    write("requests.trace", "# two requests\n\n  R 0x40   # the first\r\nW 80 500\n#W 0 1\n"
                            "R 0X00c0 500");
    const json result = answer(ddr4 + "requests.trace");
    EXPECT_EQ(result["reads"], 2);
    EXPECT_EQ(result["writes"], 1);
    EXPECT_GT(result["cycles"], 500);
}

TEST_F(Dram, ReadsATraceOfNothing) {
    write("empty.trace", "# nothing\n");
    const json result = answer(ddr4 + "empty.trace");
    EXPECT_EQ(result["requests"], 0);
    EXPECT_EQ(result["cycles"], 0);
    EXPECT_EQ(result["clocks_per_request"], 0.0);
    EXPECT_EQ(result["latency"]["min"], nullptr);
    EXPECT_EQ(shell("$counterpoint dram " + ddr4 + "empty.trace").status, 0);
}

TEST_F(Dram, UnpacksATraceWhateverItsName) {
    ASSERT_EQ(shell("for i in $(seq 0 2999); do printf 'R 0x%x\\n' $((i * 64)); done > plain; "
                    "gzip -c plain > packed")
                  .status,
              0);
    const json plain = answer("--standard DDR4-2400 plain");
    EXPECT_EQ(plain, answer("--standard DDR4-2400 packed"));
    EXPECT_EQ(plain, answer("--standard DDR4-2400 - < packed"));
    EXPECT_EQ(plain["requests"], 3000);
    EXPECT_EQ(plain, answer("--standard DDR4-2400 --pattern sequential --requests 3000"));
    ASSERT_EQ(shell("head -c 1000 packed > broken").status, 0);
    expect_refusal("--standard DDR4-2400 broken", {"broken: ", "to its end"});
}

TEST_F(Dram, ObeysItsOptions) {
    const std::string random = "--standard DDR4-2400 --pattern random --requests 4000 ";
    const json plain = answer(random);
    EXPECT_EQ(plain["commands"]["REF"].get<int>() > 0, true);
    EXPECT_EQ(answer(random + "--no-refresh")["commands"]["REF"], 0);
    EXPECT_EQ(answer(random + "--refresh none"), answer(random + "--no-refresh"));
    EXPECT_LT(plain["cycles"], answer(random + "--policy fcfs")["cycles"]);
    EXPECT_LT(answer(random + "--channels 2")["cycles"], plain["cycles"]);
    EXPECT_EQ(answer(random + "--page closed")["row_conflicts"].get<int>() <
                  plain["row_conflicts"].get<int>(),
              true);
    EXPECT_NE(answer(random + "--seed 2")["cycles"], plain["cycles"]);
    EXPECT_EQ(answer(random + "--seed 1"), plain);
    EXPECT_EQ(answer(random + "--mapping bank:bankgroup:row:column")["configuration"]["mapping"],
              "bank:bankgroup:row:column");
    const json banks = answer("--standard LPDDR4-3200 --refresh per_bank --pattern random "
                              "--requests 4000");
    EXPECT_EQ(banks["commands"]["REF"], 0);
    EXPECT_GT(banks["commands"]["REFpb"], 0);
}

TEST_F(Dram, GivesTheSameNumbersWithoutCoalescing) {
    for (const char* pattern : {"sequential", "stride:4096", "sequential,mix:50", "random"}) {
        const std::string run =
            "--standard DDR4-2400 --requests 20000 --pattern " + std::string(pattern);
        EXPECT_EQ(answer(run), answer(run + " --no-coalescing")) << pattern;
    }
}

TEST_F(Dram, ReadsAMemoryFromAFile) {
    write("memory.yaml", "dram: {standard: HBM2, channels: 2, page: closed}\n");
    json result = answer("--config memory.yaml --pattern random --requests 100");
    EXPECT_EQ(result["standard"], "HBM2");
    EXPECT_EQ(result["configuration"]["channels"], 2);
    EXPECT_EQ(result["configuration"]["page"], "closed");
    result = answer("--config memory.yaml --standard DDR4-3200 --channels 4 --page open "
                    "--pattern random --requests 100");
    EXPECT_EQ(result["standard"], "DDR4-3200") << "options go before the file";
    EXPECT_EQ(result["configuration"]["channels"], 4);
    EXPECT_EQ(result["configuration"]["page"], "open");
    write("part.yaml", "queues: {read: 8, write: 8}\n");
    EXPECT_EQ(
        answer("--config part.yaml --standard HBM3 --pattern random --requests 10")["standard"],
        "HBM3");
    expect_refusal("--config part.yaml --pattern random", {"part.yaml", "standard"});
    write("wrong.yaml", "dram: {standard: HBM2, chanels: 2}\n");
    expect_refusal("--config wrong.yaml --pattern random", {"wrong.yaml:1:", "'channels'"});
}

TEST_F(Dram, ReadsAStandardOfOnesOwn) {
    const std::string shipped = COUNTERPOINT_SOURCE_DIR "/hw/dram/standards/ddr4_2400.yaml";
    ASSERT_EQ(shell("sed 's/^name:.*/name: slow/; s/tRCD: 16/tRCD: 20/' " + shipped + " > own.yaml")
                  .status,
              0);
    write("one.trace", "R 0x0\n");
    const json result = answer("--config own.yaml --no-refresh one.trace");
    EXPECT_EQ(result["standard"], "slow");
    EXPECT_EQ(result["cycles"], 20 + 16 + 4);
    expect_refusal("--config own.yaml --standard HBM2 one.trace", {"leave one of the two out"});
    ASSERT_EQ(shell("sed 's/tRC: 55/tRC: 54/' " + shipped + " > contradictory.yaml").status, 0);
    expect_refusal("--config contradictory.yaml one.trace", {"tRC", "tRAS + tRP", "54 < 55"});
    ASSERT_EQ(shell("grep -v tFAW " + shipped + " > incomplete.yaml").status, 0);
    expect_refusal("--config incomplete.yaml one.trace", {"incomplete.yaml", "tFAW"});
}

TEST_F(Dram, WritesEveryCommandInTheOrderOfTheClocks) {
    const json result = answer("--standard HBM2 --channels 2 --pattern mix:50 --requests 3000 "
                               "--command-trace commands.csv");
    std::istringstream lines(read("commands.csv"));
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "clock,channel,pseudochannel,command,rank,bankgroup,bank,row,column");
    std::int64_t clock = 0;
    std::map<std::string, int> commands;
    std::set<std::string> channels;
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::vector<std::string> field(9);
        for (std::string& one : field) {
            std::getline(fields, one, ',');
        }
        EXPECT_LE(clock, std::stoll(field[0]));
        clock = std::stoll(field[0]);
        channels.insert(field[1]);
        ++commands[field[3]];
        EXPECT_EQ(field[5].empty(), field[3] == "REF" || field[3] == "PREA") << line;
        EXPECT_EQ(field[8].empty(), field[3] != "RD" && field[3] != "WR") << line;
    }
    EXPECT_EQ(channels.size(), 2U);
    for (const auto& [name, count] : commands) {
        EXPECT_EQ(result["commands"][name], count) << name;
    }
}

TEST_F(Dram, ShowsATable) {
    const Finished table =
        shell("$counterpoint dram --standard DDR4-2400 --pattern sequential --requests 10000");
    EXPECT_EQ(table.status, 0) << table.err;
    for (const char* text : {"DDR4-2400 (1 channel, 4 GiB, frfcfs, open page, all-bank refresh)",
                             "addresses row:rank:bank:column:bankgroup", "10,000 reads", "GB/s",
                             "Row hits", "10,000 RD"}) {
        EXPECT_THAT(table.out, HasSubstr(text));
    }
    EXPECT_THAT(table.out, Not(HasSubstr("nan")));
}

TEST_F(Dram, TellsInItsHelpWhatItTakes) {
    const Finished finished = shell("$counterpoint dram --help");
    EXPECT_EQ(finished.status, 0);
    for (const char* word :
         {"TRACE", "--standard NAME", "--config FILE", "--mapping ORDER", "--policy", "--page",
          "--refresh", "--no-refresh", "--channels N", "--pattern", "--requests N", "--seed N",
          "--command-trace FILE", "--format", "--output FILE", "Examples", "Exit codes",
          "docs/dram.md", "LPDDR5-6400"}) {
        EXPECT_THAT(finished.out, HasSubstr(word));
    }
}

} // namespace
} // namespace counterpoint::cli
