#pragma once

#include <optional>
#include <string>

namespace counterpoint::explore {

/// Bytes from another process.
struct Message {
    int from = 0;
    std::string bytes;
};

/// The processes of one search, numbered from 0 (their rank), and the way between them. For one
/// thread.
class Messenger {
  public:
    Messenger() = default;
    virtual ~Messenger() = default;
    Messenger(const Messenger&) = delete;
    Messenger& operator=(const Messenger&) = delete;
    Messenger(Messenger&&) = delete;
    Messenger& operator=(Messenger&&) = delete;

    [[nodiscard]] virtual int rank() const = 0;
    /// How many there are.
    [[nodiscard]] virtual int size() const = 0;

    /// Returns at once. Messages of one process to another arrive in their order.
    virtual void send(int to, std::string bytes) = 0;
    /// A message that has arrived; returns at once.
    virtual std::optional<Message> receive() = 0;
};

} // namespace counterpoint::explore
