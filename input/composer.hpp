#pragma once

#include <cstdint>
#include <string>

#include "input/document.hpp"

namespace counterpoint::input {

/// Where a value stands in a file that is not YAML, counted from 1; 0 where nowhere.
struct TextPosition {
    int line = 0;
    int column = 0;
};

/// Builds the tree that a YAML file would have been read into, for what other files say.
class Composer {
  public:
    /// The root is an empty map.
    explicit Composer(const std::string& file);

    [[nodiscard]] Node& root() { return document_.root(); }

    /// A new value that stands in the map under the key, or at the end of the list.
    Node& map(Node& parent, const std::string& key, TextPosition at);
    Node& list(Node& parent, const std::string& key, TextPosition at);
    Node& text(Node& parent, const std::string& key, const std::string& value, TextPosition at);
    Node& integer(Node& parent, const std::string& key, std::int64_t value, TextPosition at);

    Document finish() { return std::move(document_); }

  private:
    Node& add(Node& parent, const std::string& key, Node::Kind kind, TextPosition at);

    Document document_;
};

} // namespace counterpoint::input
