#include "sim/functional/value_check.hpp"

#include <string>
#include <variant>

#include "sim/defect.hpp"
#include "sim/functional/functional.hpp"

namespace counterpoint::sim {

namespace {

std::string text_of(const WrongElement& element) {
    std::string text = "element [";
    for (std::size_t axis = 0; axis < element.index.size(); ++axis) {
        text += (axis > 0 ? ", " : "") + std::to_string(element.index[axis]);
    }
    const auto number = [](const auto& value) {
        return std::visit([](auto each) { return std::to_string(each); }, value);
    };
    return text + "] is " + number(element.found) + ", should be " + number(element.expected);
}

} // namespace

ValueCheck check_values(const workloads::Layer& layer, const hw::Hardware& hardware,
                        const mapping::Mapping& mapping, const FunctionalOptions& options,
                        const Simulation& simulation) {
    const FunctionalResult result = run_functional(layer, hardware, mapping, options);
    if (result.counts != simulation.counts || result.macs != simulation.macs) {
        throw Defect("layer " + layer.name +
                     ": the values that moved are not what the simulation counted");
    }
    const OutputComparison& comparison = result.comparison;
    ValueCheck check;
    check.outputs = comparison.elements;
    check.wrong = comparison.wrong;
    check.beyond_int32 = result.beyond_int32;
    check.floating = result.floating;
    check.largest_error = comparison.largest_error;
    check.bound_of_largest = comparison.bound_of_largest;
    if (comparison.first_wrong) {
        check.first_wrong = text_of(*comparison.first_wrong);
    }
    return check;
}

} // namespace counterpoint::sim
