#include "input/document.hpp"

#include <algorithm>
#include <array>

namespace counterpoint::input {

namespace {

constexpr std::size_t shown_length = 60;

/// Control characters as `\xNN`, and no more than a line's worth of text.
std::string printable(std::string_view text) {
    static constexpr std::array<char, 17> digits{"0123456789abcdef"};
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool continues_character = (byte & 0xC0U) == 0x80U;
        if (result.size() >= shown_length && !continues_character) {
            return result + "…";
        }
        if (c == '\n') {
            result += "\\n";
        } else if (byte < 0x20U || byte == 0x7FU) {
            result += "\\x";
            result += digits.at(byte >> 4U);
            result += digits.at(byte & 0xFU);
        } else {
            result += c;
        }
    }
    return result;
}

} // namespace

std::string in_quotes(std::string_view text) { return "'" + printable(text) + "'"; }

const Node* Node::find(std::string_view wanted) const {
    if (kind != Kind::map) {
        return nullptr;
    }
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const Node* child) { return child->key == wanted; });
    return found == children.end() ? nullptr : *found;
}

std::string Node::path() const {
    std::vector<const Node*> chain;
    for (const Node* node = this; node->parent != nullptr; node = node->parent) {
        chain.push_back(node);
    }
    std::string path;
    for (auto node = chain.rbegin(); node != chain.rend(); ++node) {
        if ((*node)->parent->kind == Kind::list) {
            path += '[' + std::to_string((*node)->position) + ']';
        } else {
            path += path.empty() ? "" : ".";
            path += printable((*node)->key);
        }
    }
    return path;
}

Place Node::place() const { return {*file, line, column, path()}; }

Place Node::key_place() const {
    return key_line > 0 ? Place{*file, key_line, key_column, path()} : place();
}

std::string Node::shown() const {
    switch (kind) {
    case Kind::nothing:
        return "nothing";
    case Kind::list:
        return "a list";
    case Kind::map:
        return "a map";
    case Kind::scalar:
        break;
    }
    return input::in_quotes(text);
}

Node& Document::add() {
    Node& node = nodes_.emplace_back();
    node.file = file_.get();
    return node;
}

} // namespace counterpoint::input
