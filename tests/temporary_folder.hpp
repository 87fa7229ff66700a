#pragma once

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <stdexcept>
#include <string>

namespace counterpoint {

/// A folder of its own for one test, gone after it.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "counterpoint.XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no folder for the test: " + name);
        }
        path_ = name;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder(TemporaryFolder&&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    /// How many files and folders are in it.
    [[nodiscard]] std::size_t files() const {
        const std::filesystem::directory_iterator first(path_);
        return static_cast<std::size_t>(
            std::distance(first, std::filesystem::directory_iterator()));
    }

    friend std::filesystem::path operator/(const TemporaryFolder& folder, const std::string& name) {
        return std::filesystem::path(folder.path_) / name;
    }

  private:
    std::string path_;
};

} // namespace counterpoint
