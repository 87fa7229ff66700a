#pragma once

#include <string>
#include <vector>

namespace counterpoint::architecture {

/// One C++ file of the project, read as text.
struct SourceFile {
    std::string path; ///< from the root, such as `mapping/design.cpp`
    std::vector<std::string> lines;
};

SourceFile source_from_text(const std::string& path, const std::string& text);

/// Every .hpp and .cpp below `root` but for hidden folders and `build`, ordered by path.
std::vector<SourceFile> read_sources(const std::string& root);

/// The lines with comments and the contents of string and character literals blanked out, so that
/// what is left is code. Raw strings are blanked too.
std::vector<std::string> code_only(const SourceFile& source);

} // namespace counterpoint::architecture
