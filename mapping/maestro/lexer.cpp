#include "mapping/maestro/lexer.hpp"

namespace counterpoint::mapping::maestro {

namespace {

bool separates(char c) {
    return std::string_view(" \t\r\n\f\v,:;()").find(c) != std::string_view::npos;
}

bool is_brace(char c) { return c == '{' || c == '}'; }

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        std::vector<Token> tokens;
        while (true) {
            skip();
            const Spot spot = spot_;
            const std::string_view word = next();
            if (word != "->") {
                tokens.push_back({word, spot});
            }
            if (word.empty()) {
                return tokens;
            }
        }
    }

  private:
    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] bool at_comment() const { return text_.substr(at_, 2) == "//"; }

    void advance() {
        const bool continues_character = (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U;
        if (text_[at_] == '\n') {
            ++spot_.line;
            spot_.column = 1;
        } else if (!continues_character) {
            ++spot_.column;
        }
        ++at_;
    }

    void skip() {
        while (!at_end() && (separates(text_[at_]) || at_comment())) {
            if (at_comment()) {
                while (!at_end() && text_[at_] != '\n') {
                    advance();
                }
            } else {
                advance();
            }
        }
    }

    std::string_view next() {
        const std::size_t begin = at_;
        if (!at_end() && is_brace(text_[at_])) {
            advance();
            return text_.substr(begin, 1);
        }
        while (!at_end() && !separates(text_[at_]) && !is_brace(text_[at_]) && !at_comment()) {
            advance();
        }
        return text_.substr(begin, at_ - begin);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Spot spot_{1, 1};
};

} // namespace

std::vector<Token> tokens_of(std::string_view text) { return Lexer(text).run(); }

} // namespace counterpoint::mapping::maestro
