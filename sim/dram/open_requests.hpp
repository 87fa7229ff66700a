#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/dram/clock.hpp"
#include "sim/dram/request.hpp"

namespace counterpoint::sim {

/// What one channel still owes to a request. Bursts of a whole stream belong to none.
using PartIndex = std::uint32_t;
inline constexpr PartIndex untracked = std::numeric_limits<PartIndex>::max();

/// The requests of a channel whose completion somebody waits for.
class OpenRequests {
  public:
    PartIndex open(RequestNumber request, std::int64_t bursts) {
        if (free_.empty()) {
            free_.push_back(static_cast<PartIndex>(parts_.size()));
            parts_.emplace_back();
        }
        const PartIndex part = free_.back();
        free_.pop_back();
        parts_[part] = {request, bursts, 0, {}};
        return part;
    }

    /// Bursts of the part got their column commands, the last of their data ends at `end`.
    void serve(PartIndex part, const RowOutcomes& rows, Clock end) {
        if (part == untracked) {
            return;
        }
        Part& served = parts_[part];
        served.left -= rows.hits + rows.misses + rows.conflicts;
        served.rows.add(rows);
        served.end = std::max(served.end, end);
        if (served.left == 0) {
            completions_.push_back({served.request, served.end, served.rows});
            free_.push_back(part);
        }
    }

    /// Parts completed since they were last taken.
    std::vector<DramCompletion>& completions() { return completions_; }

  private:
    struct Part {
        RequestNumber request = 0;
        std::int64_t left = 0;
        Clock end = 0;
        RowOutcomes rows;
    };
    std::vector<Part> parts_;
    std::vector<PartIndex> free_;
    std::vector<DramCompletion> completions_;
};

} // namespace counterpoint::sim
