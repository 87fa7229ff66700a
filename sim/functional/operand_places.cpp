#include "sim/functional/operand_places.hpp"

namespace counterpoint::sim {

OperandPlaces::OperandPlaces(const Program& program, PhaseWalk& walk,
                             const workloads::Tensor& tensor)
    : complaint_("a PE works on elements of " + tensor.name),
      touched_(program, walk, tensor.axes, program.innermost(), program.end,
               MemoryIndex{program.innermost().value - 1}),
      places_(static_cast<std::size_t>(program.units[program.innermost()]), -1) {}

void OperandPlaces::update(const PhaseWalk& walk, const Placement& placement) {
    if (!touched_.update(walk)) {
        return; // then no tile has changed either: they are made of ranges further out
    }
    for (const Tiles::Sharers& sharers : touched_.sharers()) {
        const std::size_t first = sharers.units.front();
        touched_.find(first, box_);
        if (volume(box_) == 0) {
            continue;
        }
        const std::int64_t place = placement.find(first, box_, complaint_.c_str());
        if (place == places_[first]) {
            continue;
        }
        for (const std::size_t pe : sharers.units) {
            places_[pe] = placement.start(pe) + place - placement.start(first);
        }
    }
}

} // namespace counterpoint::sim
