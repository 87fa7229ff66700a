#include "sim/noc/crossbar_schedule.hpp"

#include <algorithm>

#include "sim/noc/memory_port.hpp"
#include "sim/noc/transfer_cycles.hpp"

namespace counterpoint::sim::noc {

namespace {

/// The ports' queues while flits move.
class Queues {
  public:
    Queues(const CrossbarSize& size, const Messages& messages)
        : size_(size), messages_(messages), ports_(std::min(size.ports, messages.size())),
          taken_(size.units, 0), ends_(messages.size(), 0), memory_(size.bytes_per_cycle) {
        for (std::size_t message = 0; message < messages.size(); ++message) {
            left_.push_back(messages.bytes(message));
        }
        for (std::size_t port = 0; port < ports_; ++port) {
            heads_.push_back(port);
        }
    }

    std::vector<std::int64_t> run() {
        for (std::size_t through = 0; through < messages_.size(); through += through_.size()) {
            const std::size_t first = static_cast<std::size_t>(cycle_) % ports_;
            ++cycle_;
            through_.clear();
            std::int64_t moved = 0;
            for (std::size_t i = 0; i < ports_; ++i) {
                moved += move((first + i) % ports_);
            }
            memory_.pass(moved, 1);
            for (const std::size_t message : through_) {
                ends_[message] = cycle_ + memory_.delay();
            }
        }
        return ends_;
    }

  private:
    /// Bytes that the port moves in this cycle.
    std::int64_t move(std::size_t port) {
        const std::size_t message = heads_[port];
        if (message >= messages_.size() || !take(messages_.units(message))) {
            return 0;
        }
        const std::int64_t bytes = std::min(left_[message], size_.link_bytes);
        left_[message] -= bytes;
        if (left_[message] == 0) {
            through_.push_back(message);
            heads_[port] += ports_;
        }
        return bytes;
    }

    /// Takes the links of these units for this cycle if all are free.
    bool take(const Messages::Units& units) {
        if (std::any_of(units.begin(), units.end(), [&](Unit unit) {
                return taken_[static_cast<std::size_t>(unit)] == cycle_;
            })) {
            return false;
        }
        for (const Unit unit : units) {
            taken_[static_cast<std::size_t>(unit)] = cycle_;
        }
        return true;
    }

    const CrossbarSize& size_;
    const Messages& messages_;
    std::size_t ports_;                ///< that have messages
    std::vector<std::size_t> heads_;   ///< by port: its first message
    std::vector<std::int64_t> left_;   ///< by message: bytes
    std::vector<std::int64_t> taken_;  ///< by unit: the last cycle in which its link was taken
    std::vector<std::size_t> through_; ///< messages that are through in this cycle
    std::vector<std::int64_t> ends_;
    MemoryPort memory_;
    std::int64_t cycle_ = 0;
};

} // namespace

std::vector<std::int64_t> ends_by_age(const CrossbarSize& size, const Messages& messages) {
    std::vector<Burst> bursts;
    std::vector<std::int64_t> port_free(size.ports, 0);
    std::vector<std::int64_t> unit_free(size.units, 0);
    for (std::size_t message = 0; message < messages.size(); ++message) {
        std::int64_t begin = port_free[message % size.ports];
        for (const Unit unit : messages.units(message)) {
            begin = std::max(begin, unit_free[static_cast<std::size_t>(unit)]);
        }
        bursts.push_back({begin, messages.bytes(message), size.link_bytes});
        const std::int64_t end = begin + cycles_of(messages.bytes(message), size.link_bytes);
        port_free[message % size.ports] = end;
        for (const Unit unit : messages.units(message)) {
            unit_free[static_cast<std::size_t>(unit)] = end;
        }
    }
    return ends_through_port(bursts, size.bytes_per_cycle);
}

std::vector<std::int64_t> ends_round_robin(const CrossbarSize& size, const Messages& messages) {
    return Queues(size, messages).run();
}

} // namespace counterpoint::sim::noc
