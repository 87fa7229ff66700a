#include <charconv>
#include <system_error>
#include <utility>

#include "input/document.hpp"
#include "input/expression.hpp"
#include "input/fields.hpp"

namespace counterpoint::input {

namespace {

using Step = Expression::Step;
using Kind = Step::Kind;

constexpr std::size_t longest_source = 1000;
constexpr std::size_t deepest_nesting = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What is wrong with a source, and where.
struct SyntaxError {
    std::size_t offset = 0;
    std::string message;
};

/// Recursive descent; each function reads one level of precedence and emits its steps.
class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    /// The steps, or a SyntaxError thrown.
    std::vector<Step> run() {
        sum();
        if (!at_end()) {
            fail(at_, "nothing may follow here");
        }
        return std::move(steps_);
    }

  private:
    void sum() {
        product();
        for (char c = next(); c == '+' || c == '-'; c = next()) {
            const std::size_t offset = at_++;
            product();
            emit(c == '+' ? Kind::add : Kind::subtract, offset);
        }
    }

    void product() {
        factor();
        for (char c = next(); c == '*' || c == '/'; c = next()) {
            const std::size_t offset = at_++;
            factor();
            emit(c == '*' ? Kind::multiply : Kind::divide, offset);
        }
    }

    void factor() {
        if (++depth_ > deepest_nesting) {
            fail(at_, "the expression is nested too deep");
        }
        const char c = next();
        if (c == '-') {
            const std::size_t offset = at_++;
            factor();
            emit(Kind::negate, offset);
        } else if (c == '(') {
            ++at_;
            sum();
            close();
        } else if (is_digit(c)) {
            number();
        } else if (is_name_start(c)) {
            name_or_call();
        } else {
            fail(at_,
                 at_end() ? "the expression ends too early" : "a number or a name belongs here");
        }
        --depth_;
    }

    void number() {
        Step step;
        step.offset = at_;
        const char* begin = text_.data() + at_;
        const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), step.number);
        if (error != std::errc()) {
            fail(at_, "this number does not fit into 64 bits");
        }
        at_ += static_cast<std::size_t>(end - begin);
        if (at_ < text_.size() && (is_name_start(text_[at_]) || text_[at_] == '.')) {
            fail(step.offset, "this is neither an integer nor a name");
        }
        steps_.push_back(std::move(step));
    }

    void name_or_call() {
        const std::size_t offset = at_;
        while (at_ < text_.size() &&
               (is_name_start(text_[at_]) || is_digit(text_[at_]) ||
                (text_[at_] == '.' && at_ + 1 < text_.size() && is_name_start(text_[at_ + 1])))) {
            ++at_;
        }
        const std::string_view name = text_.substr(offset, at_ - offset);
        if (next() == '(') {
            call(name, offset);
        } else {
            Step step;
            step.kind = Kind::name;
            step.name = name;
            step.offset = offset;
            steps_.push_back(std::move(step));
        }
    }

    void call(std::string_view function, std::size_t offset) {
        const Kind kind = function == "min"     ? Kind::min
                          : function == "max"   ? Kind::max
                          : function == "ceil"  ? Kind::ceil
                          : function == "floor" ? Kind::floor
                                                : Kind::number;
        if (kind == Kind::number) {
            fail(offset, "there is no function " + in_quotes(function) +
                             "; there are min, max, ceil and floor");
        }
        std::size_t arguments = 0;
        do {
            ++at_;
            sum();
            ++arguments;
        } while (next() == ',');
        close();
        if ((kind == Kind::ceil || kind == Kind::floor) && arguments > 1) {
            fail(offset, std::string(function) + "() takes one value");
        }
        emit(kind, offset, arguments);
    }

    void close() {
        if (next() != ')') {
            fail(at_, "a ')' is missing");
        }
        ++at_;
    }

    void emit(Kind kind, std::size_t offset, std::size_t arguments = 0) {
        Step step;
        step.kind = kind;
        step.offset = offset;
        step.arguments = arguments;
        steps_.push_back(std::move(step));
    }

    /// The next character that is not blank, 0 at the end.
    char next() {
        while (at_ < text_.size() && is_blank(text_[at_])) {
            ++at_;
        }
        return at_ < text_.size() ? text_[at_] : '\0';
    }

    bool at_end() { return next() == '\0' && at_ >= text_.size(); }

    [[noreturn]] static void fail(std::size_t offset, std::string message) {
        throw SyntaxError{offset, std::move(message)};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::vector<Step> steps_;
};

std::optional<Expression> parse(const std::string& text, const Place& place, bool columns_count,
                                std::vector<Problem>& problems) {
    try {
        if (text.size() > longest_source) {
            throw SyntaxError{0, "the expression is longer than " + std::to_string(longest_source) +
                                     " bytes"};
        }
        return Expression(text, Parser(text).run(), place, columns_count);
    } catch (const SyntaxError& error) {
        Problem problem =
            Expression(text, {}, place, columns_count)
                .problem_at(error.offset,
                            in_quotes(text) + " is not an expression: " + error.message);
        problems.push_back(std::move(problem));
        return std::nullopt;
    }
}

} // namespace

bool is_identifier(std::string_view text) {
    for (const char c : text) {
        if (!is_name_start(c) && !is_digit(c)) {
            return false;
        }
    }
    return !text.empty() && !is_digit(text.front());
}

std::optional<Expression> parse_expression(const std::string& text, const Place& place,
                                           std::vector<Problem>& problems) {
    return parse(text, place, true, problems);
}

std::optional<Expression> parse_expression(const Node& node, std::vector<Problem>& problems) {
    if (node.kind != Node::Kind::scalar) {
        expect(node, "this is not an expression", "an integer or an expression such as min(C, 8)",
               problems);
        return std::nullopt;
    }
    Place place = node.place();
    // Inside quotes the text begins one column later; escapes and further lines would shift it
    // more.
    place.column += node.quoted ? 1 : 0;
    return parse(node.text, place, node.text.find('\n') == std::string::npos, problems);
}

} // namespace counterpoint::input
