#pragma once

#include <string>

#include "hw/reader.hpp"
#include "tests/input/reading.hpp"

namespace counterpoint::hw {

using ReadHardware = input::Reading<Hardware>;

/// Of the memories below.
inline constexpr MemoryIndex dram{0};
inline constexpr MemoryIndex l2{1};
inline constexpr MemoryIndex l1{2};

/// DRAM, an L2 of 32 KiB and an L1 of 8 KiB, which are points of Horowitz's, with what further
/// lines say and a technology (YAML); an empty one names none.
inline ReadHardware with_technology(const std::string& technology, const std::string& of_l2 = "",
                                    const std::string& of_l1 = "capacity_bytes: 8192",
                                    const std::string& of_dram = "") {
    const std::string networks = "fill: {bytes_per_cycle: 8}, drain: {bytes_per_cycle: 4}";
    return input::reading_of("{name: h, clock_ghz: 0.5, memories: [{name: DRAM" + of_dram +
                                 "}, {name: L2, capacity_bytes: 32768, " + networks + of_l2 +
                                 "}, {name: L1, " + of_l1 + (of_l1.empty() ? "" : ", ") + networks +
                                 "}]" + (technology.empty() ? "" : ", technology: " + technology) +
                                 "}",
                             read_hardware);
}

} // namespace counterpoint::hw
