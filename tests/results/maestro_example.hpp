#pragma once

#include <map>
#include <string>

#include "hw/hardware.hpp"
#include "results/layer_result.hpp"

namespace counterpoint::results {

/// A layer that was analysed, and its hardware.
struct Analysed {
    LayerResult result;
    hw::Hardware hardware;
};

Analysed analysed(const std::string& design);

/// Cells of the layer's row by title.
std::map<std::string, std::string> cells_of(const Analysed& analysed);

/// The number in a cell; fails the test where there is none.
double number_in(const std::map<std::string, std::string>& cells, const std::string& title);

/// Z = A · B, 8 × 8 × 8, on DRAM → L2 → L1 with four PEs of 0.5 GHz: row after row of A, four
/// columns of B at a time, each in a PE. Case A3 of the reference figures that Timeloop gave:
/// L1 A f256, B f512; L2 A r64 f64, B r512 f64, Z u64; 128 cycles of computation.
std::string four_columns_at_a_time();

/// A design of one layer, on DRAM → L1 with `pes` PEs.
std::string on_two_memories(const std::string& layer, int pes, const std::string& nodes);

} // namespace counterpoint::results
