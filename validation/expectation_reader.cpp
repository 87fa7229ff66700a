#include "validation/expectation_reader.hpp"

#include <charconv>
#include <cmath>

namespace counterpoint::validation {

namespace {

using input::Node;
using input::Problems;

/// `0.12`, `-1.5 %`. Nothing where the text is neither.
std::optional<double> share_of(std::string text) {
    const std::size_t percent = text.find('%');
    if (percent != std::string::npos) {
        if (percent + 1 != text.size() || text.find_first_of("eE") != std::string::npos) {
            return std::nullopt;
        }
        text.erase(text.find_last_not_of(' ', percent - 1) + 1);
        text += "e-2"; // not a division, which would round a second time
    }
    const char* begin = text.c_str() + (text.front() == '+' ? 1 : 0);
    const char* end = text.c_str() + text.size();
    double share = 0;
    const auto [rest, error] = std::from_chars(begin, end, share);
    const bool is_number = error == std::errc() && rest == end && std::isfinite(share);
    return is_number ? std::optional(share) : std::nullopt;
}

std::optional<double> read_share(const Node& node, Problems& problems) {
    const bool is_text = node.kind == Node::Kind::scalar && !node.text.empty();
    const auto share = is_text ? share_of(node.text) : std::nullopt;
    if (!share) {
        input::expect(node, "this is not a deviation", "a fraction or per cent: 0.12, -1.5 %",
                      problems);
    }
    return share;
}

void read_band(const Node& node, Expectation& expectation, Problems& problems) {
    if (node.kind != Node::Kind::list || node.children.size() != 2) {
        input::expect(node, "this is not a band", "[least, most], such as [-1 %, 12 %]", problems);
        return;
    }
    expectation.least = read_share(*node.children[0], problems);
    expectation.most = read_share(*node.children[1], problems);
    if (expectation.least && expectation.most && *expectation.least > *expectation.most) {
        input::expect(*node.children[1], "the band is empty",
                      "at least " + node.children[0]->text + ", the other end", problems);
    }
}

/// Exact or a band: one of both, a band with its cause and its reason.
void read_what(input::Fields& fields, Expectation& expectation, Problems& problems) {
    const Node* band = fields.optional("between");
    const Node* exact = fields.optional("exact");
    if ((band == nullptr) == (exact == nullptr)) {
        problems.push_back({expectation.place, "it is not clear what is expected",
                            "either `exact: true` or `between: [least, most]`",
                            band == nullptr ? "neither" : "both", ""});
    }
    if (exact != nullptr) {
        const auto is_exact = input::truth_of(*exact, problems);
        if (is_exact && !*is_exact) {
            input::expect(*exact, "this expects nothing", "true, or `between` in its place",
                          problems);
        }
    }
    if (band != nullptr) {
        read_band(*band, expectation, problems);
        if (const Node* of = fields.optional("of")) {
            expectation.of_cycles = true;
            if (input::text_of(*of, problems) != "cycles") {
                input::expect(*of, "bands are not in shares of this", "cycles, or leave it out",
                              problems);
            }
        }
        expectation.cause = fields.required_name("cause");
        expectation.reason = fields.required_name("reason");
    } else {
        expectation.reason = fields.name("reason", "");
        fields.refuse("cause", "only a band has a cause");
        fields.refuse("of", "only a band is in shares of something");
    }
}

Expectation read_expectation(const Node& node, Problems& problems) {
    Expectation expectation;
    expectation.place = node.place();
    input::Fields fields(node, problems);
    if (const Node* layers = fields.optional("layers")) {
        expectation.layers = read_texts(*layers, problems);
    }
    if (const Node* numbers = fields.optional("numbers")) {
        expectation.numbers = read_texts(*numbers, problems);
    }
    read_what(fields, expectation, problems);
    fields.finish();
    return expectation;
}

Published read_figure(const Node& node, Problems& problems) {
    Published figure;
    figure.place = node.place();
    input::Fields fields(node, problems);
    figure.layer = fields.name("layer", "");
    figure.number = fields.required_name("number");
    if (const Node* value = fields.required("value")) {
        figure.value = input::positive_number_of(*value, problems).value_or(1);
    }
    figure.source = fields.required_name("source");
    figure.note = fields.name("note", "");
    fields.finish();
    return figure;
}

} // namespace

std::vector<std::string> read_texts(const Node& node, Problems& problems) {
    std::vector<std::string> texts;
    for (const Node* item : input::items_of(node, problems)) {
        if (auto text = input::name_of(*item, problems)) {
            texts.push_back(std::move(*text));
        }
    }
    return texts;
}

std::vector<Expectation> read_expectations(const Node& node, Problems& problems) {
    std::vector<Expectation> expectations;
    for (const Node* item : input::items_of(node, problems)) {
        expectations.push_back(read_expectation(*item, problems));
    }
    return expectations;
}

std::vector<Published> read_published(const Node& node, Problems& problems) {
    std::vector<Published> figures;
    for (const Node* item : input::items_of(node, problems)) {
        figures.push_back(read_figure(*item, problems));
    }
    return figures;
}

} // namespace counterpoint::validation
