#include "mapping/scale_sim/reading.hpp"

#include <charconv>
#include <system_error>

#include "input/document.hpp"

namespace counterpoint::mapping::scale_sim {

void Reading::problem(input::TextPosition at, const std::string& message,
                      const std::string& expected, const std::string& found,
                      const std::string& remedy) {
    problems_.push_back({{file_, at.line, at.column, ""}, message, expected, found, remedy});
    if (problems_.size() >= Limits{}.problems) {
        throw InputError(problems_);
    }
}

void Reading::left_out(input::TextPosition at, const std::string& message,
                       const std::string& remedy) {
    if (!lenient_) {
        problem(at, message, "", "",
                (remedy.empty() ? "" : remedy + ", or ") + "leave it out with "
                                                           "--lenient");
        return;
    }
    if (notes_.size() == Limits{}.problems) {
        problem(at, "too much would be left out");
        finish();
    }
    Problem note;
    note.place = {file_, at.line, at.column, ""};
    note.message = message + "; left out";
    notes_.push_back(to_string(note));
}

std::optional<Number> Reading::positive(const Piece& text, const std::string& name) {
    std::int64_t value = 0;
    const char* end = text.text.data() + text.text.size();
    const auto read = std::from_chars(text.text.data(), end, value);
    if (text.text.empty()) {
        problem(text.at, name + " is missing", "a positive integer");
    } else if (read.ec == std::errc::result_out_of_range && read.ptr == end) {
        problem(text.at, name + " is too large", "an integer of 64 bits",
                input::in_quotes(text.text));
    } else if (read.ec != std::errc() || read.ptr != end || value < 1) {
        problem(text.at, name + " is no positive integer", "a positive integer",
                input::in_quotes(text.text));
    } else {
        return Number{value, text.at};
    }
    return std::nullopt;
}

void Reading::finish() const {
    if (failed()) {
        throw InputError(problems_);
    }
}

} // namespace counterpoint::mapping::scale_sim
