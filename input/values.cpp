#include <algorithm>
#include <charconv>
#include <cmath>
#include <locale>
#include <sstream>
#include <system_error>

#include "input/fields.hpp"

namespace counterpoint::input {

namespace {

std::string wanted(IntegerRange range) {
    const bool bounded = range.most != std::numeric_limits<std::int64_t>::max();
    if (range.least == 1 && !bounded) {
        return "a positive integer";
    }
    if (range.least == std::numeric_limits<std::int64_t>::min() && !bounded) {
        return "an integer";
    }
    return bounded ? "an integer from " + std::to_string(range.least) + " to " +
                         std::to_string(range.most)
                   : "an integer of at least " + std::to_string(range.least);
}

std::string_view without_plus(const std::string& text) {
    const std::string_view view = text;
    return view.size() > 1 && view[0] == '+' && view[1] != '-' ? view.substr(1) : view;
}

bool is_plain_scalar(const Node& node) { return node.kind == Node::Kind::scalar && !node.quoted; }

} // namespace

void expect(const Node& node, const std::string& message, const std::string& expected,
            Problems& problems) {
    const bool needlessly_quoted = node.quoted && node.kind == Node::Kind::scalar;
    problems.push_back({node.place(), message, expected,
                        node.shown() + (needlessly_quoted ? " in quotes" : ""), ""});
}

std::optional<std::int64_t> integer_of(const Node& node, IntegerRange range, Problems& problems) {
    std::int64_t value = 0;
    const std::string_view text = without_plus(node.text);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool complete = !text.empty() && end == text.data() + text.size();
    if (!is_plain_scalar(node) || !complete || error == std::errc::invalid_argument) {
        expect(node, "this is not an integer", wanted(range), problems);
        return std::nullopt;
    }
    if (error == std::errc::result_out_of_range) {
        expect(node, "this integer does not fit into 64 bits", wanted(range), problems);
        return std::nullopt;
    }
    if (value < range.least || value > range.most) {
        expect(node, "this integer is out of range", wanted(range), problems);
        return std::nullopt;
    }
    return value;
}

std::optional<double> positive_number_of(const Node& node, Problems& problems) {
    double value = 0;
    std::istringstream stream{std::string(without_plus(node.text))};
    stream.imbue(std::locale::classic());
    stream >> value;
    const bool complete = !stream.fail() && stream.peek() == std::istringstream::traits_type::eof();
    if (!is_plain_scalar(node) || !complete || !std::isfinite(value) || value <= 0) {
        expect(node, "this is not a positive number", "a positive number", problems);
        return std::nullopt;
    }
    return value;
}

std::optional<bool> truth_of(const Node& node, Problems& problems) {
    if (is_plain_scalar(node)) {
        for (const char* spelling : {"true", "True", "TRUE"}) {
            if (node.text == spelling) {
                return true;
            }
        }
        for (const char* spelling : {"false", "False", "FALSE"}) {
            if (node.text == spelling) {
                return false;
            }
        }
    }
    expect(node, "this is neither true nor false", "true or false", problems);
    return std::nullopt;
}

std::optional<std::string> text_of(const Node& node, Problems& problems) {
    if (node.kind != Node::Kind::scalar) {
        expect(node, "this is not a text", "a text", problems);
        return std::nullopt;
    }
    return node.text;
}

std::optional<std::string> name_of(const Node& node, Problems& problems) {
    auto text = text_of(node, problems);
    if (!text) {
        return std::nullopt;
    }
    const auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
    };
    const bool only_blanks = text->find_first_not_of(' ') == std::string::npos;
    if (only_blanks || std::any_of(text->begin(), text->end(), is_control)) {
        expect(node, "this is not a name", "a name of printable characters", problems);
        return std::nullopt;
    }
    return text;
}

bool has_at_most(const Node& node, std::size_t most, Problems& problems) {
    if (node.children.size() > most) {
        problems.push_back({node.place(), "there are too many entries",
                            "at most " + std::to_string(most), std::to_string(node.children.size()),
                            ""});
    }
    return node.children.size() <= most;
}

std::vector<const Node*> items_of(const Node& node, Problems& problems) {
    if (node.kind == Node::Kind::list) {
        return {node.children.begin(), node.children.end()};
    }
    if (node.kind == Node::Kind::nothing) {
        expect(node, "this is not a list", "a list", problems);
        return {};
    }
    return {&node};
}

} // namespace counterpoint::input
