// Runs a command and writes into a file what it took: seconds, processor seconds, kilobytes
// resident of its largest process. Being small it does not count as memory of
// the command, as a script that starts it would.

#include <chrono>
#include <cstdio>
#include <fstream>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: process_meter FILE COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        ::execv(argv[2], argv + 2);
        std::perror(argv[2]);
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || ::wait4(child, &status, 0, &usage) < 0) {
        std::perror("process_meter");
        return 3;
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    std::ofstream(argv[1]) << passed.count() << ' '
                           << seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime) << ' '
                           << usage.ru_maxrss << '\n';
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
