#include "input/rational.hpp"

#include <limits>

namespace counterpoint::input {

namespace {

// Products of two 64-bit integers, and the sum of two of them, fit into 128 bits.
__extension__ using Wide = __int128;

Wide greatest_common_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

std::optional<Rational> reduced(Wide numerator, Wide denominator) {
    if (denominator == 0) {
        return std::nullopt;
    }
    const Wide divisor = greatest_common_divisor(numerator, denominator);
    numerator /= denominator < 0 ? -divisor : divisor;
    denominator /= denominator < 0 ? -divisor : divisor;
    constexpr Wide least = std::numeric_limits<std::int64_t>::min();
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    if (numerator < least || numerator > most || denominator > most) {
        return std::nullopt;
    }
    return Rational{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

} // namespace

std::int64_t Rational::floor() const {
    const std::int64_t towards_zero = numerator / denominator;
    return towards_zero - (numerator % denominator < 0 ? 1 : 0);
}

std::int64_t Rational::ceil() const {
    const std::int64_t towards_zero = numerator / denominator;
    return towards_zero + (numerator % denominator > 0 ? 1 : 0);
}

std::optional<Rational> add(Rational a, Rational b) {
    return reduced(Wide{a.numerator} * b.denominator + Wide{b.numerator} * a.denominator,
                   Wide{a.denominator} * b.denominator);
}

std::optional<Rational> subtract(Rational a, Rational b) {
    return reduced(Wide{a.numerator} * b.denominator - Wide{b.numerator} * a.denominator,
                   Wide{a.denominator} * b.denominator);
}

std::optional<Rational> multiply(Rational a, Rational b) {
    return reduced(Wide{a.numerator} * b.numerator, Wide{a.denominator} * b.denominator);
}

std::optional<Rational> divide(Rational a, Rational b) {
    return reduced(Wide{a.numerator} * b.denominator, Wide{a.denominator} * b.numerator);
}

bool less(Rational a, Rational b) {
    return Wide{a.numerator} * b.denominator < Wide{b.numerator} * a.denominator;
}

std::string to_string(Rational value) {
    return std::to_string(value.numerator) +
           (value.is_whole() ? "" : "/" + std::to_string(value.denominator));
}

} // namespace counterpoint::input
