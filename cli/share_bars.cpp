#include "cli/share_bars.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "cli/number_text.hpp"

namespace counterpoint::cli {

namespace {

/// A bar of `share` of `width` columns, to an eighth of a column.
std::string bar(double share, std::size_t width) {
    constexpr std::array<std::string_view, 8> eighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto length =
        static_cast<std::size_t>(std::llround(share * 8 * static_cast<double>(width)));
    std::string text;
    for (std::size_t i = 0; i < length / 8; ++i) {
        text += "█";
    }
    return text + std::string(eighths.at(length % 8));
}

} // namespace

std::string share_bars(const std::vector<std::pair<std::string, double>>& shares,
                       const TextStyle& style) {
    std::size_t name_width = 0;
    for (const auto& [name, share] : shares) {
        name_width = std::max(name_width, display_width(name));
    }
    const std::size_t taken = name_width + 14;
    const std::size_t bar_width =
        style.width > taken ? std::min<std::size_t>(style.width - taken, 60) : 0;
    std::string text;
    for (const auto& [name, share] : shares) {
        text += "  " + name + std::string(name_width - display_width(name), ' ');
        const std::string length = bar(share, bar_width);
        text +=
            fmt::format("  {:>6}{}", percent(share), length.empty() ? "" : "  ") + length + '\n';
    }
    return text;
}

} // namespace counterpoint::cli
