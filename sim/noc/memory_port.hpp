#pragma once

#include <cstdint>
#include <vector>

namespace counterpoint::sim::noc {

/// A memory's port, through which all goes in the order in which the links behind it take it.
class MemoryPort {
  public:
    explicit MemoryPort(std::int64_t bytes_per_cycle) : bytes_per_cycle_(bytes_per_cycle) {}

    /// The links take so many bytes in each of `cycles` cycles.
    void pass(std::int64_t bytes, std::int64_t cycles);

    /// Cycles by which the port is behind the links.
    [[nodiscard]] std::int64_t delay() const;

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t behind_ = 0; ///< bytes
};

/// A link that takes `width` bytes a cycle after cycle `begin` until it has all.
struct Burst {
    std::int64_t begin = 0;
    std::int64_t bytes = 1;
    std::int64_t width = 1;
};

/// By burst: the cycle in which its last byte has passed the link and the memory's port.
std::vector<std::int64_t> ends_through_port(const std::vector<Burst>& bursts,
                                            std::int64_t bytes_per_cycle);

} // namespace counterpoint::sim::noc
