#pragma once

#include <stdexcept>

namespace counterpoint::sim {

/// The simulator contradicts itself: an invariant does not hold, or nothing moves any more. A
/// mistake in the program, never in the user's input.
class Defect : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

} // namespace counterpoint::sim
