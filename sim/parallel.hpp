#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "sim/simulation.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

struct Job {
    workloads::Layer layer;
    mapping::Mapping mapping; ///< legal
    /// Outlives the simulation. Null: the hardware that all jobs share.
    const hw::Hardware* hardware = nullptr;
};

/// What became of a job: its simulation, the problems of the user's input, or a defect in words
/// that name the layer (a child that died is one).
struct Failure {
    std::string message;
};
using Outcome = std::variant<Simulation, std::vector<Problem>, Failure>;

/// How far all jobs together are.
struct Progress {
    std::size_t jobs_done = 0;
    std::size_t jobs = 0;
    double phases_done = 0; ///< of the innermost memory; of finished jobs as estimated
    double phases = 0;      ///< as estimated by effort_of
    double work_done = 0;   ///< share of the estimated time
};

struct Parallel {
    std::size_t processes = 1;
    /// If set, is called from time to time, and at the beginning.
    std::function<void(const Progress&)> report = nullptr;
    std::chrono::milliseconds report_interval{200};
    /// If set, is called with the position and the outcome of each job as soon as it has ended.
    std::function<void(std::size_t, const Outcome&)> finished = nullptr;
    /// If not negative: a descriptor that becomes readable when all is to end at once.
    int interruption = -1;
};

/// All children are gone.
class Interrupted : public std::runtime_error {
  public:
    Interrupted() : std::runtime_error("interrupted") {}
};

/// Simulates every job in a process of its own, those that take longest first. Several jobs write
/// files of their own, see file_of_layer of sim/observation. The outcomes have
/// the order of the jobs, whatever the number of processes. Throws Interrupted.
std::vector<Outcome> simulate_all(const std::vector<Job>& jobs, const hw::Hardware& hardware,
                                  const Options& options, const Parallel& parallel);

} // namespace counterpoint::sim
