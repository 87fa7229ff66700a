#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace counterpoint::cli {

/// A file that a command is to write whole or not at all. Nothing changes on disk before `write`.
class OutputFile {
  public:
    /// Throws InputError where the file could not be written: its folder is missing or closed to
    /// the user, or it is a directory. A symbolic link stands for what it points to.
    explicit OutputFile(const std::string& path);

    /// Writes the text into a new file beside the old one, and puts it in its place once it is on
    /// disk; a device or a pipe is written to directly. Throws InputError where that fails: the old
    /// file is then as it was, and nothing is left beside it.
    void write(std::string_view text) const;

  private:
    std::string shown_; ///< as the user wrote it, for problems
    std::string path_;
    bool replaceable_ = true; ///< a regular file or none yet
};

/// A file that is to be written, and its text.
struct FileText {
    std::string path;
    std::string text;
};

/// Writes several files at once: none takes its place before all are on disk. Throws InputError
/// where that fails; files that were not there before are not there then.
void write_together(const std::vector<FileText>& files);

/// Writes all of the text to an open file descriptor. Returns 0, or the `errno` of what went wrong.
int write_all(int descriptor, std::string_view text);

} // namespace counterpoint::cli
