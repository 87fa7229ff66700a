#include "mapping/timeloop/directives.hpp"

#include <charconv>
#include <set>
#include <string_view>
#include <system_error>

#include "input/nearest.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using input::Node;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

/// Takes factors off the front of a text, one after the other.
class FactorScanner {
  public:
    explicit FactorScanner(std::string_view text) : rest_(text.substr(0, text.find('#'))) {}

    bool at_end() {
        skip(" \t\r\n,");
        return rest_.empty();
    }

    std::string dimension() {
        std::size_t length = 0;
        while (length < rest_.size() && is_letter(rest_[length])) {
            ++length;
        }
        std::string name(rest_.substr(0, length));
        rest_.remove_prefix(length);
        skip(" \t");
        if (!rest_.empty() && rest_.front() == '=') {
            rest_.remove_prefix(1);
            skip(" \t");
        }
        return name;
    }

    std::optional<std::int64_t> number() {
        std::int64_t value = 0;
        const auto read = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (read.ec != std::errc() || value < 0) {
            return std::nullopt;
        }
        rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
        return value;
    }

    /// Does a comma with a number right behind it follow?
    bool takes_comma() {
        const bool more = rest_.size() > 1 && rest_[0] == ',' && rest_[1] >= '0' && rest_[1] <= '9';
        rest_.remove_prefix(more ? 1 : 0);
        return more;
    }

  private:
    void skip(std::string_view characters) {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
    }

    std::string_view rest_;
};

class DirectiveReader {
  public:
    DirectiveReader(const Node& node, const input::Scope& variables, Reading& reading)
        : node_(node), variables_(variables), reading_(reading) {}

    std::optional<Directive> read() {
        const Node* target = node_.find("target");
        const Node* type = node_.find("type");
        if (node_.kind != Node::Kind::map || target == nullptr || type == nullptr) {
            reading_.expect(node_, "this is not a directive of a mapping",
                            "a map such as {target: DRAM, type: temporal, factors: M=4 N=4}");
            return std::nullopt;
        }
        directive_.place = node_.place();
        directive_.target = reading_.name(*target).value_or("");
        if (!read_type(*type)) {
            return std::nullopt;
        }
        for (const Node* child : node_.children) {
            read_key(*child);
        }
        return std::move(directive_);
    }

  private:
    bool read_type(const Node& type) {
        static const std::map<std::string, Directive::Kind> kinds{
            {"temporal", Directive::Kind::temporal}, {"spatial", Directive::Kind::spatial},
            {"datatype", Directive::Kind::storage},  {"bypass", Directive::Kind::storage},
            {"dataspace", Directive::Kind::storage}, {"bypassing", Directive::Kind::storage}};
        if (type.text == "skew") {
            reading_.left_out(type.place(), "a skew of loops is not modelled");
            return false;
        }
        const auto kind = kinds.find(type.text);
        if (kind == kinds.end()) {
            reading_.expect(type, "no directive of a mapping has this type",
                            "temporal, spatial, datatype or bypass");
            return false;
        }
        directive_.kind = kind->second;
        return true;
    }

    void read_key(const Node& child) {
        const bool is_nest = directive_.kind != Directive::Kind::storage;
        const std::string& key = child.key;
        if (key == "target" || key == "type") {
            return;
        }
        if (is_nest && key == "factors") {
            read_factors(child);
        } else if (is_nest && key == "permutation") {
            directive_.permutation = reading_.names(child);
            directive_.permutation_place = child.place();
        } else if (directive_.kind == Directive::Kind::spatial && key == "split") {
            directive_.split = reading_.integer(child, {0, 1'000'000}, variables_);
        } else if (!is_nest && key == "keep") {
            directive_.keep = tensors_of(child);
        } else if (!is_nest && key == "bypass") {
            directive_.bypass = tensors_of(child);
        } else if (child.kind != Node::Kind::list || !child.children.empty()) {
            static const std::vector<std::string> known{"target", "type", "factors", "permutation",
                                                        "split",  "keep", "bypass"};
            reading_.left_out(child.key_place(),
                              input::in_quotes(key) + " is not modelled at a directive of type " +
                                  node_.find("type")->text,
                              input::suggestion(key, known));
        }
    }

    std::vector<std::string> tensors_of(const Node& list) {
        std::vector<std::string> names = reading_.names(list);
        if (names.size() > Limits{}.tensors) {
            reading_.problem(list.place(), "there are too many data-spaces",
                             "at most " + std::to_string(Limits{}.tensors));
            names.clear();
        }
        return names;
    }

    /// A text, a list of texts, or a map of numbers.
    void read_factors(const Node& factors) {
        directive_.factors_place = factors.place();
        switch (factors.kind) {
        case Node::Kind::nothing:
            return;
        case Node::Kind::scalar:
            add(factors, factors.text);
            return;
        case Node::Kind::list:
            for (const Node* item : factors.children) {
                add(*item, item->text);
            }
            return;
        case Node::Kind::map:
            for (const Node* item : factors.children) {
                add(*item, item->key + '=' + item->text);
            }
            return;
        }
    }

    void add(const Node& node, const std::string& text) {
        const auto factors = factors_of(text);
        if (!factors) {
            reading_.expect(node, "these are not factors of a mapping",
                            "each dimension once, such as C=4 K=2, or C=5,3 with a remainder");
            return;
        }
        for (const auto& [dimension, factor] : *factors) {
            if (!directive_.factors.emplace(dimension, factor).second) {
                reading_.problem(node.place(),
                                 "the factor of " + dimension + " is given twice here");
            }
        }
    }

    const Node& node_;
    const input::Scope& variables_;
    Reading& reading_;
    Directive directive_;
};

} // namespace

std::optional<std::map<std::string, Factor>> factors_of(const std::string& text) {
    std::map<std::string, Factor> factors;
    FactorScanner scanner(text);
    while (!scanner.at_end()) {
        const std::string dimension = scanner.dimension();
        const auto count = scanner.number();
        if (dimension.empty() || !count) {
            return std::nullopt;
        }
        Factor factor{*count, *count};
        if (scanner.takes_comma()) {
            const auto last = scanner.number();
            if (!last || *last < 1 || *last > *count) {
                return std::nullopt;
            }
            factor.last = *last;
        }
        if (!factors.emplace(dimension, factor).second) {
            return std::nullopt;
        }
    }
    return factors;
}

std::vector<Directive> parse_directives(const Node& mapping, const input::Scope& variables,
                                        Reading& reading) {
    std::vector<Directive> directives;
    if (mapping.kind != Node::Kind::list) {
        reading.expect(mapping, "this is not a mapping", "a list of directives");
        return directives;
    }
    if (mapping.children.size() > Limits{}.directives) {
        reading.problem(mapping.place(), "there are too many directives",
                        "at most " + std::to_string(Limits{}.directives));
        return directives;
    }
    for (const Node* child : mapping.children) {
        if (auto directive = DirectiveReader(*child, variables, reading).read()) {
            directives.push_back(std::move(*directive));
        }
    }
    return directives;
}

} // namespace counterpoint::mapping::timeloop
