#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include <sys/types.h>

#include "sim/simulation.hpp"

namespace counterpoint::sim {

/// One simulation in a process of its own, which ends with this object and never outlives the
/// process that began it.
class Child {
  public:
    /// Begins it. `phases`, if given, lies in memory that both processes share and outlives the
    /// child: it counts the innermost phases that were computed. Throws Defect where the system has
    /// no process left.
    Child(const workloads::Layer& layer, const hw::Hardware& hardware,
          const mapping::Mapping& mapping, const Options& options,
          std::atomic<std::int64_t>* phases = nullptr);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child(Child&&) = delete;
    Child& operator=(Child&&) = delete;

    /// A descriptor that becomes readable when the child has to say something or is at its end.
    [[nodiscard]] int descriptor() const { return pipe_; }

    /// Waits until the child says something, and takes it in. False: it is at its end.
    bool listen();

    /// What the child found out, once it is at its end. What it threw, InputError with all problems
    /// or Defect, is thrown here; so is a Defect that says how the child died. A Defect names the
    /// layer.
    Simulation result();

  private:
    int bury();

    std::string layer_;
    TraceOptions trace_;
    pid_t process_ = -1; ///< -1: not there any more
    int pipe_ = -1;
    std::string said_;
};

} // namespace counterpoint::sim
