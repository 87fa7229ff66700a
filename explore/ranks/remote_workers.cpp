#include "explore/ranks/remote_workers.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>

#include "explore/ranks/messages.hpp"

namespace counterpoint::explore {

namespace {

constexpr std::chrono::milliseconds pause_between_looks{1};

std::string place_of(int rank, const std::string& host) {
    return fmt::format("rank {} on {}", rank, host);
}

[[noreturn]] void throw_failure(const Message& message) {
    const RemoteFailure failure = read_failed(message.bytes);
    const std::string place = place_of(message.from, failure.host);
    if (failure.problems.empty()) {
        throw std::runtime_error(place + ": " + failure.what);
    }
    std::vector<Problem> problems = failure.problems;
    for (Problem& problem : problems) {
        problem.message = place + ": " + problem.message;
    }
    throw InputError(std::move(problems));
}

} // namespace

RemoteWorkers::RemoteWorkers(Messenger& messenger)
    : messenger_(messenger), remotes_(static_cast<std::size_t>(messenger.size() - 1)) {}

RemoteWorkers::~RemoteWorkers() {
    for (int rank = 1; rank < messenger_.size(); ++rank) {
        messenger_.send(rank, end_message());
    }
    while (!all_have_gone()) {
        while (const std::optional<Message> message = messenger_.receive()) {
            if (kind_of(message->bytes) == MessageKind::bye) {
                remote(message->from).has_gone = true;
            }
        }
        std::this_thread::sleep_for(pause_between_looks);
    }
}

bool RemoteWorkers::all_are_met() const {
    return std::all_of(remotes_.begin(), remotes_.end(),
                       [](const Remote& each) { return each.threads > 0; });
}

bool RemoteWorkers::all_have_gone() const {
    return std::all_of(remotes_.begin(), remotes_.end(),
                       [](const Remote& each) { return each.has_gone; });
}

bool RemoteWorkers::meet(const std::string& asked, const std::function<bool()>& interrupted) {
    while (!all_are_met()) {
        if (interrupted()) {
            return false;
        }
        while (const std::optional<Message> message = messenger_.receive()) {
            greet(*message, asked);
        }
        std::this_thread::sleep_for(pause_between_looks);
    }
    return true;
}

void RemoteWorkers::greet(const Message& message, const std::string& asked) {
    if (kind_of(message.bytes) == MessageKind::failed) {
        throw_failure(message);
    }
    const Hello hello = read_hello(message.bytes);
    if (hello.asked != asked) {
        throw InputError(Problem{{place_of(message.from, hello.host), 0, 0, ""},
                                 "this process is asked something else than rank 0",
                                 "the same space, files, options and version on all machines",
                                 "",
                                 "put the files into a folder that all machines see"});
    }
    remote(message.from).threads = hello.threads;
}

std::size_t RemoteWorkers::threads() const {
    return std::accumulate(remotes_.begin(), remotes_.end(), std::size_t{0},
                           [](std::size_t sum, const Remote& each) { return sum + each.threads; });
}

std::size_t RemoteWorkers::ranges_at_once() const { return 2 * threads() + 2 * remotes_.size(); }

void RemoteWorkers::exchange(const Question& question, bool wants_valid, ChunkQueue& queue) {
    while (const std::optional<Message> message = messenger_.receive()) {
        if (kind_of(message->bytes) == MessageKind::failed) {
            throw_failure(*message);
        }
        Chunk chunk(question);
        read_done(message->bytes, chunk);
        --remote(message->from).ranges;
        queue.hand_in(std::move(chunk));
    }
    for (int rank = 1; rank < messenger_.size(); ++rank) {
        give_work(rank, wants_valid, queue);
    }
}

void RemoteWorkers::give_work(int rank, bool wants_valid, ChunkQueue& queue) {
    Remote& to = remote(rank);
    // While messages are on their way there are still ranges to begin with.
    while (to.ranges < 2 * to.threads + 2) {
        const std::optional<RowRange> rows = queue.next_at_once();
        if (!rows) {
            return;
        }
        Work work{*rows, wants_valid, std::nullopt};
        if (to.known_version != queue.known_version()) {
            to.known_version = queue.known_version();
            work.known = queue.known().designs();
        }
        messenger_.send(rank, work_message(work));
        ++to.ranges;
    }
}

} // namespace counterpoint::explore
