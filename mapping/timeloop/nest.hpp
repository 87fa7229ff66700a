#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/directives.hpp"
#include "mapping/timeloop/reading.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::timeloop {

/// A loop of more than one iteration, or of one that a remainder leaves.
struct Loop {
    std::string dimension;
    std::int64_t count = 1; ///< iterations
    std::int64_t last = 1;  ///< iterations in the last one of the loops around it
    std::int64_t tile = 1;  ///< of the dimension, in one iteration: product of the counts inside
    Place place;
};

/// What a mapping says of one storage level. Outermost loops first; spatial ones lie inside of the
/// temporal ones.
struct LevelNest {
    std::vector<Loop> temporal;
    std::vector<Loop> spatial;
    std::set<std::string> bypassing; ///< tensors that the level does not keep
};

/// The loops of a layer at each level, checked: every factor and tensor is one of the layer, the
/// factors of a dimension make up its size, no fanout is exceeded. Incomplete after a problem.
std::vector<LevelNest> nests_of(const Architecture& architecture,
                                const std::vector<Directive>& directives, const Place& mapping,
                                const workloads::Layer& layer, Reading& reading);

/// The words that the tensors kept at each level take there must fit, as Timeloop has it.
/// `words` by level; nothing where a level has no bound.
void check_capacity(const Architecture& architecture, const std::vector<LevelNest>& nests,
                    const std::vector<std::optional<std::int64_t>>& words,
                    const workloads::Layer& layer, Reading& reading);

} // namespace counterpoint::mapping::timeloop
