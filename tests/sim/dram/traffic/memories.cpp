#include "tests/sim/dram/traffic/memories.hpp"

#include <algorithm>
#include <stdexcept>

#include "hw/dram/standard_reader.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::dram_traffic {

namespace {

using hw::AddressField;
using hw::DramConfiguration;
using hw::DramScheduling;
using hw::PagePolicy;
using hw::RefreshMode;
using walker::Random;

struct Shape {
    const char* mapping;
    std::int64_t channels;
    std::int64_t ranks;
};

constexpr std::array<Shape, 4> shapes{
    {{"row:rank:bank:column:bankgroup:pseudochannel:channel", 1, 1},
     {"row:channel:bankgroup:bank:rank:column:pseudochannel", 2, 2},
     {"bank:bankgroup:rank:row:pseudochannel:column:channel", 2, 1},
     {"rank:column:row:bank:bankgroup:pseudochannel:channel", 1, 2}}};

DramConfiguration shaped(const std::string& standard, const Shape& shape) {
    DramConfiguration configuration =
        hw::default_configuration(hw::find_dram_standard(standard).value());
    std::vector<Problem> problems;
    configuration.mapping = hw::parse_mapping(shape.mapping, {}, problems).value();
    configuration.channels = shape.channels;
    configuration.standard.organisation.ranks = shape.ranks;
    return configuration;
}

std::vector<RefreshMode> refreshes_of(const hw::DramStandard& standard) {
    std::vector<RefreshMode> modes{RefreshMode::none, RefreshMode::all_bank};
    if (standard.refreshes_single_banks()) {
        modes.push_back(RefreshMode::per_bank);
    }
    return modes;
}

/// Some way off the value, and no less than the bound.
std::int64_t varied(Random& random, std::int64_t value, std::int64_t bound) {
    return std::max(bound, value * random.between(30, 200) / 100);
}

void vary_banks(Random& random, hw::DramTimings& t) {
    t.rcd_read = varied(random, t.rcd_read, 1);
    t.rcd_write = varied(random, t.rcd_write, 1);
    t.rp = varied(random, t.rp, 1);
    t.rp_all = varied(random, t.rp_all, t.rp);
    t.ras = varied(random, t.ras, t.rcd_read);
    t.rc = varied(random, t.rc, t.ras + t.rp);
    t.rrd_s = varied(random, t.rrd_s, 1);
    t.rrd_l = varied(random, t.rrd_l, t.rrd_s);
    t.faw = varied(random, t.faw, t.rrd_s);
    t.rtp = varied(random, t.rtp, 1);
    t.wr = varied(random, t.wr, 1);
}

void vary_data(Random& random, hw::DramTimings& t, std::int64_t burst) {
    t.rl = varied(random, t.rl, 1);
    t.wl = varied(random, t.wl, 1);
    t.ccd_s = varied(random, t.ccd_s, burst);
    t.ccd_l = varied(random, t.ccd_l, t.ccd_s);
    t.ccd_write_s = varied(random, t.ccd_write_s, burst);
    t.ccd_write_l = varied(random, t.ccd_write_l, t.ccd_write_s);
    t.wtr_s = varied(random, t.wtr_s, 1);
    t.wtr_l = varied(random, t.wtr_l, t.wtr_s);
    t.rtw = varied(random, t.rtw, std::max(std::int64_t{1}, t.rl + burst - t.wl));
    t.rtrs = random.between(0, 4);
}

void vary_refresh(Random& random, hw::DramStandard& standard) {
    hw::DramTimings& t = standard.timings;
    t.rfc = varied(random, t.rfc, 1);
    t.refi = varied(random, t.refi, 3 * (t.rfc + t.rp_all + 1));
    if (standard.refreshes_single_banks()) {
        const std::int64_t banks = standard.organisation.banks_per_rank();
        t.rfc_bank = varied(random, t.rfc_bank, 1);
        t.refresh_gap = varied(random, t.refresh_gap, 1);
        t.refi = std::max(t.refi, banks * std::max(3 * t.refresh_gap, t.rfc_bank));
        t.refi_bank = t.refi / banks;
    }
}

void vary_organisation(Random& random, DramConfiguration& configuration) {
    hw::DramOrganisation& organisation = configuration.standard.organisation;
    configuration.channels = random.pick({1, 1, 2, 4});
    organisation.ranks = random.pick({1, 1, 2, 4});
    organisation.bank_groups = random.pick({1, 2, 4, 8});
    organisation.banks_per_group = random.pick({1, 2, 4, 8});
    organisation.rows = random.pick({64, 1024, 32768});
    random.shuffle(configuration.mapping);
    for (std::int64_t& clocks : configuration.standard.command_clocks) {
        clocks = random.pick({1, 1, 2, 4});
    }
}

void vary_policies(Random& random, DramConfiguration& configuration) {
    configuration.page = random.chance(50) ? PagePolicy::open : PagePolicy::closed;
    configuration.scheduling = random.chance(70) ? DramScheduling::frfcfs : DramScheduling::fcfs;
    configuration.refresh = random.pick(refreshes_of(configuration.standard));
    hw::DramQueues& queues = configuration.queues;
    queues.unified = random.chance(30);
    queues.read = random.between(1, 40);
    queues.write = random.between(1, 40);
    queues.high = random.between(1, queues.write);
    queues.low = random.between(0, queues.high - 1);
    configuration.hit_cap = random.pick({1, 2, 16, 64, 1000});
    configuration.coalesce = random.chance(50);
}

} // namespace

std::vector<DramConfiguration> memories_of(const std::string& standard) {
    std::vector<DramConfiguration> memories;
    for (const Shape& shape : shapes) {
        DramConfiguration configuration = shaped(standard, shape);
        for (const RefreshMode refresh : refreshes_of(configuration.standard)) {
            configuration.refresh = refresh;
            for (const PagePolicy page : {PagePolicy::open, PagePolicy::closed}) {
                configuration.page = page;
                for (const DramScheduling scheduling :
                     {DramScheduling::frfcfs, DramScheduling::fcfs}) {
                    configuration.scheduling = scheduling;
                    memories.push_back(configuration);
                }
            }
        }
    }
    return memories;
}

DramConfiguration random_memory(std::mt19937_64& engine) {
    Random random(engine);
    DramConfiguration configuration = hw::default_configuration(
        hw::find_dram_standard(random.pick(hw::dram_standard_names())).value());
    hw::DramStandard& standard = configuration.standard;
    vary_organisation(random, configuration);
    vary_banks(random, standard.timings);
    vary_data(random, standard.timings, standard.burst_clocks());
    vary_refresh(random, standard);
    vary_policies(random, configuration);
    std::vector<Problem> problems;
    hw::check(configuration, {}, problems);
    if (!problems.empty()) {
        throw std::logic_error("the random memory is none: " + to_string(problems.front()));
    }
    return configuration;
}

} // namespace counterpoint::dram_traffic
