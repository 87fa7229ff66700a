#include "cli/interruption.hpp"

#include <cerrno>
#include <system_error>

#include <sys/signalfd.h>
#include <unistd.h>

namespace counterpoint::cli {

namespace {

/// Who started the process may have told it to ignore one, as shells do with SIGINT in the
/// background.
bool is_ignored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

Interruption::Interruption() {
    sigset_t signals{};
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM}) {
        if (!is_ignored(signal)) {
            sigaddset(&signals, signal);
        }
    }
    // Blocked rather than handled: a terminal sends Ctrl-C to the children as well, and one that
    // died of it could be taken for one that crashed.
    if (::pthread_sigmask(SIG_BLOCK, &signals, &before_) == 0) {
        descriptor_ = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    }
    if (descriptor_ < 0) {
        const int error = errno;
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
        throw std::system_error(error, std::generic_category(), "signalfd");
    }
}

Interruption::~Interruption() {
    ::close(descriptor_);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interruption::accept() const {
    signalfd_siginfo signal{};
    while (::read(descriptor_, &signal, sizeof signal) > 0) {
    }
}

} // namespace counterpoint::cli
