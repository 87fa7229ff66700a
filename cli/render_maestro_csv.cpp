#include <string>

#include "cli/render.hpp"
#include "results/maestro_csv/columns.hpp"
#include "results/maestro_csv/layer_figures.hpp"

namespace counterpoint::cli {

namespace {

template <class Texts>
std::string joined(const Texts& texts) {
    std::string line;
    for (const auto& text : texts) {
        line.append(line.empty() ? "" : ",").append(text);
    }
    return line + '\n';
}

} // namespace

std::string render_maestro_csv(const NetworkReport& report) {
    std::string text = joined(results::maestro_titles());
    for (const LayerResult& result : report.layers) {
        text += joined(results::maestro_row(
            results::maestro_figures(report.workload, result, report.hardware)));
    }
    return text;
}

} // namespace counterpoint::cli
