#include <sstream>
#include <unordered_set>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "input/brackets.hpp"
#include "input/document.hpp"
#include "input/source.hpp"

namespace counterpoint::input {

namespace {

constexpr const char* alias_refused = "an alias (*name) is not read here";
constexpr const char* alias_remedy = "write the value out; put a text that begins with * in quotes";

/// Builds the tree from the events of the YAML parser. Refuses by InputError as soon as it sees
/// what is not allowed, so that no more of a hostile text is read than up to there.
class Builder : public YAML::EventHandler {
  public:
    Builder(Document& document, const Limits& limits, const std::string& text)
        : document_(document), limits_(limits), text_(text) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (begun_) {
            refuse(mark, "a second document begins here", "keep one document in a file");
        }
        begun_ = true;
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        if (expects_key()) {
            refuse(mark, "a key is missing");
        }
        add(mark, Node::Kind::nothing);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        refuse(mark, alias_refused, alias_remedy);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (expects_key()) {
            take_key(mark, value);
            return;
        }
        Node& node = add(mark, Node::Kind::scalar);
        node.text = value;
        node.quoted = tag == "!";
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(mark, tag, anchor, Node::Kind::list);
    }
    void OnSequenceEnd() override { open_.pop_back(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(mark, tag, anchor, Node::Kind::map);
    }
    void OnMapEnd() override { open_.pop_back(); }

  private:
    /// A list or map whose end has not come yet.
    struct Open {
        Node* node = nullptr;
        std::unordered_set<std::string> keys;
        bool has_key = false; ///< a key was read, its value comes next
        std::string key;
        YAML::Mark key_mark;
    };

    [[noreturn]] void refuse(const YAML::Mark& mark, const std::string& message,
                             const std::string& remedy = {}) const {
        const std::string path = open_.empty() ? "" : open_.back().node->path();
        throw InputError(Problem{
            {document_.file(), mark.line + 1, mark.column + 1, path}, message, {}, {}, remedy});
    }

    /// To the YAML parser a bracket that is never closed is the beginning of a key.
    [[noreturn]] void refuse_key(YAML::Mark mark) const {
        const std::size_t bracket =
            unclosed_bracket(text_, offset_of(text_, {mark.line, mark.column}));
        if (bracket == std::string::npos) {
            refuse(mark, "a key is not a text");
        }
        const TextPlace place = place_of(text_, bracket);
        mark.line = place.line;
        mark.column = place.column;
        refuse(mark, text_[bracket] == '[' ? "a list begins here that has no ']' at its end"
                                           : "a map begins here that has no '}' at its end");
    }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
        if (anchor != 0) {
            refuse(mark, "an anchor (&name) is not read here",
                   "leave it out; put a text that begins with & in quotes");
        }
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse(mark, "a tag (!name) is not read here",
                   "leave it out; put a text that begins with ! in quotes");
        }
    }

    [[nodiscard]] bool expects_key() const {
        return !open_.empty() && open_.back().node->kind == Node::Kind::map &&
               !open_.back().has_key;
    }

    void take_key(const YAML::Mark& mark, const std::string& key) {
        Open& map = open_.back();
        if (key.size() > limits_.key_bytes) {
            refuse(mark, "a key is longer than " + std::to_string(limits_.key_bytes) + " bytes");
        }
        if (!map.keys.insert(key).second) {
            const int first = map.node->find(key)->key_line;
            refuse(mark, "the key " + in_quotes(key) + " stands twice in one map",
                   "the first one stands in line " + std::to_string(first));
        }
        map.has_key = true;
        map.key = key;
        map.key_mark = mark;
    }

    Node& add(const YAML::Mark& mark, Node::Kind kind) {
        if (document_.size() >= limits_.nodes) {
            refuse(mark, "the file has more than " + std::to_string(limits_.nodes) + " values");
        }
        Node& node = document_.add();
        node.kind = kind;
        node.line = mark.line + 1;
        node.column = mark.column + 1;
        if (!open_.empty()) {
            hang(node, open_.back());
        }
        return node;
    }

    static void hang(Node& node, Open& parent) {
        node.parent = parent.node;
        node.position = parent.node->children.size();
        if (parent.node->kind == Node::Kind::map) {
            node.key = std::move(parent.key);
            node.key_line = parent.key_mark.line + 1;
            node.key_column = parent.key_mark.column + 1;
            parent.has_key = false;
        }
        parent.node->children.push_back(&node);
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
              Node::Kind kind) {
        refuse_anchor(mark, anchor);
        if (!limits_.passes_tags) {
            refuse_tag(mark, tag);
        }
        if (expects_key()) {
            refuse_key(mark);
        }
        if (open_.size() >= limits_.depth) {
            refuse(mark,
                   "lists and maps lie more than " + std::to_string(limits_.depth) + " deep here");
        }
        Node& node = add(mark, kind);
        open_.emplace_back();
        open_.back().node = &node;
    }

    Document& document_;
    const Limits& limits_;
    const std::string& text_;
    std::vector<Open> open_;
    bool begun_ = false;
};

Problem unreadable(const YAML::Exception& error, const std::string& file) {
    const bool known = error.mark.line >= 0;
    Problem problem;
    problem.place = {file, known ? error.mark.line + 1 : 0, known ? error.mark.column + 1 : 0, {}};
    // An alias of nothing, such as the glob in `layers: *`, is refused by the YAML parser itself.
    const bool is_alias =
        error.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR || error.msg == YAML::ErrorMsg::ALIAS_NOT_FOUND;
    problem.message = is_alias ? alias_refused : "this is not YAML: " + error.msg;
    problem.remedy = is_alias ? alias_remedy : "";
    return problem;
}

} // namespace

Document parse_document(const std::string& text, const std::string& file, const Limits& limits) {
    if (text.size() > limits.bytes) {
        throw InputError(
            Problem{{file, 0, 0, {}},
                    "the text is larger than " + std::to_string(limits.bytes) + " bytes",
                    {},
                    {},
                    {}});
    }
    Document document(file);
    const std::string yaml = json_as_yaml(checked_text(text, file));
    Builder builder(document, limits, yaml);
    try {
        std::istringstream stream(yaml);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& error) {
        throw InputError(unreadable(error, file));
    }
    if (document.size() == 0 || document.root().kind == Node::Kind::nothing) {
        throw InputError(Problem{{file, 0, 0, {}}, "there is nothing to read", {}, {}, {}});
    }
    return document;
}

Document read_document(const std::string& file, const Limits& limits) {
    return parse_document(read_source(file, limits.bytes), file, limits);
}

} // namespace counterpoint::input
