#include "hw/dram/standard_rules.hpp"

#include <string>

#include "hw/dram/power_of_two.hpp"

namespace counterpoint::hw {

namespace {

/// A bound that two sums of timings must keep, named as in the file.
struct Bound {
    const char* left;
    std::int64_t left_clocks;
    const char* right;
    std::int64_t right_clocks;
};

std::vector<Bound> bounds_of(const DramStandard& standard) {
    const DramTimings& t = standard.timings;
    const std::int64_t burst = standard.burst_clocks();
    return {
        {"tRAS", t.ras, "tRCD", t.rcd_read},
        {"tRC", t.rc, "tRAS + tRP", t.ras + t.rp},
        {"tRPab", t.rp_all, "tRP", t.rp},
        {"tRRD_L", t.rrd_l, "tRRD_S", t.rrd_s},
        {"tFAW", t.faw, "tRRD_S", t.rrd_s},
        {"tCCD_S", t.ccd_s, "the clocks of a burst", burst},
        {"tCCD_L", t.ccd_l, "tCCD_S", t.ccd_s},
        {"tCCD_S_WR", t.ccd_write_s, "the clocks of a burst", burst},
        {"tCCD_L_WR", t.ccd_write_l, "tCCD_S_WR", t.ccd_write_s},
        {"tWTR_L", t.wtr_l, "tWTR_S", t.wtr_s},
        {"tRTW + WL", t.rtw + t.wl, "RL + the clocks of a burst", t.rl + burst},
        {"tREFI", t.refi, "tRFC + tRPab + 1", t.rfc + t.rp_all + 1},
    };
}

void check_timings(const DramStandard& standard, const Place& place,
                   std::vector<Problem>& problems) {
    for (const Bound& bound : bounds_of(standard)) {
        if (bound.left_clocks < bound.right_clocks) {
            problems.push_back(
                {place, std::string(bound.left) + " is less than " + bound.right,
                 std::string(bound.left) + " >= " + bound.right,
                 std::to_string(bound.left_clocks) + " < " + std::to_string(bound.right_clocks),
                 ""});
        }
    }
    const DramTimings& t = standard.timings;
    if ((t.rfc_bank > 0) != (t.refi_bank > 0)) {
        problems.push_back(
            {place, "a refresh of single banks needs both tRFCpb and tREFIpb", "both or none",
             "tRFCpb " + std::to_string(t.rfc_bank) + ", tREFIpb " + std::to_string(t.refi_bank),
             ""});
    } else if (t.rfc_bank > 0 && t.refi_bank < t.refresh_gap) {
        problems.push_back({place, "tREFIpb is less than tRREFD", "tREFIpb >= tRREFD",
                            std::to_string(t.refi_bank) + " < " + std::to_string(t.refresh_gap),
                            ""});
    }
}

void check_powers_of_two(const DramStandard& standard, const Place& place,
                         std::vector<Problem>& problems) {
    const DramOrganisation& o = standard.organisation;
    struct Size {
        const char* name;
        std::int64_t value;
    };
    for (const Size& size :
         {Size{"burst_length", standard.burst_length},
          Size{"bytes_per_burst", standard.bytes_per_burst},
          Size{"pseudo_channels", o.pseudo_channels}, Size{"ranks", o.ranks},
          Size{"bank_groups", o.bank_groups}, Size{"banks_per_group", o.banks_per_group},
          Size{"rows", o.rows}, Size{"columns", o.columns}}) {
        if (!is_power_of_two(size.value)) {
            problems.push_back({place, std::string(size.name) + " is no power of two",
                                "a power of two", std::to_string(size.value), ""});
        }
    }
}

void check_sizes(const DramStandard& standard, const Place& place, std::vector<Problem>& problems) {
    const DramOrganisation& o = standard.organisation;
    if (standard.burst_length % standard.transfers_per_clock != 0) {
        problems.push_back({place, "a burst does not take whole clocks",
                            "a burst_length that transfers_per_clock divides",
                            std::to_string(standard.burst_length) + " by " +
                                std::to_string(standard.transfers_per_clock),
                            ""});
    }
    if (o.columns < standard.burst_length) {
        problems.push_back({place, "a row holds no whole burst",
                            "at least " + std::to_string(standard.burst_length) + " columns",
                            std::to_string(o.columns), ""});
    }
    const std::int64_t row_bytes = o.columns * standard.bytes_per_burst / standard.burst_length;
    if (o.row_bytes != row_bytes) {
        problems.push_back({place, "row_bytes is not columns * bytes_per_burst / burst_length",
                            std::to_string(row_bytes), std::to_string(o.row_bytes), ""});
    }
}

} // namespace

void check(const DramStandard& standard, const Place& place, std::vector<Problem>& problems) {
    check_powers_of_two(standard, place, problems);
    check_sizes(standard, place, problems);
    check_timings(standard, place, problems);
}

} // namespace counterpoint::hw
