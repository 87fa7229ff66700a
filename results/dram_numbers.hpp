#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hw/dram/command.hpp"
#include "hw/hardware.hpp"

namespace counterpoint::results {

/// Bytes that were needed, and those of the bursts that were moved for them.
struct MovedBytes {
    std::int64_t needed = 0;
    std::int64_t moved = 0;
};

/// What was moved in one direction, and how its bursts found their rows.
struct Moves {
    MovedBytes bytes;
    std::int64_t row_hits = 0; ///< bursts, as the next two
    std::int64_t row_misses = 0;
    std::int64_t row_conflicts = 0;
};

/// What a DRAM moved of the tensors of one name.
struct TensorMoves {
    std::string tensor;
    Moves read;
    Moves written;
};

/// What the DRAM of memory 0 did. Clocks are its own; all channels together.
struct DramNumbers {
    std::int64_t clocks = 0;      ///< until the end of the last data
    std::int64_t busy_clocks = 0; ///< with something to do: from a first request to its last data
    std::int64_t data_clocks = 0; ///< with data, data buses summed
    std::int64_t row_hits = 0;    ///< bursts, as the next two
    std::int64_t row_misses = 0;
    std::int64_t row_conflicts = 0;
    hw::CommandTable<std::int64_t> commands{};
    std::int64_t read_to_write = 0; ///< changes of direction of a data bus
    std::int64_t write_to_read = 0;
    std::int64_t refresh_clocks = 0; ///< from due to done, ranks (or single banks) summed
    std::int64_t queued_reads = 0;   ///< entries of the read queues, summed over clocks
    std::int64_t queued_writes = 0;
    std::int64_t most_queued = 0; ///< entries of both queues at one time, in any one channel
    std::vector<TensorMoves> tensors;
};

/// Adds what it did in another layer. Throws InputError where a sum does not fit 64 bits.
void add(DramNumbers& sum, const DramNumbers& layer);

/// What follows from the numbers by division; a ratio of nothing to nothing is absent.
struct DramFigures {
    MovedBytes bytes; ///< all tensors, read and written
    std::optional<double> row_hit_rate;
    std::optional<double> overfetch; ///< bytes moved for a byte needed
    double bytes_per_cycle = 0;      ///< moved, on average over the cycles of the accelerator
    double peak_bytes_per_cycle = 0; ///< with all data buses always busy
    double bandwidth_fraction = 0;   ///< of the peak
    std::optional<double> busy_bandwidth_fraction; ///< of the peak, in the busy clocks alone
    double busy_fraction = 0;                      ///< busy clocks of the time that the layer takes
    double mean_queued_reads = 0;                  ///< of one channel
    double mean_queued_writes = 0;
};

/// `cycles`: those of the layer, or of all that were added. Memory 0 of the hardware has `dram`.
DramFigures figures_of(const DramNumbers& dram, std::int64_t cycles, const hw::Hardware& hardware);

/// moved / needed.
std::optional<double> overfetch_of(const MovedBytes& bytes);

} // namespace counterpoint::results
