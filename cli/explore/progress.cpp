#include "cli/explore/progress.hpp"

#include <cmath>

#include <fmt/format.h>

#include "cli/number_text.hpp"

namespace counterpoint::cli {

std::string search_progress_text(const explore::SearchProgress& progress) {
    std::string text = fmt::format(
        "{} of {} designs, {} valid", scaled(static_cast<double>(progress.searched)),
        scaled(static_cast<double>(progress.designs)), scaled(static_cast<double>(progress.valid)));
    if (progress.designs_a_second > 0) {
        text += fmt::format(", {} designs a second, about {} left",
                            scaled(std::round(progress.designs_a_second)),
                            duration(1e6 * progress.seconds_left));
    }
    return text;
}

std::string speed_text(std::int64_t searched, double seconds) {
    const auto designs = static_cast<double>(searched);
    return fmt::format("{} designs in {}, {} a second", scaled(designs), duration(1e6 * seconds),
                       scaled(seconds > 0 ? std::round(designs / seconds) : 0));
}

} // namespace counterpoint::cli
