#include "sim/functional/placement.hpp"

#include <algorithm>
#include <string>

#include "sim/defect.hpp"

namespace counterpoint::sim {

Placement::Placement(const std::vector<Tiles::Sharers>& sharers, const Box& largest)
    : room_(largest), tiles_(sharers.size(), Box(largest.size())) {
    std::int64_t start = 0;
    for (std::size_t which = 0; which < sharers.size(); ++which) {
        for (const std::size_t unit : sharers[which].units) {
            units_.resize(std::max(units_.size(), unit + 1));
            units_[unit] = Unit{start, which};
            start += room_.size;
        }
    }
}

void Placement::refuse(const char* who) { throw Defect(std::string(who) + " that are not there"); }

} // namespace counterpoint::sim
