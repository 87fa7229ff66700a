#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "explore/designs.hpp"
#include "explore/objective.hpp"

namespace counterpoint::cli {

/// A file with every valid design. It grows beside its place, as FILE.part, and takes its name when
/// it is complete. All throw InputError where the disk says no.
class ResultsFile {
  public:
    /// Begins a new file. Throws InputError, with nothing changed, where FILE or FILE.part exists
    /// and `force` is not given, or the folder cannot be written.
    ResultsFile(std::string path, bool force);
    /// Goes on with FILE.part from so many bytes on.
    ResultsFile(std::string path, bool force, std::int64_t bytes);
    virtual ~ResultsFile();
    ResultsFile(const ResultsFile&) = delete;
    ResultsFile& operator=(const ResultsFile&) = delete;
    ResultsFile(ResultsFile&&) = delete;
    ResultsFile& operator=(ResultsFile&&) = delete;

    virtual void add(const std::vector<explore::DesignFigures>& designs) = 0;
    /// Puts everything on disk and says how many bytes that are.
    std::int64_t flush();
    /// The file is complete.
    virtual void finish();
    /// Nobody will go on with it.
    void discard() const;

  protected:
    void append(const std::string& text);
    void write_at_begin(const std::string& text) const;
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }

  private:
    void check(bool force) const;
    void open(bool from_scratch);
    [[nodiscard]] std::string part() const { return path_ + ".part"; }

    std::string path_;
    int descriptor_ = -1;
    std::int64_t bytes_ = 0;
};

/// One line a design: number, the value of each axis, cycles, energy, area, power.
std::unique_ptr<ResultsFile> csv_results(const std::string& path, bool force,
                                         const explore::Designs& designs, std::int64_t bytes);

/// A NumPy array of records: design, cycles, energy_pj, area_um2, power_mw.
std::unique_ptr<ResultsFile> npy_results(const std::string& path, bool force, std::int64_t bytes);

} // namespace counterpoint::cli
