#include "tests/results/energy_example.hpp"

#include "hw/reader.hpp"
#include "input/document.hpp"

namespace counterpoint::results {

hw::Hardware energy_hardware(const std::string& technology, const std::string& dram,
                             const std::string& fill) {
    const std::string drain = "drain: {bytes_per_cycle: 4}";
    const input::Document document = input::parse_document(
        "{name: h, clock_ghz: 0.5, pe: {count: 4}, element_bytes: {Output: 4}, memories: [{name: "
        "DRAM" +
            dram + "}, {name: L2, capacity_bytes: 32768, fill: {bytes_per_cycle: 8}, " + drain +
            "}, {name: L1, capacity_bytes: 8192, fill: {bytes_per_cycle: 8" + fill + "}, " + drain +
            "}]" + (technology.empty() ? "" : ", technology: " + technology) + "}",
        "file");
    std::vector<Problem> problems;
    hw::Hardware hardware = hw::read_hardware(document.root(), problems);
    if (!problems.empty()) {
        throw InputError(problems);
    }
    return hardware;
}

LayerResult energy_layer() {
    using workloads::DimensionIndex;
    const auto axis = [](std::size_t index) { return workloads::Axis{{1, DimensionIndex{index}}}; };
    LayerResult result;
    result.layer.name = "layer";
    result.layer.type = workloads::LayerType::gemm;
    result.layer.dimensions = {{"M", 10}, {"N", 10}, {"K", 10}};
    result.layer.tensors = {{"Weight", {axis(2), axis(1)}},
                            {"Input", {axis(0), axis(2)}},
                            {"Output", {axis(0), axis(1)}}};
    result.layer.output = workloads::TensorIndex{2};
    hw::LayerNumbers& numbers = result.numbers;
    numbers.cycles = 500;
    numbers.macs = 1000;
    numbers.pes = 2;
    numbers.units = {1, 1, 2};
    numbers.counts = {{{100, 0}, {50, 0}, {0, 40}},
                      {{200, 100}, {50, 50}, {60, 60}},
                      {{1000, 200}, {1000, 50}, {900, 1000}}};
    numbers.fill_bytes = {0, 150, 250};
    numbers.drain_bytes = {0, 160, 240};
    numbers.additions = {0, 0, 20};
    return result;
}

} // namespace counterpoint::results
