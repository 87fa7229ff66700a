#include "results/bank_numbers.hpp"

#include "results/checked_sum.hpp"
#include "results/figures.hpp"

namespace counterpoint::results {

namespace {

void add_bank_number(std::int64_t& sum, std::int64_t summand) {
    add_product(sum, summand, 1, "a sum of what the banks do in all layers");
}

} // namespace

void add(BankNumbers& sum, const BankNumbers& layer) {
    add_bank_number(sum.accesses, layer.accesses);
    add_bank_number(sum.busy_cycles, layer.busy_cycles);
    for (std::size_t loser = 0; loser < bank_users.size(); ++loser) {
        for (std::size_t winner = 0; winner < bank_users.size(); ++winner) {
            add_bank_number(sum.lost.at(loser).at(winner), layer.lost.at(loser).at(winner));
        }
    }
}

std::optional<double> mean_wait(const BankNumbers& banks) {
    double lost = 0;
    for (const auto& by_winner : banks.lost) {
        for (const std::int64_t waits : by_winner) {
            lost += static_cast<double>(waits);
        }
    }
    return ratio(lost, static_cast<double>(banks.accesses));
}

} // namespace counterpoint::results
