#include "cli/explore/results_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/csv_text.hpp"
#include "cli/output_file.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

namespace {

[[noreturn]] void refuse_results(const std::string& path, const std::string& message,
                                 const std::string& remedy = "") {
    throw InputError(Problem{{path, 0, 0, ""}, message, "", "", remedy});
}

[[noreturn]] void refuse_disk(const std::string& path) {
    refuse_results(path,
                   "the results cannot be written: " + std::generic_category().message(errno));
}

class CsvResults : public ResultsFile {
  public:
    CsvResults(const std::string& path, const ResultsBegin& begin, const explore::Designs& designs)
        : ResultsFile(path, begin), designs_(designs) {
        if (begin.bytes > 0) {
            return;
        }
        std::vector<std::string> names{"design"};
        for (const explore::ResolvedAxis& axis : designs.axes()) {
            names.push_back(axis.axis.name);
        }
        for (const char* name : {"cycles", "energy_pj", "area_um2", "power_mw"}) {
            names.emplace_back(name);
        }
        append(csv_line(names));
    }
    void add(const std::vector<explore::DesignFigures>& designs) override {
        std::string text;
        for (const explore::DesignFigures& design : designs) {
            std::vector<std::string> texts{fmt::format("{}", design.number)};
            const auto values = designs_.numbering().values(design.number);
            for (std::size_t i = 0; i < values.size(); ++i) {
                texts.push_back(designs_.axes()[i].axis.text(values[i]));
            }
            const explore::Figures& figures = design.figures;
            texts.push_back(fmt::format("{:.0f}", figures.cycles));
            for (const double figure : {figures.energy, figures.area, figures.power}) {
                texts.push_back(fmt::format("{}", figure));
            }
            text += csv_line(texts);
        }
        append(text);
    }

  private:
    const explore::Designs& designs_;
};

/// What numpy.save writes of the same array; little-endian, as this program's own numbers are on
/// the processors that it is built for.
class NpyResults : public ResultsFile {
  public:
    NpyResults(const std::string& path, const ResultsBegin& begin) : ResultsFile(path, begin) {
        if (begin.bytes == 0) {
            append(header(0));
        }
    }

    void add(const std::vector<explore::DesignFigures>& designs) override {
        std::string text(designs.size() * record_bytes, '\0');
        char* place = text.data();
        const auto put = [&](const auto& number) {
            std::memcpy(place, &number, sizeof number);
            place += sizeof number;
        };
        for (const explore::DesignFigures& design : designs) {
            put(design.number);
            put(static_cast<std::int64_t>(design.figures.cycles));
            put(design.figures.energy);
            put(design.figures.area);
            put(design.figures.power);
        }
        append(text);
    }

    void finish() override {
        write_at_begin(header((bytes() - static_cast<std::int64_t>(header_bytes)) /
                              static_cast<std::int64_t>(record_bytes)));
        ResultsFile::finish();
    }

  private:
    static constexpr std::size_t record_bytes = 40;
    static constexpr std::size_t header_bytes = 256; // a multiple of 64, with room for any count

    static std::string header(std::int64_t records) {
        std::string text = fmt::format(
            "{{'descr': [('design', '<i8'), ('cycles', '<i8'), ('energy_pj', '<f8'), "
            "('area_um2', '<f8'), ('power_mw', '<f8')], 'fortran_order': False, 'shape': ({},), }}",
            records);
        text.resize(header_bytes - 11, ' ');
        text += '\n';
        const auto length = static_cast<unsigned>(text.size());
        return std::string("\x93NUMPY\x01", 7) + '\0' + static_cast<char>(length % 256) +
               static_cast<char>(length / 256) + text;
    }
};

} // namespace

ResultsFile::ResultsFile(std::string path, const ResultsBegin& begin)
    : path_(std::move(path)), resumes_(begin.resumes), bytes_(begin.bytes) {
    if (bytes_ > 0) {
        take_back_finished();
    }
    check(begin);
    open();
}

/// The search may have been killed after this file had taken its name and before the checkpoint was
/// gone.
void ResultsFile::take_back_finished() const {
    std::error_code error;
    if (!std::filesystem::exists(part(), error) &&
        std::filesystem::file_size(path_, error) == static_cast<std::uintmax_t>(bytes_) && !error) {
        std::filesystem::rename(path_, part(), error);
    }
}

void ResultsFile::check(const ResultsBegin& begin) const {
    const OutputFile could_be_written(path_);
    if (!begin.force && std::filesystem::exists(path_)) {
        refuse_results(path_, "the file of results exists", "--force replaces it");
    }
    if (bytes_ == 0 && !begin.force && !begin.resumes && std::filesystem::exists(part())) {
        refuse_results(part(), "an unfinished file of results exists",
                       "go on with its --checkpoint, or let --force begin anew");
    }
    std::error_code error;
    if (bytes_ > 0 &&
        (std::filesystem::file_size(part(), error) < static_cast<std::uintmax_t>(bytes_) ||
         error)) {
        refuse_results(part(), "the results that the checkpoint goes on with are not there",
                       "remove the checkpoint to begin anew");
    }
}

ResultsFile::~ResultsFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        if (!finished_ && !resumes_) {
            ::unlink(part().c_str());
        }
    }
}

void ResultsFile::open() {
    descriptor_ = ::open(part().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0 || ::ftruncate(descriptor_, bytes_) != 0 ||
        ::lseek(descriptor_, bytes_, SEEK_SET) < 0) {
        refuse_disk(part());
    }
}

void ResultsFile::append(const std::string& text) {
    if (const int error = write_all(descriptor_, text); error != 0) {
        errno = error;
        refuse_disk(part());
    }
    bytes_ += static_cast<std::int64_t>(text.size());
}

void ResultsFile::write_at_begin(const std::string& text) const {
    if (::pwrite(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        refuse_disk(part());
    }
}

std::int64_t ResultsFile::flush() {
    if (::fsync(descriptor_) != 0 && errno != EINVAL) {
        refuse_disk(part());
    }
    return bytes_;
}

void ResultsFile::finish() {
    flush();
    if (::rename(part().c_str(), path_.c_str()) != 0) {
        refuse_disk(path_);
    }
    finished_ = true;
}

std::unique_ptr<ResultsFile> csv_results(const std::string& path, const ResultsBegin& begin,
                                         const explore::Designs& designs) {
    return std::make_unique<CsvResults>(path, begin, designs);
}

std::unique_ptr<ResultsFile> npy_results(const std::string& path, const ResultsBegin& begin) {
    return std::make_unique<NpyResults>(path, begin);
}

} // namespace counterpoint::cli
