#include "mapping/maestro/workload.hpp"

#include <algorithm>

#include "input/composer.hpp"
#include "input/nearest.hpp"
#include "mapping/maestro/position.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::mapping::maestro {

namespace {

using input::Composer;
using input::Node;
using input::TextPosition;

constexpr std::int64_t usual_stride_of_transposed = 2;

/// One of these dimensions has to be there, and no two.
using Alternatives = std::vector<std::string>;

struct KindForm {
    std::vector<Alternatives> required;
    std::vector<std::string> optional;
    bool strides = true;
};

const KindForm& form_of(LayerKind kind) {
    static const KindForm conv{{{"K"}, {"C"}, {"R"}, {"S"}, {"Y", "Y'"}, {"X", "X'"}}, {"N"}};
    static const KindForm dsconv{{{"C"}, {"R"}, {"S"}, {"Y", "Y'"}, {"X", "X'"}}, {"N", "K"}};
    static const KindForm trconv{{{"K"}, {"C"}, {"R"}, {"S"}, {"Y"}, {"X"}}, {"N"}};
    static const KindForm gemm{{{"M"}, {"N"}, {"K"}}, {}, false};
    switch (kind) {
    case LayerKind::conv:
        return conv;
    case LayerKind::dsconv:
        return dsconv;
    case LayerKind::trconv:
        return trconv;
    case LayerKind::gemm:
        break;
    }
    return gemm;
}

std::vector<std::string> known_dimensions(const KindForm& form) {
    std::vector<std::string> known;
    for (const Alternatives& names : form.required) {
        known.insert(known.end(), names.begin(), names.end());
    }
    known.insert(known.end(), form.optional.begin(), form.optional.end());
    return known;
}

/// Composes the layers of one network.
class WorkloadTree {
  public:
    WorkloadTree(const NetworkDescription& network, std::vector<Problem>& problems)
        : network_(network), problems_(problems), composer_(network.file) {}

    input::Document compose() {
        Node& workload = composer_.map(composer_.root(), "workload", position_of(network_.spot));
        if (!network_.name.empty()) {
            composer_.text(workload, "name", network_.name, position_of(network_.spot)).quoted =
                true;
        }
        Node& layers = composer_.list(workload, "layers", position_of(network_.spot));
        for (const LayerDescription& layer : network_.layers) {
            if (!is_well_formed(layer)) {
                continue;
            }
            try {
                add(layers, layer);
            } catch (const Overflow&) {
                problem(layer, layer.dimensions_spot, "its sizes are too large");
            }
        }
        return composer_.finish();
    }

  private:
    void problem(const LayerDescription& layer, Spot spot, const std::string& message,
                 const std::string& expected = "", const std::string& found = "",
                 const std::string& remedy = "") {
        problems_.push_back(
            {network_.place(spot, "Layer " + layer.name), message, expected, found, remedy});
    }

    bool is_well_formed(const LayerDescription& layer) {
        const std::size_t before = problems_.size();
        const KindForm& form = form_of(layer.kind);
        check_names(layer, form);
        for (const Alternatives& names : form.required) {
            const auto given =
                std::count_if(names.begin(), names.end(), [&](const std::string& name) {
                    return layer.size(name).has_value();
                });
            if (given == 0) {
                problem(layer, layer.dimensions_spot,
                        to_string(layer.kind) + " needs the dimension " + names.front());
            } else if (given > 1) {
                problem(layer, layer.dimensions_spot,
                        "both " + input::enumerated(names) + " are given", "one of them");
            }
        }
        if (problems_.size() == before && layer.kind == LayerKind::trconv) {
            check_transposed(layer, "Y", "R");
            check_transposed(layer, "X", "S");
        }
        return problems_.size() == before;
    }

    void check_names(const LayerDescription& layer, const KindForm& form) {
        const std::vector<std::string> known = known_dimensions(form);
        for (const NamedNumber& each : layer.dimensions) {
            if (std::find(known.begin(), known.end(), each.name) == known.end()) {
                problem(layer, each.name_spot,
                        to_string(layer.kind) + " has no dimension " + input::in_quotes(each.name),
                        "one of " + input::enumerated(known));
            }
        }
        for (const NamedNumber& each : layer.strides) {
            if (!form.strides) {
                problem(layer, each.name_spot, to_string(layer.kind) + " has no stride");
            } else if (each.name != "Y" && each.name != "X") {
                problem(layer, each.name_spot, "a stride is along Y or X", "Y or X",
                        input::in_quotes(each.name));
            }
        }
    }

    void check_transposed(const LayerDescription& layer, const std::string& dimension,
                          const std::string& filter) {
        const std::int64_t stride = layer.stride(dimension, usual_stride_of_transposed);
        const std::int64_t size = layer.size(filter).value_or(1);
        const std::int64_t taps = size / stride;
        if (size % stride != 0) {
            problem(layer, layer.dimensions_spot,
                    "the filter of a transposed convolution is not a multiple of its stride, so "
                    "its outputs are not all sums of equally many products",
                    filter + " a multiple of " + std::to_string(stride),
                    filter + ' ' + std::to_string(size),
                    layer.strides.empty() ? "the stride is 2 unless Stride gives another one" : "");
        } else if (layer.size(dimension).value_or(1) < taps) {
            problem(layer, layer.dimensions_spot, dimension + " is too small for the filter",
                    "at least " + std::to_string(taps));
        }
    }

    void add(Node& layers, const LayerDescription& layer) {
        Node& node = composer_.map(layers, "", position_of(layer.spot));
        composer_.text(node, "name", layer.name, position_of(layer.spot)).quoted = true;
        add_shape(node, layer);
    }

    void add_shape(Node& node, const LayerDescription& layer) {
        switch (layer.kind) {
        case LayerKind::trconv:
            if (network_.dataflows.empty()) {
                add_transposed_as_convolution(node, layer);
            } else {
                add_transposed(node, layer);
            }
            return;
        case LayerKind::gemm:
            type(node, layer, "GEMM");
            add_sizes(node, layer, {{"M", "M"}, {"N", "N"}, {"K", "K"}});
            return;
        case LayerKind::dsconv:
            add_depthwise(node, layer);
            return;
        case LayerKind::conv:
            add_convolution(node, layer);
            return;
        }
    }

    void add_convolution(Node& node, const LayerDescription& layer) {
        type(node, layer, "CONV2D");
        add_sizes(node, layer,
                  {{"N", "N"},
                   {"K", "K"},
                   {"C", "C"},
                   {"R", "R"},
                   {"S", "S"},
                   {"Y", "Y"},
                   {"X", "X"},
                   {"Y'", "P"},
                   {"X'", "Q"}});
        add_strides(node, layer);
    }

    void type(Node& node, const LayerDescription& layer, const std::string& name) {
        composer_.text(node, "type", name, position_of(layer.kind_spot));
    }

    void add_depthwise(Node& node, const LayerDescription& layer) {
        const bool multiplies = has_channel_multiplier(layer);
        type(node, layer, multiplies ? "CONV2D" : "DWCONV2D");
        std::vector<std::pair<std::string, std::string>> names{
            {"N", "N"},  {"C", multiplies ? "G" : "C"},
            {"R", "R"},  {"S", "S"},
            {"Y", "Y"},  {"X", "X"},
            {"Y'", "P"}, {"X'", "Q"}};
        if (multiplies) {
            names.emplace_back("K", "K");
        }
        add_sizes(node, layer, names);
        add_strides(node, layer);
    }

    /// Dimensions by the names that they have here.
    void add_sizes(Node& node, const LayerDescription& layer,
                   const std::vector<std::pair<std::string, std::string>>& names) {
        Node& sizes = composer_.map(node, "dimensions", position_of(layer.dimensions_spot));
        for (const auto& [theirs, ours] : names) {
            for (const NamedNumber& each : layer.dimensions) {
                if (each.name == theirs) {
                    composer_.integer(sizes, ours, each.value, position_of(each.value_spot));
                }
            }
        }
    }

    void add_strides(Node& node, const LayerDescription& layer) {
        if (layer.stride("Y", 1) == 1 && layer.stride("X", 1) == 1) {
            return;
        }
        Node& strides = composer_.map(node, "stride", position_of(layer.strides.front().name_spot));
        composer_.integer(strides, "P", layer.stride("Y", 1), position_of(layer.spot));
        composer_.integer(strides, "Q", layer.stride("X", 1), position_of(layer.spot));
    }

    /// Each of the outputs between two input rows and columns is an output channel of its own. Our
    /// dataflows have this form; directives over R and S do not.
    void add_transposed_as_convolution(Node& node, const LayerDescription& layer) {
        const TransposedAxis rows = transposed_axis(layer, "Y");
        const TransposedAxis columns = transposed_axis(layer, "X");
        const TextPosition spot = position_of(layer.dimensions_spot);
        type(node, layer, "CONV2D");
        Node& sizes = composer_.map(node, "dimensions", spot);
        composer_.integer(sizes, "N", layer.size("N").value_or(1), spot);
        const std::int64_t outputs = checked_product(rows.stride, columns.stride);
        composer_.integer(sizes, "K", checked_product(*layer.size("K"), outputs), spot);
        composer_.integer(sizes, "C", *layer.size("C"), spot);
        composer_.integer(sizes, "R", rows.taps, spot);
        composer_.integer(sizes, "S", columns.taps, spot);
        composer_.integer(sizes, "Y", *layer.size("Y"), spot);
        composer_.integer(sizes, "X", *layer.size("X"), spot);
    }

    void add_transposed(Node& node, const LayerDescription& layer) {
        type(node, layer, "EINSUM");
        const TransposedAxis rows = transposed_axis(layer, "Y");
        const TransposedAxis columns = transposed_axis(layer, "X");
        const TextPosition spot = position_of(layer.dimensions_spot);
        Node& sizes = composer_.map(node, "dimensions", spot);
        for (const char* name : {"N", "K", "C"}) {
            composer_.integer(sizes, name, layer.size(name).value_or(1), spot);
        }
        composer_.integer(sizes, "P", *layer.size("Y") - rows.taps + 1, spot);
        composer_.integer(sizes, "Q", *layer.size("X") - columns.taps + 1, spot);
        composer_.integer(sizes, "R", rows.stride, spot);
        composer_.integer(sizes, "S", columns.stride, spot);
        const std::vector<std::string> row_taps = add_taps(sizes, "R", rows.taps, spot);
        const std::vector<std::string> column_taps = add_taps(sizes, "S", columns.taps, spot);
        Node& tensors = composer_.map(node, "tensors", spot);
        std::vector<std::string> weight{"K", "C", "R"};
        weight.insert(weight.end(), row_taps.begin(), row_taps.end());
        weight.emplace_back("S");
        weight.insert(weight.end(), column_taps.begin(), column_taps.end());
        add_tensor(tensors, "Weight", weight, spot);
        add_tensor(tensors, "Input",
                   {"N", "C", row_taps.empty() ? "P" : "P + " + row_taps.front(),
                    column_taps.empty() ? "Q" : "Q + " + column_taps.front()},
                   spot);
        Node& output = add_tensor(tensors, "Output", {"N", "K", "P", "R", "Q", "S"}, spot);
        composer_.text(output, "output", "true", spot);
    }

    /// The dimension of several taps; nothing for a single one.
    std::vector<std::string> add_taps(Node& sizes, const std::string& filter, std::int64_t taps,
                                      TextPosition spot) {
        if (taps == 1) {
            return {};
        }
        composer_.integer(sizes, tap_dimension(filter), taps, spot);
        return {tap_dimension(filter)};
    }

    Node& add_tensor(Node& tensors, const std::string& name, const std::vector<std::string>& axes,
                     TextPosition spot) {
        Node& tensor = composer_.map(tensors, name, spot);
        Node& list = composer_.list(tensor, "axes", spot);
        for (const std::string& axis : axes) {
            composer_.text(list, "", axis, spot);
        }
        return tensor;
    }

    const NetworkDescription& network_;
    std::vector<Problem>& problems_;
    Composer composer_;
};

} // namespace

TransposedAxis transposed_axis(const LayerDescription& layer, const std::string& dimension) {
    const std::int64_t stride = layer.stride(dimension, usual_stride_of_transposed);
    return {stride, layer.size(dimension == "Y" ? "R" : "S").value_or(1) / stride};
}

std::string tap_dimension(const std::string& filter) { return filter + "taps"; }

bool has_channel_multiplier(const LayerDescription& layer) {
    return layer.kind == LayerKind::dsconv && layer.size("K").value_or(1) > 1;
}

input::Document workload_tree(const NetworkDescription& network, std::vector<Problem>& problems) {
    return WorkloadTree(network, problems).compose();
}

} // namespace counterpoint::mapping::maestro
