#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "hw/hardware.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

using hw::MemoryIndex;
using workloads::TensorIndex;

/// Through which memories each tensor goes: those that store it, from memory 0 on. A tensor that
/// bypasses the innermost memory is used by the MACs where it lies, if every PE has a unit of that
/// memory to itself; otherwise the PEs take it into registers, as if the innermost memory took it.
class Chains {
  public:
    /// What a mapping says of a tensor at one memory.
    struct Stop {
        bool stored = true;
        bool in_place = false; ///< innermost memory: nothing has to move here for the MACs' sake
    };

    Chains() = default;
    /// By memory and tensor.
    explicit Chains(const Table<MemoryIndex, std::vector<Stop>>& stops);

    /// Does the memory, or do its PEs, take the tensor in?
    [[nodiscard]] bool takes(MemoryIndex memory, TensorIndex tensor) const {
        return memory.value == 0 || parents_[memory][tensor.value].has_value();
    }
    /// Does it lie in the memory?
    [[nodiscard]] bool stores(MemoryIndex memory, TensorIndex tensor) const {
        return takes(memory, tensor) && !in_registers(memory, tensor);
    }
    /// Is it in registers of the PEs? They belong to the innermost memory.
    [[nodiscard]] bool in_registers(MemoryIndex memory, TensorIndex tensor) const {
        return registers_[tensor.value] && memory == homes_[tensor.value];
    }
    /// Where a memory that takes the tensor gets it from, and brings it to. Not of memory 0.
    [[nodiscard]] MemoryIndex parent(MemoryIndex memory, TensorIndex tensor) const {
        return *parents_[memory][tensor.value];
    }
    /// The next memory that takes the tensor after this one; nothing: MACs use it here.
    [[nodiscard]] std::optional<MemoryIndex> next(MemoryIndex memory, TensorIndex tensor) const;
    /// The last memory that takes the tensor.
    [[nodiscard]] MemoryIndex home(TensorIndex tensor) const { return homes_[tensor.value]; }

    /// The memory whose fills are the last to need a phase of this one; nothing: the MACs are.
    [[nodiscard]] std::optional<MemoryIndex> last_user(MemoryIndex memory) const;

    /// The memories that one takes tensors from, each once, the innermost first.
    [[nodiscard]] std::vector<MemoryIndex> sources(MemoryIndex memory) const;
    /// Does it take any from memory 0?
    [[nodiscard]] bool takes_from_outermost(MemoryIndex memory) const;
    /// How many fill networks a memory's tensors pass besides its own: those next to it.
    [[nodiscard]] std::size_t passed_networks(MemoryIndex memory) const;
    /// Does every memory store every tensor?
    [[nodiscard]] bool complete() const { return complete_; }

  private:
    Table<MemoryIndex, std::vector<std::optional<MemoryIndex>>> parents_;
    std::vector<MemoryIndex> homes_; ///< by tensor
    std::vector<bool> registers_;    ///< by tensor
    bool complete_ = true;
};

} // namespace counterpoint::sim
