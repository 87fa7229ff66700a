#include "cli/spool.hpp"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <sys/mman.h>

#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

[[noreturn]] void refuse() {
    const std::string reason = std::generic_category().message(errno);
    throw InputError(
        Problem{{"", 0, 0, ""}, "the temporary file cannot be written: " + reason, "", "", ""});
}

} // namespace

Spool::Spool() : file_(std::tmpfile()) {
    if (!file_) {
        refuse();
    }
}

Spool::~Spool() {
    if (mapped_ != nullptr) {
        ::munmap(mapped_, size_);
    }
}

Spool::Spool(Spool&& other) noexcept
    : file_(std::move(other.file_)), mapped_(std::exchange(other.mapped_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

void Spool::append(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
        refuse();
    }
    size_ += bytes.size();
}

std::string_view Spool::content() {
    if (size_ == 0) {
        return {};
    }
    if (mapped_ == nullptr) {
        if (std::fflush(file_.get()) != 0) {
            refuse();
        }
        void* const mapped =
            ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, ::fileno(file_.get()), 0);
        if (mapped == MAP_FAILED) {
            refuse();
        }
        mapped_ = mapped;
    }
    return {static_cast<const char*>(mapped_), size_};
}

} // namespace counterpoint::cli
