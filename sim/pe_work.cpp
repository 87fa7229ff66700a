#include "sim/pe_work.hpp"

#include <algorithm>

namespace counterpoint::sim {

PeWork::PeWork(const Program& program, PhaseWalk& walk, std::int64_t lanes)
    : program_(program), lanes_(lanes), phase_macs_(program, walk),
      forms_(program.sizes.size(), 0) {
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
        }
        work_ = lot_->work;
    }
    work_.sum = phase_macs_.sum(walk);
    ++lot_->phases;
}

/// A PE's box has the product of its ranges, so the sum over PEs and the largest box factor.
Work PeWork::measure(const PhaseWalk& walk) const {
    Work work{1, 1, 0, {}};
    for (std::size_t d = 0; d < forms_.size(); ++d) {
        std::int64_t sum = 0;
        std::int64_t longest = 0;
        for (const Range& range : walk.form(DimensionIndex{d}, depths_[d], forms_[d])) {
            sum += range.length();
            longest = std::max(longest, range.length());
        }
        work.macs *= sum;
        work.cycles *= longest;
    }
    work.cycles = work.cycles == 0 ? 0 : (work.cycles - 1) / lanes_ + 1;
    return work;
}

std::vector<std::int64_t> PeWork::macs_by_pe(const PhaseWalk& walk) const {
    // Units are numbered by their spatial indices, the outermost spatial node most significant.
    std::vector<std::pair<DimensionIndex, const Step*>> spatial;
    for (DimensionIndex d{0}; program_.sizes.contains(d); ++d.value) {
        for (const Step& step : program_.steps[d]) {
            if (step.spatial) {
                spatial.emplace_back(d, &step);
            }
        }
    }
    std::sort(spatial.begin(), spatial.end(),
              [](const auto& a, const auto& b) { return a.second->node < b.second->node; });
    std::vector<std::int64_t> macs(static_cast<std::size_t>(program_.units[program_.innermost()]),
                                   0);
    std::vector<std::size_t> pieces;
    for (std::size_t pe = 0; pe < macs.size(); ++pe) {
        pieces.assign(program_.sizes.size(), 0);
        std::size_t below = macs.size();
        std::size_t rest = pe;
        for (const auto& [dimension, step] : spatial) {
            const auto units = static_cast<std::size_t>(step->units);
            below /= units;
            pieces[dimension.value] = pieces[dimension.value] * units + rest / below;
            rest %= below;
        }
        for (const auto& [forms, lot] : lots_) {
            macs[pe] += lot.phases * macs_of(walk, forms, pieces);
        }
    }
    return macs;
}

std::int64_t PeWork::macs_of(const PhaseWalk& walk, const Forms& forms,
                             const std::vector<std::size_t>& pieces) const {
    std::int64_t macs = 1;
    for (std::size_t d = 0; d < forms.size(); ++d) {
        macs *= walk.form(DimensionIndex{d}, depths_[d], forms[d])[pieces[d]].length();
    }
    return macs;
}

} // namespace counterpoint::sim
