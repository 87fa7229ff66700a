#include "cli/validation/golden_numbers.hpp"

#include <array>
#include <ctime>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "cli/output_file.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm date{};
    std::array<char, sizeof "YYYY-MM-DD"> text{};
    ::gmtime_r(&now, &date);
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &date);
    return text.data();
}

void show(const std::vector<std::string>& differences, Console& console) {
    constexpr std::size_t most_lines = 20;
    for (std::size_t i = 0; i < differences.size() && i < most_lines; ++i) {
        console.err << "counterpoint: golden: " << printable(differences[i]) << '\n';
    }
    if (differences.size() > most_lines) {
        console.err << fmt::format("counterpoint: golden: and {} more\n",
                                   differences.size() - most_lines);
    }
}

std::string update_command(const ValidateOptions& options) {
    std::string command = "counterpoint validate";
    for (const std::string& file : options.design.files) {
        command += ' ' + file;
    }
    for (const std::string& glob : options.design.layers) {
        command += " --layer '" + glob + '\'';
    }
    for (const std::string& change : options.design.overrides) {
        command += " --set '" + change + '\'';
    }
    command += options.suite ? " --suite " + *options.suite : "";
    command += " --golden";
    command += options.golden_file ? ' ' + *options.golden_file : "";
    return command + " --update-golden";
}

} // namespace

GoldenNumbers::GoldenNumbers(const ValidateOptions& options, const validation::Plan& plan)
    : options_(options), plan_(plan), file_(plan.suite.golden) {
    std::error_code error;
    const bool is_there = std::filesystem::exists(file_, error);
    if (!is_there && !options.update_golden) {
        throw InputError(Problem{{file_, 0, 0, ""},
                                 "there is no such golden file",
                                 "",
                                 "",
                                 "write it: " + update_command(options)});
    }
    if (is_there) {
        old_ = validation::read_golden(file_);
    }
    if (options.update_golden) {
        const OutputFile checked(file_);
    }
}

ExitStatus GoldenNumbers::settle(const validation::Validation& validation, Console& console) const {
    const validation::Golden now = validation::golden_of(plan_, validation, today());
    return options_.update_golden ? update(now, validation.holds(), console)
                                  : compare(now, console);
}

ExitStatus GoldenNumbers::compare(const validation::Golden& now, Console& console) const {
    const std::vector<std::string> lines = validation::differences(*old_, now);
    if (lines.empty()) {
        console.err << fmt::format("counterpoint: every number is the one of {} ({}, version {})\n",
                                   printable(file_), printable(old_->date),
                                   printable(old_->version));
        return ExitStatus::fine;
    }
    show(lines, console);
    console.err << fmt::format("counterpoint: {} difference{} from {}; if they are meant to be:\n"
                               "  {}\n",
                               lines.size(), lines.size() == 1 ? "" : "s", printable(file_),
                               printable(update_command(options_)));
    return ExitStatus::comparison_failed;
}

ExitStatus GoldenNumbers::update(const validation::Golden& now, bool holds,
                                 Console& console) const {
    const std::vector<std::string> lines =
        old_ ? validation::differences(*old_, now) : std::vector<std::string>{};
    show(lines, console);
    if (!holds) {
        console.err << fmt::format("counterpoint: {} is left as it was: expectations are broken\n",
                                   printable(file_));
        return ExitStatus::comparison_failed;
    }
    if (old_ && lines.empty()) {
        console.err << fmt::format("counterpoint: {} is left as it was: nothing is different\n",
                                   printable(file_));
        return ExitStatus::fine;
    }
    OutputFile(file_).write(validation::golden_text(now));
    console.err << fmt::format("counterpoint: wrote {}\n", printable(file_));
    return ExitStatus::fine;
}

} // namespace counterpoint::cli
