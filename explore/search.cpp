#include "explore/search.hpp"

#include <algorithm>
#include <optional>

#include "explore/chunk_queue.hpp"
#include "explore/ranks/remote_workers.hpp"
#include "explore/workers.hpp"

namespace counterpoint::explore {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Rows of about as many designs as are wanted at once, but whole structures where that is not much
/// more: whoever takes a part of a structure has to analyse all of it.
std::int64_t rows_of_chunk(const Question& question, const SearchOptions& options) {
    constexpr std::int64_t structures_at_once = 16;
    constexpr std::int64_t not_much_more = 4;       // times as many
    constexpr std::int64_t valid_at_once = 1 << 18; // they take memory
    constexpr std::int64_t exact_at_once = 512;     // they take time
    const Designs& designs = *question.designs;
    const bool is_exact = question.timing == analytical::Timing::exact;
    std::int64_t wanted = options.designs_at_once;
    if (options.valid) {
        wanted = std::min(wanted, valid_at_once);
    }
    if (is_exact) {
        wanted = std::min(wanted, exact_at_once);
    }
    const std::int64_t of_structure = designs.designs_of_structure() / Sweep::row_length(designs);
    const std::int64_t rows = std::max<std::int64_t>(1, wanted / Sweep::row_length(designs));
    if (of_structure <= rows) {
        return of_structure * std::min(structures_at_once, rows / of_structure);
    }
    const bool may_be_more = !is_exact && options.valid == nullptr;
    return may_be_more && of_structure / not_much_more <= rows ? of_structure : rows;
}

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

/// The threads of this process, and the others where there are any.
class Crew {
  public:
    Crew(const Question& question, const SearchState& state, const SearchOptions& options)
        : question_(question), others_(options.others), wants_valid_(options.valid != nullptr),
          queue_(state.rows, Sweep::rows(*question.designs),
                 {rows_of_chunk(question, options), window(options)}, state.findings.front),
          threads_(question, queue_, options.threads, wants_valid_) {}
    ~Crew() { queue_.stop(); }
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    Crew(Crew&&) = delete;
    Crew& operator=(Crew&&) = delete;

    /// The next chunk in order, if it is done before that moment.
    std::optional<Chunk> take(SteadyClock::time_point until) {
        if (others_ == nullptr) {
            return queue_.take(until);
        }
        // Messages come without a signal, so they are looked for: often enough that nobody waits
        // for work, seldom enough that looking costs nothing.
        constexpr std::chrono::milliseconds pause{1};
        others_->exchange(question_, wants_valid_, queue_);
        return queue_.take(std::min(until, SteadyClock::now() + pause));
    }

    /// What is known by now, so that threads need not keep what it covers.
    void know(const Front& front) { queue_.know(front); }

  private:
    /// Everyone can work on while one range takes four times as long as the others.
    static std::size_t window(const SearchOptions& options) {
        constexpr std::size_t ranges_ahead = 4;
        const std::size_t of_others =
            options.others == nullptr ? 0 : options.others->ranges_at_once();
        return ranges_ahead * (options.threads + of_others);
    }

    const Question& question_;
    RemoteWorkers* others_;
    bool wants_valid_;
    ChunkQueue queue_;
    Workers threads_;
};

} // namespace

bool search(const Question& question, SearchState& state, const SearchOptions& options) {
    const std::int64_t end = Sweep::rows(*question.designs);
    const Progress progress(question, state);
    constexpr std::chrono::milliseconds between_lessons{200};
    Crew crew(question, state, options);
    Interval learn(between_lessons);
    Interval report(options.report_interval);
    Interval save(options.save_interval);
    bool interrupted = false;
    while (state.rows < end && !interrupted) {
        if (std::optional<Chunk> chunk =
                crew.take(options.report ? std::min(learn.next(), report.next()) : learn.next())) {
            state.findings.add(chunk->findings);
            state.rows = chunk->rows.last;
            if (options.valid && !chunk->valid.empty()) {
                options.valid(chunk->valid);
            }
        }
        if (learn.is_over()) {
            crew.know(state.findings.front);
        }
        if (options.report && report.is_over()) {
            options.report(progress.now(state));
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
