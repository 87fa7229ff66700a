#include "sim/functional/npy_header.hpp"

#include <array>
#include <cctype>
#include <limits>
#include <map>

#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

struct TypeForm {
    ElementType type;
    const char* name;
    const char* descr;
    std::size_t bytes;
};

constexpr std::array<TypeForm, 4> type_forms{{{ElementType::int8, "int8", "|i1", 1},
                                              {ElementType::int16, "int16", "<i2", 2},
                                              {ElementType::int32, "int32", "<i4", 4},
                                              {ElementType::float32, "float32", "<f4", 4}}};

const TypeForm& form_of(ElementType type) { return type_forms[static_cast<std::size_t>(type)]; }

/// Takes the header apart: a Python dictionary of plain values, one level deep.
class HeaderParser {
  public:
    HeaderParser(const std::string& text, const std::string& file) : text_(text), file_(file) {}

    /// The values by key, each as it is written.
    std::map<std::string, std::string> entries() {
        std::map<std::string, std::string> found;
        expect('{');
        while (!take('}')) {
            const std::string key = value();
            expect(':');
            found[unquoted(key)] = value();
            if (!take(',')) {
                expect('}');
                break;
            }
        }
        return found;
    }

    [[noreturn]] void refuse(const std::string& message, const std::string& expected,
                             const std::string& found, const std::string& remedy = "") const {
        Problem problem;
        problem.place.file = file_;
        problem.message = message;
        problem.expected = expected;
        problem.found = found.substr(0, 60);
        problem.remedy = remedy;
        throw InputError(problem);
    }

    static std::string unquoted(const std::string& text) {
        const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                            (text.front() == '\'' || text.front() == '"');
        return quoted ? text.substr(1, text.size() - 2) : text;
    }

  private:
    void skip_space() {
        while (place_ < text_.size() &&
               std::isspace(static_cast<unsigned char>(text_[place_])) != 0) {
            ++place_;
        }
    }

    bool take(char c) {
        skip_space();
        const bool there = place_ < text_.size() && text_[place_] == c;
        place_ += there ? 1 : 0;
        return there;
    }

    void expect(char c) {
        if (!take(c)) {
            refuse("the NPY header is malformed at its character " + std::to_string(place_ + 1),
                   std::string(1, c), place_ < text_.size() ? text_.substr(place_, 1) : "the end");
        }
    }

    /// Up to the `,`, `:` or `}` that ends it, brackets and quotes considered.
    std::string value() {
        skip_space();
        const std::size_t begin = place_;
        std::size_t depth = 0;
        char quote = 0;
        for (; place_ < text_.size(); ++place_) {
            const char c = text_[place_];
            if (quote != 0) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                ++depth;
            } else if (depth > 0) {
                depth -= c == ')' || c == ']' ? 1 : 0;
            } else if (c == ',' || c == ':' || c == '}') {
                break;
            }
        }
        const std::string all = text_.substr(begin, place_ - begin);
        return all.substr(0, all.find_last_not_of(" \t\n") + 1);
    }

    const std::string& text_;
    const std::string& file_;
    std::size_t place_ = 0;
};

ElementType type_of(const std::string& descr, const HeaderParser& parser) {
    for (const TypeForm& form : type_forms) {
        const std::string plain = HeaderParser::unquoted(descr);
        if (plain == form.descr || (plain == "<i1" && form.type == ElementType::int8)) {
            return form.type;
        }
    }
    parser.refuse("the elements are of a type that is not read",
                  "little-endian int8, int16, int32 or float32 (|i1, <i2, <i4, <f4)", descr,
                  "convert the array with astype");
}

std::vector<std::int64_t> shape_in(const std::string& text, const HeaderParser& parser) {
    const auto malformed = [&] {
        parser.refuse("the shape in the NPY header is malformed", "a tuple of sizes", text);
    };
    if (text.size() < 2 || text.front() != '(' || text.back() != ')') {
        malformed();
    }
    std::vector<std::int64_t> shape;
    bool in_number = false;
    for (const char c : text.substr(1, text.size() - 2)) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            if (!in_number) {
                shape.push_back(0);
            }
            in_number = true;
            const std::int64_t digit = c - '0';
            if (shape.back() > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
                malformed();
            }
            shape.back() = shape.back() * 10 + digit;
        } else if (c == ',' || c == ' ') {
            in_number = in_number && c == ' ';
        } else {
            malformed();
        }
    }
    return shape;
}

} // namespace

const char* to_string(ElementType type) { return form_of(type).name; }

std::size_t bytes_of(ElementType type) { return form_of(type).bytes; }

NpyHeader parse_npy_header(const std::string& text, const std::string& file) {
    HeaderParser parser(text, file);
    const std::map<std::string, std::string> entries = parser.entries();
    for (const char* key : {"descr", "fortran_order", "shape"}) {
        if (entries.count(key) == 0) {
            parser.refuse(std::string("the NPY header lacks `") + key + "`",
                          "descr, fortran_order and shape", text);
        }
    }
    NpyHeader header;
    header.type = type_of(entries.at("descr"), parser);
    header.shape = shape_in(entries.at("shape"), parser);
    if (entries.at("fortran_order") != "False") {
        parser.refuse("the array is in Fortran order", "C order (fortran_order False)",
                      "fortran_order " + entries.at("fortran_order"),
                      "save numpy.ascontiguousarray of it");
    }
    return header;
}

std::string npy_header_text(const NpyHeader& header) {
    std::string shape;
    for (const std::int64_t size : header.shape) {
        shape += std::to_string(size) + ", ";
    }
    if (header.shape.size() > 1) {
        shape.resize(shape.size() - 2);
    } else if (header.shape.size() == 1) {
        shape.resize(shape.size() - 1);
    }
    return std::string("{'descr': '") + form_of(header.type).descr +
           "', 'fortran_order': False, 'shape': (" + shape + "), }";
}

} // namespace counterpoint::sim
