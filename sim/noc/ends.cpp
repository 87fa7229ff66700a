#include "sim/noc/ends.hpp"

#include "vocabulary/checked.hpp"

namespace counterpoint::sim::noc {

std::int64_t Ends::units() const {
    std::int64_t product = 1;
    for (const std::int64_t units : spatial_units) {
        product = checked_product(product, units);
    }
    return product;
}

} // namespace counterpoint::sim::noc
