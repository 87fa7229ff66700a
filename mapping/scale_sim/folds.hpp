#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "mapping/dataflow.hpp"
#include "mapping/scale_sim/configuration.hpp"
#include "mapping/store_points.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::scale_sim {

/// The loops of one dataflow for a layer that is a matrix product. A fold of one dimension lies
/// along the rows of the array, one of another along its columns, the third passes through.
/// SCALE-Sim takes the folds of the rows first.
struct Folds {
    std::string rows;
    std::string columns;
    std::string stream;
    std::string batch;                ///< empty where there is none
    std::vector<std::string> stays;   ///< the tensor that stays in the array during a fold
    std::vector<std::string> streams; ///< the others
    std::int64_t stream_size = 1;
};

Folds folds_of(Stationary stationary, const workloads::Layer& layer);

/// Store points in L2 are before the loop over the batch (0), the columns (1), the rows (2) or the
/// pieces of the stream (3), or inside of all of them (4). All that make a difference: before each
/// loop that changes the tensor's tile, or inside of these.
std::vector<StorePoints> residences(const Folds& folds, const workloads::Layer& layer);

/// What one fold, or one piece of its stream, takes.
StorePoints innermost_residence(const Folds& folds, const workloads::Layer& layer);

/// Is a tensor in L2 for one piece of the stream only?
bool has_pieces(const StorePoints& residence);

/// The array and what lies around it.
struct Array {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::string buffers;   ///< name of the memory around it
    std::string registers; ///< name of the PEs' own memory
};

/// One entry of a mapping, for no layer yet. `piece`: how much of the stream is in L2 at a time,
/// where it comes in pieces.
DataflowEntry entry_of(const Folds& folds, const workloads::Layer& layer, const Array& array,
                       const StorePoints& residence, std::int64_t piece);

} // namespace counterpoint::mapping::scale_sim
