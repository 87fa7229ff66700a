#include "sim/child.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/defect.hpp"
#include "sim/functional/value_check.hpp"
#include "sim/message.hpp"
#include "sim/observation/file_in_making.hpp"

namespace counterpoint::sim {

namespace {

enum class Ending : std::int64_t { done, refused, defect };

std::string message(Ending ending, const std::string& text) {
    Writer writer;
    writer.add(static_cast<std::int64_t>(ending));
    return writer.bytes() + text;
}

std::string message_of_defect(const std::string& what) {
    Writer writer;
    writer.add(what);
    return message(Ending::defect, writer.bytes());
}

template <class Simulate>
std::string outcome_of(const Simulate& simulate) {
    try {
        Writer writer;
        write(writer, simulate());
        return message(Ending::done, writer.bytes());
    } catch (const InputError& error) {
        Writer writer;
        write(writer, error.problems());
        return message(Ending::refused, writer.bytes());
    } catch (const std::bad_alloc&) {
        return message_of_defect("the simulation is out of memory");
    } catch (const std::exception& error) {
        return message_of_defect(error.what());
    }
}

void write_all(int pipe, const std::string& bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t now = ::write(pipe, bytes.data() + written, bytes.size() - written);
        if (now < 0 && errno != EINTR) {
            return;
        }
        written += now > 0 ? static_cast<std::size_t>(now) : 0;
    }
}

/// Why the process did not end as it should; empty if it did.
std::string cause_of_death(int status) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
        return "died of signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")" +
               (signal == SIGKILL ? ", as happens when the memory of the machine is used up" : "");
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0
               ? ""
               : "ended with status " + std::to_string(WEXITSTATUS(status));
}

} // namespace

Child::Child(const workloads::Layer& layer, const hw::Hardware& hardware,
             const mapping::Mapping& mapping, const Options& options,
             std::atomic<std::int64_t>* phases)
    : layer_(layer.name), trace_(options.trace) {
    std::array<int, 2> ends{};
    const auto give_up = [this](const std::string& what) {
        throw Defect("layer " + layer_ + ": " + what + ": " +
                     std::generic_category().message(errno));
    };
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        give_up("no pipe to a process for the simulation");
    }
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) {
        ::close(ends[0]);
        // A parent that is killed cannot end its children any more.
        if (::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == parent) {
            write_all(ends[1], outcome_of([&] {
                          Simulation simulation =
                              run(layer, hardware, mapping, options, nullptr, phases);
                          if (options.functional) {
                              simulation.values = check_values(layer, hardware, mapping,
                                                               *options.functional, simulation);
                          }
                          return simulation;
                      }));
        }
        ::_exit(0); // the buffers of streams are the parent's
    }
    ::close(ends[1]);
    pipe_ = ends[0];
    if (process_ < 0) {
        ::close(pipe_);
        give_up("no process for the simulation");
    }
}

Child::~Child() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        bury();
    }
    ::close(pipe_);
}

int Child::bury() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    remove_unfinished_files(trace_);
    return status;
}

bool Child::listen() {
    std::array<char, 4096> buffer{};
    ssize_t size = -1;
    do {
        size = ::read(pipe_, buffer.data(), buffer.size());
    } while (size < 0 && errno == EINTR);
    said_.append(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return size > 0;
}

Simulation Child::result() {
    const std::string cause = cause_of_death(bury());
    if (!cause.empty()) {
        throw Defect("layer " + layer_ + ": the simulation " + cause);
    }
    Reader reader(said_);
    switch (static_cast<Ending>(reader.number())) {
    case Ending::done:
        return read_simulation(reader);
    case Ending::refused:
        throw InputError(read_problems(reader));
    case Ending::defect:
        break;
    }
    throw Defect("layer " + layer_ + ": " + reader.text());
}

} // namespace counterpoint::sim
