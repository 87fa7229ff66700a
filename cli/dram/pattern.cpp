#include "cli/dram/pattern.hpp"

#include <charconv>

#include "input/document.hpp"

namespace counterpoint::cli {

namespace {

[[noreturn]] void refuse(const std::string& text) {
    throw InputError(Problem{{"--pattern", 0, 0, ""},
                             "there is no such pattern",
                             "sequential, stride:BYTES, random or mix:READPERCENT, or one of the "
                             "first three with ,mix:READPERCENT behind it",
                             input::in_quotes(text),
                             ""});
}

/// The number behind the name and a colon; nothing where the word is another one.
std::optional<std::int64_t> number_behind(const std::string& word, const std::string& name) {
    if (word.rfind(name + ":", 0) != 0) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const char* const end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data() + name.size() + 1, end, number);
    return error == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

} // namespace

Pattern pattern_of(const std::string& text) {
    Pattern pattern;
    const std::size_t comma = text.find(',');
    const std::string order = text.substr(0, comma);
    const auto stride = number_behind(order, "stride");
    const auto alone = number_behind(order, "mix");
    if (stride && *stride > 0) {
        pattern.stride_bytes = *stride;
    } else if (order == "random" || (alone && comma == std::string::npos)) {
        pattern.order = Pattern::Order::random;
    } else if (order != "sequential") {
        refuse(text);
    }
    const auto mix =
        comma == std::string::npos ? alone : number_behind(text.substr(comma + 1), "mix");
    pattern.read_percent = mix.value_or(100);
    const bool sense = comma == std::string::npos || mix;
    if (!sense || pattern.read_percent < 0 || pattern.read_percent > 100) {
        refuse(text);
    }
    return pattern;
}

PatternRequests::PatternRequests(const Pattern& pattern, std::int64_t count, std::uint64_t seed,
                                 std::int64_t burst_bytes, std::int64_t bytes)
    : pattern_(pattern), left_(count), engine_(seed), burst_bytes_(burst_bytes), bytes_(bytes) {
    if (pattern_.stride_bytes == 0) {
        pattern_.stride_bytes = burst_bytes;
    }
    pattern_.stride_bytes %= bytes;
}

std::int64_t PatternRequests::draw(std::int64_t choices) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(choices));
}

std::optional<TracedRequest> PatternRequests::next() {
    std::optional<TracedRequest> request;
    if (left_ == 0) {
        return request;
    }
    --left_;
    request.emplace();
    if (pattern_.order == Pattern::Order::random) {
        request->address = draw(bytes_ / burst_bytes_) * burst_bytes_;
    } else {
        request->address = address_;
        address_ = address_ < bytes_ - pattern_.stride_bytes
                       ? address_ + pattern_.stride_bytes
                       : address_ - (bytes_ - pattern_.stride_bytes);
    }
    const bool mixed = pattern_.read_percent % 100 != 0;
    request->write = mixed ? draw(100) >= pattern_.read_percent : pattern_.read_percent == 0;
    return request;
}

} // namespace counterpoint::cli
