#include "input/yaml_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace counterpoint::input {

namespace {

constexpr std::size_t line_length = 100;
constexpr std::size_t step = 2;

bool is_plain_character(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') ||
           std::string_view("_./()+-* ").find(c) != std::string_view::npos;
}

/// May the text stand without quotes, in flow style too, and mean itself?
bool is_plain(std::string_view text) {
    static constexpr std::array words{"null", "Null", "NULL", "yes", "no", "on", "off", "y", "n"};
    const bool begins = !text.empty() && is_plain_character(text.front()) &&
                        std::string_view("*- +.").find(text.front()) == std::string_view::npos;
    return begins && text.back() != ' ' &&
           std::all_of(text.begin(), text.end(), is_plain_character) &&
           std::find(words.begin(), words.end(), text) == words.end();
}

std::string double_quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result + '"';
}

/// A name that is a number or a truth value for YAML needs quotes to stay a name.
bool looks_like_a_name(std::string_view text) {
    const char first = text.empty() ? '\0' : text.front();
    const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    static constexpr std::array truths{"true", "false", "True", "False", "TRUE", "FALSE"};
    return letter && text.find(' ') == std::string_view::npos &&
           std::find(truths.begin(), truths.end(), text) == truths.end();
}

std::string scalar_text(const Node& node) {
    const bool plain = is_plain(node.text) && (!node.quoted || looks_like_a_name(node.text));
    return plain ? node.text : double_quoted(node.text);
}

std::string key_text(const Node& node) {
    return is_plain(node.key) ? node.key : double_quoted(node.key);
}

std::string flow_text(const Node& node) {
    if (node.kind == Node::Kind::scalar) {
        return scalar_text(node);
    }
    if (node.kind == Node::Kind::nothing) {
        return "null";
    }
    const bool is_map = node.kind == Node::Kind::map;
    std::string text(1, is_map ? '{' : '[');
    for (const Node* child : node.children) {
        text += text.size() > 1 ? ", " : "";
        text += (is_map ? key_text(*child) + ": " : "") + flow_text(*child);
    }
    return text + (is_map ? '}' : ']');
}

bool is_leaf(const Node& node) {
    return node.kind == Node::Kind::scalar || node.kind == Node::Kind::nothing;
}

bool has_only_leaves(const Node& node) {
    return std::all_of(node.children.begin(), node.children.end(),
                       [](const Node* child) { return is_leaf(*child); });
}

/// A list of maps reads better as a block, whatever its length.
bool is_for_one_line(const Node& node) {
    return node.kind != Node::Kind::list || has_only_leaves(node);
}

class BlockWriter {
  public:
    std::string run(const Node& node) {
        children(node, 0);
        return std::move(text_);
    }

  private:
    void children(const Node& node, std::size_t indent) {
        const bool is_map = node.kind == Node::Kind::map;
        for (const Node* child : node.children) {
            const std::string head =
                std::string(indent, ' ') + (is_map ? key_text(*child) + ":" : "-");
            value(*child, head, indent + step, is_map);
        }
    }

    void value(const Node& node, const std::string& head, std::size_t indent, bool in_map) {
        const std::string line = flow_text(node);
        const bool opens_file = indent <= step && !is_leaf(node); // such as `workload:`
        const bool fits = head.size() + 1 + line.size() <= line_length;
        if (node.children.empty() || (fits && !opens_file && is_for_one_line(node))) {
            text_ += head + ' ' + line + '\n';
        } else if (node.kind == Node::Kind::list && has_only_leaves(node)) {
            several_lines(node, head);
        } else if (in_map) {
            text_ += head + '\n';
            children(node, indent);
        } else {
            item(node, head, indent);
        }
    }

    /// A list of leaves that is too long for a line.
    void several_lines(const Node& node, const std::string& head) {
        const std::string margin(head.size() + 2, ' ');
        std::string line = head + " [";
        for (const Node* child : node.children) {
            const std::string text = scalar_text(*child);
            if (child != node.children.front()) {
                line += ',';
                if (line.size() + text.size() + 2 > line_length) {
                    text_ += line + '\n';
                    line = margin;
                } else {
                    line += ' ';
                }
            }
            line += text;
        }
        text_ += line + "]\n";
    }

    /// A map in a list begins on the line of its dash.
    void item(const Node& node, const std::string& head, std::size_t indent) {
        const std::size_t begin = text_.size();
        children(node, indent);
        text_.replace(begin, indent, head + ' ');
    }

    std::string text_;
};

} // namespace

std::string yaml_text(const Node& node) { return BlockWriter().run(node); }

} // namespace counterpoint::input
