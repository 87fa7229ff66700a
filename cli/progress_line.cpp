#include "cli/progress_line.hpp"

#include <cmath>

#include <fmt/format.h>

#include "cli/number_text.hpp"

namespace counterpoint::cli {

void ProgressLine::show(const sim::Progress& progress) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin_;
    line_.show(progress_text(progress, taken.count()));
}

std::string progress_text(const sim::Progress& progress, double seconds_taken) {
    constexpr double seconds_to_tell = 1;
    std::string text =
        fmt::format("{} of {} layer{}, {} of {} phases", progress.jobs_done, progress.jobs,
                    progress.jobs == 1 ? "" : "s",
                    percent(progress.phases > 0 ? progress.phases_done / progress.phases : 1),
                    scaled(progress.phases));
    if (progress.work_done > 0 && seconds_taken >= seconds_to_tell) {
        const double left = seconds_taken * (1 - progress.work_done) / progress.work_done;
        text += ", " + about(left) + " left";
    }
    return text;
}

std::string about(double seconds) {
    struct Unit {
        const char* name;
        double seconds;
    };
    for (const Unit& unit : {Unit{"days", 86400}, Unit{"h", 3600}, Unit{"min", 60}}) {
        if (seconds >= 2 * unit.seconds) {
            return fmt::format("about {:.0f} {}", seconds / unit.seconds, unit.name);
        }
    }
    return fmt::format("about {:.0f} s", std::ceil(seconds));
}

} // namespace counterpoint::cli
