#include "cli/explore/search_setup.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/explore/costs.hpp"
#include "explore/checkpoint.hpp"
#include "input/source.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

using explore::Objective;

/// In every layer each combination of the dimensions is one MAC.
double macs_of(const std::vector<workloads::Layer>& layers) {
    double macs = 0;
    for (const workloads::Layer& layer : layers) {
        double product = 1;
        for (const workloads::Dimension& dimension : layer.dimensions) {
            product *= static_cast<double>(dimension.size);
        }
        macs += product;
    }
    return macs;
}

bool needs_cycles(Objective objective) {
    return objective == Objective::cycles || objective == Objective::edp ||
           objective == Objective::throughput_per_area;
}

/// Verified is what cycles count in; it is put first.
std::vector<Objective> checked_objectives(const ExploreOptions& options) {
    std::vector<Objective> objectives = objectives_of(options);
    if (options.verify > 0 && std::none_of(objectives.begin(), objectives.end(), needs_cycles)) {
        throw InputError(Problem{{"--verify", 0, 0, ""},
                                 "a simulation says cycles, and no objective depends on them",
                                 "an objective such as cycles or edp",
                                 "",
                                 ""});
    }
    return objectives;
}

explore::Question question_of(const ExploreOptions& options, const explore::Designs& designs,
                              const explore::Costs& costs) {
    explore::Question question;
    question.designs = &designs;
    question.costs = &costs;
    question.goals = {checked_objectives(options), macs_of(designs.layers())};
    question.timing = options.timing;
    question.best_wanted = options.verify;
    question.wants_density = options.report.has_value();
    const auto& objectives = question.goals.objectives;
    const auto timed = std::find_if(objectives.begin(), objectives.end(), needs_cycles);
    question.best_by = timed == objectives.end() ? objectives.front() : *timed;
    if (options.max_area) {
        question.limits.area = *options.max_area * explore::square_microns_in_mm2;
    }
    if (options.max_power) {
        question.limits.power = *options.max_power;
    }
    return question;
}

void refuse_standard_input(const ExploreOptions& options) {
    for (const std::string& file : options.design.files) {
        if (!std::filesystem::is_regular_file(file)) {
            throw InputError(Problem{{file, 0, 0, ""},
                                     "a search with a checkpoint or several processes reads only "
                                     "files that can be read again",
                                     "",
                                     "",
                                     "put the design into a file"});
        }
    }
}

/// Every file that the search reads, in an order that does not depend on the machine.
std::vector<std::string> files_of_design(const ExploreOptions& options,
                                         const explore::Designs& designs) {
    std::vector<std::string> files = options.design.files;
    if (const auto& technology = designs.technology()) {
        const auto& more = technology->technology.files;
        files.insert(files.end(), more.begin(), more.end());
    }
    return files;
}

std::string asked_of(const ExploreOptions& options, const explore::Space& space,
                     const explore::Designs& designs) {
    refuse_standard_input(options);
    std::string text = COUNTERPOINT_VERSION;
    const auto add = [&](const std::string& part) { text += '\n' + part; };
    for (const explore::Axis& axis : space.axes) {
        add(axis.name);
        for (const std::string& path : axis.paths) {
            add(path);
        }
        for (std::size_t value = 0; value < axis.size(); ++value) {
            add(axis.text(value));
        }
    }
    for (const std::string& file : files_of_design(options, designs)) {
        add(file + ' ' + input::read_source(file, std::numeric_limits<std::size_t>::max()));
    }
    for (const auto* words :
         {&options.design.technology, &options.design.overrides, &options.design.layers,
          &options.design.dimensions, &options.objectives}) {
        add(fmt::format("{}", fmt::join(*words, "\n")));
    }
    add(fmt::format("{} {} {} {} {}", options.max_area.value_or(0), options.max_power.value_or(0),
                    to_string(options.timing), options.verify, options.design.lenient));
    add(options.csv.value_or("") + ' ' + options.npy.value_or("") + ' ' +
        options.report.value_or(""));
    return explore::fingerprint(text);
}

} // namespace

SearchSetup::SearchSetup(const ExploreOptions& options, bool is_shared, Console& console)
    : space_(explore::read_space(options.space)), tree_(reading_options(options.design)),
      designs_(space_, tree_, read_design(options.design, tree_, console)),
      costs_(costs_of(designs_, options)), question_(question_of(options, designs_, *costs_)) {
    if (is_shared || options.checkpoint) {
        asked_ = asked_of(options, space_, designs_);
    }
}

} // namespace counterpoint::cli
