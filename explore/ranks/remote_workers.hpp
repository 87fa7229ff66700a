#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "explore/chunk_queue.hpp"
#include "explore/ranks/messenger.hpp"

namespace counterpoint::explore {

/// The other processes of a search, as rank 0 sees them. They serve() until this ends.
class RemoteWorkers {
  public:
    /// The messenger outlives it.
    explicit RemoteWorkers(Messenger& messenger);
    /// Lets them go, and waits until they have gone.
    ~RemoteWorkers();
    RemoteWorkers(const RemoteWorkers&) = delete;
    RemoteWorkers& operator=(const RemoteWorkers&) = delete;
    RemoteWorkers(RemoteWorkers&&) = delete;
    RemoteWorkers& operator=(RemoteWorkers&&) = delete;

    /// Waits until all of them are ready. Throws InputError where one cannot read its files, or
    /// reads other ones than those of which `asked` was made. False: `interrupted` became true.
    bool meet(const std::string& asked, const std::function<bool()>& interrupted);

    /// The threads of all of them, once they are met.
    [[nodiscard]] std::size_t threads() const;
    /// How many ranges they have at the same time.
    [[nodiscard]] std::size_t ranges_at_once() const;

    /// Takes what they found to the queue and gives them new ranges from it; returns at once.
    /// Throws what went wrong there: InputError, or std::runtime_error with its text.
    void exchange(const Question& question, bool wants_valid, ChunkQueue& queue);

  private:
    struct Remote {
        std::size_t threads = 0; ///< 0: not met yet
        std::size_t ranges = 0;  ///< that it works on
        std::int64_t known_version = -1;
        bool has_gone = false;
    };

    [[nodiscard]] bool all_are_met() const;
    [[nodiscard]] bool all_have_gone() const;
    [[nodiscard]] Remote& remote(int rank) { return remotes_[static_cast<std::size_t>(rank - 1)]; }
    void greet(const Message& message, const std::string& asked);
    void give_work(int rank, bool wants_valid, ChunkQueue& queue);

    Messenger& messenger_;
    std::vector<Remote> remotes_; ///< rank 1 first
};

} // namespace counterpoint::explore
