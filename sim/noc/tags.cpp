#include "sim/noc/tags.hpp"

namespace counterpoint::sim::noc {

Tags::Tags(std::size_t units) : of_unit_(units, none), sizes_{units}, inside_{0}, part_{none} {}

void Tags::add(const Messages::Units& units) {
    met_.clear();
    for (const Unit unit : units) {
        const std::size_t tag = of(unit);
        if (inside_[tag]++ == 0) {
            met_.push_back(tag);
        }
    }
    for (const std::size_t tag : met_) {
        const std::size_t part = split(tag, inside_[tag]);
        part_[tag] = part;
        inside_[tag] = 0;
    }
    for (const Unit unit : units) {
        std::size_t& tag = of_unit_[static_cast<std::size_t>(unit)];
        tag = part_[tag];
    }
}

std::size_t Tags::split(std::size_t tag, std::size_t inside) {
    if (tag != none && inside == sizes_[tag]) {
        return tag;
    }
    sizes_[tag] -= inside;
    sizes_.push_back(inside);
    inside_.push_back(0);
    part_.push_back(none);
    return sizes_.size() - 1;
}

} // namespace counterpoint::sim::noc
