#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "results/maestro_csv/layer_figures.hpp"

namespace counterpoint::results {

/// The titles of the columns that MAESTRO writes, in its order and with its spaces, since scripts
/// look them up: 52. Source: github.com/maestro-project/maestro, commit bbf5f8e,
/// cost-model/include/ design-space-exploration/DSE_csv_writer.hpp, whose constructor for a
/// ConfigurationV2 writes 37 of them and five for each tensor.
std::vector<std::string_view> maestro_titles();

/// The cells of a row, in that order. None has a comma, a quote or a line end, so that splitting
/// the line at commas yields them. Empty: we have no true number for the column.
std::vector<std::string> maestro_row(const MaestroFigures& figures);

/// The name as a cell: what a file without quotes cannot hold becomes `_`.
std::string maestro_name(std::string name);

} // namespace counterpoint::results
