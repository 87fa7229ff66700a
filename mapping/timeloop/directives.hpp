#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "input/document.hpp"
#include "input/expression.hpp"
#include "mapping/timeloop/reading.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::timeloop {

/// How often a loop runs: `C=5,3` five times, but three times in the last iteration of the loops
/// around it over the same dimension. 0 stands for what the others leave.
struct Factor {
    std::int64_t count = 1;
    std::int64_t last = 1;
};

/// One entry of `mapping:`.
struct Directive {
    enum class Kind { temporal, spatial, storage };

    Kind kind = Kind::temporal;
    std::string target;
    std::map<std::string, Factor> factors; ///< by dimension; 1 where absent
    std::vector<std::string> permutation;  ///< as written: words, or one word of letters
    std::optional<std::int64_t> split;     ///< so many loops of the permutation lie along X
    std::vector<std::string> keep;
    std::vector<std::string> bypass;
    Place place;
    Place factors_place;
    Place permutation_place;
};

/// Reads the value of `mapping:`, a list of directives.
std::vector<Directive> parse_directives(const input::Node& mapping, const input::Scope& variables,
                                        Reading& reading);

/// The factors of a text such as `C=4 K=2`, `C4 K2`, `R=1,P=16` or `C=5,3`. Nothing where it is
/// none.
std::optional<std::map<std::string, Factor>> factors_of(const std::string& text);

} // namespace counterpoint::mapping::timeloop
