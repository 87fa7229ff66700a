#include "tests/sim/real_memories.hpp"

#include <string>
#include <vector>

#include "hw/dram/standard_reader.hpp"
#include "tests/sim/address/layouts.hpp"

namespace counterpoint::sim {

namespace {

using hw::MemoryIndex;

hw::DramConfiguration random_dram(walker::Random& random) {
    const std::string name = random.pick(hw::dram_standard_names());
    hw::DramConfiguration dram = hw::default_configuration(*hw::find_dram_standard(name));
    dram.channels = random.pick({1, 1, 2, 4});
    dram.page = random.chance(50) ? hw::PagePolicy::open : hw::PagePolicy::closed;
    dram.scheduling = random.chance(70) ? hw::DramScheduling::frfcfs : hw::DramScheduling::fcfs;
    if (random.chance(30)) {
        dram.refresh = hw::RefreshMode::none;
    }
    if (random.chance(30)) {
        dram.queues = {random.chance(50), random.between(1, 8), random.between(4, 8),
                       random.between(2, 4), random.between(0, 1)};
    }
    dram.coalesce = random.chance(80);
    return dram;
}

} // namespace

hw::Banks random_banks(walker::Random& random) {
    hw::Banks banks;
    banks.count = random.pick({1, 2, 3, 4, 8, 16});
    banks.bytes_per_cycle = random.pick({1, 2, 4, 8});
    banks.ports = random.pick({1, 1, 2});
    banks.interleave_bytes = random.pick({1, 3, 4, 8, 64});
    banks.latency_cycles = random.pick({0, 0, 1, 5});
    banks.arbitration =
        random.chance(50) ? hw::Arbitration::round_robin : hw::Arbitration::inner_first;
    return banks;
}

hw::Banks endless_banks() {
    hw::Banks banks;
    banks.count = 2;
    banks.bytes_per_cycle = 1'000'000;
    banks.ports = 1'000'000;
    return banks;
}

void add_real_memories(walker::Case& given, walker::Random& random) {
    hw::Hardware& hardware = given.hardware;
    const std::int64_t what = random.between(1, 3);
    if (what != 1) {
        hw::Memory& outermost = hardware.memories[MemoryIndex{0}];
        outermost.dram = random_dram(random);
        hardware.clock_ghz = random.pick(std::vector<double>{0.2, 0.7, 1, 1.3, 3});
        for (const workloads::Tensor& tensor : given.layer.tensors) {
            if (random.chance(40)) {
                outermost.layouts[tensor.name] = random_layout(random, given.layer, tensor);
            }
        }
    }
    if (what != 2) {
        for (MemoryIndex b{1}; hardware.memories.contains(b); ++b.value) {
            if (random.chance(70)) {
                hardware.memories[b].banks = random_banks(random);
            }
        }
    }
}

} // namespace counterpoint::sim
