#pragma once

#include <cstdint>
#include <functional>

#include "hw/layer_numbers.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/generator.hpp"

namespace counterpoint::walker {

/// What a model says of a case, its capacities not looked at. Throws InputError where the hardware
/// cannot run the mapping.
using Model = std::function<hw::LayerNumbers(const Case&)>;

/// Fails the test at the first of the contract's worked cases on which the model does not say what
/// they and the walker say; skips where they do not lie beside the project.
void check_worked_cases(const Model& model);

/// Fails the test at the first random case on which model and walker differ. Every case has a seed
/// of its own, so that a failing one can be run alone; COUNTERPOINT_CASES and COUNTERPOINT_SEED
/// change how many there are and where they begin.
void check_random_cases(const Model& model, std::uint64_t cases, const Limits& limits = {});

/// Loops run long enough for a repetition to be found and to end again, and for engines to fall
/// far behind each other.
Limits long_loops();

} // namespace counterpoint::walker
