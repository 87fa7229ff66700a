#include "tests/fuzzing/file_readers.hpp"

#include <stdexcept>

#include <sys/mman.h>
#include <unistd.h>

#include "cli/dram/trace.hpp"
#include "sim/functional/npy.hpp"
#include "validation/golden.hpp"
#include "validation/journal.hpp"
#include "validation/suite.hpp"

namespace counterpoint::fuzzing {

namespace {

/// Bytes that readers can open by a name, without a disk.
class FileInMemory {
  public:
    explicit FileInMemory(const std::string& bytes)
        : descriptor_(::memfd_create("given", MFD_CLOEXEC)) {
        if (descriptor_ < 0 || ::write(descriptor_, bytes.data(), bytes.size()) !=
                                   static_cast<ssize_t>(bytes.size())) {
            throw std::runtime_error("no file in memory can be made");
        }
    }
    ~FileInMemory() { ::close(descriptor_); }
    FileInMemory(const FileInMemory&) = delete;
    FileInMemory& operator=(const FileInMemory&) = delete;
    FileInMemory(FileInMemory&&) = delete;
    FileInMemory& operator=(FileInMemory&&) = delete;

    [[nodiscard]] std::string name() const {
        return "/proc/self/fd/" + std::to_string(descriptor_);
    }

  private:
    int descriptor_;
};

} // namespace

void read_npy_file(const std::string& bytes) { sim::read_npy(FileInMemory(bytes).name()); }

void read_dram_trace(const std::string& bytes) {
    constexpr std::int64_t memory_bytes = std::int64_t{1} << 34U;
    const FileInMemory file(bytes);
    cli::TraceFile trace(file.name(), memory_bytes);
    while (trace.next()) {
    }
}

void read_suite_file(const std::string& bytes) {
    validation::read_suite(FileInMemory(bytes).name());
}

void read_golden_file(const std::string& bytes) { validation::parse_golden(bytes, "given.golden"); }

void read_journal(const std::string& bytes) { validation::Journal(FileInMemory(bytes).name()); }

} // namespace counterpoint::fuzzing
