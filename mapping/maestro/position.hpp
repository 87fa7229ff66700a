#pragma once

#include "input/composer.hpp"
#include "mapping/maestro/description.hpp"

namespace counterpoint::mapping::maestro {

inline input::TextPosition position_of(Spot spot) { return {spot.line, spot.column}; }

} // namespace counterpoint::mapping::maestro
