#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace counterpoint::sim::noc {

/// What a fabric joins.
struct Ends {
    std::int64_t bytes_per_cycle = 1;        ///< of the memory's port
    std::vector<std::int64_t> spatial_units; ///< of the spatial nodes in between, outermost first
    std::vector<bool> adds = {};      ///< by spatial node: its units make parts of the same sums
    std::vector<std::string> tensors; ///< names, by tensor
    /// Systolic fill, by tensor: its elements are loaded into the units before those of others
    /// stream past. Empty: told from the messages, which have one unit where rows and columns of
    /// units take part.
    std::vector<bool> stationary = {};
    /// Systolic drain: the units are fed in skew, so a unit makes its part of a sum when those of
    /// the units above it come by.
    bool skewed = false;

    [[nodiscard]] std::int64_t units() const; ///< the product
};

} // namespace counterpoint::sim::noc
