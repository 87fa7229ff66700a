#pragma once

#include <csignal>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

namespace counterpoint::sim {

/// Neither a child that runs nor one that waits to be buried.
inline bool no_child_is_left() { return ::waitpid(-1, nullptr, WNOHANG) < 0; }

/// Sends a signal to every child of this process.
inline void signal_children(int signal) {
    std::ifstream children("/proc/thread-self/children");
    for (pid_t child = 0; children >> child;) {
        ::kill(child, signal);
    }
}

} // namespace counterpoint::sim
