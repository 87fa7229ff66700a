#include <cstdint>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// A test that runs `counterpoint noc`.
class Noc : public ProgramTest {
  protected:
    /// The JSON of a study that ends well and has nothing to say.
    [[nodiscard]] json answer(const std::string& arguments) const {
        const Finished finished = shell("$counterpoint noc " + arguments + " --format json");
        EXPECT_EQ(finished.status, 0) << arguments << ": " << finished.err;
        EXPECT_EQ(finished.err, "") << arguments;
        return json::parse(finished.out, nullptr, false);
    }

    /// The command refuses this, with nothing written, and says so.
    void expect_refusal(const std::string& arguments, const std::vector<std::string>& says) const {
        const Finished finished = shell("$counterpoint noc " + arguments);
        EXPECT_EQ(finished.status, 2) << arguments;
        EXPECT_EQ(finished.out, "") << arguments;
        for (const std::string& text : says) {
            EXPECT_THAT(finished.err, HasSubstr(text)) << arguments;
        }
    }

    inline static const std::string brief = " --warmup 500 --cycles 2000 ";
};

TEST_F(Noc, HasTheKeysThatItPromises) {
    const json result = answer("--topology mesh --size 4x4 --pattern uniform --rate 0.1" + brief);
    for (const char* key : {"schema",       "version",      "topology",      "configuration",
                            "pattern",      "packet_flits", "seed",          "measured_cycles",
                            "rate",         "stable",       "latency",       "zero_load_latency",
                            "offered",      "accepted",     "hops",          "packets",
                            "busiest_link", "cycles",       "router_cycles", "channel_bound"}) {
        EXPECT_TRUE(result.contains(key)) << key;
    }
    EXPECT_EQ(result["schema"], "counterpoint-noc/1");
    for (const char* key : {"avg", "min", "max"}) {
        EXPECT_TRUE(result["latency"].contains(key)) << key;
    }
    EXPECT_EQ(result["stable"], true);
    EXPECT_NEAR(result["accepted"].get<double>(), 0.1, 0.01);
    EXPECT_NEAR(result["hops"].get<double>(), 2.5, 0.1);
    EXPECT_DOUBLE_EQ(result["channel_bound"], 1.0);
}

TEST_F(Noc, TakesTheZeroLoadLatencyWhereNothingMeets) {
    // To the next row and column: two hops, but three or six round an end of the mesh.
    const std::string rare = "--size 4x4 --pattern neighbor --rate 0.001 --packet 3 --cycles 20000";
    const json result = answer(rare);
    EXPECT_EQ(result["latency"]["min"], (2 + 1) * 4 + 2 + 2);
    EXPECT_EQ(result["latency"]["max"], (6 + 1) * 4 + 2 + 2);
    const json speculative = answer(rare + " --speculative");
    EXPECT_EQ(speculative["latency"]["min"], (2 + 1) * 3 + 2 + 2);
}

TEST_F(Noc, ObeysItsOptions) {
    const std::string loaded = "--pattern uniform --rate 0.4 --size 8x8" + brief;
    const json plain = answer(loaded);
    EXPECT_EQ(plain["configuration"]["virtual_channels"], 8);
    EXPECT_EQ(plain["configuration"]["buffer_flits"], 8);
    EXPECT_GT(answer(loaded + "--vcs 1")["latency"]["avg"], plain["latency"]["avg"]);
    EXPECT_GT(answer(loaded + "--buffer 1")["latency"]["avg"], plain["latency"]["avg"]);
    EXPECT_GT(answer(loaded + "--buffer 1 --credit-delay 3")["latency"]["avg"],
              answer(loaded + "--buffer 1")["latency"]["avg"]);
    EXPECT_LT(answer(loaded + "--speculative")["latency"]["avg"], plain["latency"]["avg"]);
    EXPECT_NE(answer(loaded + "--seed 2")["packets"], plain["packets"]);
    EXPECT_EQ(answer(loaded + "--seed 1"), plain);
}

TEST_F(Noc, KnowsEveryPattern) {
    for (const char* pattern : {"uniform", "transpose", "bitcomp", "tornado", "neighbor",
                                "hotspot:0,5,15", "all-to-one:3", "multicast:1", "multicast:16"}) {
        const json result =
            answer("--size 4x4 --rate 0.01 --pattern " + std::string(pattern) + brief);
        EXPECT_EQ(result["stable"], true) << pattern;
        EXPECT_EQ(result["pattern"], pattern);
    }
    const json all = answer("--size 8x8 --rate 0.1 --pattern all-to-one:27 --warmup 1000");
    EXPECT_DOUBLE_EQ(all["accepted"], 1.0 / 64) << "one flit in each cycle";
    EXPECT_EQ(all["stable"], false);
}

TEST_F(Noc, SendsMulticastsByCopyingOrOneByOne) {
    const std::string multicast = "--size 4x4 --pattern multicast:8 --rate 0.02 --packet 4" + brief;
    const json copied = answer(multicast);
    const json single = answer(multicast + "--unicasts");
    EXPECT_EQ(copied["packets"], single["packets"]);
    EXPECT_LT(copied["latency"]["avg"], single["latency"]["avg"]);
    EXPECT_EQ(copied["channel_bound"], nullptr);
}

TEST_F(Noc, SaysNothingOfLatencyWhereNothingIsSent) {
    const json result = answer("--rate 0" + brief);
    EXPECT_EQ(result["latency"]["avg"], nullptr);
    EXPECT_EQ(result["hops"], nullptr);
    EXPECT_EQ(result["accepted"], 0.0);
    EXPECT_EQ(shell("$counterpoint noc --rate 0" + brief).status, 0);
}

TEST_F(Noc, FindsTheSaturationAndDrawsTheWayThere) {
    const json result = answer("--size 4x4 --pattern transpose --sweep --plot curve.svg" + brief);
    EXPECT_DOUBLE_EQ(result["channel_bound"], 1.0 / 3);
    EXPECT_LE(result["saturation"]["rate"].get<double>(), 1.0 / 3);
    EXPECT_GE(result["saturation"]["rate"].get<double>(), 0.8 / 3);
    double rate = -1;
    for (const json& point : result["points"]) {
        EXPECT_GT(point["rate"].get<double>(), rate);
        rate = point["rate"];
    }
    const std::string picture = read("curve.svg");
    EXPECT_THAT(picture, HasSubstr("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    EXPECT_THAT(picture, HasSubstr("<polyline class=\"curve\""));
    EXPECT_THAT(picture, HasSubstr("4x4 mesh"));
    EXPECT_THAT(picture, Not(HasSubstr("nan")));
    const Finished table = shell("$counterpoint noc --size 4x4 --sweep --plot page.html" + brief);
    EXPECT_EQ(table.status, 0) << table.err;
    EXPECT_THAT(table.out, HasSubstr("Saturation at"));
    const std::string page = read("page.html");
    EXPECT_THAT(page, HasSubstr("<!DOCTYPE html>"));
    EXPECT_THAT(page, HasSubstr("<polyline"));
    EXPECT_THAT(page, Not(HasSubstr("src="))) << "needs no other file";
}

TEST_F(Noc, ShowsATable) {
    const Finished table = shell("$counterpoint noc --size 3x5 --rate 0.2 --vcs 1" + brief);
    EXPECT_EQ(table.status, 0) << table.err;
    for (const char* text :
         {"3x5 mesh, 1 virtual channel of 8 flits, not speculative", "uniform, packets of 1 flit",
          "Latency", "Accepted", "Busiest link", "Stable                     yes"}) {
        EXPECT_THAT(table.out, HasSubstr(text));
    }
}

TEST_F(Noc, RefusesWhatMakesNoNetwork) {
    expect_refusal("--topology tree --rate 0.1",
                   {"--topology", "expected mesh, found 'tree'", "network of a memory"});
    expect_refusal("--topology messh --rate 0.1", {"did you mean 'mesh'?"});
    for (const char* size : {"8", "8x", "x8", "8x8x8", "0x8", "-1x8", "8*8"}) {
        expect_refusal("--rate 0.1 --size " + std::string(size),
                       {"--size: this is no size of a mesh", size});
    }
    expect_refusal("--rate 0.1 --size 200x200", {"too large", "at most 16384 routers"});
    expect_refusal("--rate 0.1 --vcs 0 --buffer 0 --credit-delay -1",
                   {"--vcs", "expected 1 to 64, found 0", "--buffer", "without a buffer",
                    "--credit-delay", "3 problems"});
    expect_refusal("--rate 0.1 --vcs 65", {"expected 1 to 64, found 65"});
    expect_refusal("--rate 0.1 --size 100x100 --vcs 64 --buffer 4096", {"too large to simulate"});
}

TEST_F(Noc, RefusesTrafficThatDoesNotFit) {
    expect_refusal("", {"--rate", "found nothing"});
    expect_refusal("--rate 1.01", {"--rate: a node sends at most a flit", "found 1.01"});
    expect_refusal("--rate -0.1", {"found -0.1"});
    expect_refusal("--rate nan", {"found nan"});
    expect_refusal("--rate 0.1 --packet 0", {"--packet"});
    expect_refusal("--rate 0.1 --pattern unifrom", {"no such pattern", "did you mean 'uniform'?"});
    for (const char* pattern :
         {"hotspot", "hotspot:", "hotspot:1,", "hotspot:a", "all-to-one:1,2", "multicast"}) {
        expect_refusal("--rate 0.1 --pattern " + std::string(pattern), {"no such pattern"});
    }
    expect_refusal("--rate 0.1 --pattern hotspot:3,64",
                   {"no such node in the mesh", "expected 0 to 63, found 64"});
    expect_refusal("--rate 0.1 --pattern all-to-one:-1", {"found -1"});
    expect_refusal("--rate 0.1 --pattern multicast:65", {"expected 1 to 64, found 65"});
    expect_refusal("--rate 0.1 --pattern multicast:0", {"found 0"});
    expect_refusal("--rate 0.1 --pattern multicast:4 --packet 9",
                   {"--packet", "at most 8 flits", "--unicasts"});
    expect_refusal("--rate 0.1 --size 4x8 --pattern transpose",
                   {"does not fit", "as many of both", "on 4x8"});
    expect_refusal("--rate 0.1 --size 3x4 --pattern bitcomp", {"power of two"});
    expect_refusal("--rate 0.1 --size 2x2 --pattern tornado", {"nearly half round"});
    expect_refusal("--rate 0.1 --sweep", {"--sweep or --rate", "found both"});
    expect_refusal("--rate 0.1 --plot a.svg", {"--plot requires --sweep"});
    expect_refusal("--sweep --plot a.png", {"FILE.svg or FILE.html"});
    expect_refusal("--sweep --plot a.svg --output a.svg", {"the same file"});
}

TEST_F(Noc, TellsInItsHelpWhatItTakes) {
    const Finished finished = shell("$counterpoint noc --help");
    EXPECT_EQ(finished.status, 0);
    for (const char* word :
         {"--topology", "--size RxC", "--vcs N", "--buffer FLITS", "--speculative",
          "--credit-delay N", "--pattern", "--rate R", "--packet FLITS", "--seed N", "--sweep",
          "--plot FILE", "--format", "--output FILE", "all-to-one:NODE", "multicast:FANOUT",
          "Examples", "Exit codes", "docs/noc.md"}) {
        EXPECT_THAT(finished.out, HasSubstr(word));
    }
}

} // namespace
} // namespace counterpoint::cli
