#pragma once

#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/residency.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping {

/// What the user's files say together: what to compute, on what, and how.
struct Design {
    workloads::Workload workload;
    hw::Hardware hardware;
    Dataflow dataflow;
};

/// One `--set PATH=VALUE`: the value at a key path is replaced (or added) before anything is read.
/// Items of a list are named by their `name` or by position: `hardware.memories.L2.slots`.
struct Override {
    std::string path;
    std::string value; ///< YAML
};

/// Reads any number of YAML files whose top-level keys `workload`, `hardware` and `mapping` may
/// stand in one file or in several, and MAESTRO's files (`.m`, docs/maestro.md) beside them.
/// Throws InputError with all problems of all files at once.
///
/// `judge` finds out where MAESTRO's mappings keep tensors in L2; without it one step of their top
/// level is resident.
Design read_design(const std::vector<std::string>& files,
                   const std::vector<Override>& overrides = {}, const JudgeResidency& judge = {});

/// The same from a text, `name` standing in for the file in problems.
Design read_design_text(const std::string& text, const std::string& name,
                        const std::vector<Override>& overrides = {});

} // namespace counterpoint::mapping
