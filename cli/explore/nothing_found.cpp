#include "cli/explore/nothing_found.hpp"

#include <fmt/format.h>

#include "cli/number_text.hpp"

namespace counterpoint::cli {

using explore::square_microns_in_mm2;

std::vector<Problem> nothing_found(const explore::Findings& findings,
                                   const explore::LimitsOfDesigns& limits, const Place& space) {
    std::vector<Problem> problems;
    const explore::Nearest& nearest = findings.nearest;
    const explore::Tally& tally = findings.tally;
    if (tally.too_large + tally.over_limit > 0) {
        if (nearest.area > limits.area) {
            problems.push_back(
                {{"--max-area", 0, 0, ""},
                 "no design keeps the limit",
                 fmt::format("an area of at most {} mm2", limits.area / square_microns_in_mm2),
                 fmt::format("{:.6g} mm2 in the smallest design that holds its tiles",
                             nearest.area / square_microns_in_mm2),
                 ""});
        }
        if (nearest.power > limits.power) {
            problems.push_back(
                {{"--max-power", 0, 0, ""},
                 "no design keeps the limit",
                 fmt::format("a power of at most {} mW", limits.power),
                 fmt::format("{:.6g} mW in the one of least power that holds its tiles",
                             nearest.power),
                 ""});
        }
        if (problems.empty()) {
            problems.push_back({space, "no design keeps both --max-area and --max-power", "", "",
                                "some keep the one, some the other"});
        }
        return problems;
    }
    if (const auto& shortfall = nearest.shortfall) {
        problems.push_back({space, "no design holds its tiles", "",
                            fmt::format("in the closest one {} needs {} bytes and has at most {}",
                                        shortfall->memory, grouped(shortfall->needed),
                                        grouped(shortfall->capacity)),
                            "try larger capacities or smaller tiles"});
        return problems;
    }
    problems.push_back({space, "no design of the space can be run", "", "",
                        "what is wrong with the first one follows"});
    problems.insert(problems.end(), nearest.illegal.begin(), nearest.illegal.end());
    return problems;
}

} // namespace counterpoint::cli
