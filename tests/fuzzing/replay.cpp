// Gives files to a reader, one by one, and holds it to the limits.

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/time.h>

#include "tests/fuzzing/readers.hpp"
#include "tests/fuzzing/swelling.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* usage = R"(usage: replay [--swell N] [--seed S] [--save FILE] READER PATH...

Reads files, and all files in folders, with a reader, and says how long the slowest took and how much
memory was needed. Ends at the first that is neither read nor refused, or takes more than 10 seconds
of processor time or 1 GB.

  --swell N    besides, N times each: grown to 1 MB, a piece of it repeated
  --seed S     of the random numbers for that (default 1)
  --save FILE  what is read, grown or not, is written there first
)";

constexpr int most_seconds = 10;
constexpr std::size_t most_bytes = std::size_t{1} << 30U;
constexpr std::size_t input_bytes = std::size_t{1} << 20U;

struct Options {
    int swell = 0;
    unsigned seed = 1;
    std::optional<std::string> save;
    std::string reader;
    std::vector<std::string> paths;
};

Options options_of(const std::vector<std::string>& arguments) {
    Options options;
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool has_value = i + 1 < arguments.size();
        if (arguments[i] == "--swell" && has_value) {
            options.swell = std::stoi(arguments[++i]);
        } else if (arguments[i] == "--seed" && has_value) {
            options.seed = static_cast<unsigned>(std::stoul(arguments[++i]));
        } else if (arguments[i] == "--save" && has_value) {
            options.save = arguments[++i];
        } else {
            rest.push_back(arguments[i]);
        }
    }
    if (rest.size() < 2) {
        std::cerr << usage;
        std::exit(2);
    }
    options.reader = rest.front();
    options.paths.assign(rest.begin() + 1, rest.end());
    return options;
}

std::vector<std::string> files_in(const std::vector<std::string>& paths) {
    std::vector<std::string> files;
    for (const std::string& path : paths) {
        if (!fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) {
                files.push_back(entry.path().string());
            }
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string bytes_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw std::runtime_error("cannot be opened");
    }
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Sanitizers have memory of their own.
void limit_memory() {
#ifndef __SANITIZE_ADDRESS__
    const rlimit limit{most_bytes, most_bytes};
    setrlimit(RLIMIT_DATA, &limit);
#endif
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

/// Lets the process end by SIGPROF once it has computed so long from now on; how long others keep
/// it waiting does not count. Returns what it has computed so far.
double allow_seconds(int seconds) {
    const itimerval timer{{0, 0}, {seconds, 0}};
    setitimer(ITIMER_PROF, &timer, nullptr);
    return processor_seconds();
}

long peak_kilobytes() {
    rusage here{};
    rusage children{};
    getrusage(RUSAGE_SELF, &here);
    getrusage(RUSAGE_CHILDREN, &children);
    return std::max(here.ru_maxrss, children.ru_maxrss);
}

std::string first_line(const std::string& text) {
    constexpr std::size_t most = 150;
    return text.substr(0, std::min(text.find('\n'), most));
}

class Replay {
  public:
    explicit Replay(const Options& options)
        : options_(options), reader_(counterpoint::fuzzing::reader_named(options.reader)),
          swelling_(options.seed, input_bytes) {}

    void run() {
        for (const std::string& file : files_in(options_.paths)) {
            const std::string bytes = bytes_of(file);
            read(bytes, file);
            for (int i = 0; i < options_.swell; ++i) {
                read(swelling_.of(bytes), file + ", swollen, the " + std::to_string(i + 1) + ".");
            }
        }
        std::cout << options_.reader << ": " << inputs_ << " inputs; the slowest took "
                  << static_cast<long>(slowest_ * 1000) << " ms: " << slowest_name_
                  << "; memory at most " << peak_kilobytes() / 1024 << " MB\n";
    }

  private:
    void read(const std::string& bytes, const std::string& name) {
        if (options_.save) {
            std::ofstream(*options_.save, std::ios::binary) << bytes;
        }
        std::cerr << name << ": " << std::flush; // the last one is why, whatever happens
        const double begin = allow_seconds(most_seconds);
        const std::optional<std::string> refusal = reader_.refusal(bytes);
        const double taken = processor_seconds() - begin;
        std::cerr << first_line(refusal.value_or("read")) << '\n';
        ++inputs_;
        if (taken > slowest_) {
            slowest_ = taken;
            slowest_name_ = name;
        }
    }

    const Options& options_;
    const counterpoint::fuzzing::Reader& reader_;
    counterpoint::fuzzing::Swelling swelling_;
    std::size_t inputs_ = 0;
    double slowest_ = 0;
    std::string slowest_name_ = "none";
};

} // namespace

int main(int count, char** values) {
    try {
        const Options options = options_of({values + 1, values + count});
        limit_memory();
        Replay(options).run();
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "replay: " << error.what() << '\n';
        return 1;
    }
}
