#include "sim/pe_work.hpp"

#include <algorithm>

namespace counterpoint::sim {

PeWork::PeWork(const Program& program, PhaseWalk& walk, std::int64_t lanes, bool by_pe)
    : program_(program), lanes_(lanes), phase_macs_(program, walk),
      forms_(program.sizes.size(), 0) {
    if (by_pe) {
        pieces_ = program.unit_pieces(program.end);
    }
    for (DimensionIndex d{0}; program.sizes.contains(d); ++d.value) {
        depths_.push_back(program.depth(d, program.end));
        walk.watch(d, depths_.back());
    }
}

std::size_t PeWork::Hash::operator()(const Forms& forms) const {
    std::size_t hash = 0;
    for (const std::size_t form : forms) {
        hash = hash * 31 + form;
    }
    return hash;
}

void Work::record(MachineState& state) const {
    state.figure({macs, most_macs, cycles, output_reads, most_output_reads});
    state.identity(cycles_by_pe);
}

void PeWork::record(MachineState& state) {
    state.figure(static_cast<std::int64_t>(lots_in_order_.size()));
    for (Lot* lot : lots_in_order_) {
        state.counter(lot->phases);
    }
}

void PeWork::update(const PhaseWalk& walk) {
    bool same = lot_ != nullptr;
    for (std::size_t d = 0; d < forms_.size(); ++d) {
        const std::size_t form = walk.position(DimensionIndex{d}, depths_[d]).form;
        same = same && form == forms_[d];
        forms_[d] = form;
    }
    if (!same) {
        const auto [lot, is_new] = lots_.try_emplace(forms_);
        lot_ = &lot->second;
        if (is_new) {
            lots_in_order_.push_back(lot_);
            lot_->work = measure(walk);
            if (pieces_) {
                for (std::size_t pe = 0; pe < pes(); ++pe) {
                    lot_->cycles_by_pe.push_back(cycles_of(macs_of(walk, forms_, *pieces_, pe)));
                }
                lot_->work.cycles_by_pe = &lot_->cycles_by_pe;
            }
        }
        work_ = lot_->work;
    }
    work_.sum = phase_macs_.sum(walk);
    ++lot_->phases;
}

/// A PE's box has the product of its ranges, so the sum over PEs and the largest box factor.
Work PeWork::measure(const PhaseWalk& walk) const {
    Work work;
    work.macs = 1;
    work.most_macs = 1;
    for (std::size_t d = 0; d < forms_.size(); ++d) {
        std::int64_t sum = 0;
        std::int64_t longest = 0;
        for (const Range& range : walk.form(DimensionIndex{d}, depths_[d], forms_[d])) {
            sum += range.length();
            longest = std::max(longest, range.length());
        }
        work.macs *= sum;
        work.most_macs *= longest;
    }
    work.cycles = cycles_of(work.most_macs);
    return work;
}

std::int64_t PeWork::cycles_of(std::int64_t macs) const {
    return macs == 0 ? 0 : (macs - 1) / lanes_ + 1;
}

std::vector<std::int64_t> PeWork::macs_by_pe(const PhaseWalk& walk) const {
    const Pieces pieces = program_.unit_pieces(program_.end);
    std::vector<std::int64_t> macs(pes(), 0);
    for (std::size_t pe = 0; pe < macs.size(); ++pe) {
        for (const auto& [forms, lot] : lots_) {
            macs[pe] += lot.phases * macs_of(walk, forms, pieces, pe);
        }
    }
    return macs;
}

std::int64_t PeWork::macs_of(const PhaseWalk& walk, const Forms& forms, const Pieces& pieces,
                             std::size_t pe) const {
    std::int64_t macs = 1;
    for (DimensionIndex d{0}; program_.sizes.contains(d); ++d.value) {
        macs *= walk.form(d, depths_[d.value], forms[d.value])[pieces[d][pe]].length();
    }
    return macs;
}

} // namespace counterpoint::sim
