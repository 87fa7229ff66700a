#include "mapping/maestro/layer_parser.hpp"

#include <algorithm>

#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::mapping::maestro {

namespace {

const std::vector<std::string> part_keywords{"Type", "Stride", "Dimensions", "Dataflow"};
const std::vector<std::string> directive_keywords{"TemporalMap", "SpatialMap", "Cluster"};

constexpr const char* parts_of_a_layer = "Type, Stride, Dimensions, Dataflow or '}'";
constexpr const char* directives = "TemporalMap, SpatialMap, Cluster or '}'";

std::optional<LayerKind> kind_of(std::string_view word) {
    for (const LayerKind kind :
         {LayerKind::conv, LayerKind::dsconv, LayerKind::trconv, LayerKind::gemm}) {
        if (to_string(kind) == word) {
            return kind;
        }
    }
    return std::nullopt;
}

bool is_one_of(const Token& token, const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), token.text) != words.end();
}

/// MAESTRO knows the word but not what it means, or has no layer of it in its files.
bool is_known_elsewhere(std::string_view word) {
    const std::vector<std::string_view> words{"FC", "POOL", "LSTM", "NGCONV", "RESIDUAL_IDENTITY"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::optional<LayerDescription> LayerParser::run(const Token& keyword) {
    layer_.spot = keyword.spot;
    layer_.name = "Layer";
    if (!stream_.at_end() && !stream_.at_brace()) {
        const Token name = stream_.take();
        layer_.name = std::string(name.text);
    }
    if (!stream_.expect("{", "behind the name of the layer")) {
        return std::nullopt;
    }
    while (!stream_.at_end() && stream_.peek().text != "}") {
        part(stream_.take());
    }
    stream_.expect("}", "at the end of layer " + layer_.name);
    return is_complete() ? std::optional(std::move(layer_)) : std::nullopt;
}

void LayerParser::part(const Token& token) {
    if (token.text == "Type") {
        type();
    } else if (token.text == "Stride") {
        numbers("stride", layer_.strides);
    } else if (token.text == "Dimensions") {
        has_dimensions_ = true;
        layer_.dimensions_spot = token.spot;
        numbers("dimension", layer_.dimensions);
    } else if (token.text == "Dataflow") {
        dataflow(token);
    } else {
        const auto meant = input::nearest(token.text, part_keywords);
        stream_.unexpected(token, parts_of_a_layer, meant ? "did you mean '" + *meant + "'?" : "");
        if (token.text == "{") {
            stream_.leave_block();
        } else {
            skip_to_part();
        }
    }
}

void LayerParser::skip_to_part() {
    while (!stream_.at_end() && !stream_.at_brace() && !is_one_of(stream_.peek(), part_keywords)) {
        stream_.take();
    }
    stream_.skip_block();
}

void LayerParser::type() {
    const auto word = stream_.word("a layer type");
    type_was_wrong_ = !word;
    if (!word) {
        return;
    }
    if (has_type_) {
        stream_.problem(word->spot, "the layer has a type already");
    }
    has_type_ = true;
    layer_.kind_spot = word->spot;
    if (const auto kind = kind_of(word->text)) {
        layer_.kind = *kind;
        return;
    }
    type_was_wrong_ = true;
    const bool elsewhere = is_known_elsewhere(word->text);
    stream_.problem(word->spot,
                    elsewhere ? "layers of this type are not modelled"
                              : "there is no such layer type",
                    "CONV, DSCONV, TRCONV or GEMM", input::in_quotes(word->text),
                    word->text == "FC" ? "a fully connected layer is a GEMM" : "");
}

void LayerParser::numbers(const std::string& what, std::vector<NamedNumber>& numbers) {
    if (!stream_.expect("{", "before the sizes")) {
        return;
    }
    while (!stream_.at_end() && stream_.peek().text != "}") {
        const auto name = stream_.word("a " + what + " or '}'");
        if (!name) { // a brace opens
            stream_.skip_block();
            continue;
        }
        const std::string key(name->text);
        const std::string expected = "a positive integer or a constant, the size of " + key;
        const auto value = stream_.word(expected);
        if (!value) {
            continue;
        }
        const auto size = number(*value, expected);
        const auto known = std::find_if(numbers.begin(), numbers.end(),
                                        [&](const NamedNumber& each) { return each.name == key; });
        if (known == numbers.end() && numbers.size() >= stream_.limits().sizes) {
            stream_.problem(name->spot, "there are too many sizes",
                            "at most " + std::to_string(stream_.limits().sizes));
            stream_.leave_block();
            return;
        }
        if (known == numbers.end()) {
            numbers.push_back({key, size.value_or(1), name->spot, value->spot});
        } else if (size && known->value != *size) { // real files say the same thing twice
            stream_.problem(name->spot, input::in_quotes(key) + " is given twice, and not the same",
                            std::to_string(known->value), std::to_string(*size));
        }
    }
    stream_.expect("}", "behind the last size");
}

void LayerParser::dataflow(const Token& keyword) {
    if (!stream_.expect("{", "before the directives of the dataflow")) {
        return;
    }
    if (has_dataflow_) {
        stream_.problem(keyword.spot, "the layer has a dataflow already");
    }
    std::vector<Directive> read;
    while (!stream_.at_end() && stream_.peek().text != "}") {
        const Token token = stream_.take();
        if (read.size() >= stream_.limits().directives) {
            stream_.problem(token.spot, "the dataflow has too many directives",
                            "at most " + std::to_string(stream_.limits().directives));
            stream_.leave_block();
            return;
        }
        if (auto parsed = directive(token)) {
            read.push_back(std::move(*parsed));
        } else {
            skip_to_directive();
        }
    }
    stream_.expect("}", "behind the last directive");
    if (!read.empty()) { // MAESTRO takes an empty one for none
        has_dataflow_ = true;
        layer_.dataflow = network_.dataflows.size();
        network_.dataflows.push_back(std::move(read));
    }
}

void LayerParser::skip_to_directive() {
    while (!stream_.at_end() && !stream_.at_brace() &&
           !is_one_of(stream_.peek(), directive_keywords)) {
        stream_.take();
    }
    stream_.skip_block();
}

std::optional<Directive> LayerParser::directive(const Token& keyword) {
    if (keyword.text == "Cluster") {
        return cluster(keyword);
    }
    if (keyword.text == "TemporalMap" || keyword.text == "SpatialMap") {
        return map(keyword);
    }
    const auto meant = input::nearest(keyword.text, directive_keywords);
    stream_.unexpected(keyword, directives, meant ? "did you mean '" + *meant + "'?" : "");
    return std::nullopt;
}

std::optional<Directive> LayerParser::cluster(const Token& keyword) {
    auto units = size("the size of the cluster");
    const auto type = units ? stream_.word("P or L, the type of the cluster") : std::nullopt;
    if (!type) {
        return std::nullopt;
    }
    if (type->text != "P" && type->text != "L") {
        stream_.unexpected(*type, "P or L, the type of the cluster");
    }
    return Cluster{std::move(*units), keyword.spot};
}

std::optional<Directive> LayerParser::map(const Token& keyword) {
    auto extent = size("the size of the map");
    auto offset = extent ? size("the offset of the map") : std::nullopt;
    const auto dimension = offset ? stream_.word("the dimension of the map") : std::nullopt;
    if (!dimension) {
        return std::nullopt;
    }
    return Map{keyword.text == "SpatialMap", std::move(*extent), std::move(*offset),
               std::string(dimension->text), keyword.spot};
}

std::optional<Size> LayerParser::size(const std::string& expected) {
    const auto first = stream_.word("a positive integer, a constant or Sz(…), " + expected);
    if (!first) {
        return std::nullopt;
    }
    if (first->text == "Sz") {
        const auto dimension = stream_.word("the dimension whose size is meant");
        return dimension ? std::optional(Size{0, std::string(dimension->text), first->spot})
                         : std::nullopt;
    }
    const auto value = number(*first, "a positive integer, a constant or Sz(…), " + expected);
    return value ? std::optional(Size{*value, "", first->spot}) : std::nullopt;
}

std::optional<std::int64_t> LayerParser::number(const Token& token, const std::string& expected) {
    const auto constant = constants_.find(token.text);
    return constant != constants_.end() ? std::optional(constant->second)
                                        : stream_.positive(token, expected);
}

bool LayerParser::is_complete() {
    if (!has_type_) {
        stream_.problem(layer_.spot, "layer " + layer_.name + " has no type", "", "",
                        "add a line such as Type: CONV");
    }
    if (!has_dimensions_) {
        stream_.problem(layer_.spot, "layer " + layer_.name + " has no dimensions");
    }
    if (!has_dataflow_ && !network_.dataflows.empty()) {
        layer_.dataflow = network_.dataflows.size() - 1;
    }
    return has_type_ && !type_was_wrong_ && has_dimensions_;
}

} // namespace counterpoint::mapping::maestro
