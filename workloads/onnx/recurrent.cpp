#include "workloads/onnx/recurrent.hpp"

#include "vocabulary/checked.hpp"
#include "workloads/onnx/products.hpp"

namespace counterpoint::workloads::onnx {

Lowering lower_recurrent(const NodeShapes& node, const RecurrentCell& cell,
                         std::size_t most_layers) {
    const Sizes input = node.input(0, 3);
    const Sizes input_weights = node.input(1, 3);
    const Sizes state_weights = node.input(2, 3);
    const bool batch_first = node.integer("layout", 0) == 1;
    const std::int64_t steps = input[batch_first ? 1 : 0];
    const std::int64_t batch = input[batch_first ? 0 : 1];
    const std::int64_t directions = node.text("direction", "forward") == "bidirectional" ? 2 : 1;
    const std::int64_t hidden = state_weights[2];
    const std::int64_t columns = checked_product(cell.gates, hidden);
    if (input_weights != Sizes{directions, columns, input[2]} ||
        state_weights != Sizes{directions, columns, hidden}) {
        throw Refusal("the shapes of its weights do not fit its input");
    }
    if (steps >= static_cast<std::int64_t>(most_layers) / directions) {
        throw Refusal("every step is a layer, and these would be too many",
                      "at most " + std::to_string(most_layers), std::to_string(steps) + " steps");
    }
    Lowering lowering;
    for (const char* direction : {"forward", "reverse"}) {
        const std::string prefix = directions == 2 ? std::string(direction) + '.' : "";
        lowering.layers.push_back(
            product_form(prefix + "input", 1, checked_product(steps, batch), columns, input[2]));
        for (std::int64_t step = 1; step <= steps; ++step) {
            lowering.layers.push_back(
                product_form(prefix + "step" + std::to_string(step), 1, batch, columns, hidden));
        }
        if (directions == 1) {
            break;
        }
    }
    lowering.other_operations = elements({directions, steps, batch, hidden, cell.other_operations});
    return lowering;
}

} // namespace counterpoint::workloads::onnx
