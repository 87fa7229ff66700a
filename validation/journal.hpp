#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hw/layer_numbers.hpp"
#include "results/memory_traffic.hpp"

namespace counterpoint::validation {

/// What is kept of a simulated layer.
struct SimulatedLayer {
    hw::LayerNumbers numbers;
    std::vector<std::int64_t> pe_macs; ///< by PE, in the order of units
    results::MemoryTraffic memories = {};
};

/// The layers of an interrupted validation, in a file of JSON lines. A line is written whole or
/// not at all as far as the system allows; one that is torn or was written by others is ignored. An
/// empty file is not left behind.
class Journal {
  public:
    /// Reads what is there and opens the file for more; makes its folder. Throws InputError where
    /// it cannot be written.
    explicit Journal(const std::string& file);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    Journal(Journal&&) = delete;
    Journal& operator=(Journal&&) = delete;

    [[nodiscard]] const std::string& file() const { return file_; }

    /// The layer under this key, if it was written before this journal was opened.
    [[nodiscard]] const SimulatedLayer* find(const std::string& key) const;

    /// Puts a layer into the file. A full disk loses it without a word: the journal is a
    /// convenience.
    void append(const std::string& key, const SimulatedLayer& layer) const;

    /// Deletes the file: the validation is complete.
    void remove() const;

  private:
    std::string file_;
    std::map<std::string, SimulatedLayer> layers_;
    int descriptor_ = -1;
};

/// One line of the file, without its end.
std::string journal_line(const std::string& key, const SimulatedLayer& layer);

/// Nothing where it is no such line, or has more than `most_pes`.
std::optional<std::pair<std::string, SimulatedLayer>> read_journal_line(const std::string& line,
                                                                        std::size_t most_pes);

} // namespace counterpoint::validation
