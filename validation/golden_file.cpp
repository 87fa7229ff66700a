#include <charconv>
#include <sstream>

#include <fmt/format.h>

#include "input/document.hpp"
#include "input/source.hpp"
#include "validation/golden.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::validation {

namespace {

constexpr const char* schema = "counterpoint-golden/1";

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream stream(line);
    for (std::string part; std::getline(stream, part, '\t');) {
        parts.push_back(part);
    }
    return parts;
}

/// Reads line by line, and knows which names the numbers of a layer have at the moment.
class GoldenReader {
  public:
    explicit GoldenReader(const std::string& file) : place_{file, 0, 0, ""} {}

    Golden read(const std::string& text) {
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);) {
            ++place_.line;
            take(split(line));
        }
        if (place_.line == 0) {
            refuse("the file is empty");
        }
        return std::move(golden_);
    }

  private:
    [[noreturn]] void refuse(const std::string& message, const std::string& found = {}) const {
        throw InputError(
            Problem{place_, message, "", found,
                    "--update-golden writes the file anew; read its difference first"});
    }

    void take(const std::vector<std::string>& parts) {
        if (place_.line == 1) {
            check_schema(parts);
        } else if (!parts.empty() && parts[0] == "layer") {
            take_layer(parts);
        } else if (!parts.empty() && parts[0] == "numbers") {
            names_.assign(parts.begin() + 1, parts.end());
        } else if (parts.size() == 3 && parts[0] == "case") {
            golden_.cases.push_back({parts[1], parts[2], {}});
        } else if (parts.size() == 2 && parts[0] == "suite") {
            golden_.suite = parts[1];
        } else if (parts.size() == 2 && parts[0] == "version") {
            golden_.version = parts[1];
        } else if (parts.size() == 2 && parts[0] == "date") {
            golden_.date = parts[1];
        } else if (parts.size() != 1 || parts[0] != "suite") {
            refuse("this line is not of a golden file",
                   parts.empty() ? "" : input::in_quotes(parts[0]));
        }
    }

    void check_schema(const std::vector<std::string>& parts) const {
        if (parts.size() != 1 || parts[0] != schema) {
            throw InputError(
                Problem{place_, "the golden file has another schema", schema,
                        parts.empty() ? "nothing" : input::in_quotes(parts[0]),
                        "write it anew with this version: remove it, then --update-golden"});
        }
    }

    void take_layer(const std::vector<std::string>& parts) {
        if (golden_.cases.empty() || parts.size() != names_.size() + 2) {
            refuse("the numbers of this layer do not fit their names",
                   std::to_string(parts.size()) + " parts");
        }
        GoldenLayer layer{parts[1], {}};
        for (std::size_t i = 0; i < names_.size(); ++i) {
            layer.numbers[names_[i]] = integer(parts[i + 2]);
        }
        golden_.cases.back().layers.push_back(std::move(layer));
    }

    [[nodiscard]] std::int64_t integer(const std::string& text) const {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) {
            refuse("this is not an integer", input::in_quotes(text));
        }
        return value;
    }

    Place place_;
    Golden golden_;
    std::vector<std::string> names_;
};

} // namespace

std::string golden_text(const Golden& golden) {
    std::string text = fmt::format("{}\nsuite\t{}\nversion\t{}\ndate\t{}\n", schema, golden.suite,
                                   golden.version, golden.date);
    std::string names_before;
    for (const GoldenCase& each : golden.cases) {
        text += "case\t" + each.name + '\t' + each.input + '\n';
        for (const GoldenLayer& layer : each.layers) {
            std::string names = "numbers";
            std::string line = "layer\t" + layer.name;
            for (const auto& [name, value] : layer.numbers) {
                names += '\t' + name;
                line += '\t' + std::to_string(value);
            }
            text += names == names_before ? "" : names + '\n';
            text += line + '\n';
            names_before = names;
        }
    }
    return text;
}

Golden parse_golden(const std::string& text, const std::string& file) {
    return GoldenReader(file).read(text);
}

Golden read_golden(const std::string& file) {
    constexpr std::size_t most_bytes = std::size_t{256} << 20U;
    return parse_golden(input::read_source(file, most_bytes), file);
}

} // namespace counterpoint::validation
