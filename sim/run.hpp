#pragma once

#include <exception>
#include <systemc>

#include "sim/limits.hpp"
#include "sim/observer.hpp"

namespace counterpoint::sim {

/// What all engines of one simulation share.
struct Run {
    const Limits* limits = nullptr;
    Observer* observer = nullptr; ///< may be null
    std::exception_ptr failure;   ///< what ended the simulation early

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
