#include "validation/judgement.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "hw/mechanisms.hpp"
#include "validation/attribution/attribution.hpp"
#include "validation/estimates.hpp"
#include "validation/plan_checks.hpp"

namespace counterpoint::validation {

namespace {

/// The last expectation that means the number of the layer; null for none.
const Expectation* expectation_of(const std::vector<Expectation>& expectations,
                                  const std::string& layer, const std::string& number,
                                  bool must_be_named) {
    for (auto each = expectations.rbegin(); each != expectations.rend(); ++each) {
        const bool means_layer = each->layers.empty() || matches_any(each->layers, layer);
        bool means = each->numbers.empty() && !must_be_named;
        for (const std::string& glob : each->numbers) {
            means = means || means_number(glob, number);
        }
        if (means_layer && means) {
            return &*each;
        }
    }
    return nullptr;
}

bool holds(const Expectation& expectation, std::int64_t found, std::int64_t reference,
           std::int64_t cycles) {
    if (!expectation.least) {
        return found == reference;
    }
    const auto deviation = expectation.of_cycles ? deviation_of(cycles + found - reference, cycles)
                                                 : deviation_of(found, reference);
    return deviation && *expectation.least <= *deviation && *deviation <= *expectation.most;
}

class Judgement {
  public:
    Judgement(const PlannedCase& planned, CaseComparison& comparison)
        : planned_(planned), comparison_(comparison),
          is_ideal_(std::none_of(hw::mechanisms().begin(), hw::mechanisms().end(),
                                 [&planned](const hw::Mechanism& mechanism) {
                                     return mechanism.is_present(planned.hardware);
                                 })) {}

    void judge(const LayerComparison& layer) {
        for (const Quantity& quantity : layer.quantities) {
            static const Expectation exact;
            const Expectation* expectation =
                expectation_of(planned_.expectations, layer.layer.name, quantity.name, false);
            if (expectation == nullptr && may_differ(quantity)) {
                continue;
            }
            hold(expectation != nullptr ? *expectation : exact, layer, quantity.name,
                 quantity.simulated, quantity.analytical);
        }
        for (const Estimate& estimate : layer.estimates) {
            const std::string number = number_of(estimate.timing);
            if (const Expectation* expectation =
                    expectation_of(planned_.expectations, layer.layer.name, number, true)) {
                hold(*expectation, layer, number, estimate.cycles, layer.simulated.cycles);
            }
        }
        judge_contributions(layer);
    }

  private:
    /// Is this one of the numbers that the hardware's mechanisms are there to change?
    [[nodiscard]] bool may_differ(const Quantity& quantity) const {
        return quantity.saved_by_forwarding ||
               (!is_ideal_ && (quantity.name == "cycles" || quantity.kind == Kind::stack));
    }

    void hold(const Expectation& expectation, const LayerComparison& layer,
              const std::string& number, std::int64_t found, std::int64_t reference) {
        ++comparison_.expectations;
        if (!holds(expectation, found, reference, layer.analytical.cycles)) {
            comparison_.broken.push_back({layer.layer.name, number, in_words(expectation),
                                          expectation.cause, expectation.reason, reference, found,
                                          false});
        }
    }

    void judge_contributions(const LayerComparison& layer) {
        ++comparison_.expectations;
        for (const Contribution& contribution : layer.contributions) {
            if (contribution.mechanism == unexplained) {
                comparison_.broken.push_back(
                    {layer.layer.name, unexplained, "none", "",
                     "cycles that the models differ by on hardware without any mechanism", 0,
                     contribution.cycles, false});
            }
        }
    }

    const PlannedCase& planned_;
    CaseComparison& comparison_;
    bool is_ideal_;
};

} // namespace

std::string in_words(const Expectation& expectation) {
    return expectation.least
               ? fmt::format("{:+g} % to {:+g} %{}", *expectation.least * 100,
                             *expectation.most * 100, expectation.of_cycles ? " of the cycles" : "")
               : "exact";
}

void judge(const PlannedCase& planned, CaseComparison& comparison) {
    Judgement judgement(planned, comparison);
    for (const LayerComparison& layer : comparison.layers) {
        judgement.judge(layer);
    }
}

} // namespace counterpoint::validation
