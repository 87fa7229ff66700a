#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "sim/address/tensor_layout.hpp"
#include "tests/walker/cases.hpp"
#include "tests/walker/elements.hpp"
#include "tests/walker/nest.hpp"

namespace counterpoint::sim {

/// Addresses of elements in ascending order, each as often as it is accessed.
using Addresses = std::vector<std::int64_t>;

/// What the runs between memory 0 and memory 1 have to be, from explicit sets of elements of every
/// unit's tiles. Phases are to be asked for in order.
class ExplicitRuns {
  public:
    /// Both outlive it.
    ExplicitRuns(const walker::Case& given, const Table<TensorIndex, TensorLayout>& layouts);

    [[nodiscard]] std::size_t phases() const;

    /// What the fill of a phase reads of an input.
    [[nodiscard]] Addresses filled(TensorIndex tensor, std::size_t phase) const;
    /// The partial sums that memory 0 hands back and then has no longer.
    Addresses handed_back(std::size_t phase);
    /// The partial sums that leave at the end of a phase.
    Addresses drained(std::size_t phase);

  private:
    [[nodiscard]] walker::Elements arriving(TensorIndex tensor, std::size_t phase,
                                            std::size_t unit) const;
    [[nodiscard]] Addresses addresses(TensorIndex tensor, const walker::Elements& elements) const;

    const walker::Case& given_;
    walker::Nest nest_;
    const Table<TensorIndex, TensorLayout>& layouts_;
    std::vector<std::vector<std::int64_t>> places_; ///< by tensor and element
    std::set<walker::Element> sums_;                ///< that memory 0 has
};

} // namespace counterpoint::sim
