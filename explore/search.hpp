#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "explore/findings.hpp"
#include "explore/sweep.hpp"

namespace counterpoint::explore {

class RemoteWorkers;

/// How far a search is.
struct SearchProgress {
    std::int64_t searched = 0; ///< designs, those of an earlier run included
    std::int64_t designs = 0;  ///< of the space
    std::int64_t valid = 0;
    double designs_a_second = 0; ///< in this run
    double seconds_left = 0;     ///< at that rate
};

/// What a search stands at: everything up to a row is done, nothing behind it. A search that is
/// begun with it goes on from there.
struct SearchState {
    std::int64_t rows = 0; ///< done; see Sweep
    Findings findings;
};

struct SearchOptions {
    std::size_t threads = 1;
    RemoteWorkers* others = nullptr; ///< processes that were met and search as well
    /// Few enough that a search is saved often and all threads end at about the same time, many
    /// enough that handing them out costs nothing; fewer are taken where valid ones are kept.
    std::int64_t designs_at_once = 1 << 22;
    /// If set, gets all valid designs, each once, in the order of their numbers.
    std::function<void(const std::vector<DesignFigures>&)> valid = nullptr;
    /// If set, is called with the state after `save_interval` at the latest, and in the end, with
    /// nothing in `valid` that is not in it.
    std::function<void(const SearchState&)> save = nullptr;
    std::chrono::milliseconds save_interval{10'000};
    /// If set, is called from time to time.
    std::function<void(const SearchProgress&)> report = nullptr;
    std::chrono::milliseconds report_interval{200};
    /// If set and true, the search stops soon; what is done then is saved.
    std::function<bool()> interrupted = nullptr;
};

/// Searches all designs behind the state and adds what it finds to it. All functions of the options
/// are called by the caller's thread. What comes out does not depend on the number of threads,
/// nor on other processes. False: it was interrupted. What the functions and the models throw
/// passes through.
bool search(const Question& question, SearchState& state, const SearchOptions& options);

} // namespace counterpoint::explore
