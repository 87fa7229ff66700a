// What a cycle of a router costs: a mesh of 8 x 8 under uniform traffic. Items are router-cycles.

#include <cstdint>
#include <string>

#include <benchmark/benchmark.h>

#include "hw/network.hpp"
#include "sim/noc/mesh/load_study.hpp"

namespace {

using namespace counterpoint;

/// Flits a node and hundred cycles; whether routers speculate.
void study_mesh(benchmark::State& state) {
    hw::Mesh mesh;
    mesh.rows = 8;
    mesh.columns = 8;
    mesh.speculative = state.range(1) != 0;
    mesh.virtual_channels = mesh.speculative ? 4 : 8;
    mesh.buffer_flits = 8;
    sim::noc::mesh::Traffic traffic;
    traffic.rate = static_cast<double>(state.range(0)) / 100;
    std::int64_t router_cycles = 0;
    for (auto _ : state) {
        router_cycles += sim::noc::mesh::study(mesh, traffic, {}).router_cycles;
    }
    state.SetItemsProcessed(router_cycles);
}

BENCHMARK(study_mesh)
    ->ArgNames({"load", "speculative"})
    ->ArgsProduct({{5, 10, 20, 40}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
