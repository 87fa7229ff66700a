#include "sim/bypass_limits.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

/// Looks at one tensor on its way into one memory.
class BypassLimits {
  public:
    BypassLimits(const Program& program, const workloads::Layer& layer,
                 const hw::Hardware& hardware)
        : chains_(program.chains), layer_(layer), hardware_(hardware) {}

    std::vector<Problem> find() {
        for (MemoryIndex b{1}; hardware_.memories.contains(b); ++b.value) {
            for (TensorIndex tensor{0}; layer_.tensors.contains(tensor); ++tensor.value) {
                if (chains_.takes(b, tensor) && chains_.parent(b, tensor).value + 1 < b.value) {
                    check_passed_networks(b, tensor);
                    check_forwarding(b, tensor);
                    check_dram(b, tensor);
                }
            }
            check_readers(b);
        }
        return std::move(problems_);
    }

  private:
    [[nodiscard]] const hw::Memory& memory(MemoryIndex b) const { return hardware_.memories[b]; }

    /// "Weight bypasses L2 on its way from DRAM to L1"
    [[nodiscard]] std::string bypass(MemoryIndex from, MemoryIndex to, TensorIndex tensor) const {
        std::string passed;
        for (MemoryIndex x{from.value + 1}; x < to; ++x.value) {
            passed += passed.empty() ? "" : " and ";
            passed += memory(x).name;
        }
        return "layer " + layer_.name + ": " + layer_.tensors[tensor].name + " bypasses " + passed +
               " on its way from " + memory(from).name + " to " + memory(to).name;
    }

    void add(MemoryIndex where, const std::string& message, const std::string& remedy) {
        Problem problem;
        problem.place = memory(where).place;
        problem.message = message;
        problem.remedy = remedy;
        problems_.push_back(problem);
    }

    void check_passed_networks(MemoryIndex b, TensorIndex tensor) {
        const MemoryIndex parent = chains_.parent(b, tensor);
        const std::string what = bypass(parent, b, tensor);
        for (MemoryIndex x{parent.value + 1}; x < b; ++x.value) {
            if (memory(x).fill.network) {
                refuse_topology(x, what, "fill", hw::name_of(*memory(x).fill.network), tensor);
            }
            if (tensor == layer_.output && memory(x).drain.network) {
                refuse_topology(x, what, "drain", hw::name_of(*memory(x).drain.network), tensor);
            }
        }
    }

    void refuse_topology(MemoryIndex x, const std::string& what, const std::string& direction,
                         const std::string& topology, TensorIndex tensor) {
        add(x,
            what + ", over the " + direction + " network of " + memory(x).name +
                ": what passes a network of topology " + topology + " is not simulated",
            "leave out 'network' of the " + direction + " of " + memory(x).name +
                ", which makes it the ideal channel, or store " + layer_.tensors[tensor].name +
                " in " + memory(x).name);
    }

    void check_forwarding(MemoryIndex b, TensorIndex tensor) {
        if (memory(b).fill.forwarding) {
            add(b,
                bypass(chains_.parent(b, tensor), b, tensor) +
                    ", whose units take from neighbours: both together are not simulated",
                "set forwarding of " + memory(b).name + " to false");
        }
    }

    void check_dram(MemoryIndex b, TensorIndex tensor) {
        const MemoryIndex parent = chains_.parent(b, tensor);
        const hw::Memory& passed = memory({parent.value + 1});
        if (memory(parent).dram && tensor != layer_.output && !passed.fill.multicast) {
            add(parent,
                bypass(parent, b, tensor) +
                    ", whose fill network has no multicast: the timing of " + memory(parent).name +
                    " (dram:) is not simulated for that",
                "leave out 'dram', give the fill of " + passed.name + " multicast, or store " +
                    layer_.tensors[tensor].name + " in " + passed.name);
        }
    }

    /// The banks of a memory serve one fill at a time, and one drain.
    void check_readers(MemoryIndex b) {
        if (!memory(b).banks) {
            return;
        }
        std::optional<MemoryIndex> reader;
        for (TensorIndex tensor{0}; layer_.tensors.contains(tensor); ++tensor.value) {
            const std::optional<MemoryIndex> next =
                chains_.takes(b, tensor) ? chains_.next(b, tensor) : std::nullopt;
            if (next && reader && *next != *reader) {
                add(b,
                    "layer " + layer_.name + ": " + memory(*reader).name + " and " +
                        memory(*next).name + " are both filled from " + memory(b).name +
                        ": its banks are simulated for one of them only",
                    "leave out 'banks' of " + memory(b).name + ", or store " +
                        layer_.tensors[tensor].name + " where the other tensors of " +
                        memory(b).name + " go");
                return;
            }
            reader = next ? next : reader;
        }
    }

    const Chains& chains_;
    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    std::vector<Problem> problems_;
};

} // namespace

void refuse_what_bypasses_cannot_do(const Program& program, const workloads::Layer& layer,
                                    const hw::Hardware& hardware) {
    std::vector<Problem> problems;
    if (!program.chains.complete()) {
        problems = BypassLimits(program, layer, hardware).find();
    }
    if (!problems.empty()) {
        throw InputError(problems);
    }
}

} // namespace counterpoint::sim
