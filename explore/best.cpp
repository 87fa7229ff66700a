#include "explore/best.hpp"

#include <algorithm>

namespace counterpoint::explore {

void Best::add(const DesignFigures& design) {
    const double own = value(design);
    if (own > bound()) {
        return;
    }
    const auto place =
        std::lower_bound(designs_.begin(), designs_.end(), own,
                         [&](const DesignFigures& a, double b) { return value(a) < b; });
    if (place != designs_.end() && value(*place) == own) {
        if (design.number < place->number) {
            *place = design;
        }
        return;
    }
    designs_.insert(place, design);
    if (designs_.size() > count_) {
        designs_.pop_back();
    }
}

} // namespace counterpoint::explore
