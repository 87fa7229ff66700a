#include "mapping/timeloop/problem.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "input/composer.hpp"
#include "input/nearest.hpp"
#include "mapping/timeloop/projection.hpp"
#include "mapping/timeloop/shapes.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using input::Composer;
using input::Node;
using input::TextPosition;

TextPosition position_of(const Node& node) { return {node.line, node.column}; }

/// What `instance:` may say besides sizes and coefficients: sizes of the input, which follow from
/// the others, and padding, which Timeloop does not count.
bool is_without_effect(const std::string& key) {
    static const std::set<std::string> keys{"H",        "W",        "Hpad", "Wpad", "Hpadding",
                                            "Wpadding", "version",  "name", "type", "shape",
                                            "notes",    "instance", "G"};
    return keys.count(key) > 0;
}

/// Makes names of layers unlike each other.
class LayerNames {
  public:
    std::string unlike_others(const std::string& name) {
        std::string other = name;
        for (std::size_t count = 2; !names_.insert(other).second; ++count) {
            other = name + '#' + std::to_string(count);
        }
        return other;
    }

  private:
    std::set<std::string> names_;
};

/// One problem as a layer.
class LayerReader {
  public:
    LayerReader(const Node& problem, const input::Scope& variables, Reading& reading)
        : problem_(problem), variables_(variables), reading_(reading) {}

    void read(Composer& composer, Node& layers, LayerNames& names) {
        const Node* shape = find_shape();
        if (shape == nullptr) {
            return;
        }
        check_keys(*shape);
        read_dimensions(*shape);
        read_coefficients(*shape);
        read_instance();
        const Node* name = shape->find("name");
        const auto text = name != nullptr ? reading_.name(*name) : std::nullopt;
        Node& layer = composer.map(layers, "", position_of(problem_));
        composer
            .text(layer, "name", names.unlike_others(text.value_or("layer")), position_of(*shape))
            .quoted = true;
        composer.text(layer, "type", "EINSUM", position_of(*shape));
        Node& sizes = composer.map(layer, "dimensions", position_of(*instance_));
        for (const std::string& dimension : dimensions_) {
            const Node* given = instance_->find(dimension);
            composer.integer(sizes, dimension, sizes_[dimension],
                             position_of(given != nullptr ? *given : *instance_));
        }
        tensors_ = add_tensors({dimensions_, coefficients_}, *shape, composer, layer, reading_);
    }

    [[nodiscard]] const TensorNames& tensors() const { return tensors_; }

  private:
    /// The map that describes the shape; null, after a problem, where there is none.
    const Node* find_shape() {
        const Node* shape = problem_.find("shape");
        if (shape == nullptr || shape->kind == Node::Kind::scalar) {
            // Timeloop's own where nothing is said.
            built_in_ = shape_named(shape == nullptr ? "cnn-layer" : shape->text);
            if (!built_in_) {
                reading_.problem(shape->place(),
                                 "no shape of Timeloop's is named " + input::in_quotes(shape->text),
                                 "cnn-layer or gemm-ABZ", "", "write the shape out");
                return nullptr;
            }
            return &built_in_->root();
        }
        if (shape->kind != Node::Kind::map) {
            reading_.expect(*shape, "this is not a shape",
                            "a map with dimensions and data-spaces, or a name such as cnn-layer");
            return nullptr;
        }
        return shape;
    }

    void check_keys(const Node& shape) {
        static const std::vector<std::string> known{"name",        "dimensions",  "coefficients",
                                                    "data-spaces", "data_spaces", "version"};
        for (const Node* child : shape.children) {
            if (std::find(known.begin(), known.end(), child->key) == known.end()) {
                reading_.left_out(child->key_place(), input::in_quotes(child->key) +
                                                          " of a shape is not modelled here");
            }
        }
    }

    void read_dimensions(const Node& shape) {
        const Node* list = shape.find("dimensions");
        if (list == nullptr || list->kind != Node::Kind::list || list->children.empty()) {
            reading_.problem(shape.place(), "the shape has no dimensions",
                             "a list such as dimensions: [M, N, K]");
            return;
        }
        if (list->children.size() > Limits{}.dimensions) {
            reading_.problem(list->place(), "there are too many dimensions",
                             "at most " + std::to_string(Limits{}.dimensions));
            return;
        }
        for (const std::string& name : reading_.names(*list)) {
            if (std::find(dimensions_.begin(), dimensions_.end(), name) != dimensions_.end()) {
                reading_.problem(list->place(),
                                 "the dimension " + input::in_quotes(name) + " is there twice");
            } else {
                dimensions_.push_back(name);
            }
        }
    }

    void read_coefficients(const Node& shape) {
        const Node* list = shape.find("coefficients");
        if (list == nullptr || list->kind == Node::Kind::nothing) {
            return;
        }
        if (list->kind != Node::Kind::list) {
            reading_.expect(*list, "these are not coefficients",
                            "a list such as [{name: Wstride, default: 1}]");
            return;
        }
        for (const Node* item : list->children) {
            const Node* name = item->find("name");
            const auto text = name != nullptr ? reading_.name(*name) : std::nullopt;
            if (name == nullptr) {
                reading_.problem(item->place(), "a coefficient has no name");
            }
            const Node* value = item->find("default");
            const auto number = value != nullptr
                                    ? reading_.integer(*value, input::positive, variables_)
                                    : std::optional<std::int64_t>(1);
            if (text) {
                coefficients_[*text] = number.value_or(1);
            }
        }
    }

    /// Sizes stand under `instance`, in old files beside the shape.
    void read_instance() {
        const Node* instance = problem_.find("instance");
        instance_ = instance != nullptr ? instance : &problem_;
        if (instance_->kind != Node::Kind::map) {
            reading_.expect(*instance_, "this is not an instance of a shape",
                            "a map of sizes such as {M: 16, N: 16, K: 64}");
            return;
        }
        for (const std::string& dimension : dimensions_) {
            const Node* size = instance_->find(dimension);
            if (size == nullptr) {
                reading_.problem(instance_->place(),
                                 "the dimension " + input::in_quotes(dimension) + " has no size");
            } else if (const auto value = reading_.integer(*size, input::positive, variables_)) {
                sizes_[dimension] = *value;
            }
        }
        for (const Node* child : instance_->children) {
            read_setting(*child);
        }
        for (const Node* child : problem_.children) {
            if (instance != nullptr && child != instance && !is_without_effect(child->key)) {
                nothing_known(*child);
            }
        }
    }

    void read_setting(const Node& setting) {
        const auto coefficient = coefficients_.find(setting.key);
        if (coefficient != coefficients_.end()) {
            coefficient->second =
                reading_.integer(setting, input::positive, variables_).value_or(1);
        } else if (setting.key == "densities" || setting.key == "commonDensity") {
            check_density(setting);
        } else if (sizes_.count(setting.key) == 0 && !is_dimension(setting.key) &&
                   !is_without_effect(setting.key)) {
            nothing_known(setting);
        }
    }

    void nothing_known(const Node& setting) {
        std::vector<std::string> known = dimensions_;
        for (const auto& [name, value] : coefficients_) {
            known.push_back(name);
        }
        reading_.left_out(setting.key_place(),
                          input::in_quotes(setting.key) +
                              " is neither a dimension nor a coefficient of the shape",
                          input::suggestion(setting.key, known));
    }

    /// Dense, whether by itself or for each data-space, is what is modelled.
    void check_density(const Node& density) {
        if (density.kind == Node::Kind::map) {
            for (const Node* child : density.children) {
                const bool says_more = child->key != "distribution" && child->key != "density";
                if (says_more || child->key == "density") {
                    check_density(*child);
                }
            }
            return;
        }
        const bool is_dense = density.text == "1" || density.text == "1.0" || density.text == "1.";
        if (!is_dense && density.kind != Node::Kind::nothing) {
            reading_.left_out(density.place(), "a density of " + density.shown() +
                                                   ": sparse tensors are not modelled");
        }
    }

    [[nodiscard]] bool is_dimension(const std::string& name) const {
        return std::find(dimensions_.begin(), dimensions_.end(), name) != dimensions_.end();
    }

    const Node& problem_;
    const input::Scope& variables_;
    Reading& reading_;
    std::optional<input::Document> built_in_;
    const Node* instance_ = nullptr;
    std::vector<std::string> dimensions_;
    std::map<std::string, std::int64_t> sizes_;
    std::map<std::string, std::int64_t> coefficients_;
    TensorNames tensors_;
};

/// The items of a list, or the one there is.
std::vector<const Node*> problems_of(const Node& problem, Reading& reading) {
    if (problem.kind != Node::Kind::list) {
        return {&problem};
    }
    if (problem.children.size() > Limits{}.layers) {
        reading.problem(problem.place(), "there are too many problems",
                        "at most " + std::to_string(Limits{}.layers));
        return {};
    }
    return {problem.children.begin(), problem.children.end()};
}

void note_tensors(const TensorNames& of_layer, TensorNames& tensors) {
    for (const std::string& tensor : of_layer.all) {
        if (std::find(tensors.all.begin(), tensors.all.end(), tensor) == tensors.all.end()) {
            tensors.all.push_back(tensor);
        }
    }
    tensors.output = tensors.output.empty() ? of_layer.output : tensors.output;
}

} // namespace

Operations parse_problem(const Node& problem, const input::Scope& variables, Reading& reading) {
    Composer composer(*problem.file);
    Operations operations{input::Document(""), {{}, ""}};
    const TextPosition at = position_of(problem);
    Node& workload = composer.map(composer.root(), "workload", at);
    composer.text(workload, "name", std::filesystem::path(*problem.file).stem().string(), at)
        .quoted = true;
    Node& layers = composer.list(workload, "layers", at);
    LayerNames names;
    for (const Node* each : problems_of(problem, reading)) {
        if (each->kind != Node::Kind::map) {
            reading.expect(*each, "this is not a problem", "a map with a shape and its instance");
            continue;
        }
        LayerReader layer(*each, variables, reading);
        layer.read(composer, layers, names);
        note_tensors(layer.tensors(), operations.tensors);
    }
    operations.tree = composer.finish();
    return operations;
}

} // namespace counterpoint::mapping::timeloop
