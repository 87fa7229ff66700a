#include "sim/simulation.hpp"

#include <algorithm>
#include <memory>
#include <systemc>

#include "sim/accelerator.hpp"
#include "sim/conservation.hpp"
#include "sim/defect.hpp"
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

void run_to_the_end(const Run& run, const Accelerator& accelerator) {
    try {
        sc_core::sc_start();
    } catch (const sc_core::sc_report& report) {
        throw Defect(std::string("the SystemC kernel says: ") + report.what());
    }
    if (run.failure) {
        std::rethrow_exception(run.failure);
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
    result.drain_busy_cycles.push_back(networks.drain->busy_cycles());
    result.fill_networks.push_back(fill_traffic_of(networks, *link.fill, memory.fill.forwarding));
    result.drain_networks.push_back(traffic_of(networks.drain_fabric));
    result.cycles = std::max(result.cycles, link.drain->last_kept());
}

Simulation collect(const Program& program, const Accelerator& accelerator,
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
            for (auto* networks : {&result.fill_bytes, &result.fill_busy_cycles,
                                   &result.drain_bytes, &result.drain_busy_cycles}) {
                networks->push_back(0);
            }
            result.fill_networks.push_back(std::nullopt);
            result.drain_networks.push_back(std::nullopt);
        }
    }
    if (accelerator.dram() != nullptr) {
        result.dram = accelerator.dram()->traffic();
    }
    result.stack = pes.stalls().stack(result.cycles, pes.done_at());
    result.compute_cycles = pes.compute_cycles();
    result.pe_macs = accelerator.link(innermost).source->macs_by_pe();
    return result;
}

Simulation execute(const workloads::Layer& layer, const hw::Hardware& hardware,
                   const mapping::Mapping& mapping, const Options& options, Observer* observer) {
    const Program program = build_program(layer, hardware, mapping);
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
    const Accelerator accelerator("accelerator", run, program, layer, hardware);
    run_to_the_end(run, accelerator);
    Simulation result = collect(program, accelerator, layer, hardware);
    check_conservation(result, accelerator, layer, hardware);
    if (observation) {
        result.observed = observation->complete(result);
    }
    return result;
}

} // namespace

Simulation run(const workloads::Layer& layer, const hw::Hardware& hardware,
               const mapping::Mapping& mapping, const Options& options, Observer* observer) {
    sc_core::sc_report_handler::set_actions(sc_core::SC_INFO, sc_core::SC_DO_NOTHING);
    sc_core::sc_report_handler::set_actions(sc_core::SC_WARNING, sc_core::SC_DO_NOTHING);
    sc_core::sc_report_handler::set_actions(sc_core::SC_ERROR, sc_core::SC_THROW);
    try {
        return execute(layer, hardware, mapping, options, observer);
    } catch (const Overflow&) {
        Problem problem;
        problem.place = layer.place;
        problem.message = "layer " + layer.name + ": its counts or cycles do not fit 64 bits";
        problem.remedy = "reduce its dimensions, or split the layer";
        throw InputError(problem);
    }
}

} // namespace counterpoint::sim
