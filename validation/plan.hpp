#pragma once

#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "validation/suite.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::validation {

/// A layer with its legal mapping.
struct PlannedLayer {
    workloads::Layer layer;
    mapping::Mapping mapping;
};

/// A case of a suite with its files read.
struct PlannedCase {
    std::string name;
    std::string workload;
    std::string mapping; ///< the file it stands in
    hw::Hardware hardware;
    std::vector<PlannedLayer> layers;  ///< those that are to be compared
    std::vector<std::string> left_out; ///< names of the layers that `sample` left out
    std::vector<Expectation> expectations;
    std::vector<Published> published;
    std::vector<std::string> notes; ///< on what files of other tools say and is left out
};

/// A suite that can be run.
struct Plan {
    Suite suite;
    std::vector<PlannedCase> cases; ///< in the order of the suite
};

/// Reads the files of all cases and binds their mappings. Throws InputError with all problems of
/// all cases: files that do not fit together, a mapping that is not legal, a glob or an expectation
/// that means no layer, one that means no number, a published figure of what is not there.
Plan plan_of(Suite suite);

/// A fingerprint of everything that the numbers of the case depend on, names of layers included.
std::string input_fingerprint(const PlannedCase& planned);

/// Which of `layers` things to take so that `sample` are spread evenly, the first and the last
/// included; one alone is the middle one. In order; all where there are no more than that.
std::vector<std::size_t> spread(std::size_t layers, std::size_t sample);

} // namespace counterpoint::validation
