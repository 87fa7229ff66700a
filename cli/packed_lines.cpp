#include "cli/packed_lines.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fmt/format.h>
#include <zlib.h>

#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

constexpr std::size_t most_bytes_of_a_line = 4096;
constexpr std::size_t missing = std::string_view::npos;

[[noreturn]] void refuse_file(const std::string& file, const std::string& message) {
    throw InputError(Problem{{file, 0, 0, ""}, message, "", "", ""});
}

} // namespace

PackedLines::PackedLines(const std::string& file)
    : name_(file), file_(::gzopen((file == "-" ? "/dev/stdin" : file).c_str(), "rb")) {
    if (file_ == nullptr) {
        const int error = errno;
        refuse_file(name_, "the file cannot be read: " + std::generic_category().message(error));
    }
    ::gzbuffer(file_, static_cast<unsigned>(buffer_.size()));
}

PackedLines::~PackedLines() { ::gzclose(file_); }

std::optional<std::string_view> PackedLines::next() {
    std::size_t length = end_of_line();
    while (length == missing && fill()) {
        length = end_of_line();
    }
    if (length == missing) {
        const std::string_view rest = unread();
        begin_ = end_;
        return rest.empty() ? std::nullopt : std::optional(rest);
    }
    const std::string_view line = unread().substr(0, length);
    begin_ += length + 1;
    return line;
}

bool PackedLines::fill() {
    if (end_ - begin_ >= most_bytes_of_a_line) {
        refuse_file(name_, fmt::format("this is no text of lines: one has more than {} bytes",
                                       most_bytes_of_a_line));
    }
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const int count =
        ::gzread(file_, buffer_.data() + end_, static_cast<unsigned>(buffer_.size() - end_));
    const int system_error = errno;
    int error = Z_OK;
    const char* const message = ::gzerror(file_, &error);
    if (count < 0 || (error != Z_OK && error != Z_STREAM_END)) {
        refuse_file(name_, "the file cannot be read to its end: " +
                               (error == Z_ERRNO ? std::generic_category().message(system_error)
                                                 : message));
    }
    end_ += static_cast<std::size_t>(count);
    return count > 0;
}

} // namespace counterpoint::cli
