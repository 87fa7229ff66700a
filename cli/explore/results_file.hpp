#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "explore/designs.hpp"
#include "explore/objective.hpp"

namespace counterpoint::cli {

/// How a file of results is begun.
struct ResultsBegin {
    bool force = false;     ///< replace what is there
    bool resumes = false;   ///< there is a checkpoint, so an unfinished file is kept, or replaced
    std::int64_t bytes = 0; ///< of FILE.part that a checkpoint goes on with; 0: from scratch
};

/// A file with every valid design. It grows beside its place, as FILE.part, and takes its name when
/// it is complete. All throw InputError where the disk says no.
class ResultsFile {
  public:
    /// Throws InputError, with nothing changed, where FILE exists or the folder cannot be written;
    /// where FILE.part exists and no search with a checkpoint left it; where what the checkpoint
    /// goes on with is not there.
    ResultsFile(std::string path, const ResultsBegin& begin);
    /// An unfinished file that nobody can go on with goes.
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
    /// There will be no results.
    void give_up() { resumes_ = false; }

  protected:
    void append(const std::string& text);
    void write_at_begin(const std::string& text) const;
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }

  private:
    void check(const ResultsBegin& begin) const;
    void take_back_finished() const;
    void open();
    [[nodiscard]] std::string part() const { return path_ + ".part"; }

    std::string path_;
    int descriptor_ = -1;
    bool resumes_;
    bool finished_ = false;
    std::int64_t bytes_;
};

/// One line a design: number, the value of each axis, cycles, energy, area, power.
std::unique_ptr<ResultsFile> csv_results(const std::string& path, const ResultsBegin& begin,
                                         const explore::Designs& designs);

/// A NumPy array of records: design, cycles, energy_pj, area_um2, power_mw.
std::unique_ptr<ResultsFile> npy_results(const std::string& path, const ResultsBegin& begin);

} // namespace counterpoint::cli
