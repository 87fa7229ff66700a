#include "cli/dram/trace.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "input/document.hpp"

namespace counterpoint::cli {

namespace {

constexpr std::size_t most_problems = 20;
constexpr std::int64_t most_clock = 1'000'000'000'000; // minutes of refreshes to simulate
constexpr const char* whole_line = "`R ADDRESS` or `W ADDRESS`, the address in hexadecimal, and "
                                   "perhaps a cycle, such as `R 0x1a40 120`";

constexpr const char* spaces = " \t\r";

/// Takes the next word off the front of the line; empty where none is left.
std::string_view take_word(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(spaces), line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(spaces));
    line.remove_prefix(word.size());
    return word;
}

/// A number that is nothing but digits of the base and fits 63 bits.
std::optional<std::int64_t> number_of(std::string_view word, int base) {
    std::int64_t number = 0;
    const char* const end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data(), end, number, base);
    if (error != std::errc() || stopped != end || word.front() == '-') {
        return std::nullopt;
    }
    return number;
}

std::optional<std::int64_t> address_of(std::string_view word) {
    if (word.size() > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X')) {
        word.remove_prefix(2);
    }
    return word.empty() ? std::nullopt : number_of(word, 16);
}

std::string shown(std::string_view text) {
    constexpr std::size_t most = 40;
    return text.empty() ? "nothing"
                        : input::in_quotes(std::string(text.substr(0, most)) +
                                           (text.size() > most ? "…" : ""));
}

} // namespace

TraceFile::TraceFile(const std::string& file, std::int64_t bytes)
    : file_(file), bytes_(bytes), lines_(file) {}

std::optional<TracedRequest> TraceFile::next() {
    while (problems_.size() < most_problems) {
        const auto line = lines_.next();
        if (!line) {
            break;
        }
        ++line_;
        const auto request = parsed(*line);
        if (request && problems_.empty()) {
            return request;
        }
    }
    if (!problems_.empty()) {
        throw InputError(std::exchange(problems_, {}));
    }
    return std::nullopt;
}

std::optional<TracedRequest> TraceFile::parsed(std::string_view line) {
    std::string_view rest = line.substr(0, line.find('#'));
    const std::string_view kind = take_word(rest);
    if (kind.empty()) {
        return std::nullopt;
    }
    const std::string_view address = take_word(rest);
    const std::string_view clock = take_word(rest);
    const std::string_view more = take_word(rest);
    const auto where = address_of(address);
    const auto when = clock.empty() ? std::nullopt : number_of(clock, 10);
    if (kind != "R" && kind != "W") {
        add(line, kind, "a request begins with R or W", whole_line);
    } else if (!where) {
        add(line, address, "this is no address", "a hexadecimal number, such as 0x1a40");
    } else if (!clock.empty() && !when) {
        add(line, clock, "this is no cycle", "a whole number of DRAM clocks, such as 120");
    } else if (!more.empty()) {
        add(line, more, "the line goes on behind the cycle", whole_line);
    } else if (has_place(line, address, *where) && (!when || is_in_order(line, clock, *when))) {
        return TracedRequest{kind == "W", *where, when};
    }
    return std::nullopt;
}

bool TraceFile::has_place(std::string_view line, std::string_view field, std::int64_t address) {
    if (address >= bytes_) {
        add(line, field, "the address lies beyond the memory",
            fmt::format("at most {:#x}: the memory has {} bytes", bytes_ - 1, bytes_));
    }
    return address < bytes_;
}

bool TraceFile::is_in_order(std::string_view line, std::string_view field, std::int64_t clock) {
    if (clock < last_clock_) {
        add(line, field, "the cycle lies before that of an earlier line",
            fmt::format("at least {}", last_clock_));
        return false;
    }
    if (clock > most_clock) {
        add(line, field, "the cycle lies too far away", fmt::format("at most {}", most_clock));
        return false;
    }
    last_clock_ = clock;
    return true;
}

void TraceFile::add(std::string_view line, std::string_view field, const std::string& message,
                    const std::string& expected) {
    const std::size_t column =
        field.empty() ? line.size() : static_cast<std::size_t>(field.data() - line.data());
    problems_.push_back(
        {{file_, line_, static_cast<int>(column) + 1, ""}, message, expected, shown(field), ""});
}

} // namespace counterpoint::cli
