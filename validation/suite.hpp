#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analytical/residency.hpp"
#include "mapping/design.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {

/// What a suite expects of numbers: the same from both models, or a simulated number that lies
/// beyond the analytical one by a fraction within a signed band.
struct Expectation {
    std::vector<std::string> layers;  ///< globs; none: all
    std::vector<std::string> numbers; ///< globs over Quantity names; none: all
    /// Nothing: exact. Else the least and the greatest deviation, both included.
    std::optional<double> least;
    std::optional<double> most;
    bool of_cycles = false; ///< the deviation in shares of the layer's analytical cycles
    std::string cause;      ///< of a band; required there
    std::string reason;     ///< in words; required for a band
    Place place;
};

/// A figure from a publication, beside which the models' numbers are put.
struct Published {
    std::string layer;  ///< empty: all layers of the case added up
    std::string number; ///< path of a number in the JSON of a layer, as `simulate` writes it
    double value = 0;
    std::string source;
    std::string note;
    Place place;
};

struct SuiteCase {
    std::string name;
    std::vector<std::string> files; ///< beside the suite, resolved
    std::vector<mapping::Override> overrides;
    std::vector<std::string> layers; ///< globs; none: all
    /// What MAESTRO's mappings keep in L2; nothing: one step.
    mapping::JudgeResidency judge = analytical::residency_cost;
    mapping::ReadingOptions reading; ///< of files of other tools
    /// Only so many of them, spread evenly over the network; nothing: all.
    std::optional<std::int64_t> sample;
    std::vector<Expectation> expectations; ///< the last one that matches a number counts
    std::vector<Published> published;
    Place place;
};

struct Suite {
    std::string name;   ///< empty for files from the command line
    std::string file;   ///< empty for files from the command line
    std::string golden; ///< the file with its golden numbers, beside the suite
    std::vector<SuiteCase> cases;
};

/// Reads a suite file (docs/validation.md); a matrix becomes its cases, in the order workloads,
/// mappings, hardware. Throws InputError with all problems, before anything runs: files that are
/// missing, an unknown key, a band without a cause, a case that stands twice.
Suite read_suite(const std::string& file);

} // namespace counterpoint::validation
