#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/explore/options.hpp"
#include "cli/explore/results_file.hpp"
#include "cli/output_file.hpp"
#include "explore/checkpoint.hpp"

namespace counterpoint::cli {

/// The files that a search writes while it runs, and the checkpoint that it may go on from.
class ExploreSession {
  public:
    /// Opens them all. Throws InputError, with nothing written, where one exists or cannot be
    /// written, or the checkpoint is one of another search.
    ExploreSession(const ExploreOptions& options, const explore::Designs& designs,
                   explore::Checkpoint& checkpoint);

    [[nodiscard]] bool wants_valid() const { return !results_.empty(); }
    /// What is searched, in a few letters.
    [[nodiscard]] const std::string& asked() const { return asked_; }
    [[nodiscard]] bool saves() const { return checkpoint_file_.has_value(); }

    void add(const std::vector<explore::DesignFigures>& valid);
    /// Writes the checkpoint, if one is wanted.
    void save(const explore::SearchState& state);
    /// Everything is done: the results take their names, the checkpoint goes.
    void finish();
    /// Everything is done, and there are no results: all files go.
    void give_up();

  private:
    std::optional<OutputFile> checkpoint_file_;
    std::string checkpoint_path_;
    std::string asked_;
    std::vector<std::unique_ptr<ResultsFile>> results_;
};

} // namespace counterpoint::cli
