#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/problem.hpp"

namespace counterpoint::input {

/// One value of a document: nothing (`null`, or no value at all), a scalar, a list or a map.
/// Knows where it stands, so that whatever is wrong with it can be said with its place.
struct Node {
    enum class Kind { nothing, scalar, list, map };

    Kind kind = Kind::nothing;
    std::string text;            ///< of a scalar, without quotes and escapes
    bool quoted = false;         ///< a scalar in quotes or a block of text
    std::vector<Node*> children; ///< items of a list, values of a map in the order of the file

    Node* parent = nullptr;
    std::string key;          ///< under which it stands in its parent, a map
    std::size_t position = 0; ///< at which it stands in its parent

    const std::string* file = nullptr;
    int line = 0; ///< from 1; 0 where the text is not a file
    int column = 0;
    int key_line = 0;
    int key_column = 0;

    /// The value under a key of a map; null where there is none.
    [[nodiscard]] const Node* find(std::string_view wanted) const;

    /// Key path from the root, such as `workload.layers[3].dimensions.K`.
    [[nodiscard]] std::string path() const;
    [[nodiscard]] Place place() const;
    [[nodiscard]] Place key_place() const;

    /// What stands here, for messages: `'x'`, `nothing`, `a list`, `a map`.
    [[nodiscard]] std::string shown() const;
};

/// A YAML (or JSON) text as a tree. Owns its nodes; their addresses stay when it is moved.
class Document {
  public:
    explicit Document(std::string file) : file_(std::make_unique<std::string>(std::move(file))) {}

    [[nodiscard]] const std::string& file() const { return *file_; }
    [[nodiscard]] Node& root() { return nodes_.front(); }
    [[nodiscard]] const Node& root() const { return nodes_.front(); }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }

    /// A new node that belongs to no other; the first one is the root.
    Node& add();

  private:
    std::unique_ptr<std::string> file_; ///< the nodes point to it
    std::deque<Node> nodes_;
};

/// Bounds on what is read at all, so that no input takes the process down.
struct Limits {
    std::size_t bytes = std::size_t{64} << 20U;
    std::size_t depth = 64;
    std::size_t nodes = 2'000'000;
    std::size_t key_bytes = 1024;
    bool passes_tags =
        false; ///< a tag (`!name`) before a list or a map is passed over, not refused
};

/// Reads one YAML document out of a text, `file` standing for its name in problems. Throws
/// InputError: no YAML, no UTF-8, empty, several documents, an anchor, an alias, a tag, a key that
/// is no text or stands twice, beyond a limit.
Document parse_document(const std::string& text, const std::string& file,
                        const Limits& limits = {});

/// The same from a file. Throws InputError also where the file cannot be read.
Document read_document(const std::string& file, const Limits& limits = {});

/// A text of the user's for a message: in quotes, control characters escaped, cut where it is long.
std::string in_quotes(std::string_view text);

} // namespace counterpoint::input
