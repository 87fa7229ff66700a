#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "input/composer.hpp"
#include "input/document.hpp"
#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/reading.hpp"

namespace counterpoint::mapping::timeloop {

/// What the terms of a projection are made of.
struct Vocabulary {
    const std::vector<std::string>& dimensions;
    const std::map<std::string, std::int64_t>& coefficients; ///< and their values
};

/// Adds the data-spaces of a shape to an EINSUM layer as its `tensors`. Returns their names.
TensorNames add_tensors(const Vocabulary& vocabulary, const input::Node& shape,
                        input::Composer& composer, input::Node& layer, Reading& reading);

} // namespace counterpoint::mapping::timeloop
