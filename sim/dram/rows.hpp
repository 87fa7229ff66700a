#pragma once

#include <cstdint>

#include "sim/dram/layout.hpp"
#include "sim/dram/request_queue.hpp"

namespace counterpoint::sim {

/// Which row is open in each bank of a channel.
class Rows {
  public:
    explicit Rows(const ChannelLayout& layout)
        : layout_(layout), banks_(layout.banks(), no_row), open_in_rank_(layout.ranks()) {}

    [[nodiscard]] std::int64_t open(BankIndex bank) const { return banks_[bank]; }
    [[nodiscard]] bool is_open(BankIndex bank) const { return banks_[bank] != no_row; }
    [[nodiscard]] bool any_open(RankIndex rank) const { return open_in_rank_[rank] > 0; }

    void activate(BankIndex bank, std::int64_t row) {
        banks_[bank] = row;
        ++open_in_rank_[layout_.rank_of(bank)];
    }
    void precharge(BankIndex bank) {
        banks_[bank] = no_row;
        --open_in_rank_[layout_.rank_of(bank)];
    }

  private:
    const ChannelLayout& layout_;
    Table<BankIndex, std::int64_t> banks_;
    Table<RankIndex, std::int64_t> open_in_rank_;
};

} // namespace counterpoint::sim
