#include "validation/summary.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "results/checked_sum.hpp"
#include "validation/estimates.hpp"

namespace counterpoint::validation {

namespace {

void add_cycles(std::int64_t& sum, std::int64_t summand) {
    results::add_product(sum, summand, 1, "a sum of cycles over the layers of a case");
}

void add_macs(std::int64_t& sum, std::int64_t summand) {
    results::add_product(sum, summand, 1, "a sum of MACs over the layers of a case");
}

void add_contribution(std::vector<Contribution>& sums, const Contribution& contribution) {
    const auto known = std::find_if(sums.begin(), sums.end(), [&](const Contribution& sum) {
        return sum.mechanism == contribution.mechanism;
    });
    if (known == sums.end()) {
        sums.push_back(contribution);
    } else {
        add_cycles(known->cycles, contribution.cycles);
    }
}

Distribution distribution_of(std::vector<double> deviations) {
    if (deviations.empty()) {
        return {};
    }
    std::sort(deviations.begin(), deviations.end());
    const std::size_t middle = deviations.size() / 2;
    double absolute = 0;
    for (const double deviation : deviations) {
        absolute += std::abs(deviation);
    }
    return {deviations.front(),
            deviations.size() % 2 == 1 ? deviations[middle]
                                       : (deviations[middle - 1] + deviations[middle]) / 2,
            deviations.back(), absolute / static_cast<double>(deviations.size())};
}

class Summing {
  public:
    void add_layers(const CaseComparison& comparison) {
        for (const LayerComparison& layer : comparison.layers) {
            add_layer(layer);
        }
    }

    CaseSummary summary() {
        summary_.deviation = deviation_of(summary_.simulated_cycles, summary_.analytical_cycles);
        for (std::size_t i = 0; i < timings().size(); ++i) {
            summary_.estimates.push_back(
                estimate_of(timings()[i], estimated_[i], summary_.simulated_cycles));
        }
        summary_.distribution = distribution_of(std::move(deviations_));
        return std::move(summary_);
    }

  private:
    void add_layer(const LayerComparison& layer) {
        add_cycles(summary_.analytical_cycles, layer.analytical.cycles);
        add_cycles(summary_.simulated_cycles, layer.simulated.cycles);
        add_macs(summary_.analytical_macs, layer.analytical.macs);
        add_macs(summary_.simulated_macs, layer.simulated.macs);
        for (std::size_t i = 0; i < layer.estimates.size(); ++i) {
            add_cycles(estimated_.at(i), layer.estimates[i].cycles);
        }
        for (const Contribution& contribution : layer.contributions) {
            add_contribution(summary_.contributions, contribution);
        }
        deviations_.push_back(deviation_of(layer).value_or(0));
        summary_.numbers += static_cast<std::int64_t>(layer.quantities.size());
        summary_.equal += equal_numbers(layer);
    }

    CaseSummary summary_;
    std::vector<std::int64_t> estimated_ = std::vector<std::int64_t>(timings().size());
    std::vector<double> deviations_;
};

void find_largest(const CaseComparison& comparison, const LayerComparison& layer,
                  std::optional<LargestDeviation>& largest) {
    for (const Quantity& quantity : layer.quantities) {
        const double deviation = quantity.deviation().value_or(0);
        if (std::abs(deviation) > (largest ? std::abs(largest->deviation) : 0)) {
            largest = {comparison.name, layer.layer.name, quantity.name, deviation};
        }
    }
}

} // namespace

std::int64_t equal_numbers(const LayerComparison& layer) {
    return std::count_if(layer.quantities.begin(), layer.quantities.end(),
                         [](const Quantity& quantity) { return quantity.equal(); });
}

std::optional<double> deviation_of(const LayerComparison& layer) {
    return deviation_of(layer.simulated.cycles, layer.analytical.cycles);
}

const Contribution* largest_of(const std::vector<Contribution>& contributions) {
    const Contribution* largest = nullptr;
    for (const Contribution& each : contributions) {
        if (largest == nullptr || std::abs(each.cycles) > std::abs(largest->cycles)) {
            largest = &each;
        }
    }
    return largest;
}

CaseSummary summary_of(const CaseComparison& comparison) {
    Summing summing;
    summing.add_layers(comparison);
    return summing.summary();
}

CaseSummary summary_of(const Validation& validation) {
    Summing summing;
    for (const CaseComparison& comparison : validation.cases) {
        summing.add_layers(comparison);
    }
    return summing.summary();
}

Verdict verdict_of(const Validation& validation) {
    Verdict verdict;
    verdict.holds = validation.holds();
    verdict.cases = static_cast<std::int64_t>(validation.cases.size());
    for (const CaseComparison& comparison : validation.cases) {
        verdict.expectations += comparison.expectations;
        verdict.broken += static_cast<std::int64_t>(comparison.broken.size());
        verdict.layers += static_cast<std::int64_t>(comparison.layers.size());
        for (const LayerComparison& layer : comparison.layers) {
            verdict.numbers += static_cast<std::int64_t>(layer.quantities.size());
            verdict.equal += equal_numbers(layer);
            find_largest(comparison, layer, verdict.largest);
        }
    }
    return verdict;
}

} // namespace counterpoint::validation
