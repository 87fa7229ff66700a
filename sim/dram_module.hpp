#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <systemc>
#include <vector>

#include "hw/hardware.hpp"
#include "sim/address/bursts.hpp"
#include "sim/dram/clock_ratio.hpp"
#include "sim/dram/memory.hpp"
#include "sim/dram_traffic.hpp"
#include "sim/memory.hpp"
#include "sim/run.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// Memory 0 made of DRAM: cuts what its ports ask for into bursts, keeps the queues of the
/// controllers filled with them, and tells the ports when the last one is done.
///
/// What is read has arrived with the last beat of its data and goes over the network as it comes.
/// What is written waits until the network has brought all of it. Ports take turns, a chunk of
/// neighbouring bursts each, as many as the read queues of all channels hold; none has more than
/// two chunks under way.
class DramModule : public MemoryModule {
  public:
    /// `run` and `layer` outlive it. Memory 0 of the hardware has `dram`.
    DramModule(const sc_core::sc_module_name& name, Run& run, const workloads::Layer& layer,
               const hw::Hardware& hardware);

    [[nodiscard]] std::string waits_for() const override;

    /// What happened; bytes needed and moved by tensor.
    [[nodiscard]] DramTraffic traffic() const;
    void record(MachineState& state) override;

  protected:
    bool serve(int port, tlm::tlm_generic_payload& payload) override;

  private:
    /// One transaction of a port.
    struct Job {
        int port = 0;
        tlm::tlm_generic_payload* payload = nullptr;
        AccessKind kind = AccessKind::read;
        std::int64_t from = 0; ///< the cycle from which it may be served
        std::vector<BurstRange> bursts;
        std::vector<std::size_t> last_of_tensor; ///< by tensor: one past its last of `bursts`
        std::size_t tensor = 0;                  ///< whose bursts come next
        std::size_t next = 0;                    ///< of `bursts`, to be submitted
        std::int64_t submitted = 0;              ///< bursts of that one
        std::int64_t under_way = 0;              ///< requests that are not completed
        Clock last_data = 0;
        [[nodiscard]] bool all_submitted() const { return next == bursts.size(); }
    };
    /// The jobs of a port, the oldest first.
    struct Line {
        std::deque<std::unique_ptr<Job>> jobs;
        std::int64_t bursts_under_way = 0;
    };
    struct Request {
        Job* job = nullptr;
        std::int64_t bursts = 0;
        std::size_t tensor = 0;
    };

    /// What a port is to be told: that the memory takes its next transaction, or that one is over.
    struct News {
        Job* job = nullptr;
        bool over = false;
    };

    std::vector<TensorTraffic>& traffic_of(AccessKind kind) {
        return kind == AccessKind::read ? read_ : written_;
    }
    void proceed();
    void deliver();
    bool feed();
    bool feed(Line& line);
    void submit(Line& line, Job& job);
    void begin_work(const Job& job);
    void end_work(const Job& job);
    void collect();
    void watch();
    [[nodiscard]] std::int64_t next_outside() const;
    [[nodiscard]] std::int64_t next_known() const;

    Run& run_;
    std::int64_t burst_bytes_;
    std::int64_t chunk_;  ///< bursts that a port submits at a time, at most
    std::int64_t window_; ///< bursts that a port may have under way
    ClockRatio ratio_;
    DramMemory memory_;
    Clock clock_ = 0;        ///< up to which the controllers have gone
    std::deque<Line> lines_; ///< by port
    std::size_t turn_ = 0;
    std::deque<Request> requests_; ///< submitted and not completed, from `first_request_` on
    RequestNumber first_request_ = 0;
    std::multimap<std::int64_t, News> news_; ///< by cycle
    std::vector<TensorTraffic> read_;        ///< by tensor
    std::vector<TensorTraffic> written_;
    std::int64_t jobs_at_work_ = 0;
    Clock busy_from_ = 0;
    Clock busy_until_ = 0;
    std::int64_t busy_clocks_ = 0;
    sc_core::sc_event event_;
};

} // namespace counterpoint::sim
