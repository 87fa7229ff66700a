#pragma once

#include <string>

#include "sim/observation/trace_options.hpp"

namespace counterpoint::sim {

/// A file that grows under another name beside its place and takes its place once it is complete.
/// Removed if that never happens.
class FileInMaking {
  public:
    /// Throws InputError where the file could not be written: no such folder, or something stands
    /// there that is not a regular file. `ending` is what the writer appends to the name by itself.
    explicit FileInMaking(const std::string& path, const std::string& ending = "");
    ~FileInMaking();
    FileInMaking(const FileInMaking&) = delete;
    FileInMaking& operator=(const FileInMaking&) = delete;
    FileInMaking(FileInMaking&&) = delete;
    FileInMaking& operator=(FileInMaking&&) = delete;

    /// The name to write to, with its ending.
    [[nodiscard]] const std::string& name() const { return name_; }

    /// The file is written and closed. Throws InputError where it cannot be put in its place.
    void complete();

  private:
    std::string shown_;
    std::string path_; ///< where a symbolic link leads
    std::string name_;
    bool unfinished_ = true;
};

/// Where a file grows until it is complete.
std::string unfinished_name(const std::string& path, const std::string& ending = "");

/// What SystemC appends to the name of a waveform by itself.
inline const std::string waveform_ending = ".vcd";

/// Throws InputError where a file that the options ask for could not be written.
void check_files(const TraceOptions& options);

/// Removes what a process that was killed under these options left behind, if anything.
void remove_unfinished_files(const TraceOptions& options);

} // namespace counterpoint::sim
