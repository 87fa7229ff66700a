#include "mapping/timeloop/reading.hpp"

#include <utility>

#include "input/rational.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

/// Does the value read as a number by itself, without any variable?
bool is_number(const input::Node& node) {
    return node.text.find_first_not_of("0123456789.eE+-") == std::string::npos;
}

} // namespace

std::vector<Problem> Reading::take_problems() { return std::exchange(problems_, {}); }

void Reading::problem(const Place& place, const std::string& message, const std::string& expected,
                      const std::string& found, const std::string& remedy) {
    add({{place, message, expected, found, remedy}});
}

void Reading::add(std::vector<Problem> found) {
    for (Problem& problem : found) {
        problems_.push_back(std::move(problem));
        if (problems_.size() >= Limits{}.problems) {
            throw InputError(take_problems());
        }
    }
}

void Reading::expect(const input::Node& node, const std::string& message,
                     const std::string& expected) {
    problem(node.place(), message, expected, node.shown());
}

void Reading::left_out(const Place& place, const std::string& message, const std::string& remedy) {
    if (!lenient_) {
        problem(place, message, "", "",
                (remedy.empty() ? "" : remedy + ", or ") + "leave it out with --lenient");
        return;
    }
    if (notes_.size() >= Limits{}.problems) {
        problem(place, "too much would be left out");
        throw InputError(take_problems());
    }
    notes_.push_back(to_string(Problem{place, message + "; left out", "", "", ""}));
}

std::optional<std::int64_t> Reading::integer(const input::Node& node, input::IntegerRange range,
                                             const input::Scope& variables) {
    std::vector<Problem> found;
    std::optional<std::int64_t> value;
    if (node.kind != input::Node::Kind::scalar || is_number(node)) {
        value = input::integer_of(node, range, found);
    } else if (const auto expression = input::parse_expression(node, found)) {
        value = expression->evaluate_whole(variables, found);
        if (value && (*value < range.least || *value > range.most)) {
            problem(node.place(), node.shown() + " is " + std::to_string(*value) +
                                      ", which is out of range here");
            value.reset();
        }
    }
    add(std::move(found));
    return value;
}

std::optional<double> Reading::number(const input::Node& node, const input::Scope& variables) {
    std::vector<Problem> found;
    std::optional<double> value;
    if (node.kind != input::Node::Kind::scalar || is_number(node)) {
        value = input::positive_number_of(node, found);
    } else if (const auto expression = input::parse_expression(node, found)) {
        const auto fraction = expression->evaluate(variables, found);
        if (fraction && fraction->numerator > 0) {
            value = static_cast<double>(fraction->numerator) /
                    static_cast<double>(fraction->denominator);
        } else if (fraction) {
            input::expect(node, "this is not a positive number", "a positive number", found);
        }
    }
    add(std::move(found));
    return value;
}

std::optional<std::string> Reading::name(const input::Node& node) {
    std::vector<Problem> found;
    auto text = input::name_of(node, found);
    add(std::move(found));
    return text;
}

std::optional<bool> Reading::truth(const input::Node& node) {
    std::vector<Problem> found;
    const auto value = input::truth_of(node, found);
    add(std::move(found));
    return value;
}

std::vector<std::string> Reading::names(const input::Node& node) {
    if (node.kind == input::Node::Kind::nothing) {
        return {};
    }
    if (node.kind == input::Node::Kind::scalar) {
        return words_of(node.text);
    }
    if (node.kind == input::Node::Kind::map) {
        expect(node, "these are not names", "a list of names");
        return {};
    }
    std::vector<std::string> all;
    for (const input::Node* item : node.children) {
        if (auto text = name(*item)) {
            all.push_back(std::move(*text));
        }
    }
    return all;
}

const input::Node* find_any(const input::Node& map, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        if (const input::Node* found = map.find(key)) {
            return found;
        }
    }
    return nullptr;
}

std::vector<std::string> words_of(const std::string& text) {
    static constexpr const char* separators = " ,\t\r\n";
    std::vector<std::string> words;
    std::size_t begin = text.find_first_not_of(separators);
    while (begin != std::string::npos) {
        const std::size_t end = text.find_first_of(separators, begin);
        words.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
        begin = text.find_first_not_of(separators, end);
    }
    return words;
}

} // namespace counterpoint::mapping::timeloop
