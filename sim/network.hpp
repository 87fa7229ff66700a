#pragma once

#include <cstdint>
#include <systemc>

namespace counterpoint::sim {

/// Bytes that go over a network together.
struct Transfer {
    std::int64_t most_bytes = 0; ///< of any one parent unit
    std::int64_t all_bytes = 0;  ///< of all parent units
};

/// How long a transfer occupies the network, and how long after that its last byte arrives.
struct Delivery {
    std::int64_t transfer_cycles = 0;
    std::int64_t latency_cycles = 0;
};

/// The network between the units of a memory and their parents, in one direction. Engines give it
/// one transfer after the other, the next when the one before has been sent. It must not count
/// elements: what goes over it has been decided.
class Network : public sc_core::sc_interface {
  public:
    virtual Delivery carry(const Transfer& transfer) = 0;
};

/// A network that moves a fixed number of bytes a cycle at every parent unit, all of them in step.
class IdealNetwork : public sc_core::sc_module, public Network {
  public:
    IdealNetwork(const sc_core::sc_module_name& name, std::int64_t bytes_per_cycle,
                 std::int64_t latency_cycles);

    Delivery carry(const Transfer& transfer) override;

    [[nodiscard]] std::int64_t bytes() const { return bytes_; }
    [[nodiscard]] std::int64_t busy_cycles() const { return busy_cycles_; }

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t latency_cycles_;
    std::int64_t bytes_ = 0;
    std::int64_t busy_cycles_ = 0;
};

} // namespace counterpoint::sim
