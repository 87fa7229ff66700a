#include "cli/number_text.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace counterpoint::cli {

namespace {

/// Three significant digits without an exponent, for 0 ≤ number < 1000.
std::string three_digits(double number) {
    if (number >= 99.95) {
        return fmt::format("{:.0f}", number);
    }
    return number >= 9.995 ? fmt::format("{:.1f}", number) : fmt::format("{:.2f}", number);
}

} // namespace

std::string grouped(std::int64_t number) {
    std::string text = fmt::format("{}", number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t end = text.size(); end > first + 3; end -= 3) {
        text.insert(end - 3, 1, ',');
    }
    return text;
}

std::string counted(std::int64_t number, const char* thing) {
    return grouped(number) + ' ' + thing + (number == 1 ? "" : "s");
}

std::string scaled(double number) {
    if (number < 1000 && number == std::floor(number)) {
        return fmt::format("{:.0f}", number);
    }
    constexpr std::array<std::string_view, 7> prefixes = {"", "k", "M", "G", "T", "P", "E"};
    std::size_t prefix = 0;
    while (number >= 999.5 && prefix + 1 < prefixes.size()) {
        number /= 1000;
        ++prefix;
    }
    return three_digits(number) + std::string(prefixes.at(prefix));
}

std::string percent(double share) {
    const double value = 100 * share;
    return value > 0 && value < 0.05 ? "<0.1%" : fmt::format("{:.1f}%", value);
}

std::string memory_size(std::int64_t bytes) {
    constexpr std::array<std::string_view, 5> units = {"B", "KiB", "MiB", "GiB", "TiB"};
    std::size_t unit = 0;
    while (bytes != 0 && bytes % 1024 == 0 && unit + 1 < units.size()) {
        bytes /= 1024;
        ++unit;
    }
    return grouped(bytes) + " " + std::string(units.at(unit));
}

std::string duration(double microseconds) {
    if (microseconds < 0.9995) {
        return three_digits(microseconds * 1e3) + " ns";
    }
    if (microseconds < 999.5) {
        return three_digits(microseconds) + " µs";
    }
    if (microseconds < 999.5e3) {
        return three_digits(microseconds / 1e3) + " ms";
    }
    const double seconds = microseconds / 1e6;
    return (seconds < 999.5 ? three_digits(seconds)
                            : grouped(static_cast<std::int64_t>(std::llround(seconds)))) +
           " s";
}

} // namespace counterpoint::cli
