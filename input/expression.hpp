#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/rational.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {

struct Node;

/// What the names in an expression stand for.
class Scope {
  public:
    struct Meaning {
        std::optional<std::int64_t> value;
        std::string why_unset; ///< where there is no value
    };

    void define(const std::string& name, std::int64_t value) { meanings_[name] = {value, {}}; }

    /// A name that is known but has no value here. With an empty `why` the user was told already:
    /// an expression that uses the name has no value then, without one more problem.
    void leave_unset(const std::string& name, const std::string& why) {
        meanings_[name] = {std::nullopt, why};
    }

    /// Null for an unknown name.
    [[nodiscard]] const Meaning* find(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> names() const;

  private:
    std::map<std::string, Meaning> meanings_;
};

/// An arithmetic expression of integers and names (`K`, `L1.capacity_bytes`) with + - * /, unary
/// minus, parentheses, min, max, ceil and floor. Computes with exact fractions of 64-bit integers.
class Expression {
  public:
    /// One step of the expression in postfix order.
    struct Step {
        enum class Kind {
            number,
            name,
            add,
            subtract,
            multiply,
            divide,
            negate,
            min,
            max,
            ceil,
            floor
        };

        Kind kind = Kind::number;
        std::int64_t number = 0;
        std::string name;
        std::size_t arguments = 0; ///< of min and max
        std::size_t offset = 0;    ///< in the source, from 0
    };

    /// The number 0.
    Expression() : Expression(0) {}
    explicit Expression(std::int64_t number);
    Expression(std::string source, std::vector<Step> steps, Place place, bool columns_count);

    [[nodiscard]] const std::string& source() const { return source_; }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

    /// Where the expression begins.
    [[nodiscard]] const Place& place() const { return place_; }

    /// A problem with the part of the expression at an offset of its source.
    [[nodiscard]] Problem problem_at(std::size_t offset, const std::string& message,
                                     const std::string& remedy = {}) const;

    /// The value, or nothing and a problem: an unknown or unset name, a division by zero, a number
    /// beyond 64 bits.
    [[nodiscard]] std::optional<Rational> evaluate(const Scope& scope,
                                                   std::vector<Problem>& problems) const;

    /// The same for a value that has to be whole.
    [[nodiscard]] std::optional<std::int64_t> evaluate_whole(const Scope& scope,
                                                             std::vector<Problem>& problems) const;

  private:
    std::string source_;
    std::vector<Step> steps_;
    Place place_;
    bool columns_count_ = false; ///< offsets of the source are columns of the file
};

/// Reads an expression, or adds the problem with its column and returns nothing. The text is at
/// most 1,000 bytes long and nested at most 64 deep.
std::optional<Expression> parse_expression(const std::string& text, const Place& place,
                                           std::vector<Problem>& problems);

/// The same from a scalar of a document.
std::optional<Expression> parse_expression(const Node& node, std::vector<Problem>& problems);

/// Letters, digits and underscores, no digit first: what a name in an expression is made of.
bool is_identifier(std::string_view text);

} // namespace counterpoint::input
