#include "mapping/maestro/token_stream.hpp"

#include <charconv>
#include <system_error>

#include "input/document.hpp"

namespace counterpoint::mapping::maestro {

Token TokenStream::take() {
    const Token token = peek();
    if (!at_end()) {
        ++at_;
    }
    return token;
}

bool TokenStream::accept(std::string_view text) {
    const bool found = peek().text == text;
    if (found) {
        take();
    }
    return found;
}

bool TokenStream::expect(std::string_view text, const std::string& where) {
    if (accept(text)) {
        return true;
    }
    unexpected(peek(), "'" + std::string(text) + "' " + where);
    return false;
}

std::optional<Token> TokenStream::word(const std::string& expected) {
    if (at_end() || at_brace()) {
        unexpected(peek(), expected);
        return std::nullopt;
    }
    return take();
}

std::optional<std::int64_t> TokenStream::positive(const Token& token, const std::string& expected) {
    std::int64_t value = 0;
    const char* end = token.text.data() + token.text.size();
    const auto [stopped, error] = std::from_chars(token.text.data(), end, value);
    if (error == std::errc::result_out_of_range) {
        problem(token.spot, "this integer does not fit into 64 bits", expected,
                input::in_quotes(token.text));
        return std::nullopt;
    }
    if (error != std::errc() || stopped != end || value < 1) {
        unexpected(token, expected);
        return std::nullopt;
    }
    return value;
}

void TokenStream::leave_block() {
    int open = 1;
    while (!at_end() && open > 0) {
        const Token token = take();
        open += token.text == "{" ? 1 : token.text == "}" ? -1 : 0;
    }
}

void TokenStream::skip_block() {
    if (accept("{")) {
        leave_block();
    }
}

void TokenStream::problem(Spot spot, const std::string& message, const std::string& expected,
                          const std::string& found, const std::string& remedy) {
    problems_.push_back({{file_, spot.line, spot.column, ""}, message, expected, found, remedy});
    if (problems_.size() >= limits_.problems) {
        throw TooManyProblems();
    }
}

void TokenStream::unexpected(const Token& token, const std::string& expected,
                             const std::string& remedy) {
    const bool ended = token.text.empty();
    problem(token.spot, ended ? "the file ends too early" : "something else belongs here", expected,
            ended ? "" : input::in_quotes(token.text), remedy);
}

void TokenStream::throw_problems() {
    if (!problems_.empty()) {
        throw InputError(std::move(problems_));
    }
}

} // namespace counterpoint::mapping::maestro
