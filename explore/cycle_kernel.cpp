#include "explore/cycle_kernel.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::explore {

namespace {

using analytical::TimeFormula;

constexpr std::int64_t exact_in_double = std::int64_t{1} << 53U;

std::int64_t transfer_cycles(const TimeFormula::Transfer& transfer, std::int64_t rate) {
    const std::int64_t whole = transfer.bytes / rate + (transfer.bytes % rate != 0 ? 1 : 0);
    return std::max<std::int64_t>(0, checked_sum(transfer.offset, whole));
}

/// Every swept bandwidth at its slowest.
hw::Hardware slowest(hw::Hardware hardware, const Designs& designs) {
    for (const ResolvedAxis* axis : designs.axes_of(Role::bandwidth)) {
        set_value(*axis, 0, hardware);
    }
    return hardware;
}

} // namespace

/// Takes formulas over, leaving out what no swept bandwidth changes.
class CycleKernel::Compilation {
  public:
    Compilation(CycleKernel& kernel, const hw::Hardware& hardware, const Designs& designs)
        : kernel_(kernel), hardware_(hardware), axes_(designs.axes_of(Role::bandwidth)) {}

    void add(const TimeFormula& formula) {
        std::vector<Part> transfers;
        for (const TimeFormula::Transfer& transfer : formula.transfers) {
            transfers.push_back(part_of(transfer));
        }
        std::vector<Part> kinds;
        for (const TimeFormula::PhaseKind& kind : formula.kinds) {
            kinds.push_back(part_of(kind, transfers, kinds));
        }
        add(formula.cycles, transfers, kinds, kernel_.layers_.emplace_back());
    }

  private:
    /// A transfer or kind: a number, or a row of the kernel.
    struct Part {
        double least = 0; ///< at the fastest bandwidths
        double most = 0;  ///< at the slowest
        std::size_t row = 0;
        [[nodiscard]] bool is_constant() const { return least == most; }
    };

    [[nodiscard]] std::optional<std::size_t> axis_of(const TimeFormula::Transfer& transfer) const {
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            for (const Target& target : axes_[i]->targets) {
                const auto& bandwidth = std::get<BandwidthOf>(target);
                if (bandwidth.memory == transfer.memory && bandwidth.drains == transfer.drains) {
                    return i;
                }
            }
        }
        return std::nullopt;
    }

    Part part_of(const TimeFormula::Transfer& transfer) {
        const hw::Memory& memory = hardware_.memories[transfer.memory];
        const auto axis = axis_of(transfer);
        if (!axis) {
            const auto cycles = static_cast<double>(
                transfer_cycles(transfer, transfer.drains ? memory.drain.bytes_per_cycle
                                                          : memory.fill.bytes_per_cycle));
            return {cycles, cycles, 0};
        }
        Transfer row{*axis, {}};
        for (const std::int64_t rate : axes_[*axis]->axis.numbers) {
            row.cycles.push_back(static_cast<double>(transfer_cycles(transfer, rate)));
        }
        const Part part{row.cycles.back(), row.cycles.front(), kernel_.transfers_.size()};
        if (!part.is_constant()) {
            kernel_.transfers_.push_back(std::move(row));
        }
        return part;
    }

    /// Adds to the sum, and to its bounds.
    Part add(const TimeFormula::Sum& from, const std::vector<Part>& transfers,
             const std::vector<Part>& kinds, Sum& sum) {
        Part bounds;
        bounds.least = bounds.most = static_cast<double>(from.constant);
        sum.constant += static_cast<double>(from.constant);
        const auto take = [&](const Part& part, std::int64_t times, std::vector<Count>& rows) {
            const auto count = static_cast<double>(times);
            bounds.least += count * part.least;
            bounds.most += count * part.most;
            if (part.is_constant()) {
                sum.constant += count * part.least;
            } else {
                rows.push_back({part.row, count});
            }
        };
        for (const TimeFormula::Count& each : from.transfers) {
            take(transfers[each.of], each.count, sum.transfers);
        }
        for (const TimeFormula::Count& each : from.kinds) {
            take(kinds[each.of], each.count, sum.kinds);
        }
        return bounds;
    }

    Part part_of(const TimeFormula::PhaseKind& from, const std::vector<Part>& transfers,
                 const std::vector<Part>& kinds) {
        Kind kind;
        Part bounds = add(from.compute, transfers, kinds, kind.compute);
        const double least_compute = bounds.least;
        const bool constant_compute = bounds.is_constant();
        for (const std::size_t transfer : from.transfers) {
            bounds.least = std::max(bounds.least, transfers[transfer].least);
            bounds.most = std::max(bounds.most, transfers[transfer].most);
        }
        if (constant_compute) {
            kind.compute.constant = bounds.least; // at least this long at any bandwidth
        }
        for (const std::size_t transfer : from.transfers) {
            const Part& part = transfers[transfer];
            if (part.most <= (constant_compute ? bounds.least : least_compute)) {
                continue; // never the longest
            }
            if (part.is_constant()) { // the computation varies
                kind.floor = std::max(kind.floor, part.most);
            } else {
                kind.transfers.push_back(part.row);
            }
        }
        bounds.row = kernel_.kinds_.size();
        if (!bounds.is_constant()) {
            kernel_.kinds_.push_back(std::move(kind));
        }
        return bounds;
    }

    CycleKernel& kernel_;
    const hw::Hardware& hardware_;
    std::vector<const ResolvedAxis*> axes_;
};

CycleKernel::CycleKernel(const std::vector<analytical::TimeFormula>& layers,
                         const hw::Hardware& hardware, const Designs& designs)
    : bandwidths_(designs.bandwidths()) {
    std::int64_t longest = 0;
    const hw::Hardware slow = slowest(hardware, designs);
    for (const TimeFormula& layer : layers) {
        longest = checked_sum(longest, cycles_of(layer, slow));
    }
    if (longest > exact_in_double) {
        throw Overflow();
    }
    Compilation compilation(*this, hardware, designs);
    for (const TimeFormula& layer : layers) {
        compilation.add(layer);
    }
    transfer_rows_.resize(transfers_.size() * block);
    kind_rows_.resize(kinds_.size() * block);
    values_.resize(bandwidths_.choices() * block);
}

void CycleKernel::look_up(std::int64_t first, std::size_t count) {
    std::vector<std::size_t> values = bandwidths_.values(first);
    for (std::size_t j = 0; j < count; ++j) {
        for (std::size_t axis = 0; axis < values.size(); ++axis) {
            values_[axis * block + j] = static_cast<std::uint32_t>(values[axis]);
        }
        bandwidths_.advance(values);
    }
    for (std::size_t i = 0; i < transfers_.size(); ++i) {
        const double* table = transfers_[i].cycles.data();
        const std::uint32_t* value = &values_[transfers_[i].axis * block];
        double* row = &transfer_rows_[i * block];
        for (std::size_t j = 0; j < count; ++j) {
            row[j] = table[value[j]];
        }
    }
}

void CycleKernel::add_up(const Sum& sum, std::size_t count, double* result) const {
    std::fill_n(result, count, sum.constant);
    const auto add = [&](const std::vector<Count>& terms, const std::vector<double>& rows) {
        for (const Count& term : terms) {
            const double* row = &rows[term.of * block];
            for (std::size_t j = 0; j < count; ++j) {
                result[j] += term.count * row[j];
            }
        }
    };
    add(sum.transfers, transfer_rows_);
    add(sum.kinds, kind_rows_);
}

void CycleKernel::cycles(std::int64_t first, std::size_t count, double* result) {
    look_up(first, count);
    for (std::size_t k = 0; k < kinds_.size(); ++k) {
        double* row = &kind_rows_[k * block];
        add_up(kinds_[k].compute, count, row);
        for (const std::size_t transfer : kinds_[k].transfers) {
            const double* sent = &transfer_rows_[transfer * block];
            for (std::size_t j = 0; j < count; ++j) {
                row[j] = row[j] < sent[j] ? sent[j] : row[j];
            }
        }
        if (kinds_[k].floor > 0) {
            for (std::size_t j = 0; j < count; ++j) {
                row[j] = row[j] < kinds_[k].floor ? kinds_[k].floor : row[j];
            }
        }
    }
    for (std::size_t l = 0; l < layers_.size(); ++l) {
        add_up(layers_[l], count, result + l * block);
    }
}

} // namespace counterpoint::explore
