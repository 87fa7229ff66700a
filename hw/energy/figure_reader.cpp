#include "hw/energy/figure_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "input/nearest.hpp"

namespace counterpoint::hw {

namespace {

using input::Node;

constexpr double any_number = -std::numeric_limits<double>::max();

/// Nothing where the text is no finite number.
std::optional<double> parsed(const std::string& text) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    const bool whole = !text.empty() && end == text.c_str() + text.size();
    return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<double> number_of(const Node& node, double least, input::Problems& problems) {
    const auto number = node.kind == Node::Kind::scalar ? parsed(node.text) : std::nullopt;
    if (!number || *number < least) {
        input::expect(node, "this is not a number that fits here",
                      least == 0 ? "a number of 0 or more" : "a number", problems);
        return std::nullopt;
    }
    return number;
}

std::string FigureReader::source(input::Fields& fields) {
    const Node* node = fields.required("source");
    if (node == nullptr) {
        return {};
    }
    const auto name = input::name_of(*node, problems_);
    if (name && technology_.sources.count(*name) == 0) {
        std::vector<std::string> known;
        for (const auto& [key, source] : technology_.sources) {
            known.push_back(key);
        }
        problems_.push_back({node->place(), "the technology has no such source",
                             "a key of `sources`", node->shown(), input::suggestion(*name, known)});
    }
    return name.value_or("");
}

std::optional<double> FigureReader::number(input::Fields& fields, const char* key) {
    const Node* node = fields.optional(key);
    return node == nullptr ? std::nullopt : number_of(*node, 0, problems_);
}

std::optional<Figure> FigureReader::figure(input::Fields& fields, const char* key) {
    const Node* node = fields.optional(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    input::Fields parts(*node, problems_);
    const Node* value = parts.required("value");
    const auto number = value == nullptr ? std::nullopt : number_of(*value, 0, problems_);
    Figure figure{number.value_or(0), source(parts)};
    parts.annotations();
    parts.finish();
    return figure;
}

void FigureReader::points(const Node& node, Curve& curve) {
    if (node.kind != Node::Kind::map || node.children.empty()) {
        input::expect(node, "these are not points", "a map such as {8: 0.03, 32: 0.1}", problems_);
        return;
    }
    for (const Node* child : node.children) {
        const auto at = parsed(child->key);
        if (!at || *at <= 0) {
            problems_.push_back({child->key_place(), "a point stands at a positive number", "",
                                 input::in_quotes(child->key), ""});
            continue;
        }
        if (const auto value = input::positive_number_of(*child, problems_)) {
            curve.points.push_back({*at, *value});
        }
    }
    std::sort(curve.points.begin(), curve.points.end(),
              [](const CurvePoint& a, const CurvePoint& b) { return a.at < b.at; });
    const auto twice =
        std::adjacent_find(curve.points.begin(), curve.points.end(),
                           [](const CurvePoint& a, const CurvePoint& b) { return a.at == b.at; });
    if (twice != curve.points.end()) {
        problems_.push_back({node.place(), "two points stand at the same number", "", "", ""});
    }
}

Curve FigureReader::curve(input::Fields& fields, const char* key) {
    Curve curve;
    const Node* node = fields.optional(key);
    if (node == nullptr) {
        return curve;
    }
    input::Fields parts(*node, problems_);
    curve.source = source(parts);
    if (const Node* of_curve = parts.required("points")) {
        points(*of_curve, curve);
    }
    curve.below = number(parts, "below");
    curve.above = number(parts, "above");
    if (curve.points.size() == 1 && (!curve.below || !curve.above)) {
        problems_.push_back({node->place(), "a single point does not say how the figure scales",
                             "`below` and `above`, the exponents there", "", ""});
    }
    parts.annotations();
    parts.finish();
    return curve;
}

Operation FigureReader::operation(input::Fields& fields, const char* key) {
    Operation operation;
    if (const Node* node = fields.optional(key)) {
        input::Fields parts(*node, problems_);
        operation.energy = curve(parts, "energy");
        operation.area = curve(parts, "area");
        operation.leakage = curve(parts, "leakage");
        parts.finish();
    }
    return operation;
}

ArithmeticFigures FigureReader::arithmetic(const Node& node) {
    input::Fields fields(node, problems_);
    ArithmeticFigures figures;
    figures.multiply = operation(fields, "multiply");
    figures.add = operation(fields, "add");
    figures.mac = figure(fields, "mac");
    figures.mac_area = figure(fields, "mac_area");
    fields.annotations();
    fields.finish();
    if (!figures.mac && (figures.multiply.energy.empty() || figures.add.energy.empty())) {
        problems_.push_back({node.place(), "the energy of a MAC cannot be told",
                             "`mac`, or `energy` of "
                             "both `multiply` and `add`",
                             "", ""});
    }
    return figures;
}

std::optional<AccessFigures> FigureReader::access(input::Fields& fields, const std::string& from) {
    const auto read = number(fields, "read");
    const auto write = number(fields, "write");
    AccessFigures figures;
    figures.update = number(fields, "update");
    figures.per =
        fields.choice<Per>("per", {{"byte", Per::byte}, {"element", Per::element}}, Per::element);
    figures.source = from;
    figures.read = read.value_or(0);
    figures.write = write.value_or(0);
    return read && write ? std::optional(figures) : std::nullopt;
}

MemoryFigures FigureReader::memory(const Node& node) {
    input::Fields fields(node, problems_);
    MemoryFigures figures;
    if (fields.optional("not_counted") != nullptr) {
        figures.not_counted = fields.required_name("not_counted");
        fields.finish();
        return figures;
    }
    const std::string from = source(fields);
    figures.access = access(fields, from);
    if (const Node* tensors = fields.optional("tensors")) {
        if (tensors->kind != Node::Kind::map) {
            input::expect(*tensors, "these are no tensors",
                          "a map of their names to their energies", problems_);
        }
        for (const Node* child : tensors->children) {
            input::Fields parts(*child, problems_);
            if (const auto of_tensor = access(parts, from)) {
                figures.by_tensor.emplace(child->key, *of_tensor);
            }
            parts.finish();
        }
    }
    if (const auto area = number(fields, "area_um2")) {
        figures.area = Figure{*area, from};
    }
    if (const auto leakage = number(fields, "leakage_uw")) {
        figures.leakage = Figure{*leakage, from};
    }
    fields.annotations();
    fields.finish();
    if (!figures.access && figures.by_tensor.empty()) {
        problems_.push_back(
            {node.place(), "the memory has no energies", "`read` and `write`", "", ""});
    }
    return figures;
}

SramFigures FigureReader::sram(const Node& node) {
    input::Fields fields(node, problems_);
    SramFigures figures;
    figures.access_bits = fields.positive_number("access_bits", figures.access_bits);
    figures.read = curve(fields, "read");
    figures.write = curve(fields, "write");
    figures.area = curve(fields, "area");
    figures.leakage = curve(fields, "leakage");
    figures.port_energy = figure(fields, "port_energy");
    figures.port_area = figure(fields, "port_area");
    fields.annotations();
    fields.finish();
    return figures;
}

NetworkAreaTerm FigureReader::area_term(const Node& node) {
    input::Fields fields(node, problems_);
    const auto coefficient = [&](const char* key) {
        const Node* found = fields.optional(key);
        return found == nullptr ? 0 : number_of(*found, any_number, problems_).value_or(0);
    };
    NetworkAreaTerm term;
    term.factor = fields.positive_number("factor", term.factor);
    term.quadratic = coefficient("quadratic");
    term.linear = coefficient("linear");
    term.constant = coefficient("constant");
    term.least = coefficient("least");
    term.per_byte_a_cycle = fields.truth("per_byte_a_cycle", false);
    fields.annotations();
    fields.finish();
    return term;
}

NetworkFigures FigureReader::network(const Node& node) {
    input::Fields fields(node, problems_);
    NetworkFigures figures;
    figures.wire = figure(fields, "wire_bit_mm");
    figures.hop = figure(fields, "hop_mm");
    figures.switch_bit = figure(fields, "switch_bit");
    figures.neighbour = figure(fields, "neighbour_element");
    if (figures.wire.has_value() != figures.hop.has_value()) {
        problems_.push_back({node.place(),
                             "the energy of a link is that of its wires over its length",
                             "both `wire_bit_mm` and `hop_mm`, or neither", "", ""});
    }
    if (const Node* area = fields.optional("area")) {
        input::Fields parts(*area, problems_);
        figures.area_source = source(parts);
        if (const Node* terms = parts.required("terms")) {
            for (const Node* term : input::items_of(*terms, problems_)) {
                figures.area.push_back(area_term(*term));
            }
        }
        parts.annotations();
        parts.finish();
    }
    figures.not_counted = fields.name("not_counted", "");
    if (!figures.not_counted.empty() && figures.has_energies()) {
        problems_.push_back({node.place(), "networks that are not counted have no energies",
                             "`not_counted`, or energies", "", ""});
    }
    fields.annotations();
    fields.finish();
    return figures;
}

} // namespace counterpoint::hw
