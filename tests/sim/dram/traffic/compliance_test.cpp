#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "tests/sim/dram/traffic/memories.hpp"
#include "tests/sim/dram/traffic/watched_run.hpp"

namespace counterpoint::dram_traffic {
namespace {

class ShippedStandard : public testing::TestWithParam<std::string> {
  protected:
    std::mt19937_64 engine{2024};
};

TEST_P(ShippedStandard, IsKeptUnderAllTrafficInEveryConfiguration) {
    for (const hw::DramConfiguration& configuration : memories_of(GetParam())) {
        for (const Traffic& traffic : all_kinds(configuration, 120, engine)) {
            expect_compliance(configuration, traffic);
        }
        if (HasFailure()) {
            break; // more of the same
        }
    }
}

TEST_P(ShippedStandard, CompletesEveryRequestOnce) {
    for (const hw::DramConfiguration& configuration : memories_of(GetParam())) {
        for (const Traffic& traffic : all_kinds(configuration, 40, engine)) {
            expect_completions(configuration, traffic, engine);
        }
        if (HasFailure()) {
            break;
        }
    }
}

TEST_P(ShippedStandard, IsKeptOverManyRefreshes) {
    for (const hw::DramConfiguration& configuration : memories_of(GetParam())) {
        if (configuration.mapping != hw::default_mapping()) {
            continue;
        }
        for (const Traffic& traffic : all_kinds(configuration, 3000, engine)) {
            const std::string& name = traffic.name;
            if (name == "random mixed" || name.find("far between") == 0 ||
                name.find("bursts of requests") == 0) {
                expect_compliance(configuration, traffic);
            }
        }
        if (HasFailure()) {
            break;
        }
    }
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    for (char& c : name) {
        c = c == '-' ? '_' : c;
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Dram, ShippedStandard, testing::ValuesIn(hw::dram_standard_names()),
                         name_of);

} // namespace
} // namespace counterpoint::dram_traffic
