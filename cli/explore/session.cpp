#include "cli/explore/session.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <unistd.h>

#include "explore/checkpoint.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

namespace fs = std::filesystem;

std::string text_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void refuse_standard_input(const ExploreOptions& options) {
    for (const std::string& file : options.design.files) {
        if (!fs::is_regular_file(file)) {
            throw InputError(Problem{{file, 0, 0, ""},
                                     "a search with a checkpoint reads only files that can be read "
                                     "again",
                                     "",
                                     "",
                                     "put the design into a file"});
        }
    }
}

void refuse_one_file_twice(const ExploreOptions& options) {
    std::vector<std::string> names;
    for (const auto& name : {options.csv, options.npy, options.checkpoint, options.output.file}) {
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
        refuse_standard_input(options);
        checkpoint_path_ = *options.checkpoint;
        checkpoint_file_.emplace(checkpoint_path_);
        if (fs::exists(checkpoint_path_)) {
            read_checkpoint(text_of_file(checkpoint_path_), checkpoint_path_, checkpoint);
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

std::string asked(const ExploreOptions& options, const explore::Space& space) {
    std::string text = COUNTERPOINT_VERSION;
    const auto add = [&](const std::string& part) { text += '\n' + part; };
    for (const explore::Axis& axis : space.axes) {
        add(axis.name);
        for (const std::string& path : axis.paths) {
            add(path);
        }
        for (std::size_t value = 0; value < axis.size(); ++value) {
            add(axis.text(value));
        }
    }
    for (const std::string& file : options.design.files) {
        add(file + ' ' + text_of_file(file));
    }
    for (const std::string& technology : options.design.technology) {
        add(technology + ' ' + text_of_file(technology));
    }
    for (const auto* words : {&options.design.overrides, &options.design.layers,
                              &options.design.dimensions, &options.objectives}) {
        add(fmt::format("{}", fmt::join(*words, "\n")));
    }
    add(fmt::format("{} {} {} {} {}", options.max_area.value_or(0), options.max_power.value_or(0),
                    to_string(options.timing), options.verify, options.design.lenient));
    add(options.csv.value_or("") + ' ' + options.npy.value_or(""));
    return explore::fingerprint(text);
}

} // namespace counterpoint::cli
