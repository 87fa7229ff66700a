#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>

#include "explore/chunk.hpp"
#include "explore/workers.hpp"

namespace counterpoint::explore {

/// Hands all rows from a first one on out in ranges, and what was found back in their order.
class ChunkQueue : public WorkPlace {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    struct Size {
        std::int64_t chunk = 1; ///< rows of a range
        /// No range begins this many ranges behind the first that is not done: what waits for its
        /// turn lies in memory.
        std::size_t window = 1;
    };

    /// `known`: the front of what is done already.
    ChunkQueue(std::int64_t first, std::int64_t end, Size size, Front known);

    std::optional<RowRange> next(Front& known) override;
    /// A range if there is one to begin now.
    std::optional<RowRange> next_at_once();
    void hand_in(Chunk chunk) override;
    void fail(std::exception_ptr error) override;

    /// The next chunk in order, if it is done before that moment; rethrows what was told to fail().
    std::optional<Chunk> take(Moment until);

    /// What is known by now.
    void know(const Front& front);
    [[nodiscard]] Front known() const;
    /// How often that changed.
    [[nodiscard]] std::int64_t known_version() const;

    /// There are no more ranges.
    void stop();

  private:
    [[nodiscard]] bool is_over() const { return stopped_ || next_ >= end_; }
    [[nodiscard]] bool is_in_window() const { return next_ < taken_back_ + window_; }
    RowRange begin();

    const std::int64_t end_;
    const std::int64_t chunk_;
    const std::int64_t window_; ///< rows
    std::int64_t next_;
    std::int64_t taken_back_;
    Front known_;
    std::int64_t known_version_ = 0;
    std::map<std::int64_t, Chunk> done_; ///< by their first row
    bool stopped_ = false;
    std::exception_ptr error_;
    mutable std::mutex mutex_;
    std::condition_variable may_begin_;
    std::condition_variable is_done_;
};

} // namespace counterpoint::explore
