#include "sim/noc/branches.hpp"

#include <algorithm>

#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

namespace {

/// By level, from the root ports: units below one link of it that has all of them.
std::vector<std::int64_t> units_below(std::int64_t units_of_root, std::int64_t arity) {
    std::vector<std::int64_t> below{1};
    while (below.back() < units_of_root) {
        below.push_back(below.back() * arity);
    }
    std::reverse(below.begin(), below.end());
    return below;
}

/// Links of one level, with `below` units each, of the first `units` units. A root owns
/// `units_of_root`.
std::int64_t links_of(std::int64_t units, std::int64_t units_of_root, std::int64_t below) {
    return units / units_of_root * cycles_of(units_of_root, below) +
           cycles_of(units % units_of_root, below);
}

} // namespace

Branches::Branches(std::int64_t units, std::int64_t roots, std::int64_t arity,
                   const std::vector<std::int64_t>& link_bytes) {
    const std::int64_t units_of_root = cycles_of(units, roots);
    const std::vector<std::int64_t> below = units_below(units_of_root, arity);
    for (std::size_t level = 0; level < below.size(); ++level) {
        const std::int64_t above = level == 0 ? 0 : cycles_of(units_of_root, below[level - 1]);
        const std::int64_t in_root = cycles_of(units_of_root, below[level]);
        const Link first_above = first_.empty() ? 0 : first_.back();
        first_.push_back(static_cast<Link>(parents_.size()));
        const std::int64_t count = links_of(units, units_of_root, below[level]);
        for (std::int64_t link = 0; link < count; ++link) {
            const std::int64_t parent = link / in_root * above + link % in_root / arity;
            parents_.push_back(level == 0 ? none : first_above + static_cast<Link>(parent));
        }
        widths_.resize(parents_.size(), link_bytes[std::min(level, link_bytes.size() - 1)]);
    }
}

std::string Branches::name(std::size_t link) const {
    const auto after =
        std::upper_bound(first_.begin(), first_.end(), static_cast<Link>(link)) - first_.begin();
    const std::size_t level = static_cast<std::size_t>(after) - 1;
    const std::string number = std::to_string(link - static_cast<std::size_t>(first_[level]));
    if (level + 1 == first_.size()) {
        return "unit " + number;
    }
    return level == 0 ? "root port " + number
                      : "level " + std::to_string(level) + " link " + number;
}

} // namespace counterpoint::sim::noc
