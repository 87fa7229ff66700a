#include "sim/simulation.hpp"

#include <algorithm>
#include <memory>
#include <systemc>

#include "sim/accelerator.hpp"
#include "sim/bypass_limits.hpp"
#include "sim/conservation.hpp"
#include "sim/defect.hpp"
#include "sim/fast_forward/fast_forward.hpp"
#include "sim/limits.hpp"
#include "sim/magnitudes.hpp"
#include "sim/network_accounts.hpp"
#include "sim/observation/observation.hpp"
#include "sim/program.hpp"
#include "sim/run.hpp"
#include "vocabulary/checked.hpp"

// The kernel's library wants one, even where main is somebody else's.
int sc_main(int /*argc*/, char* /*argv*/[]) { return 0; }

namespace counterpoint::sim {

namespace {

void start_kernel(const Run& run) {
    try {
        sc_core::sc_start();
        // It was paused, and something else may be left to do in this cycle.
        while (!run.failure && run.fast_forward != nullptr && run.fast_forward->wants_to_look() &&
               sc_core::sc_pending_activity_at_current_time()) {
            sc_core::sc_start(sc_core::SC_ZERO_TIME);
        }
    } catch (const sc_core::sc_report& report) {
        throw Defect(std::string("the SystemC kernel says: ") + report.what());
    }
    if (run.failure) {
        std::rethrow_exception(run.failure);
    }
}

void run_to_the_end(const Run& run, const Accelerator& accelerator) {
    start_kernel(run);
    while (run.fast_forward != nullptr && run.fast_forward->wants_to_look()) {
        run.fast_forward->look();
        start_kernel(run);
    }
    const std::string waiting = accelerator.waits_for();
    if (!waiting.empty()) {
        throw Defect("nothing moves any more at cycle " + std::to_string(now()) + ": " + waiting);
    }
}

std::int64_t whole(const workloads::Layer& layer, const workloads::Tensor& tensor) {
    std::int64_t elements = 1;
    for (const workloads::Axis& axis : tensor.axes) {
        std::int64_t extent = 1;
        for (const workloads::AxisTerm& term : axis) {
            extent += term.coefficient * (layer.dimensions[term.dimension].size - 1);
        }
        elements *= extent;
    }
    return elements;
}

hw::CapacityDemand demand_of_outermost(const workloads::Layer& layer,
                                       const hw::Hardware& hardware) {
    hw::CapacityDemand demand;
    for (const workloads::Tensor& tensor : layer.tensors) {
        demand.by_tensor.push_back(whole(layer, tensor) * hardware.bytes_of(tensor.name));
        demand.bytes = checked_sum(demand.bytes, demand.by_tensor.back());
    }
    return demand;
}

void collect_link(Simulation& result, const Link& link, const hw::Memory& memory) {
    result.phases.push_back(link.fill->phases());
    result.capacity.push_back(
        hw::CapacityDemand{link.source->demand_bytes(), link.source->demand()});
    const LinkNetworks& networks = link.networks;
    result.fill_bytes.push_back(networks.fill->bytes());
    result.fill_busy_cycles.push_back(networks.fill->busy_cycles());
    result.drain_bytes.push_back(networks.drain->bytes());
    result.additions.push_back(link.drain->additions());
    result.drain_busy_cycles.push_back(networks.drain->busy_cycles());
    result.fill_networks.push_back(fill_traffic_of(networks, *link.fill, memory.fill.forwarding));
    result.drain_networks.push_back(traffic_of(networks.drain_fabric));
    result.cycles = std::max(result.cycles, link.drain->last_kept());
}

Simulation collect(const Program& program, const Accelerator& accelerator, const Run& run,
                   const workloads::Layer& layer, const hw::Hardware& hardware) {
    const PeArray& pes = accelerator.pes();
    const MemoryIndex innermost = program.innermost();
    Simulation result;
    result.cycles = pes.done_at();
    result.macs = pes.macs();
    result.pes = program.units[innermost];
    result.units = program.units;
    for (MemoryIndex b{0}; b.value <= innermost.value; ++b.value) {
        result.counts.push_back(accelerator.memory(b).counts());
        const ScratchpadModule* banks = accelerator.banks(b);
        result.banks.push_back(banks == nullptr ? std::nullopt : std::optional(banks->traffic()));
        if (b.value > 0) {
            collect_link(result, accelerator.link(b), hardware.memories[b]);
        } else {
            result.phases.push_back(1);
            result.capacity.push_back(demand_of_outermost(layer, hardware));
            for (auto* networks :
                 {&result.fill_bytes, &result.fill_busy_cycles, &result.drain_bytes,
                  &result.drain_busy_cycles, &result.additions}) {
                networks->push_back(0);
            }
            result.fill_networks.push_back(std::nullopt);
            result.drain_networks.push_back(std::nullopt);
        }
    }
    if (accelerator.dram() != nullptr) {
        result.dram = accelerator.dram()->traffic();
    }
    result.cycles = checked_sum(result.cycles, run.skipped_cycles);
    result.stack = pes.stalls().stack(result.cycles, pes.done_at() + run.skipped_cycles);
    if (run.fast_forward != nullptr) {
        result.skipped = run.fast_forward->skipped();
    }
    result.compute_cycles = pes.compute_cycles();
    result.pe_macs = accelerator.link(innermost).source->macs_by_pe();
    return result;
}

Simulation execute(const workloads::Layer& layer, const hw::Hardware& hardware,
                   const mapping::Mapping& mapping, const Options& options, Observer* observer,
                   std::atomic<std::int64_t>* phases) {
    const Program program = build_program(layer, hardware, mapping);
    refuse_what_bypasses_cannot_do(program, layer, hardware);
    check_magnitudes(program, layer, hardware);
    const Limits limits(program, layer, hardware, options.check_capacity);
    Run run;
    run.limits = &limits;
    std::unique_ptr<Observation> observation;
    if (options.trace.asks_for_anything()) {
        observation =
            std::make_unique<Observation>(options.trace, layer, hardware, mapping, observer);
    }
    run.observer = observation ? observation.get() : observer;
    run.phases_done = phases;
    Accelerator accelerator("accelerator", run, program, layer, hardware);
    std::optional<FastForward> fast_forward;
    if (options.fast_forward && !options.functional && run.observer == nullptr) {
        run.fast_forward = &fast_forward.emplace(program, hardware, accelerator, run);
    }
    run_to_the_end(run, accelerator);
    Simulation result = collect(program, accelerator, run, layer, hardware);
    check_conservation(result, accelerator, program.chains, layer, hardware);
    if (observation) {
        result.observed = observation->complete(result);
    }
    return result;
}

} // namespace

Simulation run(const workloads::Layer& layer, const hw::Hardware& hardware,
               const mapping::Mapping& mapping, const Options& options, Observer* observer,
               std::atomic<std::int64_t>* phases) {
    sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
    sc_core::sc_report_handler::set_actions(sc_core::SC_WARNING, sc_core::SC_DO_NOTHING);
    sc_core::sc_report_handler::set_actions(sc_core::SC_ERROR, sc_core::SC_THROW);
    try {
        return execute(layer, hardware, mapping, options, observer, phases);
    } catch (const Overflow&) {
        Problem problem;
        problem.place = layer.place;
        problem.message = "layer " + layer.name + ": its counts or cycles do not fit 64 bits";
        problem.remedy = "reduce its dimensions, or split the layer";
        throw InputError(problem);
    }
}

} // namespace counterpoint::sim
