#include "explore/numbering.hpp"

#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::explore {

Numbering::Numbering(std::vector<std::size_t> sizes) : sizes_(std::move(sizes)) {
    for (const std::size_t values : sizes_) {
        size_ = checked_product(size_, static_cast<std::int64_t>(values));
    }
}

std::vector<std::size_t> Numbering::values(std::int64_t number) const {
    std::vector<std::size_t> values(sizes_.size());
    for (std::size_t i = sizes_.size(); i-- > 0;) {
        const auto radix = static_cast<std::int64_t>(sizes_[i]);
        values[i] = static_cast<std::size_t>(number % radix);
        number /= radix;
    }
    return values;
}

std::int64_t Numbering::number(const std::vector<std::size_t>& values) const {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
        number =
            number * static_cast<std::int64_t>(sizes_[i]) + static_cast<std::int64_t>(values[i]);
    }
    return number;
}

void Numbering::advance(std::vector<std::size_t>& values) const {
    for (std::size_t i = sizes_.size(); i-- > 0;) {
        if (++values[i] < sizes_[i]) {
            return;
        }
        values[i] = 0;
    }
}

} // namespace counterpoint::explore
