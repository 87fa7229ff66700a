#pragma once

#include <cstdint>
#include <vector>

#include "hw/counts.hpp"
#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "sim/functional/arithmetic.hpp"
#include "sim/functional/fault.hpp"
#include "sim/functional/input_buffers.hpp"
#include "sim/functional/operand_places.hpp"
#include "sim/functional/output_buffers.hpp"
#include "sim/functional/pe_boxes.hpp"
#include "sim/program.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::sim {

/// The memories and PEs with real numbers in them: carries a layer out phase by phase, in the
/// order of the mapping, and counts every element that is read or written. Knows no time.
template <class Arithmetic>
class Machine {
  public:
    using Value = typename Arithmetic::Value;
    using Sum = typename Arithmetic::Sum;

    /// `tensors` in the order of the layer, C order; nothing for the output. `program`, `layer` and
    /// `hardware` outlive it.
    Machine(const Program& program, const workloads::Layer& layer, const hw::Hardware& hardware,
            std::vector<std::vector<Value>> tensors, const Fault& fault = {});

    /// Once. Throws InputError where partial sums meet that nothing can add, Defect where the
    /// machine contradicts itself.
    void run();

    Machine(const Machine&) = delete; // its parts refer to each other
    Machine& operator=(const Machine&) = delete;
    Machine(Machine&&) = delete;
    Machine& operator=(Machine&&) = delete;
    ~Machine() = default;

    [[nodiscard]] const hw::Counts& counts() const { return counts_; }
    [[nodiscard]] std::int64_t macs() const { return macs_; }
    /// The output in memory 0, C order. Poison where nothing arrived.
    [[nodiscard]] const std::vector<Sum>& output() { return output_.outermost_sums().all(); }
    [[nodiscard]] const Fault& fault() const { return fault_; }

  private:
    struct Input {
        TensorIndex tensor;
        InputBuffers<Arithmetic> buffers;
        OperandPlaces places;
    };

    static std::vector<Input> inputs_of(const Program& program, std::vector<PhaseWalk>& walks,
                                        const workloads::Layer& layer, const hw::Hardware& hardware,
                                        std::vector<std::vector<Value>> tensors);
    [[nodiscard]] std::vector<TileRoom> rooms_of_pes() const;
    void fill(MemoryIndex first);
    void drain(MemoryIndex first, bool over);
    void compute();
    void note_macs(std::int64_t macs, std::int64_t begun);

    const Program& program_;
    const workloads::Layer& layer_;
    std::vector<PhaseWalk> walks_; ///< by memory
    Fault fault_;
    hw::Counts counts_;
    std::int64_t macs_ = 0;
    std::vector<Input> inputs_;
    OutputBuffers<Arithmetic> output_;
    OperandPlaces output_places_;
    PeBoxes boxes_;
    std::vector<const Value*> at_; ///< the first operand of a PE from each input
};

} // namespace counterpoint::sim
