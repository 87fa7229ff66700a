#include "validation/plan_checks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "input/document.hpp"
#include "input/nearest.hpp"
#include "mapping/dataflow.hpp"
#include "validation/estimates.hpp"
#include "validation/published_figures.hpp"

namespace counterpoint::validation {

namespace {

/// A glob of an expectation, which several cases may share.
struct GlobUse {
    const Expectation* expectation = nullptr;
    std::string glob;
    bool over_layers = false;
    bool matched = false;
    std::set<std::string> names; ///< that it was held against
};

class ExpectationCheck {
  public:
    void hold_against(const PlannedCase& planned) {
        std::set<std::string> layers;
        std::set<std::string> numbers;
        for (const analytical::Timing timing : timings()) {
            numbers.insert(number_of(timing));
        }
        for (const PlannedLayer& each : planned.layers) {
            layers.insert(each.layer.name);
            for (std::string& name : number_names(each.layer, planned.hardware)) {
                numbers.insert(std::move(name));
            }
        }
        layers.insert(planned.left_out.begin(), planned.left_out.end());
        for (const Expectation& expectation : planned.expectations) {
            for (const std::string& glob : expectation.layers) {
                hold(expectation, glob, true, layers);
            }
            for (const std::string& glob : expectation.numbers) {
                hold(expectation, glob, false, numbers);
            }
        }
    }

    [[nodiscard]] std::vector<Problem> problems() const {
        std::vector<Problem> problems;
        for (const auto& [key, use] : uses_) {
            if (!use.matched) {
                problems.push_back(
                    {use.expectation->place,
                     use.over_layers ? "no layer of the case matches"
                                     : "no number of a layer matches",
                     "", input::in_quotes(use.glob),
                     input::suggestion(use.glob, {use.names.begin(), use.names.end()})});
            }
        }
        return problems;
    }

  private:
    using Key = std::tuple<std::string, int, int, bool, std::string>;

    void hold(const Expectation& expectation, const std::string& glob, bool over_layers,
              const std::set<std::string>& names) {
        const Place& place = expectation.place;
        GlobUse& use = uses_[Key(place.file, place.line, place.column, over_layers, glob)];
        use.expectation = &expectation;
        use.glob = glob;
        use.over_layers = over_layers;
        use.matched =
            use.matched || std::any_of(names.begin(), names.end(), [&](const auto& name) {
                return over_layers ? mapping::matches_glob(glob, name) : means_number(glob, name);
            });
        use.names.insert(names.begin(), names.end());
    }

    std::map<Key, GlobUse> uses_;
};

} // namespace

bool matches_any(const std::vector<std::string>& globs, const std::string& name) {
    return std::any_of(globs.begin(), globs.end(),
                       [&](const std::string& glob) { return mapping::matches_glob(glob, name); });
}

bool matches_one_of(const std::string& glob, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return mapping::matches_glob(glob, name); });
}

bool means_number(const std::string& glob, const std::string& number) {
    for (const analytical::Timing timing : timings()) {
        if (number == number_of(timing) && glob.rfind(to_string(timing), 0) != 0) {
            return false;
        }
    }
    return mapping::matches_glob(glob, number);
}

std::vector<Problem> broken_expectations(const Plan& plan) {
    ExpectationCheck check;
    std::vector<Problem> problems;
    for (const PlannedCase& planned : plan.cases) {
        check.hold_against(planned);
        for (Problem& problem : broken_figures(planned)) {
            problems.push_back(std::move(problem));
        }
    }
    for (Problem& problem : check.problems()) {
        problems.push_back(std::move(problem));
    }
    return problems;
}

} // namespace counterpoint::validation
