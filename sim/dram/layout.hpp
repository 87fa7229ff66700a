#pragma once

#include <cstddef>
#include <cstdint>

#include "hw/dram/standard.hpp"
#include "sim/dram/address_map.hpp"
#include "vocabulary/indexed.hpp"

namespace counterpoint::sim {

// All banks, bank groups and ranks of a channel in one row each; those of the pseudo-channels stand
// one after the other.
using BankIndex = Index<struct DramBankTag>;
using GroupIndex = Index<struct DramGroupTag>;
using RankIndex = Index<struct DramRankTag>;

/// Which bank belongs where in a channel.
class ChannelLayout {
  public:
    explicit ChannelLayout(const hw::DramOrganisation& organisation)
        : banks_per_group_(static_cast<std::size_t>(organisation.banks_per_group)),
          groups_per_rank_(static_cast<std::size_t>(organisation.bank_groups)),
          ranks_per_bus_(static_cast<std::size_t>(organisation.ranks)),
          buses_(static_cast<std::size_t>(organisation.pseudo_channels)) {}

    [[nodiscard]] std::size_t data_buses() const { return buses_; }
    [[nodiscard]] std::size_t ranks() const { return buses_ * ranks_per_bus_; }
    [[nodiscard]] std::size_t groups() const { return ranks() * groups_per_rank_; }
    [[nodiscard]] std::size_t banks() const { return groups() * banks_per_group_; }
    [[nodiscard]] std::size_t ranks_per_bus() const { return ranks_per_bus_; }
    [[nodiscard]] std::size_t banks_per_rank() const { return groups_per_rank_ * banks_per_group_; }

    [[nodiscard]] GroupIndex group_of(BankIndex bank) const {
        return {bank.value / banks_per_group_};
    }
    [[nodiscard]] RankIndex rank_of(BankIndex bank) const {
        return {bank.value / banks_per_rank()};
    }
    [[nodiscard]] std::size_t bus_of(RankIndex rank) const { return rank.value / ranks_per_bus_; }

    [[nodiscard]] BankIndex bank_of(const BurstPlace& place) const {
        const auto at = [](std::int64_t value) { return static_cast<std::size_t>(value); };
        const std::size_t rank = at(place.pseudo_channel) * ranks_per_bus_ + at(place.rank);
        return {(rank * groups_per_rank_ + at(place.bank_group)) * banks_per_group_ +
                at(place.bank)};
    }

    /// The inverse of bank_of; row and column stay 0.
    [[nodiscard]] BurstPlace place_of(BankIndex bank) const {
        const auto at = [](std::size_t value) { return static_cast<std::int64_t>(value); };
        const std::size_t group = bank.value / banks_per_group_;
        const std::size_t rank = group / groups_per_rank_;
        BurstPlace place;
        place.pseudo_channel = at(rank / ranks_per_bus_);
        place.rank = at(rank % ranks_per_bus_);
        place.bank_group = at(group % groups_per_rank_);
        place.bank = at(bank.value % banks_per_group_);
        return place;
    }

  private:
    std::size_t banks_per_group_;
    std::size_t groups_per_rank_;
    std::size_t ranks_per_bus_;
    std::size_t buses_;
};

} // namespace counterpoint::sim
