#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <systemc>

#include "sim/alarm.hpp"
#include "sim/limits.hpp"
#include "sim/observer.hpp"

namespace counterpoint::sim {

class FastForward;

/// What all engines of one simulation share.
struct Run {
    const Limits* limits = nullptr;
    Observer* observer = nullptr; ///< may be null
    /// Is told how many innermost phases were computed; may be null.
    std::atomic<std::int64_t>* phases_done = nullptr;
    FastForward* fast_forward = nullptr; ///< null: every phase is executed
    std::int64_t skipped_cycles = 0;     ///< by which kernel time lags behind

    /// The present cycle, with those that were skipped.
    [[nodiscard]] std::int64_t cycle() const { return now() + skipped_cycles; }

    std::exception_ptr failure; ///< what ended the simulation early

    /// Does a step of an engine. What it throws would reach the kernel as text only, so it is kept
    /// here and the simulation stopped.
    template <class Step>
    void guard(Step step) {
        if (failure) {
            return;
        }
        try {
            step();
        } catch (...) {
            failure = std::current_exception();
            sc_core::sc_stop();
        }
    }
};

} // namespace counterpoint::sim
