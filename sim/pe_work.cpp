#include "sim/pe_work.hpp"

#include <algorithm>

namespace counterpoint::sim {

PeWork::PeWork(const Program& program, PhaseWalk& walk, std::int64_t lanes, bool by_pe)
    : program_(program), lanes_(lanes), phase_macs_(program, walk),
      forms_(program.sizes.size(), 0) {
    if (by_pe) {
        pieces_by_pe_ = pieces_by_pe();
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
            lot_->work = measure(walk);
            for (const Pieces& pieces : pieces_by_pe_) {
                lot_->cycles_by_pe.push_back(cycles_of(macs_of(walk, forms_, pieces)));
            }
            lot_->work.cycles_by_pe = pieces_by_pe_.empty() ? nullptr : &lot_->cycles_by_pe;
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

std::vector<PeWork::Pieces> PeWork::pieces_by_pe() const {
    const std::vector<Spread> nodes = program_.spatial_nodes(0, program_.end);
    const auto pes = static_cast<std::size_t>(program_.units[program_.innermost()]);
    std::vector<Pieces> by_pe(pes, Pieces(program_.sizes.size(), 0));
    for (std::size_t pe = 0; pe < pes; ++pe) {
        std::size_t below = pes;
        std::size_t rest = pe;
        for (const auto& [dimension, tile, count] : nodes) {
            const auto units = static_cast<std::size_t>(count);
            below /= units;
            std::size_t& piece = by_pe[pe][dimension.value];
            piece = piece * units + rest / below;
            rest %= below;
        }
    }
    return by_pe;
}

std::vector<std::int64_t> PeWork::macs_by_pe(const PhaseWalk& walk) const {
    std::vector<std::int64_t> macs;
    for (const Pieces& pieces : pieces_by_pe()) {
        std::int64_t& sum = macs.emplace_back(0);
        for (const auto& [forms, lot] : lots_) {
            sum += lot.phases * macs_of(walk, forms, pieces);
        }
    }
    return macs;
}

std::int64_t PeWork::macs_of(const PhaseWalk& walk, const Forms& forms,
                             const Pieces& pieces) const {
    std::int64_t macs = 1;
    for (std::size_t d = 0; d < forms.size(); ++d) {
        macs *= walk.form(DimensionIndex{d}, depths_[d], forms[d])[pieces[d]].length();
    }
    return macs;
}

} // namespace counterpoint::sim
