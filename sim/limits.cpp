#include "sim/limits.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace counterpoint::sim {

Limits::Limits(const Program& program, const workloads::Layer& layer, const hw::Hardware& hardware,
               bool check_capacity)
    : program_(program), layer_(layer), hardware_(hardware), check_capacity_(check_capacity) {}

void Limits::check(const PhaseSource& source) const {
    if (source.phase().stay.collision) {
        refuse_collision(source);
    }
    if (check_capacity_ && !fits(source)) {
        refuse_capacity();
    }
}

bool Limits::fits(const PhaseSource& source) const {
    const hw::Memory& memory = hardware_.memories[source.memory()];
    const auto& capacity = memory.capacity_bytes;
    return !memory.enforce_capacity || !capacity || source.demand_bytes() <= *capacity;
}

/// Walks all phases of all memories without time, so that the user sees every demand at once.
void Limits::refuse_capacity() const {
    std::vector<Problem> problems;
    for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
        if (hardware_.memories[b].capacity_bytes) {
            PhaseSource source(program_, layer_, hardware_, b);
            while (source.next()) {
            }
            if (!fits(source)) {
                problems.push_back(too_small(source));
            }
        }
    }
    throw InputError(problems);
}

Problem Limits::too_small(const PhaseSource& source) const {
    const hw::Memory& memory = hardware_.memories[source.memory()];
    const std::vector<std::int64_t> demand = source.demand();
    std::string parts;
    for (TensorIndex tensor{0}; layer_.tensors.contains(tensor); ++tensor.value) {
        parts += (parts.empty() ? "" : " + ") + layer_.tensors[tensor].name + " " +
                 std::to_string(demand[tensor.value]);
    }
    const auto largest =
        static_cast<std::size_t>(std::max_element(demand.begin(), demand.end()) - demand.begin());
    Problem problem;
    problem.place = memory.place;
    problem.message = "layer " + layer_.name + ": its tiles do not fit into one unit of " +
                      memory.name + " with " + std::to_string(memory.slots) + " slots";
    problem.expected = "at most " + std::to_string(*memory.capacity_bytes) + " bytes";
    problem.found = std::to_string(source.demand_bytes()) + " bytes: " + parts;
    problem.remedy = "make the tile of " + layer_.tensors[TensorIndex{largest}].name +
                     " smaller, take fewer slots or a larger memory";
    return problem;
}

void Limits::refuse_collision(const PhaseSource& source) const {
    const hw::Memory& memory = hardware_.memories[source.memory()];
    const MemoryIndex parent = program_.chains.parent(source.memory(), layer_.output);
    const hw::Memory& outer = hardware_.memories[parent];
    Problem problem;
    problem.place = memory.place;
    const auto& network = memory.drain.network;
    problem.message =
        "layer " + layer_.name + ": several units of " + memory.name +
        " drain partial sums of the same output element at once into " + outer.name +
        ", which does not add, through a " +
        (network ? "network of topology " + hw::name_of(*network) : std::string("network")) +
        " without reduction";
    problem.remedy = "spread no reduction dimension over the units of " + memory.name +
                     ", or give its drain " +
                     (network && !hw::can_reduce(*network)
                          ? "a network that adds: tree, augmented_tree, chain or systolic"
                          : "network reduction") +
                     (parent.value > 0 ? ", or let " + outer.name + " accumulate" : "");
    throw InputError(problem);
}

} // namespace counterpoint::sim
