#include "results/maestro_csv/layer_figures.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "results/figures.hpp"

namespace counterpoint::results {

namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

std::optional<TensorIndex> input_named(const workloads::Layer& layer, const char* name) {
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if (tensor != layer.output && layer.tensors[tensor].name == name) {
            return tensor;
        }
    }
    return std::nullopt;
}

MemoryIndex outside_of(MemoryIndex memory) { return MemoryIndex{memory.value - 1}; }

/// The memory that gives L1 the tensor: the next outer one that it does not bypass.
MemoryIndex source_of(const LayerResult& result, TensorIndex tensor, MemoryIndex l1) {
    MemoryIndex source = outside_of(l1);
    const auto idle = [&](MemoryIndex memory) {
        return result.numbers.counts[memory][tensor.value] == hw::Access{};
    };
    while (source.value > 0 && idle(source)) {
        source = outside_of(source);
    }
    return source;
}

TensorFigures tensor_figures(const LayerResult& result, const hw::Hardware& hardware,
                             TensorIndex tensor, const Figures& figures) {
    const MemoryIndex l1 = hardware.innermost();
    const hw::Counts& counts = result.numbers.counts;
    TensorFigures numbers;
    numbers.elements = result.numbers.capacity[MemoryIndex{0}].by_tensor[tensor.value] /
                       hardware.bytes_of(result.layer.tensors[tensor].name);
    numbers.l1 = counts[l1][tensor.value];
    if (l1.value > 1) {
        numbers.l2 = counts[outside_of(l1)][tensor.value];
    }
    numbers.reuse = figures.reuse[l1][tensor.value];
    const bool held = !(numbers.l1 == hw::Access{}); // what bypasses L1 is not sent to it
    if (tensor != result.layer.output && held) {
        numbers.sent = counts[source_of(result, tensor, l1)][tensor.value].reads;
        numbers.multicast = ratio(as_double(numbers.l1.writes), as_double(*numbers.sent));
    }
    return numbers;
}

double accesses(const hw::Access& access) {
    return as_double(access.reads) + as_double(access.writes);
}

void add_counted_energy(MaestroFigures& figures) {
    double l1 = 0;
    double l2 = 0;
    for (const TensorFigures* tensor : {&figures.input, &figures.filter, &figures.output}) {
        l1 += accesses(tensor->l1);
        l2 += accesses(tensor->l2.value_or(hw::Access{}));
    }
    figures.energy_nj = energy_nj(as_double(figures.macs), l1, l2);
}

void add_costs(MaestroFigures& figures, const hw::LayerNumbers& numbers,
               const hw::Hardware& hardware) {
    const MemoryIndex l1 = hardware.innermost();
    AcceleratorSizes& sizes = figures.sizes;
    sizes.pes = figures.pes;
    sizes.lanes = figures.lanes;
    sizes.l1_bytes = numbers.capacity[l1].bytes;
    if (l1.value > 1) {
        sizes.l2_bytes = numbers.capacity[outside_of(l1)].bytes;
        sizes.l2_units = numbers.units[outside_of(l1)];
    }
    sizes.network_bytes_per_cycle = hardware.memories[l1].fill.bytes_per_cycle;
    figures.costs = costs_of(sizes);
}

void add_bandwidths(MaestroFigures& figures, const LayerResult& result,
                    const hw::Hardware& hardware) {
    const hw::LayerNumbers& numbers = result.numbers;
    const MemoryIndex l1 = hardware.innermost();
    const double pace = as_double(numbers.compute_cycles);
    figures.network_bytes_per_cycle =
        ratio(as_double(std::max(numbers.fill_bytes[l1], numbers.drain_bytes[l1])),
              pace * as_double(numbers.units[outside_of(l1)]));
    double read = 0;
    double written = 0;
    for (const hw::Access& access : numbers.counts[MemoryIndex{0}]) {
        read += as_double(access.reads);
        written += as_double(access.writes);
    }
    figures.offchip_elements_per_cycle = ratio(std::max(read, written), pace);
    if (figures.input.sent && figures.filter.sent) {
        figures.macs_per_element =
            ratio(as_double(numbers.macs),
                  as_double(*figures.input.sent) + as_double(*figures.filter.sent));
    }
}

void add_delays(MaestroFigures& figures, const LayerResult& result, MemoryIndex l1) {
    const double phases = as_double(result.numbers.phases[l1]);
    figures.compute_cycles = ratio(as_double(result.numbers.compute_cycles), phases);
    figures.delays = result.delays;
    if (result.delays) {
        figures.ingress_cycles = ratio(as_double(result.delays->fill.total), phases);
        figures.egress_cycles = ratio(as_double(result.delays->drain.total), phases);
    } else if (result.measured) {
        figures.ingress_cycles = ratio(as_double(result.measured->fill_busy_cycles[l1]), phases);
        figures.egress_cycles = ratio(as_double(result.measured->drain_busy_cycles[l1]), phases);
    }
}

void add_peak(MaestroFigures& figures, const LayerResult& result, const hw::Hardware& hardware) {
    const std::int64_t width = hardware.bytes_of(result.layer.tensors[result.layer.output].name);
    const bool one_width = std::all_of(
        result.layer.tensors.begin(), result.layer.tensors.end(),
        [&](const workloads::Tensor& each) { return hardware.bytes_of(each.name) == width; });
    if (result.delays && one_width) {
        figures.peak_elements_per_cycle = result.delays->peak_bytes_per_cycle / as_double(width);
    }
}

} // namespace

std::optional<Problem> misfit(const workloads::Layer& layer) {
    const bool known = input_named(layer, "Input") && input_named(layer, "Weight");
    if (known && layer.tensors.size() == 3) {
        return std::nullopt;
    }
    std::string inputs;
    for (TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        if (tensor != layer.output) {
            inputs += (inputs.empty() ? "" : ", ") + layer.tensors[tensor].name;
        }
    }
    return Problem{layer.place,
                   "maestro.csv has no columns for the tensors of layer '" + layer.name + "'",
                   "two inputs, Input and Weight", inputs,
                   layer.tensors.size() == 3 ? "name its inputs so, or take --format csv"
                                             : "leave it out with --layer, or take --format csv"};
}

MaestroFigures maestro_figures(const std::string& network, const LayerResult& result,
                               const hw::Hardware& hardware) {
    const hw::LayerNumbers& numbers = result.numbers;
    const Figures derived = figures_of(result, hardware);
    const auto tensor = [&](TensorIndex index) {
        return tensor_figures(result, hardware, index, derived);
    };
    MaestroFigures figures;
    figures.network = network;
    figures.layer = result.layer.name;
    figures.pes = derived.pes_available;
    figures.lanes = hardware.pe.lanes;
    figures.cycles = numbers.cycles;
    figures.macs = numbers.macs;
    figures.clock_ghz = hardware.clock_ghz;
    figures.input = tensor(input_named(result.layer, "Input").value());
    figures.filter = tensor(input_named(result.layer, "Weight").value());
    figures.output = tensor(result.layer.output);
    figures.busy_pes = ratio(as_double(numbers.macs),
                             as_double(numbers.compute_cycles) * as_double(figures.lanes));
    add_counted_energy(figures);
    add_costs(figures, numbers, hardware);
    add_bandwidths(figures, result, hardware);
    add_delays(figures, result, hardware.innermost());
    add_peak(figures, result, hardware);
    return figures;
}

} // namespace counterpoint::results
