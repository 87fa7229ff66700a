#include "cli/explore/session.hpp"

#include <filesystem>

#include <unistd.h>

#include "explore/checkpoint.hpp"
#include "input/source.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

namespace fs = std::filesystem;

void refuse_one_file_twice(const ExploreOptions& options) {
    std::vector<std::string> names;
    for (const auto& name :
         {options.csv, options.npy, options.checkpoint, options.output.file, options.report}) {
        for (const std::string& other : names) {
            if (name && *name == other) {
                throw InputError(
                    Problem{{*name, 0, 0, ""}, "two options name the same file", "", "", ""});
            }
        }
        names.push_back(name.value_or(""));
    }
}

} // namespace

ExploreSession::ExploreSession(const ExploreOptions& options, const explore::Designs& designs,
                               explore::Checkpoint& checkpoint)
    : asked_(checkpoint.asked) {
    refuse_one_file_twice(options);
    if (options.checkpoint) {
        checkpoint_path_ = *options.checkpoint;
        checkpoint_file_.emplace(checkpoint_path_);
        if (fs::exists(checkpoint_path_)) {
            constexpr std::size_t most_bytes = 1U << 30U; // the front fits in memory
            read_checkpoint(input::read_source(checkpoint_path_, most_bytes), checkpoint_path_,
                            checkpoint);
        }
    }
    std::size_t file = 0;
    const auto begin = [&] {
        const std::size_t i = file++;
        return ResultsBegin{options.force, options.checkpoint.has_value(),
                            i < checkpoint.written.size() ? checkpoint.written[i] : 0};
    };
    if (options.csv) {
        results_.push_back(csv_results(*options.csv, begin(), designs));
    }
    if (options.npy) {
        results_.push_back(npy_results(*options.npy, begin()));
    }
}

void ExploreSession::add(const std::vector<explore::DesignFigures>& valid) {
    for (const auto& file : results_) {
        file->add(valid);
    }
}

void ExploreSession::save(const explore::SearchState& state) {
    if (checkpoint_file_) {
        explore::Checkpoint checkpoint{asked_, state, {}};
        for (const auto& file : results_) {
            checkpoint.written.push_back(file->flush());
        }
        checkpoint_file_->write(checkpoint_text(checkpoint));
    }
}

void ExploreSession::finish() {
    for (const auto& file : results_) {
        file->finish();
    }
    if (checkpoint_file_) {
        ::unlink(checkpoint_path_.c_str());
    }
}

void ExploreSession::give_up() {
    for (const auto& file : results_) {
        file->give_up();
    }
    if (checkpoint_file_) {
        ::unlink(checkpoint_path_.c_str());
    }
}

} // namespace counterpoint::cli
