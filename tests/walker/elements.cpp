#include "tests/walker/elements.hpp"

#include <algorithm>
#include <iterator>

namespace counterpoint::walker {

Elements minus(const Elements& of, const Elements& without) {
    Elements left;
    std::set_difference(of.begin(), of.end(), without.begin(), without.end(),
                        std::back_inserter(left));
    return left;
}

Elements united(const std::vector<Elements>& sets) {
    Elements all;
    for (const Elements& set : sets) {
        Elements both;
        std::set_union(all.begin(), all.end(), set.begin(), set.end(), std::back_inserter(both));
        all.swap(both);
    }
    return all;
}

} // namespace counterpoint::walker
