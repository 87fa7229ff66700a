#include "explore/objective.hpp"

namespace counterpoint::explore {

std::string to_string(Objective objective) {
    switch (objective) {
    case Objective::cycles:
        return "cycles";
    case Objective::energy:
        return "energy";
    case Objective::edp:
        return "edp";
    case Objective::area:
        return "area";
    case Objective::power:
        return "power";
    case Objective::throughput_per_area:
        return "throughput_per_area";
    }
    return "";
}

} // namespace counterpoint::explore
