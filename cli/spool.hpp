#pragma once

#include <cstdio>
#include <memory>
#include <string_view>

namespace counterpoint::cli {

/// Bytes that may be more than fit the memory: they stand in a file without a name, which is gone
/// with the spool however the process ends.
class Spool {
  public:
    /// Throws InputError where there is no place for such a file.
    Spool();
    ~Spool();
    Spool(Spool&& other) noexcept;
    Spool& operator=(Spool&& other) = delete;
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    /// Throws InputError where the disk is full. Not after `content`.
    void append(std::string_view bytes);

    /// All of it, valid as long as the spool; aligned as a page is.
    [[nodiscard]] std::string_view content();

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    void* mapped_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace counterpoint::cli
