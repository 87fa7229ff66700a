#include "mapping/timeloop/instances.hpp"

#include <charconv>
#include <optional>
#include <system_error>

namespace counterpoint::mapping::timeloop {

namespace {

using input::Node;

std::optional<std::int64_t> whole(const std::string& text, std::size_t begin, std::size_t end) {
    if (begin >= text.size() || end > text.size() || end <= begin) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const char* last = text.data() + end;
    const auto read = std::from_chars(text.data() + begin, last, value);
    const bool fits = read.ec == std::errc() && read.ptr == last && value >= 0;
    return fits && value <= most_instances ? std::optional(value) : std::nullopt;
}

} // namespace

std::int64_t multiplied(std::int64_t a, std::int64_t b, const Node& node, Reading& reading) {
    if (b > most_instances / a) {
        reading.problem(node.place(), "there are too many instances",
                        "at most " + std::to_string(most_instances));
        return a;
    }
    return a * b;
}

Instances instances_of(const Node& node, Reading& reading) {
    const Node* name = node.find("name");
    if (name == nullptr) {
        reading.problem(node.place(), "a part of the architecture has no name");
        return {};
    }
    const std::string text = reading.name(*name).value_or("");
    const std::size_t bracket = text.find('[');
    if (bracket == std::string::npos) {
        return {text, 1};
    }
    const std::size_t dots = text.find("..", bracket);
    const auto first = whole(text, bracket + 1, dots);
    const auto last = whole(text, dots == std::string::npos ? dots : dots + 2, text.size() - 1);
    if (text.back() != ']' || !first || !last || *last < *first) {
        reading.expect(*name, "the instances of a name are not clear",
                       "NAME or NAME[first..last], such as PE[0..167]");
        return {text.substr(0, bracket), 1};
    }
    return {text.substr(0, bracket), *last - *first + 1};
}

} // namespace counterpoint::mapping::timeloop
