#pragma once

#include <functional>
#include <string>

namespace counterpoint::workloads::onnx {

/// What a process of its own came to.
struct ChildOutcome {
    bool finished = false; ///< `text` is what it returned, else why there is nothing
    std::string text;
};

/// Runs the function in a process of its own, a fork of this one, with bounds on its memory and
/// time: code of others that a hostile file can take down takes nothing else with it.
ChildOutcome run_in_child(const std::function<std::string()>& function);

} // namespace counterpoint::workloads::onnx
