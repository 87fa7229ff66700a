#pragma once

#include <string>

#include "cli/style.hpp"
#include "validation/comparison.hpp"

namespace counterpoint::cli {

/// For people at a terminal: a line a layer and a total for each case, the published figures beside
/// both models, the verdict. Of many layers in several cases only a line a case is shown.
std::string validation_table(const validation::Validation& validation, const TextStyle& style);

/// A header and a line for each number of each layer: case, layer, number, kind, analytical,
/// simulated, deviation. Estimates follow the numbers of a layer, with the kind `estimate`, and
/// have their own cycles in the place of the analytical ones.
std::string validation_csv(const validation::Validation& validation);

/// Tables for a paper: the cases, the layers of each with estimates and contributions, the
/// published figures.
std::string validation_markdown(const validation::Validation& validation);

/// What both models say of the energy of a case, and to what the difference goes, as shares of the
/// analytical one; empty without a technology.
std::string energy_sentence(const validation::CaseComparison& comparison);

/// Energy-delay product, power and TOPS/W of a case by both models; empty where there are none.
std::string energy_figures_sentence(const validation::CaseComparison& comparison);

/// What is broken, a line each, for standard error; of many the first ones.
std::string broken_expectations_text(const validation::Validation& validation);

/// `+11.8%`, `exact` for nothing, `–` for what does not exist.
std::string deviation_text(std::optional<double> deviation);

/// `DRAM +7.9%`: the largest contribution as a share of the analytical cycles; `–` for none.
std::string largest_cause(const std::vector<validation::Contribution>& contributions,
                          std::int64_t analytical_cycles);

/// All contributions: `DRAM +7.9%, networks +0.8%`.
std::string all_causes(const std::vector<validation::Contribution>& contributions,
                       std::int64_t analytical_cycles);

} // namespace counterpoint::cli
