#include "sim/dram_module.hpp"

#include <algorithm>
#include <limits>

#include "vocabulary/checked.hpp"

namespace counterpoint::sim {

namespace {

constexpr std::int64_t no_cycle = std::numeric_limits<std::int64_t>::max();

const hw::DramConfiguration& dram_of(const hw::Hardware& hardware) {
    return *hardware.memories[MemoryIndex{0}].dram;
}

} // namespace

DramModule::DramModule(const sc_core::sc_module_name& name, Run& run, const workloads::Layer& layer,
                       const hw::Hardware& hardware)
    : MemoryModule(name, layer.tensors.size()), run_(run),
      burst_bytes_(dram_of(hardware).standard.bytes_per_burst),
      chunk_(dram_of(hardware).queues.read * dram_of(hardware).channels), window_(2 * chunk_),
      ratio_(period_of(hardware.clock_ghz), dram_of(hardware).standard.clock),
      memory_(dram_of(hardware)), read_(layer.tensors.size()), written_(layer.tensors.size()) {
    SC_HAS_PROCESS(DramModule);
    SC_METHOD(proceed);
    sensitive << event_;
    dont_initialize();
}

bool DramModule::serve(int port, tlm::tlm_generic_payload& payload) {
    const TileAccess& access = payload.get_extension<TileExtension>()->access;
    auto job = std::make_unique<Job>();
    job->port = port;
    job->payload = &payload;
    const bool reads = payload.is_read();
    job->kind = reads ? AccessKind::read : AccessKind::write;
    job->from = reads ? run_.cycle() : checked_sum(run_.cycle(), access.network_cycles);
    for (std::size_t tensor = 0; tensor < access.runs->size(); ++tensor) {
        const Overfetch bytes = cut_into_bursts((*access.runs)[tensor], burst_bytes_, job->bursts);
        TensorTraffic& total = traffic_of(job->kind)[tensor];
        total.needed += bytes.needed;
        total.moved += bytes.moved;
        job->last_of_tensor.push_back(job->bursts.size());
    }
    if (job->bursts.empty()) {
        return true;
    }
    lines_.resize(std::max(lines_.size(), static_cast<std::size_t>(port) + 1));
    lines_[static_cast<std::size_t>(port)].jobs.push_back(std::move(job));
    event_.notify(sc_core::SC_ZERO_TIME);
    return false;
}

void DramModule::proceed() {
    run_.guard([this] {
        clock_ = std::max(clock_, ratio_.clock_from(run_.cycle()));
        while (true) {
            deliver();
            if (feed()) {
                continue;
            }
            const Clock decision = memory_.next_decision();
            if (decision == never ||
                ratio_.cycle_from(decision) >= std::min(next_outside(), next_known())) {
                break;
            }
            memory_.advance(decision);
            clock_ = std::max(clock_, decision);
            collect();
        }
        watch();
    });
}

/// The first cycle in which something outside may ask for something new: until then the
/// controllers can go ahead of the kernel.
std::int64_t DramModule::next_outside() const {
    if (sc_core::sc_pending_activity_at_current_time()) {
        return run_.cycle() + 1;
    }
    if (!sc_core::sc_pending_activity_at_future_time()) {
        return no_cycle;
    }
    const sc_core::sc_time ahead =
        sc_core::sc_time_to_pending_activity(sc_core::sc_get_curr_simcontext());
    return run_.cycle() + static_cast<std::int64_t>(ahead.value());
}

/// The next cycle in which a port has to be told something, or something to be written has come.
std::int64_t DramModule::next_known() const {
    std::int64_t cycle = news_.empty() ? no_cycle : news_.begin()->first;
    for (const Line& line : lines_) {
        for (const auto& job : line.jobs) {
            if (!job->all_submitted()) {
                if (ratio_.clock_from(job->from) > clock_) {
                    cycle = std::min(cycle, job->from);
                }
                break;
            }
        }
    }
    return cycle;
}

void DramModule::deliver() {
    while (!news_.empty() && news_.begin()->first <= run_.cycle()) {
        const News news = news_.begin()->second;
        news_.erase(news_.begin());
        const int port = news.job->port;
        if (!news.over) {
            accepted(port, *news.job->payload);
            continue;
        }
        over(port, *news.job->payload);
        auto& jobs = lines_[static_cast<std::size_t>(port)].jobs;
        const auto is_it = [&news](const auto& job) { return job.get() == news.job; };
        jobs.erase(std::find_if(jobs.begin(), jobs.end(), is_it));
    }
}

/// Submits a chunk of each port whose window allows it. Returns whether there was any; a call in
/// vain leaves no trace, since how often the kernel wakes the module means nothing.
bool DramModule::feed() {
    bool any = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        any = feed(lines_[(turn_ + i) % lines_.size()]) || any;
    }
    turn_ = any ? (turn_ + 1) % lines_.size() : turn_;
    return any;
}

bool DramModule::feed(Line& line) {
    for (const auto& job : line.jobs) {
        if (job->all_submitted()) {
            continue;
        }
        if (line.bursts_under_way >= window_ || ratio_.clock_from(job->from) > clock_) {
            return false;
        }
        submit(line, *job);
        return true;
    }
    return false;
}

void DramModule::submit(Line& line, Job& job) {
    while (job.next == job.last_of_tensor[job.tensor]) {
        ++job.tensor;
    }
    const BurstRange& run = job.bursts[job.next];
    const std::int64_t bursts = std::min(chunk_, run.bursts - job.submitted);
    const auto offset = static_cast<std::uint64_t>(job.submitted * burst_bytes_);
    begin_work(job);
    memory_.submit(DramRequest{job.kind, run.address + offset, bursts, clock_});
    requests_.push_back(Request{&job, bursts, job.tensor});
    line.bursts_under_way += bursts;
    ++job.under_way;
    job.submitted += bursts;
    if (job.submitted == run.bursts) {
        ++job.next;
        job.submitted = 0;
    }
    if (job.all_submitted()) {
        news_.emplace(ratio_.cycle_from(clock_), News{&job, false});
    }
}

/// The clocks in which the DRAM has something to do are those from the first request of a job to
/// its last data, of all jobs taken together.
void DramModule::begin_work(const Job& job) {
    if (job.next > 0 || job.submitted > 0) {
        return;
    }
    if (jobs_at_work_++ == 0) {
        busy_from_ = std::max(clock_, busy_until_);
    }
}

void DramModule::end_work(const Job& job) {
    busy_until_ = std::max(busy_until_, job.last_data);
    if (--jobs_at_work_ == 0) {
        busy_clocks_ += busy_until_ - busy_from_;
    }
}

/// Takes note of what the controllers have completed.
void DramModule::collect() {
    for (const DramCompletion& completion : memory_.take_completions()) {
        Request& request = requests_[completion.request - first_request_];
        Job& job = *request.job;
        request.job = nullptr;
        traffic_of(job.kind)[request.tensor].rows.add(completion.rows);
        lines_[static_cast<std::size_t>(job.port)].bursts_under_way -= request.bursts;
        job.last_data = std::max(job.last_data, completion.clock);
        if (--job.under_way == 0 && job.all_submitted()) {
            end_work(job);
            news_.emplace(ratio_.cycle_from(job.last_data), News{&job, true});
        }
    }
    while (!requests_.empty() && requests_.front().job == nullptr) {
        requests_.pop_front();
        ++first_request_;
    }
}

/// Sees to it that proceed() is called when there is something to do again.
void DramModule::watch() {
    if (sc_core::sc_pending_activity_at_current_time()) {
        event_.notify(sc_core::SC_ZERO_TIME);
        return;
    }
    std::int64_t next = next_known();
    if (memory_.next_decision() != never) {
        next = std::min(next, ratio_.cycle_from(memory_.next_decision()));
    }
    if (next != no_cycle) {
        event_.notify(
            sc_core::sc_time::from_value(static_cast<std::uint64_t>(next - run_.cycle())));
    }
}

/// Idle it only refreshes, by the time that has really passed, and nothing wakes it for that. At
/// work it does not repeat itself, since the tiles lie in other rows.
void DramModule::record(MachineState& state) {
    MemoryModule::record(state);
    for (const Line& line : lines_) {
        if (!line.jobs.empty()) {
            state.is_unlike_any_other();
        }
    }
    state.figure(static_cast<std::int64_t>(first_request_));
}

std::string DramModule::waits_for() const {
    std::size_t waiting = 0;
    for (const Line& line : lines_) {
        waiting += line.jobs.size();
    }
    return waiting == 0 ? ""
                        : std::string(name()) + " has " + std::to_string(waiting) +
                              " transactions that are not over";
}

DramTraffic DramModule::traffic() const {
    return {memory_.statistics(), busy_clocks_, burst_bytes_, read_, written_};
}

} // namespace counterpoint::sim
