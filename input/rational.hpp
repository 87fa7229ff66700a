#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace counterpoint::input {

/// An exact fraction in lowest terms with a positive denominator. Whatever does not fit into 64
/// bits (or divides by zero) gives nothing.
struct Rational {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    [[nodiscard]] bool is_whole() const { return denominator == 1; }
    [[nodiscard]] std::int64_t floor() const;
    [[nodiscard]] std::int64_t ceil() const;
};

std::optional<Rational> add(Rational a, Rational b);
std::optional<Rational> subtract(Rational a, Rational b);
std::optional<Rational> multiply(Rational a, Rational b);
std::optional<Rational> divide(Rational a, Rational b);
bool less(Rational a, Rational b);

/// `7/2`, or `7` where it is whole.
std::string to_string(Rational value);

} // namespace counterpoint::input
