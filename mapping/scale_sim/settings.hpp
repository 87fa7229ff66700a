#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapping/scale_sim/lines.hpp"
#include "mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {

/// `key: value` or `key = value`.
struct Setting {
    std::string section;
    std::string key;       ///< as it stands there
    std::string lower_key; ///< in lower case
    input::TextPosition at;
    Piece value;
};

/// The settings of a file in sections (INI, as Python's configparser reads it).
class Settings {
  public:
    /// The text outlives the settings. A problem for each line that is neither.
    Settings(std::string_view text, Reading& reading);

    /// Where a section begins; nothing where it is not there.
    [[nodiscard]] std::optional<input::TextPosition> section(std::string_view name) const;
    [[nodiscard]] const std::deque<Setting>& all() const { return settings_; }
    /// Null where it is not there. Upper and lower case of a key are the same.
    [[nodiscard]] const Setting* find(std::string_view section, std::string_view lower_key) const;

  private:
    void read_line(const Piece& line);
    void open_section(const Piece& line);
    void add_setting(const Piece& line);

    Reading& reading_;
    std::deque<Setting> settings_;
    std::vector<std::pair<std::string, input::TextPosition>> sections_;
    int indent_ = 0; ///< of the last setting, as a column
};

} // namespace counterpoint::mapping::scale_sim
