#pragma once

#include <csignal>

namespace counterpoint::cli {

/// While it lives, SIGINT and SIGTERM do not end the process but make a descriptor readable, unless
/// they were ignored before.
/// Processes that are begun meanwhile ignore both: who began them ends them.
class Interruption {
  public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    Interruption(Interruption&&) = delete;
    Interruption& operator=(Interruption&&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// Takes the signals that arrived; otherwise they end the process once this object is gone.
    void accept() const;

  private:
    sigset_t before_{};
    int descriptor_ = -1;
};

} // namespace counterpoint::cli
