#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace counterpoint::dram_checker {

using Clock = std::int64_t;

enum class Kind { activate, read, write, precharge, precharge_all, refresh, refresh_bank };
inline constexpr std::size_t kinds = 7;

inline bool of_whole_rank(Kind kind) {
    return kind == Kind::precharge_all || kind == Kind::refresh;
}

inline bool moves_data(Kind kind) { return kind == Kind::read || kind == Kind::write; }

/// One line of a command trace. `bank` counts inside its group; fields that a command does not use
/// are without meaning.
struct Command {
    Clock clock = 0;
    Kind kind = Kind::activate;
    int channel = 0;
    int pseudo_channel = 0;
    int rank = 0;
    int group = 0;
    int bank = 0;
    std::int64_t row = 0;
    std::int64_t column = 0;
};

bool operator==(const Command& a, const Command& b);

/// `clock 12: RD channel 0 rank 0 group 1 bank 2 row 3 column 4`
std::string to_string(const Command& command);

} // namespace counterpoint::dram_checker
