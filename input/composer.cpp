#include "input/composer.hpp"

namespace counterpoint::input {

Composer::Composer(const std::string& file) : document_(file) {
    Node& root = document_.add();
    root.kind = Node::Kind::map;
    root.file = &document_.file();
}

Node& Composer::add(Node& parent, const std::string& key, Node::Kind kind, TextPosition at) {
    Node& node = document_.add();
    node.kind = kind;
    node.key = key;
    node.parent = &parent;
    node.position = parent.children.size();
    node.file = &document_.file();
    node.line = at.line;
    node.column = at.column;
    node.key_line = at.line;
    node.key_column = at.column;
    parent.children.push_back(&node);
    return node;
}

Node& Composer::map(Node& parent, const std::string& key, TextPosition at) {
    return add(parent, key, Node::Kind::map, at);
}

Node& Composer::list(Node& parent, const std::string& key, TextPosition at) {
    return add(parent, key, Node::Kind::list, at);
}

Node& Composer::text(Node& parent, const std::string& key, const std::string& value,
                     TextPosition at) {
    Node& node = add(parent, key, Node::Kind::scalar, at);
    node.text = value;
    return node;
}

Node& Composer::integer(Node& parent, const std::string& key, std::int64_t value, TextPosition at) {
    return text(parent, key, std::to_string(value), at);
}

} // namespace counterpoint::input
