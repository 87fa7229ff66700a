#pragma once

#include "tests/walker/cases.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::sim {

/// Gives the memories of the case networks of any topology and shape that reaches their units, now
/// and then none. Forwarding stays off. Where a drain network cannot reduce, `reduction` is off.
void add_random_networks(walker::Case& given, walker::Random& random);

/// Makes every link, beat and flit and the memories' ports `factor` times as wide.
void widen(hw::Hardware& hardware, std::int64_t factor);

/// Do all transfers of these networks pass without two packets that want the same link at once?
bool is_free_of_contention(const hw::Hardware& hardware);

} // namespace counterpoint::sim
