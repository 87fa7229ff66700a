#pragma once

#include <string>

#include "cli/noc/options.hpp"
#include "cli/style.hpp"
#include "sim/noc/mesh/load_study.hpp"

namespace counterpoint::cli {

/// A page for people.
std::string render_noc_table(const NocStudy& study, const sim::noc::mesh::LoadPoint& point,
                             const TextStyle& style);
std::string render_noc_table(const NocStudy& study, const sim::noc::mesh::LoadSweep& sweep,
                             const TextStyle& style);

/// One JSON object; docs/noc.md says what every key means.
std::string render_noc_json(const NocStudy& study, const sim::noc::mesh::LoadPoint& point);
std::string render_noc_json(const NocStudy& study, const sim::noc::mesh::LoadSweep& sweep);

/// `8x8 mesh, 8 virtual channels of 8 flits, …`
std::string network_text(const NocStudy& study);
/// `uniform, packets of 4 flits`
std::string traffic_text(const NocStudy& study);
/// `row 3 column 4 east`, or `to its unit`.
std::string busiest_link(const NocStudy& study, const sim::noc::mesh::LoadPoint& point);

} // namespace counterpoint::cli
