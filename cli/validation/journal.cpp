#include "cli/validation/journal.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ios>

#include "cli/style.hpp"
#include "validation/input_text.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): one thread
    return value == nullptr ? "" : value;
}

/// Empty where the user has none.
fs::path cache_folder() {
    const std::string cache = environment("XDG_CACHE_HOME");
    const std::string home = environment("HOME");
    if (!cache.empty()) {
        return fs::path(cache) / "counterpoint";
    }
    return home.empty() ? fs::path() : fs::path(home) / ".cache" / "counterpoint";
}

std::string name_of(const validation::Plan& plan) {
    std::string inputs = plan.suite.name;
    for (const validation::PlannedCase& planned : plan.cases) {
        inputs += '\n' + planned.name + ' ' + validation::input_fingerprint(planned);
    }
    return "validate-" + validation::fingerprint(inputs) + ".jsonl";
}

} // namespace

std::string program_identity() {
    // At once: with sanitizers the program is hundreds of megabytes.
    std::ifstream program("/proc/self/exe", std::ios::binary | std::ios::ate);
    std::string bytes(static_cast<std::size_t>(std::max<std::streamoff>(program.tellg(), 0)), '\0');
    program.seekg(0);
    program.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return "counterpoint " COUNTERPOINT_VERSION " " + validation::fingerprint(bytes);
}

std::unique_ptr<validation::Journal> open_journal(const std::optional<std::string>& file,
                                                  const validation::Plan& plan, Console& console) {
    if (file) {
        return std::make_unique<validation::Journal>(*file);
    }
    const fs::path folder = cache_folder();
    if (folder.empty()) {
        return nullptr;
    }
    try {
        return std::make_unique<validation::Journal>((folder / name_of(plan)).string());
    } catch (const InputError& error) {
        console.err << "counterpoint: without a journal: " << printable(error.what()) << '\n';
        return nullptr;
    }
}

} // namespace counterpoint::cli
