#include "mapping/timeloop/projection.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "input/nearest.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using input::Composer;
using input::Node;

input::TextPosition place_of(const Node& node) { return {node.line, node.column}; }

class TensorReader {
  public:
    TensorReader(const Vocabulary& vocabulary, Reading& reading)
        : vocabulary_(vocabulary), reading_(reading) {}

    TensorNames add_tensors(const Node& shape, Composer& composer, Node& layer) {
        const Node* spaces = find_any(shape, {"data-spaces", "data_spaces"});
        if (spaces == nullptr || spaces->kind != Node::Kind::list) {
            reading_.problem(shape.place(), "the shape has no data-spaces",
                             "a list of {name: …, projection: …}");
            return {};
        }
        if (spaces->children.size() > Limits{}.tensors) {
            reading_.problem(spaces->place(), "there are too many data-spaces",
                             "at most " + std::to_string(Limits{}.tensors));
            return {};
        }
        Node& tensors = composer.map(layer, "tensors", place_of(*spaces));
        for (const Node* space : spaces->children) {
            add_tensor(composer, tensors, *space);
        }
        if (output_.empty() && !reading_.failed()) {
            reading_.problem(spaces->place(), "no data-space is written",
                             "read-write: True at one of them");
        } else if (tensors_.size() == 1 && !reading_.failed()) {
            reading_.problem(spaces->place(), "no data-space is only read");
        }
        return {std::move(tensors_), output_};
    }

  private:
    void add_tensor(Composer& composer, Node& tensors, const Node& space) {
        const Node* name = space.find("name");
        const Node* projection = space.find("projection");
        if (name == nullptr || projection == nullptr || projection->kind != Node::Kind::list) {
            reading_.problem(space.place(), "this is not a data-space",
                             "a name and a list as its projection, such as [[[M]], [[K]]]");
            return;
        }
        const auto text = reading_.name(*name);
        if (!text) {
            return;
        }
        if (tensors.find(*text) != nullptr) {
            reading_.problem(name->place(), "two data-spaces are named " + input::in_quotes(*text));
            return;
        }
        tensors_.push_back(*text);
        Node& tensor = composer.map(tensors, *text, place_of(*name));
        if (!is_short(*projection)) {
            return;
        }
        Node& axes = composer.list(tensor, "axes", place_of(*projection));
        for (const Node* axis : projection->children) {
            composer.text(axes, "", axis_of(*axis), place_of(*axis));
        }
        const Node* written = find_any(space, {"read-write", "read_write"});
        if (written != nullptr && reading_.truth(*written).value_or(false)) {
            composer.text(tensor, "output", "true", place_of(*written));
            note_output(*text, *written);
        }
        check_keys(space);
    }

    void check_keys(const Node& space) {
        for (const Node* child : space.children) {
            static const std::set<std::string> known{"name", "projection", "read-write",
                                                     "read_write", "ranks"};
            if (known.count(child->key) == 0) {
                reading_.left_out(child->key_place(), input::in_quotes(child->key) +
                                                          " of a data-space is not modelled here");
            }
        }
    }

    void note_output(const std::string& tensor, const Node& written) {
        if (!output_.empty()) {
            reading_.problem(written.place(), tensor + " is written besides " + output_,
                             "one data-space with read-write: True");
        }
        output_ = tensor;
    }

    /// A dimension stands in one axis of a tensor, in one term of it.
    bool is_short(const Node& list) {
        const bool fits = list.children.size() <= Limits{}.dimensions;
        if (!fits) {
            reading_.problem(list.place(), "the projection is too long",
                             "at most " + std::to_string(Limits{}.dimensions) + " items");
        }
        return fits;
    }

    /// An axis is a dimension, or a list of terms: their sum.
    std::string axis_of(const Node& axis) {
        if (axis.kind == Node::Kind::scalar) {
            return term_of({axis.text}, axis);
        }
        if (axis.kind != Node::Kind::list || axis.children.empty()) {
            reading_.expect(axis, "this is not an axis of a projection",
                            "a list of terms such as [[P, Wstride], [R]]");
            return "";
        }
        std::string sum;
        if (!is_short(axis)) {
            return "";
        }
        for (const Node* term : axis.children) {
            sum += (sum.empty() ? "" : " + ") + term_of(reading_.names(*term), *term);
        }
        return sum;
    }

    std::string term_of(const std::vector<std::string>& names, const Node& place) {
        if (names.empty() || names.size() > 2) {
            reading_.expect(place, "this is not a term of a projection",
                            "[dimension] or [dimension, coefficient]");
            return "";
        }
        if (!is_dimension(names.front())) {
            reading_.problem(place.place(),
                             "the shape has no dimension " + input::in_quotes(names.front()), "",
                             "", input::suggestion(names.front(), vocabulary_.dimensions));
            return "";
        }
        if (names.size() == 1) {
            return names.front();
        }
        const auto coefficient = vocabulary_.coefficients.find(names.back());
        if (coefficient == vocabulary_.coefficients.end()) {
            reading_.problem(place.place(),
                             "the shape has no coefficient " + input::in_quotes(names.back()));
            return "";
        }
        return coefficient->second == 1 ? names.front()
                                        : std::to_string(coefficient->second) + '*' + names.front();
    }

    [[nodiscard]] bool is_dimension(const std::string& name) const {
        const auto& all = vocabulary_.dimensions;
        return std::find(all.begin(), all.end(), name) != all.end();
    }

    const Vocabulary& vocabulary_;
    Reading& reading_;
    std::vector<std::string> tensors_;
    std::string output_;
};

} // namespace

TensorNames add_tensors(const Vocabulary& vocabulary, const Node& shape, Composer& composer,
                        Node& layer, Reading& reading) {
    return TensorReader(vocabulary, reading).add_tensors(shape, composer, layer);
}

} // namespace counterpoint::mapping::timeloop
