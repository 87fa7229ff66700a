#include "results/dram_numbers.hpp"

#include <algorithm>

#include "results/checked_sum.hpp"
#include "results/figures.hpp"

namespace counterpoint::results {

namespace {

void add_dram_number(std::int64_t& sum, std::int64_t summand) {
    add_product(sum, summand, 1, "a sum of what the DRAM does in all layers");
}

void add(MovedBytes& sum, const MovedBytes& bytes) {
    add_dram_number(sum.needed, bytes.needed);
    add_dram_number(sum.moved, bytes.moved);
}

void add(Moves& sum, const Moves& moves) {
    add(sum.bytes, moves.bytes);
    add_dram_number(sum.row_hits, moves.row_hits);
    add_dram_number(sum.row_misses, moves.row_misses);
    add_dram_number(sum.row_conflicts, moves.row_conflicts);
}

TensorMoves& moves_of(std::vector<TensorMoves>& moves, const std::string& tensor) {
    const auto known = std::find_if(moves.begin(), moves.end(),
                                    [&](const TensorMoves& each) { return each.tensor == tensor; });
    return known != moves.end() ? *known : moves.emplace_back(TensorMoves{tensor, {}, {}});
}

/// Clocks of the DRAM in a cycle of the accelerator.
double clocks_per_cycle(const hw::Hardware& hardware, const hw::DramStandard& standard) {
    const double clock_ps =
        as_double(standard.clock.numerator) / as_double(standard.clock.denominator);
    return 1e3 / hardware.clock_ghz / clock_ps;
}

} // namespace

void add(DramNumbers& sum, const DramNumbers& layer) {
    for (std::int64_t DramNumbers::*number :
         {&DramNumbers::clocks, &DramNumbers::busy_clocks, &DramNumbers::data_clocks,
          &DramNumbers::row_hits, &DramNumbers::row_misses, &DramNumbers::row_conflicts,
          &DramNumbers::read_to_write, &DramNumbers::write_to_read, &DramNumbers::refresh_clocks,
          &DramNumbers::queued_reads, &DramNumbers::queued_writes}) {
        add_dram_number(sum.*number, layer.*number);
    }
    for (std::size_t i = 0; i < sum.commands.size(); ++i) {
        add_dram_number(sum.commands.at(i), layer.commands.at(i));
    }
    sum.most_queued = std::max(sum.most_queued, layer.most_queued);
    for (const TensorMoves& moves : layer.tensors) {
        TensorMoves& total = moves_of(sum.tensors, moves.tensor);
        add(total.read, moves.read);
        add(total.written, moves.written);
    }
}

DramFigures figures_of(const DramNumbers& dram, std::int64_t cycles, const hw::Hardware& hardware) {
    const hw::DramConfiguration& configuration = *hardware.memories[hw::MemoryIndex{0}].dram;
    const hw::DramStandard& standard = configuration.standard;
    const double channels = as_double(configuration.channels);
    const double buses = channels * as_double(standard.organisation.pseudo_channels);
    const double per_cycle = clocks_per_cycle(hardware, standard);
    const double all_clocks = as_double(cycles) * per_cycle;
    DramFigures figures;
    for (const TensorMoves& moves : dram.tensors) {
        add(figures.bytes, moves.read.bytes);
        add(figures.bytes, moves.written.bytes);
    }
    const std::int64_t bursts = dram.row_hits + dram.row_misses + dram.row_conflicts;
    figures.row_hit_rate = ratio(as_double(dram.row_hits), as_double(bursts));
    figures.overfetch = overfetch_of(figures.bytes);
    figures.peak_bytes_per_cycle = buses * as_double(standard.bytes_per_burst) /
                                   as_double(standard.burst_clocks()) * per_cycle;
    figures.bytes_per_cycle = ratio(as_double(figures.bytes.moved), as_double(cycles)).value_or(0);
    figures.bandwidth_fraction = figures.bytes_per_cycle / figures.peak_bytes_per_cycle;
    figures.busy_bandwidth_fraction =
        ratio(as_double(dram.data_clocks), as_double(dram.busy_clocks) * buses);
    figures.busy_fraction = ratio(as_double(dram.busy_clocks), all_clocks).value_or(0);
    const double queue_clocks = as_double(dram.clocks) * channels;
    figures.mean_queued_reads = ratio(as_double(dram.queued_reads), queue_clocks).value_or(0);
    figures.mean_queued_writes = ratio(as_double(dram.queued_writes), queue_clocks).value_or(0);
    return figures;
}

std::optional<double> overfetch_of(const MovedBytes& bytes) {
    return ratio(as_double(bytes.moved), as_double(bytes.needed));
}

} // namespace counterpoint::results
