#include "validation/journal.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vocabulary/problem.hpp"

namespace counterpoint::validation {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
    throw InputError(Problem{{file, 0, 0, ""},
                             why,
                             "",
                             "",
                             "name another one with --journal, or do without: --no-journal"});
}

[[noreturn]] void refuse(const std::string& file, const std::error_code& error) {
    refuse(file, "the journal cannot be written: " + error.message());
}

/// A complete validation deletes its journal, so no other file must be taken for one.
void check_is_journal(const std::string& file) {
    static const std::string beginning = journal_line("", {}).substr(0, 8);
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) {
        return;
    }
    std::string found(beginning.size(), ' ');
    std::ifstream stream(file, std::ios::binary);
    stream.read(found.data(), static_cast<std::streamsize>(found.size()));
    found.resize(static_cast<std::size_t>(stream.gcount()));
    if (!fs::is_regular_file(status) || beginning.compare(0, found.size(), found) != 0) {
        refuse(file, "this file is not a journal");
    }
}

} // namespace

Journal::Journal(const std::string& file) : file_(file) {
    std::error_code error;
    const fs::path folder = fs::path(file).parent_path();
    if (!folder.empty() && (fs::create_directories(folder, error), error)) {
        refuse(file, error);
    }
    check_is_journal(file);
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    std::size_t pes = std::size_t{1} << 25U; // of all layers that may come, 256 MB
    bool torn = false;
    while (std::getline(stream, line)) {
        torn = stream.eof();
        if (auto entry = read_journal_line(line, pes)) {
            pes -= entry->second.pe_macs.size();
            layers_.insert(std::move(*entry));
        }
    }
    descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor_ < 0) {
        refuse(file, {errno, std::generic_category()});
    }
    if (torn && ::write(descriptor_, "\n", 1) < 0) {
        refuse(file, {errno, std::generic_category()});
    }
}

Journal::~Journal() {
    struct stat status {};
    const bool is_empty = ::fstat(descriptor_, &status) == 0 && status.st_size == 0;
    ::close(descriptor_);
    if (is_empty) {
        remove();
    }
}

const SimulatedLayer* Journal::find(const std::string& key) const {
    const auto found = layers_.find(key);
    return found == layers_.end() ? nullptr : &found->second;
}

void Journal::append(const std::string& key, const SimulatedLayer& layer) const {
    const std::string line = journal_line(key, layer) + '\n';
    std::size_t written = 0;
    while (written < line.size()) {
        const auto count = ::write(descriptor_, line.data() + written, line.size() - written);
        if (count <= 0 && errno != EINTR) {
            return;
        }
        written += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
}

void Journal::remove() const {
    std::error_code ignored;
    fs::remove(file_, ignored);
}

} // namespace counterpoint::validation
