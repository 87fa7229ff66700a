#pragma once

#include <cstdint>

namespace counterpoint::explore {

/// What became of designs. Every design that was searched is in exactly one of these; all but
/// `valid` and `over_limit` were pruned, that is, settled without a look at the design itself.
struct Tally {
    std::int64_t illegal = 0;    ///< its structure cannot be read, mapped or run
    std::int64_t too_small = 0;  ///< a memory does not hold its tiles
    std::int64_t too_large = 0;  ///< beyond a limit, as every one with larger memories
    std::int64_t over_limit = 0; ///< evaluated, and beyond a limit
    std::int64_t valid = 0;      ///< evaluated, and within all limits

    [[nodiscard]] std::int64_t pruned() const { return illegal + too_small + too_large; }
    [[nodiscard]] std::int64_t evaluated() const { return over_limit + valid; }
    [[nodiscard]] std::int64_t searched() const { return pruned() + evaluated(); }

    Tally& operator+=(const Tally& other) {
        illegal += other.illegal;
        too_small += other.too_small;
        too_large += other.too_large;
        over_limit += other.over_limit;
        valid += other.valid;
        return *this;
    }
};

} // namespace counterpoint::explore
