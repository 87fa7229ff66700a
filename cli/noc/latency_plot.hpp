#pragma once

#include <optional>
#include <string>

#include "cli/noc/options.hpp"
#include "sim/noc/mesh/load_study.hpp"

namespace counterpoint::cli {

enum class PlotKind { svg, html };

/// By the ending of a file's name; nothing where it is neither `.svg` nor `.html`.
std::optional<PlotKind> plot_kind_of(const std::string& file);

/// Latency over load, as an SVG that needs no font and no file beside it, or as a page with that
/// SVG and its numbers.
std::string latency_plot(const NocStudy& study, const sim::noc::mesh::LoadSweep& sweep,
                         PlotKind kind);

} // namespace counterpoint::cli
