#include "explore/front.hpp"

#include <algorithm>
#include <iterator>

namespace counterpoint::explore {

bool Front::no_worse(const double* a, const double* b) const {
    for (std::size_t k = 0; k < goals_->count(); ++k) {
        if (a[k] > b[k]) {
            return false;
        }
    }
    return true;
}

bool Front::covers_at(std::size_t i, const double* values, std::int64_t number) const {
    const double* own = values_at(i);
    if (!no_worse(own, values)) {
        return false;
    }
    return designs_[i].number <= number || !std::equal(own, own + goals_->count(), values);
}

std::size_t Front::not_behind(const double* values) const {
    std::size_t low = 0;
    std::size_t high = designs_.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const double* own = values_at(middle);
        if (std::lexicographical_compare(values, values + goals_->count(), own,
                                         own + goals_->count())) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

bool Front::covers(const double* values, std::int64_t number) const {
    if (last_covering_ < designs_.size() && covers_at(last_covering_, values, number)) {
        return true;
    }
    // What is no worse in every objective does not stand behind in the order. With two objectives
    // the second one falls along the front, so the nearest before is the only one to ask.
    const std::size_t end = not_behind(values);
    const std::size_t begin = goals_->count() <= 2 && end > 0 ? end - 1 : 0;
    for (std::size_t i = end; i-- > begin;) {
        if (covers_at(i, values, number)) {
            last_covering_ = i;
            return true;
        }
    }
    return false;
}

void Front::remove_covered(std::size_t from, const double* values) {
    const std::size_t objectives = goals_->count();
    std::size_t kept = from;
    for (std::size_t i = from; i < designs_.size(); ++i) {
        if (no_worse(values, values_at(i))) {
            continue;
        }
        if (kept != i) {
            designs_[kept] = designs_[i];
            std::copy_n(values_at(i), objectives,
                        values_.begin() + static_cast<std::ptrdiff_t>(kept * objectives));
        }
        ++kept;
    }
    designs_.resize(kept);
    values_.resize(kept * objectives);
}

void Front::add(const DesignFigures& design) {
    std::array<double, all_objectives.size()> values{};
    goals_->values(design.figures, values.data());
    if (covers(values.data(), design.number)) {
        return;
    }
    // An equal one with a higher number stands before the place that not_behind() finds.
    std::size_t place = not_behind(values.data());
    while (place > 0 &&
           std::equal(values.data(), values.data() + goals_->count(), values_at(place - 1))) {
        --place;
    }
    remove_covered(place, values.data());
    designs_.insert(designs_.begin() + static_cast<std::ptrdiff_t>(place), design);
    values_.insert(values_.begin() + static_cast<std::ptrdiff_t>(place * goals_->count()),
                   values.data(), values.data() + goals_->count());
}

void Front::add(const Front& other) {
    for (const DesignFigures& design : other.designs_) {
        add(design);
    }
}

} // namespace counterpoint::explore
