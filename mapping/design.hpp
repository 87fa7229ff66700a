#pragma once

#include <cstdint>
#include <map>
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
    std::vector<std::string>
        notes; ///< on what files of other tools say and is left out, a line each
};

/// One `--set PATH=VALUE`: the value at a key path is replaced (or added) before anything is read.
/// Items of a list are named by their `name` or by position: `hardware.memories.L2.slots`.
struct Override {
    std::string path;
    std::string value; ///< YAML
};

/// What the user says of files of other tools besides what stands in them.
struct ReadingOptions {
    bool lenient = false; ///< what cannot be modelled is left out and noted, not refused
    std::map<std::string, std::int64_t>
        dimensions; ///< sizes of an ONNX model's symbolic dimensions
};

/// Reads any number of YAML files whose top-level keys `workload`, `hardware` and `mapping` may
/// stand in one file or in several, and files of other tools beside them: MAESTRO's (`.m`,
/// docs/maestro.md), SCALE-Sim's (`.csv`, `.cfg`, docs/scale-sim.md), Timeloop's
/// (docs/timeloop.md). Throws InputError with all problems of all files at once.
///
/// `judge` finds out what mappings of these tools keep in L2; without it one step of their loops is
/// resident.
Design read_design(const std::vector<std::string>& files,
                   const std::vector<Override>& overrides = {}, const JudgeResidency& judge = {},
                   const ReadingOptions& options = {});

/// The same from a text, `name` standing in for the file in problems.
Design read_design_text(const std::string& text, const std::string& name,
                        const std::vector<Override>& overrides = {});

} // namespace counterpoint::mapping
