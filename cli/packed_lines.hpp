#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

struct gzFile_s;

namespace counterpoint::cli {

/// The lines of a text file that may be long, and may be gzipped: its first bytes tell.
class PackedLines {
  public:
    /// Opens the file; `-` is standard input. Throws InputError where that fails.
    explicit PackedLines(const std::string& file);
    ~PackedLines();
    PackedLines(const PackedLines&) = delete;
    PackedLines& operator=(const PackedLines&) = delete;
    PackedLines(PackedLines&&) = delete;
    PackedLines& operator=(PackedLines&&) = delete;

    /// The next line without its end, valid until the next call; nothing at the end of the file.
    /// Throws InputError where the file cannot be read on, or a line has more than 4096 bytes.
    std::optional<std::string_view> next();

  private:
    [[nodiscard]] std::string_view unread() const {
        return {buffer_.data() + begin_, end_ - begin_};
    }
    [[nodiscard]] std::size_t end_of_line() const { return unread().find('\n'); }

    /// Reads on behind what is not yet read; false at the end of the file.
    bool fill();

    std::string name_;
    gzFile_s* file_;
    std::array<char, 1U << 17U> buffer_{};
    std::size_t begin_ = 0; ///< of what is not yet read
    std::size_t end_ = 0;
};

} // namespace counterpoint::cli
