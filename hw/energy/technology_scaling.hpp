#pragma once

#include <optional>
#include <string>

#include "hw/energy/technology.hpp"

namespace counterpoint::hw {

/// By which factors a technology follows from another one. What lies off the chip (the outermost
/// memory) stays as it is.
struct Scaling {
    double energy = 1; ///< of logic, SRAM and switches
    double wire = 1;   ///< energy of a bit over a mm
    double area = 1;
    double distance = 1; ///< of a hop
    double leakage = 1;
    std::string rule; ///< in words, with its source
};

/// `outermost` is the name of that memory.
Technology scaled(Technology technology, const Scaling& by, const std::string& outermost);

} // namespace counterpoint::hw
