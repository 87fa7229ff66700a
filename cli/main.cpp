#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/mpirun.hpp"
#include "cli/output_file.hpp"

namespace {

using counterpoint::cli::Console;
using counterpoint::cli::ExitStatus;
using counterpoint::cli::TextStyle;

std::string environment(const char* name) {
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): one thread
    return value == nullptr ? "" : value;
}

/// A standard stream that the caller closed must not become the first file that is opened.
void occupy_standard_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0) {
            ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        }
    }
}

std::size_t terminal_width(int descriptor) {
    winsize size{};
    if (::isatty(descriptor) == 1 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 &&
        size.ws_col > 0) {
        return size.ws_col;
    }
    return TextStyle{}.width;
}

/// mpirun gives its processes terminals of their own, whatever it does with what they write there.
bool takes_control_sequences(int descriptor) {
    return ::isatty(descriptor) == 1 && environment("TERM") != "dumb" &&
           !counterpoint::cli::was_begun_with_others();
}

TextStyle style_for(int descriptor) {
    const std::string columns = environment("COLUMNS");
    const long asked = std::strtol(columns.c_str(), nullptr, 10);
    const bool colours = takes_control_sequences(descriptor) && environment("NO_COLOR").empty();
    return {asked > 0 ? static_cast<std::size_t>(asked) : terminal_width(descriptor), colours};
}

/// Writes the results out. A reader that went away, as `head` does, has what it wanted.
ExitStatus write_results(const std::string& text, ExitStatus status) {
    const int error = counterpoint::cli::write_all(STDOUT_FILENO, text);
    if (error == 0 || error == EPIPE) {
        return status;
    }
    std::cerr << "counterpoint: standard output cannot be written: "
              << std::generic_category().message(error) << '\n';
    return ExitStatus::bad_input;
}

/// Of the processes that search together one speaks. Those of other commands know nothing of each
/// other.
bool is_silent(const std::vector<std::string>& arguments) {
    return !arguments.empty() && arguments.front() == "explore" &&
           counterpoint::cli::rank_by_environment() > 0;
}

ExitStatus run(const std::vector<std::string>& arguments) {
    std::ostringstream results;
    const bool silent = is_silent(arguments);
    std::ostringstream unheard;
    std::ostream& problems = silent ? static_cast<std::ostream&>(unheard) : std::cerr;
    Console console{results, problems, style_for(STDOUT_FILENO), style_for(STDERR_FILENO),
                    !silent && takes_control_sequences(STDERR_FILENO)};
    const ExitStatus status =
        counterpoint::cli::run(arguments, counterpoint::cli::commands(), console);
    return silent ? status : write_results(results.str(), status);
}

} // namespace

int main(int count, char** values) {
    occupy_standard_descriptors();
    std::signal(SIGPIPE, SIG_IGN); // a write then fails with EPIPE
    std::signal(SIGXFSZ, SIG_IGN); // a write then fails with EFBIG
    try {
        return static_cast<int>(run({values + 1, values + count}));
    } catch (const std::exception& error) {
        std::cerr
            << "counterpoint: internal error: " << error.what()
            << "\nThis is a defect of Counterpoint, not of your files. Please report it to the "
               "project,\nwith the command line and the files.\n";
        return static_cast<int>(ExitStatus::internal_error);
    }
}
