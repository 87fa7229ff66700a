#pragma once

#include <cstdint>
#include <string>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/parallel.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::sim {

/// DRAM, L2 and L1 with fast networks.
inline hw::Hardware three_memories() { return walker::plain_hardware({"DRAM", "L2", "L1"}); }

/// A vector of K summed up in as many phases of one MAC.
inline Job sum_of(const std::string& name, std::int64_t k, const hw::Hardware& hardware) {
    Job job;
    job.layer = walker::fixed_layer(workloads::LayerType::gemm, {{"M", 1}, {"N", 1}, {"K", k}});
    job.layer.name = name;
    job.mapping = walker::MappingBuilder(job.layer, hardware)
                      .store_all("L2")
                      .temporal("K", 1)
                      .store_all("L1")
                      .mapping();
    return job;
}

/// Executed in full it takes a day.
inline Job endless(const hw::Hardware& hardware) {
    return sum_of("endless", 100'000'000'000, hardware);
}

inline Options in_full() {
    Options options;
    options.fast_forward = false;
    return options;
}

} // namespace counterpoint::sim
