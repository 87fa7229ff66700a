#include "sim/fast_forward/fast_forward.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/accelerator.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

namespace {

/// The fewest iterations of which some can be left out: two that are compared, one that is
/// skipped and one ahead of which the engines are.
constexpr std::int64_t fewest_trips = 4;

} // namespace

FastForward::FastForward(const Program& program, const hw::Hardware& hardware,
                         Accelerator& accelerator, Run& run)
    : program_(program), accelerator_(accelerator), run_(run), watches_(program.loops.size()) {
    skipped_.enabled = true;
    if (hardware.memories[MemoryIndex{0}].dram) { // tiles in other rows take another time
        for (MemoryIndex b{1}; hardware.memories.contains(b); ++b.value) {
            if (program.chains.takes_from_outermost(b)) {
                first_loop_ = program.loops_outside[b];
            }
        }
    }
}

bool FastForward::wants_to_look_after(std::int64_t moved_loop) {
    ++executed_;
    if (moved_loop < 0) {
        return false;
    }
    const auto loop = static_cast<std::size_t>(moved_loop);
    for (std::size_t inner = std::max(loop + 1, first_loop_); inner < watches_.size(); ++inner) {
        watches_[inner].restart();
    }
    if (loop < first_loop_ || program_.loops[loop].most_trips < fewest_trips ||
        !watches_[loop].awake(run_.cycle()) || !can_afford() || !may_repeat(loop)) {
        return false;
    }
    loop_ = loop;
    return true;
}

/// Looks may take a twenty-fifth of the time that the phases take, a quarter of the time that they
/// have saved, and something to begin with.
bool FastForward::can_afford() const {
    constexpr std::int64_t to_begin_with = 300;
    return cost_ < to_begin_with + executed_ / 25 + skipped_.phases / 4;
}

/// Has the walk of the innermost phases, which goes ahead of all that happens, a whole iteration
/// before and behind it that look alike?
bool FastForward::may_repeat(std::size_t loop) const {
    const PhaseWalk& walk = accelerator_.link(program_.innermost()).source->walk();
    const std::int64_t at = walk.index(loop);
    return at > 0 && walk.last_alike(loop, at - 1) > at;
}

void FastForward::look() {
    LoopWatch& watch = watches_[*loop_];
    take_snapshot();
    if (state_.comparable()) {
        const Snapshot* earlier = watch.earlier();
        if (earlier == nullptr || !try_to_skip(watch, *earlier)) {
            watch.differs(now_);
        }
    }
    loop_.reset();
}

void FastForward::take_snapshot() {
    // Words that a look takes in while a phase is executed; 180 were measured.
    constexpr std::int64_t words_a_phase = 100;
    state_.clear();
    accelerator_.record(state_);
    now_.take(state_, now(), run_.skipped_cycles);
    now_.macs = accelerator_.pes().sum();
    if (now_.indices.size() == 0) { // at first, or a new one was put into its place
        now_.indices = Table<MemoryIndex, std::vector<std::int64_t>>(program_.units.size());
    }
    for (MemoryIndex b{1}; now_.indices.contains(b); ++b.value) {
        now_.indices[b] = accelerator_.link(b).source->walk().indices();
    }
    cost_ +=
        static_cast<std::int64_t>(now_.figures.size() + now_.times.size() + now_.counters.size()) /
        words_a_phase;
}

/// How many iterations there are to come that look like those since `then`; `period` is how many
/// those were. 0 where the walks have not all gone as many iterations on.
std::int64_t FastForward::most_iterations(const Snapshot& then, std::int64_t& period) const {
    const std::size_t loop = *loop_;
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    period = 0;
    for (MemoryIndex b{1}; now_.indices.contains(b); ++b.value) {
        std::vector<std::int64_t> moved = then.indices[b];
        const std::int64_t first = std::exchange(moved[loop], now_.indices[b][loop]);
        if (moved != now_.indices[b]) {
            return 0;
        }
        if (!iterates(b)) {
            continue;
        }
        const std::int64_t gone = moved[loop] - first;
        // The first iteration comes from elsewhere, and is the first to work on its output tiles.
        if (first < 1 || gone < 1 || (period > 0 && gone != period)) {
            return 0;
        }
        period = gone;
        const PhaseWalk& walk = accelerator_.link(b).source->walk();
        std::int64_t last = walk.last_alike(loop, first - 1);
        if (!program_.chains.complete()) {
            // Others wait for what passes in the last iteration, not for one more to come.
            last = std::min(last, walk.trips(loop) - 2);
        }
        most = std::min(most, last - moved[loop]);
    }
    return std::max<std::int64_t>(most, 0);
}

/// Returns false where the earlier moment may still be of use.
bool FastForward::try_to_skip(LoopWatch& watch, const Snapshot& then) {
    std::int64_t period = 0;
    const std::int64_t most = most_iterations(then, period);
    if (period == 0 || most < period) {
        return false;
    }
    const Recurrence state = recurrence(then, now_);
    std::int64_t times = state.found ? most / period : 0;
    std::int64_t vain_before = state.vain_before;
    if (state.found && !state.standing.empty()) {
        const std::int64_t free = state.first_standing - now_.cycle - state.reach_ahead - 1;
        times = std::min(times, free / state.cycles);
        vain_before = state.first_standing + now_.reach_back;
    }
    if (times > 0) {
        skip(then, state, period, times);
        watch.recurred();
    }
    if (vain_before > now_.cycle) {
        watch.sleep_until(vain_before);
    }
    return times > 0 || vain_before > now_.cycle;
}

void FastForward::skip(const Snapshot& then, const Recurrence& state, std::int64_t period,
                       std::int64_t times) {
    const std::int64_t cycles = checked_product(state.cycles, times);
    const std::int64_t phases_before = accelerator_.pes().phases();
    for (std::size_t i = 0; i < now_.counters.size(); ++i) {
        std::int64_t& counter = *state_.counters()[i];
        counter = checked_sum(counter, checked_product(counter - then.counters[i], times));
    }
    for (const std::size_t i : state.standing) {
        *state_.times()[i] -= cycles;
    }
    const std::int64_t iterations = period * times;
    for (MemoryIndex b{1}; now_.indices.contains(b); ++b.value) {
        if (iterates(b)) {
            accelerator_.link(b).source->skip(*loop_, iterations);
        }
    }
    const auto& [dimension, node, tile, most_trips] = program_.loops[*loop_];
    MacSum macs = now_.macs;
    macs -= then.macs;
    macs *= MacSum::series(MacSum::shift(dimension, period * tile), times);
    accelerator_.pes().skip(macs, MacSum::shift(dimension, iterations * tile));
    run_.skipped_cycles = checked_sum(run_.skipped_cycles, cycles);
    accelerator_.go_on();
    const std::int64_t phases = accelerator_.pes().phases() - phases_before;
    ++skipped_.times;
    skipped_.phases += phases;
    skipped_.cycles += cycles;
}

} // namespace counterpoint::sim
