#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "hw/dram/configuration.hpp"
#include "sim/dram/command_listener.hpp"
#include "sim/dram/request.hpp"
#include "sim/dram/statistics.hpp"

namespace counterpoint::sim {

/// DRAM with its controllers: requests of bursts in, completions out, time in clocks of the DRAM.
/// Knows no SystemC. Channels are independent: each takes its own requests in the order of
/// submission, and a full queue holds back its own channel only.
///
/// Values are not kept, and a read that overtakes a queued write of the same burst is not noticed:
/// who needs the order waits for the completion.
class DramMemory {
  public:
    /// The configuration must be free of problems (hw::check).
    explicit DramMemory(const hw::DramConfiguration& configuration);
    DramMemory(const DramMemory&) = delete;
    DramMemory& operator=(const DramMemory&) = delete;
    DramMemory(DramMemory&&) = delete;
    DramMemory& operator=(DramMemory&&) = delete;
    ~DramMemory();

    /// Tells all commands from now on to `listener`, which outlives the memory; null: to nobody.
    void listen(CommandListener* listener);

    /// Adds a request, which gets the next number, counted from 0. Arrivals never descend and are
    /// not before the clock advanced to. Throws std::out_of_range beyond capacity_bytes.
    RequestNumber submit(const DramRequest& request);

    /// The next clock at which a command or an arrival may happen by itself; `never` where nothing
    /// is left to do (refreshes alone count only while requests wait).
    [[nodiscard]] Clock next_decision() const;

    /// Lets everything happen up to `until`, inclusive.
    void advance(Clock until);

    /// What was completed since the last call, in ascending clocks. A completion is known as soon
    /// as its last column command is issued, so its clock may lie after the one advanced to.
    std::vector<DramCompletion> take_completions();

    /// Serves a whole stream and whatever was submitted before, without completions. The fast path.
    void run(RequestStream& stream);

    [[nodiscard]] bool idle() const; ///< no request waits
    [[nodiscard]] DramStatistics statistics() const;
    [[nodiscard]] const hw::DramConfiguration& configuration() const;

    /// How often it was decided what comes next: what simulating costs, whatever it takes in
    /// seconds.
    [[nodiscard]] std::int64_t decisions() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace counterpoint::sim
