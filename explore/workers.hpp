#pragma once

#include <cstddef>
#include <exception>
#include <optional>
#include <thread>
#include <vector>

#include "explore/chunk.hpp"

namespace counterpoint::explore {

/// Where threads get ranges from, and bring what they found in them. All may be called by several
/// threads.
class WorkPlace {
  public:
    WorkPlace() = default;
    virtual ~WorkPlace() = default;
    WorkPlace(const WorkPlace&) = delete;
    WorkPlace& operator=(const WorkPlace&) = delete;
    WorkPlace(WorkPlace&&) = delete;
    WorkPlace& operator=(WorkPlace&&) = delete;

    /// Waits for a range; nothing: there will be no more. `known` becomes a front of designs that
    /// need not be found again where they cover others.
    virtual std::optional<RowRange> next(Front& known) = 0;
    virtual void hand_in(Chunk chunk) = 0;
    /// A thread ended with this.
    virtual void fail(std::exception_ptr error) = 0;
};

/// Threads that search ranges until their place has no more, which has to be before this ends.
class Workers {
  public:
    Workers(const Question& question, WorkPlace& place, std::size_t threads, bool wants_valid);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    Workers(Workers&&) = delete;
    Workers& operator=(Workers&&) = delete;

  private:
    std::vector<std::thread> threads_;
};

} // namespace counterpoint::explore
