#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <systemc>
#include <vector>

#include "sim/fast_forward/machine_state.hpp"
#include "sim/noc/passages.hpp"

namespace counterpoint::sim {

/// Bytes that go over a network together.
struct Transfer {
    std::int64_t most_bytes = 0;     ///< of any one parent unit
    std::int64_t all_bytes = 0;      ///< of all parent units
    const noc::Pass* pass = nullptr; ///< how they pass the fabric; null where the network has none
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

/// Keeps the accounts that every network has.
class NetworkModule : public sc_core::sc_module, public Network {
  public:
    explicit NetworkModule(const sc_core::sc_module_name& name) : sc_module(name) {}

    Delivery carry(const Transfer& transfer) final;

    [[nodiscard]] std::int64_t bytes() const { return bytes_; }
    [[nodiscard]] std::int64_t busy_cycles() const { return busy_cycles_; }
    [[nodiscard]] std::int64_t transfers() const { return transfers_; }

    /// Puts down its accounts; it has no state.
    virtual void record(MachineState& state);

  protected:
    /// Of a transfer with bytes.
    virtual Delivery deliver(const Transfer& transfer) = 0;

  private:
    std::int64_t bytes_ = 0;
    std::int64_t busy_cycles_ = 0;
    std::int64_t transfers_ = 0;
};

/// A network that moves a fixed number of bytes a cycle at every parent unit, all of them in step.
class IdealNetwork : public NetworkModule {
  public:
    IdealNetwork(const sc_core::sc_module_name& name, std::int64_t bytes_per_cycle,
                 std::int64_t latency_cycles);

  protected:
    Delivery deliver(const Transfer& transfer) override;

  private:
    std::int64_t bytes_per_cycle_;
    std::int64_t latency_cycles_;
};

/// A network with a topology. How a transfer passes has been worked out where its messages are
/// known; here it happens.
class FabricNetwork : public NetworkModule {
  public:
    /// `topology` is what it is called; `latency_cycles` come on top of those of the fabric.
    FabricNetwork(const sc_core::sc_module_name& name, std::string topology,
                  std::unique_ptr<noc::Passages> passages, std::int64_t latency_cycles);

    [[nodiscard]] const std::string& topology() const { return topology_; }
    [[nodiscard]] noc::Passages& passages() { return *passages_; }
    [[nodiscard]] const noc::Passages& passages() const { return *passages_; }
    /// How often each pass happened, by the passes' numbers; null where one has not happened yet.
    struct Use {
        const noc::Pass* pass = nullptr;
        std::int64_t times = 0;
    };
    [[nodiscard]] const std::vector<Use>& uses() const { return uses_; }

    void record(MachineState& state) override;

  protected:
    Delivery deliver(const Transfer& transfer) override;

  private:
    std::string topology_;
    std::unique_ptr<noc::Passages> passages_;
    std::int64_t latency_cycles_;
    std::vector<Use> uses_;
};

} // namespace counterpoint::sim
