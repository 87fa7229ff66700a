#include "sim/fill_engine.hpp"

#include <algorithm>
#include <utility>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

FillEngine::FillEngine(const sc_core::sc_module_name& name, Run& run, Boundary& boundary,
                       PhaseSource& source, const std::vector<FillSource>& sources)
    : sc_module(name), units("units", source.unit_side().size(), boundary.fill_alarm),
      networks("networks"), route(source, boundary.loops), run_(run), boundary_(boundary),
      source_(source), more_(source.next()), carried_(source.unit_side().size(), 0),
      into_registers_(source.into_registers().size(), 0), forwarded_(source.unit_side().size(), 0),
      saved_reads_(source.unit_side().size(), 0) {
    for (const FillSource& what : sources) {
        const std::string port = "memory_" + std::to_string(what.memory.value);
        sources_.push_back(std::make_unique<Source>(what, port.c_str(), source.unit_side().size(),
                                                    boundary.fill_alarm));
        reads_ahead_ = reads_ahead_ || what.ahead;
    }
    SC_HAS_PROCESS(FillEngine);
    SC_METHOD(proceed);
    sensitive << boundary.fill_alarm.event();
}

void FillEngine::proceed() {
    run_.guard([this] {
        std::optional<std::int64_t> next;
        while (step(next)) {
        }
        if (!next) {
            boundary_.fill_alarm.sleep();
        } else if (reads_ahead_) {
            boundary_.fill_alarm.doze(*next);
        } else {
            boundary_.fill_alarm.set(*next);
        }
    });
}

/// Does what can be done in this cycle; otherwise says at which one there will be something, if
/// that is known.
bool FillEngine::step(std::optional<std::int64_t>& next) {
    next.reset();
    if (underway_ > 0) {
        if (!fills_.front().sending) {
            send(fills_.front());
            return true;
        }
        next = end_of(fills_.front());
        if (next && *next <= now()) {
            finish();
            return true;
        }
    }
    if (more_ && underway_ < (reads_ahead_ ? 2 : 1) && sources_free()) {
        const std::optional<std::int64_t> cycle = ready();
        if (cycle && *cycle <= now()) {
            begin();
            return true;
        }
        next = next && cycle ? std::min(*next, *cycle) : (next ? next : cycle);
    }
    return false;
}

bool FillEngine::sources_free() const {
    return std::all_of(sources_.begin(), sources_.end(),
                       [](const auto& source) { return source->port.free(); });
}

/// When the next fill can begin; nothing while that is not known.
std::optional<std::int64_t> FillEngine::ready() const {
    if (boundary_.credits == 0) {
        return std::nullopt;
    }
    const Phase& phase = source_.phase();
    std::int64_t cycle = 0;
    if (boundary_.outer != nullptr) {
        const PhaseInFlight* around = boundary_.outer->phases.find(phase.outer);
        if (around == nullptr || around->fill.here < 0) {
            return std::nullopt;
        }
        cycle = around->fill.here;
    }
    if (phase.reloads) {
        const auto arrival = boundary_.arrivals.find(phase.drains_before);
        if (!arrival) {
            return std::nullopt;
        }
        cycle = std::max(cycle, arrival->kept);
    }
    if (route.shares()) {
        const std::optional<std::int64_t> free = route.free_at();
        return free ? std::optional(std::max(cycle, *free)) : std::nullopt;
    }
    return cycle;
}

/// Takes a slot and has the parents read.
void FillEngine::begin() {
    const Phase& phase = source_.phase();
    run_.limits->check(source_);
    --boundary_.credits;
    FillTimes times;
    times.sums_kept = phase.reloads ? boundary_.arrivals.find(phase.drains_before)->kept : 0;
    boundary_.arrivals.fill_needs(phase.drains_before);
    boundary_.phases.push(phase, times, drain_runs());
    Fill& fill = fills_[underway_++];
    fill.phase = phase.number;
    fill.moved_loop = phase.moved_loop;
    fill.transfer = Transfer{phase.down_bytes, phase.all_down_bytes, phase.fill_pass};
    fill.sending = false;
    fill.written = nullptr;
    fill.unit_bytes = phase.unit_bytes;
    fill.forwards = take_from_neighbours();
    fill.takes = phase.all_down_bytes > 0 || fill.forwards;
    if (fill.takes) {
        take_tiles(fill);
    }
    if (route.shares()) {
        fill.crossings = phase.crossings;
        fill.networks_free = route.free_at().value_or(0);
        route.take();
    }
    more_ = source_.next();
    if (route.shares()) {
        route.announce(more_);
    }
}

/// Takes note of what goes where, and asks the memories that are read ahead.
void FillEngine::take_tiles(Fill& fill) {
    fill.unit_side = source_.unit_side();
    for (std::size_t tensor = 0; source_.transit() != nullptr && tensor < carried_.size();
         ++tensor) {
        carried_[tensor] = checked_sum(carried_[tensor], source_.parent_side()[tensor].reads);
    }
    for (std::size_t tensor = 0; tensor < into_registers_.size(); ++tensor) {
        into_registers_[tensor] =
            checked_sum(into_registers_[tensor], source_.into_registers()[tensor]);
    }
    take_reads(fill);
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (sources_[i]->ahead && fill.reads[i].any) {
            TileAccess access;
            access.runs = &source_.tile_runs()->fill_runs();
            read(fill, i, access);
        }
    }
}

void FillEngine::take_reads(Fill& fill) {
    fill.reads.resize(sources_.size());
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        Read& read = fill.reads[i];
        read.pending = nullptr;
        if (source_.transit() == nullptr) {
            read.elements = source_.parent_side();
            read.most_bytes = fill.transfer.most_bytes;
            read.any = fill.transfer.all_bytes > 0;
            continue;
        }
        const SourceReads& reads = source_.transit()->sources()[i];
        read.elements = reads.elements;
        read.most_bytes = reads.most_bytes;
        read.any = reads.most_bytes > 0;
    }
}

void FillEngine::read(Fill& fill, std::size_t source, const TileAccess& access) {
    Read& read = fill.reads[source];
    TileAccess whole = access;
    whole.elements = &read.elements;
    read.pending = sources_[source]->port.begin(tlm::TLM_READ_COMMAND, whole);
}

/// Counts what units take from each other. Does any?
bool FillEngine::take_from_neighbours() {
    if (!source_.forwards()) {
        return false;
    }
    bool any = false;
    for (std::size_t tensor = 0; tensor < forwarded_.size(); ++tensor) {
        any = any || source_.forwarded()[tensor] > 0;
        forwarded_[tensor] = checked_sum(forwarded_[tensor], source_.forwarded()[tensor]);
        saved_reads_[tensor] = checked_sum(saved_reads_[tensor], source_.saved_reads()[tensor]);
    }
    return any;
}

/// Where the output's tiles of this phase go when they leave; null where nobody asks.
std::shared_ptr<const TensorRuns> FillEngine::drain_runs() const {
    if (source_.tile_runs() == nullptr || source_.tile_runs()->drain_runs().empty() ||
        !source_.phase().drains) {
        return nullptr;
    }
    auto runs = std::make_shared<TensorRuns>(source_.parent_side().size());
    runs->at(source_.output().value) = source_.tile_runs()->drain_runs();
    return runs;
}

/// All networks from one common start on: the slowest says how long it takes, and every one that
/// carries something adds its latency.
Delivery FillEngine::carry(const Fill& fill) {
    Delivery whole = networks[0]->carry(fill.transfer);
    if (route.shares()) {
        deliveries_.clear();
        for (std::size_t i = 0; i < fill.crossings.size(); ++i) {
            const Crossing& crossing = fill.crossings[i];
            const Delivery passed = networks[static_cast<int>(i) + 1]->carry(
                Transfer{crossing.most_bytes, crossing.all_bytes, nullptr});
            whole.transfer_cycles = std::max(whole.transfer_cycles, passed.transfer_cycles);
            whole.latency_cycles = checked_sum(whole.latency_cycles, passed.latency_cycles);
            deliveries_.push_back(passed);
        }
        route.occupy(fill.crossings, deliveries_);
    }
    std::int64_t read_latency = 0;
    for (std::size_t i = 0; fill.takes && i < sources_.size(); ++i) {
        read_latency = std::max(read_latency, fill.reads[i].any ? sources_[i]->latency_cycles : 0);
    }
    whole.latency_cycles = checked_sum(whole.latency_cycles, read_latency);
    return whole;
}

/// Has the memories move what the networks carry in so many cycles.
void FillEngine::move_tiles(Fill& fill, std::int64_t network_cycles) {
    TileAccess access;
    access.network_cycles = network_cycles;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (fill.reads[i].any && !sources_[i]->ahead) {
            access.stream = Stream::inner_fill;
            access.unit_bytes = fill.reads[i].most_bytes;
            read(fill, i, access);
        }
    }
    access.elements = &fill.unit_side;
    access.stream = Stream::fill;
    access.unit_bytes = fill.unit_bytes;
    fill.written = units.begin(tlm::TLM_WRITE_COMMAND, access);
}

/// Puts a fill on the network, which passes on what the parents read.
void FillEngine::send(Fill& fill) {
    Delivery delivery = carry(fill);
    if (fill.forwards) { // over links as wide as it takes, in one cycle
        delivery.transfer_cycles = std::max<std::int64_t>(delivery.transfer_cycles, 1);
    }
    if (fill.takes) {
        move_tiles(fill, delivery.transfer_cycles);
    }
    fill.sending = true;
    fill.network_free_at = after(delivery.transfer_cycles);
    longest_latency_ = std::max(longest_latency_, delivery.latency_cycles);
    FillTimes& times = boundary_.phases.fill(fill.phase);
    times.start = now();
    times.previous_sent = std::max(sent_at_, fill.networks_free);
    times.latency = delivery.latency_cycles;
    if (run_.observer != nullptr) {
        run_.observer->started(Engine::fill, boundary_.memory, fill.phase, now());
    }
}

/// When its last byte has been sent; nothing while a memory still works on it.
std::optional<std::int64_t> FillEngine::end_of(const Fill& fill) {
    std::int64_t end = fill.network_free_at;
    const auto wait_for = [&end](const MemoryPort::Pending* pending) {
        const bool over = pending == nullptr || pending->over();
        end = pending != nullptr && over ? std::max(end, *pending->over()) : end;
        return over;
    };
    bool over = wait_for(fill.written);
    for (std::size_t i = 0; fill.takes && over && i < fill.reads.size(); ++i) {
        over = wait_for(fill.reads[i].pending);
    }
    return over ? std::optional(end) : std::nullopt;
}

void FillEngine::finish() {
    Fill& fill = fills_[0];
    for (std::size_t i = 0; fill.takes && i < fill.reads.size(); ++i) {
        MemoryPort::give_back(std::exchange(fill.reads[i].pending, nullptr));
    }
    MemoryPort::give_back(std::exchange(fill.written, nullptr));
    --underway_;
    ++sent_phases_;
    sent_at_ = now();
    FillTimes& times = boundary_.phases.fill(fill.phase);
    here_ = std::max(here_, after(times.latency));
    times.sent = now();
    times.here = here_;
    if (run_.observer != nullptr) {
        run_.observer->filled(Activity{boundary_.memory, fill.phase, times.start, times.sent},
                              times.here, fill.transfer.all_bytes);
    }
    boundary_.user_alarm->wake();
    give_credits(boundary_.frees, fill.moved_loop, run_.observer, now());
    if (underway_ > 0) {
        std::swap(fills_[0], fills_[1]);
    }
}

} // namespace counterpoint::sim
