#include "workloads/onnx/reader.hpp"

#include <utility>

#include "vocabulary/checked.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/onnx/lean_model.hpp"
#include "workloads/onnx/lowering.hpp"
#include "workloads/onnx/unmodelled.hpp"
#include "workloads/onnx/work.hpp"
#include "workloads/onnx/workload_tree.hpp"

namespace counterpoint::workloads::onnx {

namespace {

/// Sorts the nodes of a model into those that become layers, those that are listed and those that
/// are refused.
class ModelReader {
  public:
    ModelReader(const Model& model, bool lenient, const Limits& limits)
        : model_(model), lenient_(lenient), limits_(limits) {}

    Reading read() {
        for (const Node& node : model_.nodes) {
            take(node);
        }
        if (problems_.empty() && modelled_.empty()) {
            problems_.push_back({{model_.file, 0, 0, ""},
                                 "there is nothing to compute: no node of the model has MACs",
                                 "",
                                 "",
                                 ""});
        }
        tell_remarks();
        if (!problems_.empty()) {
            throw InputError(std::move(problems_));
        }
        const std::string sentence = unmodelled_.sentence();
        if (!sentence.empty()) {
            notes_.insert(notes_.begin(), model_.file + ": " + sentence);
        }
        return {workload_tree(model_, modelled_, sentence), std::move(notes_)};
    }

  private:
    void take(const Node& node) {
        const NodeShapes shapes(model_, node);
        try {
            if (is_modelled(node.kind)) {
                Lowering lowering = lower(shapes, limits_.layers - layers_);
                count(lowering);
                unmodelled_.add_modelled(node.kind, lowering);
                modelled_.push_back({&node, std::move(lowering.layers)});
            } else if (is_known_work(node.kind) && !node.has_subgraph) {
                unmodelled_.add(node.kind, operations_of(shapes));
            } else {
                throw Refusal(node.has_subgraph ? "it has a graph of its own, which is not read"
                                                : "this operator is not known");
            }
        } catch (const Refusal& refusal) {
            refuse(node, refusal.what(), refusal.expected(), refusal.found());
        } catch (const Overflow&) {
            refuse(node, "its sizes are too large", "", "");
        }
    }

    /// They may be why a shape is not known.
    void tell_remarks() {
        const std::string text = "ONNX's shape inference says: " + model_.remarks;
        if (!model_.remarks.empty() && problems_.empty()) {
            note(model_.file + ": " + text);
        } else if (!model_.remarks.empty()) {
            problems_.push_back({{model_.file, 0, 0, ""}, text, "", "", ""});
        }
    }

    void count(const Lowering& lowering) {
        layers_ += lowering.layers.size();
        if (layers_ > limits_.layers) {
            layers_ -= lowering.layers.size();
            throw Refusal("the model would have too many layers",
                          "at most " + std::to_string(limits_.layers));
        }
    }

    void refuse(const Node& node, const std::string& message, const std::string& expected,
                const std::string& found) {
        const std::string name = node.kind + " node " + node.name;
        if (lenient_) {
            unmodelled_.add(node.kind, std::nullopt);
            note(model_.file + ": left out: " + name + ": " + message +
                 (found.empty() ? "" : " (found " + found + ')'));
        } else if (problems_.size() < limits_.problems) {
            problems_.push_back({{model_.file, 0, 0, name},
                                 message,
                                 expected,
                                 found,
                                 "--lenient leaves such nodes out and lists them"});
        }
    }

    void note(const std::string& text) {
        if (notes_.size() < limits_.problems) {
            notes_.push_back(text);
        }
    }

    const Model& model_;
    bool lenient_;
    const Limits& limits_;
    std::vector<ModelledNode> modelled_;
    Unmodelled unmodelled_;
    std::size_t layers_ = 0;
    std::vector<std::string> notes_;
    std::vector<Problem> problems_;
};

} // namespace

Reading read_model(const std::string& bytes, const std::string& file, DimensionSizes& dimensions,
                   bool lenient, const Limits& limits, const ShapeInference& infer) {
    const std::string lean = lean_model_of_bytes(bytes, file, limits);
    const Model model = load_model(lean, file, dimensions, limits, infer);
    return ModelReader(model, lenient, limits).read();
}

} // namespace counterpoint::workloads::onnx
