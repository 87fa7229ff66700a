#include "explore/search.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace counterpoint::explore {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// A range of rows and what was found in it.
struct Chunk {
    explicit Chunk(const Question& question)
        : findings(question.goals, question.best_by, question.best_wanted) {}

    std::int64_t first = 0;
    std::int64_t last = 0;
    Findings findings;
    std::vector<DesignFigures> valid;
};

std::int64_t rows_of_chunk(const Question& question, std::int64_t designs_at_once) {
    constexpr std::int64_t structures_at_once = 16;
    constexpr std::int64_t exact_takes = 512; // times as long, at least
    const Designs& designs = *question.designs;
    if (question.timing == analytical::Timing::exact) {
        designs_at_once /= exact_takes;
    }
    const std::int64_t of_structure = designs.designs_of_structure() / Sweep::row_length(designs);
    const std::int64_t rows = designs_at_once / Sweep::row_length(designs);
    return std::max<std::int64_t>(1, std::min(rows, structures_at_once * of_structure));
}

/// Hands chunks out to threads and back in their order.
class Crew {
  public:
    Crew(const Question& question, const SearchState& state, const SearchOptions& options)
        : question_(question), end_(Sweep::rows(*question.designs)),
          chunk_(rows_of_chunk(question, options.designs_at_once)), next_(state.rows),
          taken_back_(state.rows), window_(chunk_ * static_cast<std::int64_t>(4 * options.threads)),
          wants_valid_(options.valid != nullptr), known_(state.findings.front) {
        for (std::size_t i = 0; i < options.threads; ++i) {
            threads_.emplace_back([this] { work(); });
        }
    }
    ~Crew() {
        {
            const std::lock_guard<std::mutex> lock(mutex_);
            stopped_ = true;
        }
        may_begin_.notify_all();
        for (std::thread& thread : threads_) {
            thread.join();
        }
    }
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    Crew(Crew&&) = delete;
    Crew& operator=(Crew&&) = delete;

    /// The next chunk in order, if it is done before that moment; rethrows what a thread threw.
    std::optional<Chunk> take(SteadyClock::time_point until) {
        std::unique_lock<std::mutex> lock(mutex_);
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
        taken_back_ = chunk.last;
        may_begin_.notify_all();
        return chunk;
    }

    /// What is known by now, so that threads need not keep what it covers.
    void know(const Front& front) {
        const std::lock_guard<std::mutex> lock(mutex_);
        known_ = front;
    }

  private:
    void work() {
        try {
            Sweep sweep(question_);
            Chunk chunk(question_);
            Front known(question_.goals); // a copy, since a front remembers what covered last
            while (begin(chunk, known)) {
                sweep.run(chunk.first, chunk.last, known, chunk.findings,
                          wants_valid_ ? &chunk.valid : nullptr);
                hand_in(std::move(chunk));
                chunk = Chunk(question_);
            }
        } catch (...) {
            const std::lock_guard<std::mutex> lock(mutex_);
            error_ = std::current_exception();
            is_done_.notify_all();
        }
    }

    bool begin(Chunk& chunk, Front& known) {
        std::unique_lock<std::mutex> lock(mutex_);
        may_begin_.wait(
            lock, [this] { return stopped_ || next_ >= end_ || next_ < taken_back_ + window_; });
        if (stopped_ || next_ >= end_) {
            return false;
        }
        chunk.first = next_;
        chunk.last = next_ + std::min(chunk_, end_ - next_);
        next_ = chunk.last;
        known = known_;
        return true;
    }

    void hand_in(Chunk chunk) {
        const std::lock_guard<std::mutex> lock(mutex_);
        const std::int64_t first = chunk.first;
        done_.emplace(first, std::move(chunk));
        is_done_.notify_all();
    }

    const Question& question_;
    const std::int64_t end_;
    const std::int64_t chunk_;
    std::int64_t next_;
    std::int64_t taken_back_;
    const std::int64_t window_;
    const bool wants_valid_;
    Front known_;
    std::map<std::int64_t, Chunk> done_; ///< by their first row
    bool stopped_ = false;
    std::exception_ptr error_;
    std::mutex mutex_;
    std::condition_variable may_begin_;
    std::condition_variable is_done_;
    std::vector<std::thread> threads_;
};

/// Calls something at most once in an interval.
class Interval {
  public:
    explicit Interval(std::chrono::milliseconds length)
        : length_(length), next_(SteadyClock::now() + length) {}

    [[nodiscard]] SteadyClock::time_point next() const { return next_; }
    bool is_over() {
        const bool over = SteadyClock::now() >= next_;
        if (over) {
            next_ = SteadyClock::now() + length_;
        }
        return over;
    }

  private:
    std::chrono::milliseconds length_;
    SteadyClock::time_point next_;
};

class Progress {
  public:
    Progress(const Question& question, const SearchState& state)
        : designs_(question.designs->size()), before_(state.findings.tally.searched()) {}

    [[nodiscard]] SearchProgress now(const SearchState& state) const {
        const std::chrono::duration<double> taken = SteadyClock::now() - begin_;
        const Tally& tally = state.findings.tally;
        SearchProgress progress{tally.searched(), designs_, tally.valid, 0, 0};
        if (taken.count() > 0 && progress.searched > before_) {
            progress.designs_a_second =
                static_cast<double>(progress.searched - before_) / taken.count();
            progress.seconds_left =
                static_cast<double>(designs_ - progress.searched) / progress.designs_a_second;
        }
        return progress;
    }

  private:
    std::int64_t designs_;
    std::int64_t before_;
    SteadyClock::time_point begin_ = SteadyClock::now();
};

} // namespace

bool search(const Question& question, SearchState& state, const SearchOptions& options) {
    const std::int64_t end = Sweep::rows(*question.designs);
    const Progress progress(question, state);
    Crew crew(question, state, options);
    Interval report(options.report_interval);
    Interval save(options.save_interval);
    bool interrupted = false;
    while (state.rows < end && !interrupted) {
        if (std::optional<Chunk> chunk = crew.take(report.next())) {
            state.findings.add(chunk->findings);
            state.rows = chunk->last;
            if (options.valid && !chunk->valid.empty()) {
                options.valid(chunk->valid);
            }
        }
        if (report.is_over()) {
            crew.know(state.findings.front);
            if (options.report) {
                options.report(progress.now(state));
            }
        }
        if (options.save && save.is_over()) {
            options.save(state);
        }
        interrupted = options.interrupted && options.interrupted();
    }
    if (options.save) {
        options.save(state);
    }
    return !interrupted || state.rows == end;
}

} // namespace counterpoint::explore
