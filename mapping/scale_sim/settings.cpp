#include "mapping/scale_sim/settings.hpp"

#include <algorithm>
#include <utility>

#include "input/document.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return lower;
}

} // namespace

Settings::Settings(std::string_view text, Reading& reading) : reading_(reading) {
    for (const Piece& whole : lines_of(text)) {
        const Piece line = trimmed(whole);
        if (line.text.empty() || line.text.front() == '#' || line.text.front() == ';') {
            continue;
        }
        if (sections_.empty() && line.text.front() != '[') {
            reading_.problem(line.at, "the file is no configuration of SCALE-Sim",
                             "a section such as [architecture_presets] first",
                             input::in_quotes(line.text));
            return;
        }
        if (sections_.size() + settings_.size() == Limits{}.settings) {
            reading_.problem(line.at, "there are too many settings",
                             "at most " + std::to_string(Limits{}.settings));
            return;
        }
        read_line(line);
    }
}

void Settings::read_line(const Piece& line) {
    if (line.text.front() == '[') {
        open_section(line);
    } else {
        add_setting(line);
    }
}

void Settings::open_section(const Piece& line) {
    const std::size_t end = line.text.find(']');
    if (end != line.text.size() - 1 || end == 1) {
        reading_.problem(line.at, "this is no section", "such as [general]",
                         input::in_quotes(line.text));
        return;
    }
    std::string name(line.text.substr(1, end - 1));
    if (section(name)) {
        reading_.problem(line.at, "the section " + input::in_quotes(name) + " is there twice");
    }
    sections_.emplace_back(std::move(name), line.at);
    indent_ = 0;
}

void Settings::add_setting(const Piece& line) {
    if (indent_ > 0 && line.at.column > indent_) {
        reading_.problem(line.at, "a line that is set in more goes on with the value before it",
                         "every setting at the same margin", input::in_quotes(line.text));
        return;
    }
    indent_ = line.at.column;
    const std::size_t separator = line.text.find_first_of(":=");
    if (separator == std::string_view::npos || separator == 0) {
        reading_.problem(line.at, "this is no setting", "KEY: VALUE", input::in_quotes(line.text));
        return;
    }
    const std::string key(trimmed({line.text.substr(0, separator), line.at}).text);
    Setting setting{sections_.back().first, key, lower_case(key), line.at,
                    trimmed(from(line, separator + 1))};
    if (find(setting.section, setting.lower_key) != nullptr) {
        reading_.problem(line.at, input::in_quotes(key) + " is given twice in this section");
        return;
    }
    settings_.push_back(std::move(setting));
}

std::optional<input::TextPosition> Settings::section(std::string_view name) const {
    const auto found = std::find_if(sections_.begin(), sections_.end(),
                                    [&](const auto& section) { return section.first == name; });
    return found == sections_.end() ? std::nullopt : std::optional(found->second);
}

const Setting* Settings::find(std::string_view section, std::string_view lower_key) const {
    const auto found =
        std::find_if(settings_.begin(), settings_.end(), [&](const Setting& setting) {
            return setting.section == section && setting.lower_key == lower_key;
        });
    return found == settings_.end() ? nullptr : &*found;
}

} // namespace counterpoint::mapping::scale_sim
