#include "explore/findings.hpp"

#include <algorithm>

namespace counterpoint::explore {

void Nearest::add(const Nearest& other) {
    area = std::min(area, other.area);
    power = std::min(power, other.power);
    if (other.shortfall && (!shortfall || other.shortfall->ratio() < shortfall->ratio())) {
        shortfall = other.shortfall;
    }
    if (illegal_structure < 0) {
        illegal_structure = other.illegal_structure;
        illegal = other.illegal;
    }
}

void Findings::add(const Findings& other) {
    tally += other.tally;
    front.add(other.front);
    for (const DesignFigures& design : other.best.designs()) {
        best.add(design);
    }
    nearest.add(other.nearest);
    density.add(other.density);
}

} // namespace counterpoint::explore
