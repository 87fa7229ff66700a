#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/maestro/lexer.hpp"
#include "mapping/maestro/parser.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::mapping::maestro {

/// Thrown when a file has more problems than are worth telling.
struct TooManyProblems {};

/// Walks over the tokens of a file and collects what is wrong with them.
class TokenStream {
  public:
    TokenStream(std::vector<Token> tokens, std::string file, const Limits& limits)
        : tokens_(std::move(tokens)), file_(std::move(file)), limits_(limits) {}

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const Limits& limits() const { return limits_; }
    [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
    [[nodiscard]] bool at_end() const { return peek().text.empty(); }
    [[nodiscard]] bool at_brace() const { return peek().text == "{" || peek().text == "}"; }

    /// The token, behind which the stream stands then; it never goes past the end.
    Token take();
    /// Takes the token if it is this one.
    bool accept(std::string_view text);
    /// The same; otherwise a problem.
    bool expect(std::string_view text, const std::string& where);
    /// A word that is no brace, or a problem and nothing.
    std::optional<Token> word(const std::string& expected);
    /// A positive integer, or a problem and nothing.
    std::optional<std::int64_t> positive(const Token& token, const std::string& expected);

    /// Takes everything up to the brace that closes the block that is open, with that brace.
    void leave_block();
    /// Takes a whole block if one begins here.
    void skip_block();

    void problem(Spot spot, const std::string& message, const std::string& expected = "",
                 const std::string& found = "", const std::string& remedy = "");
    /// What stands here is not what was expected.
    void unexpected(const Token& token, const std::string& expected,
                    const std::string& remedy = "");

    /// Throws InputError if there are any.
    void throw_problems();

  private:
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::string file_;
    Limits limits_;
    std::vector<Problem> problems_;
};

} // namespace counterpoint::mapping::maestro
