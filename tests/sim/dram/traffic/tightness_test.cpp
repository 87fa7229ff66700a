#include <algorithm>

#include <gtest/gtest.h>

#include "hw/dram/standard_reader.hpp"
#include "tests/sim/dram/checker/device_limits.hpp"
#include "tests/sim/dram/traffic/watched_run.hpp"

namespace counterpoint::dram_traffic {
namespace {

/// A device in which every limit can bind: none follows from others.
hw::DramConfiguration binding_device() {
    hw::DramConfiguration configuration =
        hw::default_configuration(hw::find_dram_standard("DDR4-2400").value());
    hw::DramOrganisation& organisation = configuration.standard.organisation;
    organisation.ranks = 2;
    organisation.bank_groups = 2;
    hw::DramTimings& t = configuration.standard.timings;
    t.rl = 12;
    t.wl = 10;
    t.rcd_read = 15;
    t.rcd_write = 13;
    t.rp = 14;
    t.rp_all = 20;
    t.ras = 38;
    t.rc = 60;
    t.rrd_s = 5;
    t.rrd_l = 7;
    t.faw = 34;
    t.ccd_s = 5;
    t.ccd_l = 6;
    t.ccd_write_s = 7;
    t.ccd_write_l = 10;
    t.rtp = 9;
    t.wr = 18;
    t.wtr_s = 3;
    t.wtr_l = 9;
    t.rtw = 12;
    t.rtrs = 3;
    t.rfc = 150;
    t.refi = 3000;
    t.rfc_bank = 100;
    t.refi_bank = 375;
    t.refresh_gap = 20;
    return configuration;
}

struct Limit {
    std::string rule; ///< as the checker names it
    std::int64_t hw::DramTimings::*timing;
    hw::RefreshMode refresh = hw::RefreshMode::all_bank;
};

std::ostream& operator<<(std::ostream& out, const Limit& limit) { return out << limit.rule; }

class AControllerThatIsOneClockEarly : public testing::TestWithParam<Limit> {};

/// Whether the commands of any traffic break the rule.
bool found_out(const hw::DramConfiguration& early, const hw::DramConfiguration& device,
               const std::string& rule) {
    std::mt19937_64 engine(7);
    for (const Traffic& traffic : all_kinds(device, 1000, engine)) {
        Watcher watcher(device);
        sim::DramMemory memory(early);
        memory.listen(&watcher);
        ListedRequests stream(traffic.requests);
        memory.run(stream);
        const auto violations = watcher.verdict(0);
        if (std::any_of(violations.begin(), violations.end(),
                        [&](const auto& violation) { return violation.rule == rule; })) {
            return true;
        }
    }
    return false;
}

TEST_P(AControllerThatIsOneClockEarly, IsFoundOut) {
    for (const hw::PagePolicy page : {hw::PagePolicy::open, hw::PagePolicy::closed}) {
        hw::DramConfiguration device = binding_device();
        device.page = page;
        device.refresh = GetParam().refresh;
        hw::DramConfiguration early = device;
        --(early.standard.timings.*GetParam().timing);
        if (found_out(early, device, GetParam().rule)) {
            return;
        }
    }
    FAIL() << "no traffic comes as close as " << GetParam().rule << " allows";
}

using T = hw::DramTimings;

INSTANTIATE_TEST_SUITE_P(
    By, AControllerThatIsOneClockEarly,
    testing::Values(Limit{"tRCD", &T::rcd_read}, Limit{"tRCD", &T::rcd_write}, Limit{"tRP", &T::rp},
                    Limit{"tRP", &T::rp_all}, Limit{"tRAS", &T::ras}, Limit{"tRC", &T::rc},
                    Limit{"tRRD_S", &T::rrd_s}, Limit{"tRRD_L", &T::rrd_l}, Limit{"tFAW", &T::faw},
                    Limit{"tCCD_S", &T::ccd_s}, Limit{"tCCD_L", &T::ccd_l},
                    Limit{"tCCD_S of writes", &T::ccd_write_s},
                    Limit{"tCCD_L of writes", &T::ccd_write_l}, Limit{"tRTP", &T::rtp},
                    Limit{"tWR", &T::wr}, Limit{"tWTR_S", &T::wtr_s}, Limit{"tWTR_L", &T::wtr_l},
                    Limit{"tRTW", &T::rtw}, Limit{"tRTRS on the data bus", &T::rtrs},
                    Limit{"tRFC", &T::rfc},
                    Limit{"tRFC of a bank", &T::rfc_bank, hw::RefreshMode::per_bank},
                    Limit{"tRREFD", &T::refresh_gap, hw::RefreshMode::per_bank}));

TEST(TheBindingDevice, IsKeptByAControllerThatKnowsIt) {
    std::mt19937_64 engine(7);
    for (const hw::RefreshMode refresh : {hw::RefreshMode::all_bank, hw::RefreshMode::per_bank}) {
        hw::DramConfiguration device = binding_device();
        device.refresh = refresh;
        for (const Traffic& traffic : all_kinds(device, 1000, engine)) {
            expect_compliance(device, traffic);
        }
    }
}

TEST(AControllerThatNeverRefreshes, IsFoundOut) {
    const hw::DramConfiguration device = binding_device();
    hw::DramConfiguration early = device;
    early.refresh = hw::RefreshMode::none;
    std::mt19937_64 engine(7);
    Watcher watcher(device);
    sim::DramMemory memory(early);
    memory.listen(&watcher);
    const auto traffic = all_kinds(device, 8000, engine).front();
    ListedRequests stream(traffic.requests);
    memory.run(stream);
    const auto violations = watcher.verdict(memory.statistics().end);
    EXPECT_EQ(violations.size(), 2U) << dram_checker::summary(violations) << "one for each rank";
}

} // namespace
} // namespace counterpoint::dram_traffic
