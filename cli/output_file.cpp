#include "cli/output_file.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

namespace fs = std::filesystem;

std::string reason(int error) { return std::generic_category().message(error); }

[[noreturn]] void refuse_output(const std::string& file, const std::string& message,
                                const std::string& remedy = "") {
    throw InputError(Problem{{file, 0, 0, ""}, message, "", "", remedy});
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Open for writing, closed and removed again unless it was put in its place.
class FileBeside {
  public:
    explicit FileBeside(const std::string& path)
        : name_(path + ".XXXXXX"), descriptor_(::mkostemp(name_.data(), O_CLOEXEC)),
          opened_(descriptor_ >= 0 ? 0 : errno) {}
    ~FileBeside() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
            ::unlink(name_.c_str());
        }
    }
    FileBeside(const FileBeside&) = delete;
    FileBeside& operator=(const FileBeside&) = delete;
    FileBeside(FileBeside&&) = delete;
    FileBeside& operator=(FileBeside&&) = delete;

    /// Each returns 0 or an `errno`.
    [[nodiscard]] int opened() const { return opened_; }
    [[nodiscard]] int fill(std::string_view text, mode_t mode) const {
        const int error = write_all(descriptor_, text);
        if (error != 0) {
            return error;
        }
        return ::fchmod(descriptor_, mode) == 0 && ::fsync(descriptor_) == 0 ? 0 : errno;
    }
    int put_in_place(const std::string& path) {
        if (::rename(name_.c_str(), path.c_str()) != 0) {
            return errno;
        }
        ::close(descriptor_);
        descriptor_ = -1;
        return 0;
    }

  private:
    std::string name_;
    int descriptor_;
    int opened_;
};

/// The permissions of the file that stands there, or those of a new one.
mode_t permissions_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
        return status.st_mode & 07777U;
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

/// The name of the new file survives a loss of power only once its folder is on disk.
void flush_folder(const std::string& path) {
    const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder); // some file systems cannot; the file itself is complete all the same
        ::close(folder);
    }
}

/// Puts off SIGINT and SIGTERM, which would leave the new file beside the old one.
class SignalsPutOff {
  public:
    SignalsPutOff() {
        sigset_t signals{};
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &signals, &before_);
    }
    ~SignalsPutOff() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsPutOff(const SignalsPutOff&) = delete;
    SignalsPutOff& operator=(const SignalsPutOff&) = delete;
    SignalsPutOff(SignalsPutOff&&) = delete;
    SignalsPutOff& operator=(SignalsPutOff&&) = delete;

  private:
    sigset_t before_{};
};

int replace(const std::string& path, std::string_view text) {
    const SignalsPutOff put_off;
    FileBeside beside(path);
    int error = beside.opened();
    error = error != 0 ? error : beside.fill(text, permissions_of(path));
    return error != 0 ? error : beside.put_in_place(path);
}

int write_into(const std::string& path, std::string_view text) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return errno;
    }
    const int error = write_all(descriptor, text);
    return ::close(descriptor) == 0 ? error : errno;
}

/// Where the symbolic links of the path lead, be there a file yet or not.
std::string followed(const std::string& path) {
    constexpr int most_links = 40;
    fs::path target = path;
    std::error_code error;
    for (int links = 0; links < most_links && fs::is_symlink(target, error); ++links) {
        target = folder_of(target) / fs::read_symlink(target, error);
    }
    return target.string();
}

} // namespace

OutputFile::OutputFile(const std::string& path) : shown_(path), path_(followed(path)) {
    if (path.empty()) {
        refuse_output("--output", "the name of the file is empty");
    }
    std::error_code error;
    const fs::file_status status = fs::status(path_, error);
    if (fs::is_directory(status)) {
        refuse_output(shown_, "the output is a directory", "name a file in it");
    }
    replaceable_ = !fs::exists(status) || fs::is_regular_file(status);
    if (fs::is_symlink(path_, error)) {
        refuse_output(shown_, "the output is a symbolic link that leads in a circle");
    }
    const fs::path folder = folder_of(path_);
    if (!fs::is_directory(folder, error)) {
        refuse_output(shown_, "the output cannot be written: there is no folder " + folder.string(),
                      "create it first");
    }
    if ((replaceable_ && ::access(folder.c_str(), W_OK | X_OK) != 0) ||
        (fs::exists(status) && ::access(path_.c_str(), W_OK) != 0)) {
        refuse_output(shown_, "the output cannot be written: " + reason(errno));
    }
}

void OutputFile::write(std::string_view text) const {
    const int error = replaceable_ ? replace(path_, text) : write_into(path_, text);
    if (error != 0) {
        refuse_output(shown_, "the output cannot be written: " + reason(error));
    }
    if (replaceable_) {
        flush_folder(path_);
    }
}

void write_together(const std::vector<FileText>& files) {
    const SignalsPutOff put_off;
    std::deque<FileBeside> beside;
    for (const FileText& file : files) {
        FileBeside& next = beside.emplace_back(file.path);
        const int opened = next.opened();
        const int error = opened != 0 ? opened : next.fill(file.text, permissions_of(file.path));
        if (error != 0) {
            refuse_output(file.path, "the file cannot be written: " + reason(error));
        }
    }
    std::vector<std::string> added;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string& path = files[i].path;
        std::error_code unknown;
        const bool is_new = !fs::exists(path, unknown);
        if (const int error = beside[i].put_in_place(path); error != 0) {
            for (const std::string& each : added) {
                ::unlink(each.c_str());
            }
            refuse_output(path, "the file cannot be written: " + reason(error));
        }
        if (is_new) {
            added.push_back(path);
        }
    }
    flush_folder(files.front().path);
}

int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return 0;
}

} // namespace counterpoint::cli
