#include "sim/observation/file_in_making.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& file, const std::string& reason,
                         const std::string& remedy = "") {
    throw InputError(
        Problem{{file, 0, 0, ""}, "the file cannot be written: " + reason, "", "", remedy});
}

std::string reason(int error) { return std::generic_category().message(error); }

std::string followed(const std::string& path) {
    std::error_code error;
    const fs::path target = fs::canonical(path, error);
    return error ? path : target.string();
}

/// Others may write to the folder: what is made here must not be a link of theirs.
int make_new(const std::string& name) {
    ::unlink(name.c_str());
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        return errno;
    }
    ::close(descriptor);
    return 0;
}

} // namespace

FileInMaking::FileInMaking(const std::string& path, const std::string& ending)
    : shown_(path), path_(followed(path)), name_(unfinished_name(path_, ending)) {
    std::error_code error;
    const fs::file_status status = fs::status(path_, error);
    if (path.empty() || fs::is_directory(status)) {
        refuse(shown_, "it names a folder", "name a file in it");
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        refuse(shown_, "what stands there is not a regular file");
    }
    if (const int failed = make_new(name_); failed != 0) {
        refuse(shown_, reason(failed));
    }
}

FileInMaking::~FileInMaking() {
    if (unfinished_) {
        ::unlink(name_.c_str());
    }
}

void FileInMaking::complete() {
    if (std::rename(name_.c_str(), path_.c_str()) != 0) {
        refuse(shown_, reason(errno));
    }
    unfinished_ = false;
}

std::string unfinished_name(const std::string& path, const std::string& ending) {
    return followed(path) + ".unfinished" + ending;
}

void check_files(const TraceOptions& options) {
    if (!options.trace_file.empty()) {
        const FileInMaking trace(options.trace_file);
    }
    if (!options.waveform_file.empty()) {
        const FileInMaking waveform(options.waveform_file, waveform_ending);
    }
}

void remove_unfinished_files(const TraceOptions& options) {
    if (!options.trace_file.empty()) {
        ::unlink(unfinished_name(options.trace_file).c_str());
    }
    if (!options.waveform_file.empty()) {
        ::unlink(unfinished_name(options.waveform_file, waveform_ending).c_str());
    }
}

} // namespace counterpoint::sim
