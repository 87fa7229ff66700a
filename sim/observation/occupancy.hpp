#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/observation/observed.hpp"

namespace counterpoint::sim {

/// Puts an Occupancy together while time passes: where there come to be too many points, each two
/// become one that keeps the larger values, so that no peak is lost.
class OccupancyRecorder {
  public:
    explicit OccupancyRecorder(std::size_t most_points) : most_points_(most_points) {}

    /// From this cycle on the room is another. What holds for no whole cycle is not recorded.
    void change(std::int64_t at, const Room& room);
    /// The layer is over.
    [[nodiscard]] Occupancy finish(std::int64_t cycles);

  private:
    void record(std::int64_t until);

    std::size_t most_points_; ///< at least 1
    Occupancy occupancy_;
    Room room_;
    std::int64_t since_ = 0;
};

} // namespace counterpoint::sim
