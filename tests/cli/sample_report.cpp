#include "tests/cli/sample_report.hpp"

namespace counterpoint::cli {

namespace {

using workloads::DimensionIndex;
using workloads::TensorIndex;

workloads::Layer gemm(const std::string& name, std::int64_t m, std::int64_t n, std::int64_t k) {
    const DimensionIndex m_index{0};
    const DimensionIndex n_index{1};
    const DimensionIndex k_index{2};
    const auto axis = [](DimensionIndex index) { return workloads::Axis{{1, index}}; };
    workloads::Layer layer;
    layer.name = name;
    layer.type = workloads::LayerType::gemm;
    layer.dimensions = {{"M", m}, {"N", n}, {"K", k}};
    layer.tensors = {{"Weight", {axis(k_index), axis(n_index)}},
                     {"Input", {axis(m_index), axis(k_index)}},
                     {"Output", {axis(m_index), axis(n_index)}}};
    layer.output = TensorIndex{2};
    return layer;
}

hw::LayerNumbers numbers(std::int64_t macs, std::int64_t cycles) {
    hw::LayerNumbers result;
    result.cycles = cycles;
    result.macs = macs;
    result.pes = 4;
    result.compute_cycles = macs / result.pes;
    result.phases = {1, 2, 18};
    result.units = {1, 1, 4};
    result.capacity = {{114, {54, 24, 36}}, {166, {90, 40, 36}}, {65, {13, 20, 32}}};
    result.counts = {{{54, 0}, {24, 0}, {0, 36}},
                     {{54, 54}, {24, 24}, {36, 36}},
                     {{macs, 216}, {macs, 24}, {macs, macs}}};
    result.stack.start = 10;
    result.stack.compute = result.compute_cycles;
    result.stack.waiting = {{}, {5, 0, 0}, {cycles - result.compute_cycles - 25, 4, 0}};
    result.stack.tail = 6;
    result.fill_bytes = {0, 78, 240};
    result.drain_bytes = {0, 36, 36};
    return result;
}

} // namespace

NetworkReport sample_report() {
    hw::Hardware hardware;
    hardware.name = "toy";
    hardware.clock_ghz = 0.5;
    hardware.pe = {8, 2};
    hw::Memory dram;
    dram.name = "DRAM";
    hw::Memory l2;
    l2.name = "L2";
    l2.capacity_bytes = 65536;
    l2.fill.bytes_per_cycle = 16;
    hw::Memory l1;
    l1.name = "L1";
    l1.capacity_bytes = 65;
    hardware.memories = {dram, l2, l1};
    hardware.element_bytes = {{"Output", 4}};
    return {"analytical",
            "two_gemms",
            "toy.yaml",
            hardware,
            {{gemm("first", 4, 9, 6), numbers(216, 158)},
             {gemm("second, with \"quotes\"", 40, 9, 60), numbers(21600, 6000)}}};
}

} // namespace counterpoint::cli
