#include "workloads/onnx/child.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <exception>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace counterpoint::workloads::onnx {

namespace {

constexpr rlim_t most_bytes = rlim_t{640} << 20U; ///< of data, what it was forked with included
constexpr rlim_t most_seconds = 20;               ///< of processor time
constexpr char end_mark = '.';                    ///< of a whole answer
constexpr int most_milliseconds = 60'000;         ///< between two pieces of the answer

void set_limit(decltype(RLIMIT_CPU) resource, rlim_t value) {
    const rlimit limit{value, value};
    setrlimit(resource, &limit);
}

void limit_resources() {
    set_limit(RLIMIT_CPU, most_seconds);
    set_limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__ // its shadow is data as well
    set_limit(RLIMIT_DATA, most_bytes);
#endif
}

void write_all(int to, const std::string& text) {
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t now = ::write(to, text.data() + written, text.size() - written);
        if (now < 0 && errno != EINTR) {
            return;
        }
        written += now > 0 ? static_cast<std::size_t>(now) : 0;
    }
}

/// Nothing of this process may run after it, such as the ends of its static objects.
[[noreturn]] void answer(int to, const std::function<std::string()>& function) {
    std::string text;
    try {
        limit_resources();
        text = "+" + function();
    } catch (const std::exception& error) {
        text = std::string("-") + error.what();
    } catch (...) {
        text = "-an exception of no known kind";
    }
    write_all(to, text + end_mark);
    ::_exit(0);
}

/// All that comes; false if nothing came for too long.
bool read_all(int from, std::string& text) {
    std::array<char, 65536> buffer{};
    while (true) {
        pollfd readable{from, POLLIN, 0};
        const int ready = ::poll(&readable, 1, most_milliseconds);
        if (ready == 0) {
            return false;
        }
        const ssize_t now = ready < 0 ? -1 : ::read(from, buffer.data(), buffer.size());
        if (now == 0) {
            return true;
        }
        if (now < 0 && errno != EINTR) {
            return false;
        }
        text.append(buffer.data(), now > 0 ? static_cast<std::size_t>(now) : 0);
    }
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

std::string why_it_ended(int status) {
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) {
        return "it takes too long";
    }
    return WIFSIGNALED(status) ? "it ended by signal " + std::to_string(WTERMSIG(status))
                               : "it ended with exit code " + std::to_string(WEXITSTATUS(status));
}

} // namespace

ChildOutcome run_in_child(const std::function<std::string()>& function) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return {false, "no pipe can be made"};
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(ends[0]);
        answer(ends[1], function);
    }
    ::close(ends[1]);
    std::string text;
    const bool read = child > 0 && read_all(ends[0], text);
    ::close(ends[0]);
    if (child < 0) {
        return {false, "no process can be started"};
    }
    if (!read) {
        ::kill(child, SIGKILL);
    }
    const int status = wait_for(child);
    if (status != 0 || text.size() < 2 || text.back() != end_mark) {
        return {false, why_it_ended(status)};
    }
    return {text.front() == '+', text.substr(1, text.size() - 2)};
}

} // namespace counterpoint::workloads::onnx
