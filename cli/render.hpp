#pragma once

#include <string>

#include "cli/report.hpp"
#include "cli/style.hpp"

namespace counterpoint::cli {

/// For people at a terminal: a line a layer, a total, where the cycles went.
std::string render_table(const NetworkReport& report, const TextStyle& style);

/// The schema `counterpoint/1`; docs/output.md describes every key. Keys keep their order.
std::string render_json(const NetworkReport& report);

/// A header and a line a layer. Columns are the key paths of the JSON's layers (`counts.L2.Weight
/// .reads`), after `model`, `workload` and `hardware`; a layer leaves empty what it does not have.
/// Quoting follows RFC 4180; lines end in a line feed.
std::string render_csv(const NetworkReport& report);

/// MAESTRO's columns, a line a layer; docs/maestro-csv.md says what is in each. No quotes: what
/// they would be needed for is `_` in names. The layers have no results::misfit.
std::string render_maestro_csv(const NetworkReport& report);

} // namespace counterpoint::cli
