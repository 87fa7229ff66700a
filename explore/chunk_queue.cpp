#include "explore/chunk_queue.hpp"

#include <algorithm>
#include <utility>

namespace counterpoint::explore {

using Lock = std::unique_lock<std::mutex>;
using Guard = std::lock_guard<std::mutex>;

ChunkQueue::ChunkQueue(std::int64_t first, std::int64_t end, Size size, Front known)
    : end_(end), chunk_(size.chunk), window_(size.chunk * static_cast<std::int64_t>(size.window)),
      next_(first), taken_back_(first), known_(std::move(known)) {}

std::optional<RowRange> ChunkQueue::next(Front& known) {
    Lock lock(mutex_);
    may_begin_.wait(lock, [this] { return is_over() || is_in_window(); });
    if (is_over()) {
        return std::nullopt;
    }
    known = known_;
    return begin();
}

std::optional<RowRange> ChunkQueue::next_at_once() {
    const Guard lock(mutex_);
    if (is_over() || !is_in_window()) {
        return std::nullopt;
    }
    return begin();
}

RowRange ChunkQueue::begin() {
    const RowRange rows{next_, next_ + std::min(chunk_, end_ - next_)};
    next_ = rows.last;
    return rows;
}

void ChunkQueue::hand_in(Chunk chunk) {
    const Guard lock(mutex_);
    const std::int64_t first = chunk.rows.first;
    done_.emplace(first, std::move(chunk));
    is_done_.notify_all();
}

void ChunkQueue::fail(std::exception_ptr error) {
    const Guard lock(mutex_);
    error_ = std::move(error);
    is_done_.notify_all();
}

std::optional<Chunk> ChunkQueue::take(Moment until) {
    Lock lock(mutex_);
    is_done_.wait_until(lock, until,
                        [this] { return error_ != nullptr || done_.count(taken_back_) > 0; });
    if (error_ != nullptr) {
        std::rethrow_exception(error_);
    }
    const auto found = done_.find(taken_back_);
    if (found == done_.end()) {
        return std::nullopt;
    }
    Chunk chunk = std::move(found->second);
    done_.erase(found);
    taken_back_ = chunk.rows.last;
    may_begin_.notify_all();
    return chunk;
}

void ChunkQueue::know(const Front& front) {
    const Guard lock(mutex_);
    known_ = front;
    ++known_version_;
}

Front ChunkQueue::known() const {
    const Guard lock(mutex_);
    return known_;
}

std::int64_t ChunkQueue::known_version() const {
    const Guard lock(mutex_);
    return known_version_;
}

void ChunkQueue::stop() {
    const Guard lock(mutex_);
    stopped_ = true;
    may_begin_.notify_all();
}

} // namespace counterpoint::explore
