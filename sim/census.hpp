#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/program.hpp"
#include "sim/walk.hpp"

namespace counterpoint::sim {

/// Counts elements of the output in the units of a memory that take part in a phase: those with
/// no empty range at a place of the mapping. Units are chosen by the memory from which inwards
/// they have to be the first of those that share their elements (all spatial indices of reduction
/// dimensions zero, at that memory and below); `everyone` chooses all.
class Census {
  public:
    /// Of one dimension: what its ranges contribute, added up over units.
    struct Share {
        std::int64_t all = 0;
        std::vector<std::int64_t> by_parent;
        std::int64_t most = 0; ///< of any parent unit
    };

    /// Watches the ranges that it needs. Parent units are those of `parents`, a memory further out.
    Census(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
           MemoryIndex memory, std::size_t place, MemoryIndex parents);

    [[nodiscard]] MemoryIndex everyone() const { return MemoryIndex{memory_.value + 1}; }

    /// Takes the ranges at which the walk stands.
    void update(const PhaseWalk& walk);

    /// Elements in all chosen units together.
    [[nodiscard]] std::int64_t elements(MemoryIndex first_from) const;
    /// Elements in the chosen units of the parent unit that has most.
    [[nodiscard]] std::int64_t most_elements(MemoryIndex first_from) const;
    /// Adds for each parent unit, numbered by the dimensions in the layer's order, the elements in
    /// its chosen units times `factor`.
    void add_elements(MemoryIndex first_from, std::int64_t factor,
                      std::vector<std::int64_t>& by_parent) const;
    /// Of one dimension, by piece in all units: what it contributes to the elements of a chosen
    /// unit, a reduction dimension 1; 0 where its range is empty or the unit is not chosen.
    [[nodiscard]] std::vector<std::int64_t> shares(const PhaseWalk& walk, DimensionIndex dimension,
                                                   MemoryIndex first_from) const;
    [[nodiscard]] bool is_reduction(DimensionIndex dimension) const {
        return dimensions_[dimension.value].reduction;
    }
    /// Adds what the numbers above are made of.
    void add_forms(std::vector<std::int64_t>& key) const;
    /// Elements of the largest tile of a unit, idle or not.
    [[nodiscard]] std::int64_t largest_tile() const;

  private:
    struct Counted {
        DimensionIndex dimension;
        std::size_t depth = 0;
        bool reduction = false;
        /// By memory: pieces at and below that memory's boundary, for everyone 1.
        Table<MemoryIndex, std::size_t> stride;
        std::size_t parents = 1;
        /// By form of the ranges: one share for each memory to be first from.
        std::vector<Table<MemoryIndex, Share>> shares;
        std::size_t form = 0;
        std::int64_t longest = 0;

        [[nodiscard]] std::int64_t share_of(const Range& range) const {
            return reduction ? (range.empty() ? 0 : 1) : range.length();
        }
    };

    [[nodiscard]] Table<MemoryIndex, Share> count(const Counted& counted,
                                                  const std::vector<Range>& form) const;

    MemoryIndex memory_;
    std::vector<Counted> dimensions_;
};

} // namespace counterpoint::sim
