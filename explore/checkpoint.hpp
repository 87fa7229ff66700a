#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "explore/search.hpp"

namespace counterpoint::explore {

/// A search put down, to go on from later.
struct Checkpoint {
    std::string asked; ///< what was asked, in a few letters: another question has other ones
    SearchState state;
    std::vector<std::int64_t> written; ///< bytes in each file of results, in their order
};

/// As JSON. Reading it gives the same numbers, to the last bit.
std::string checkpoint_text(const Checkpoint& checkpoint);

/// Reads it back into `checkpoint`, which says what is asked now and has a state where nothing is
/// found. Throws InputError: no checkpoint, or one of another question; `name` stands for the file.
void read_checkpoint(const std::string& text, const std::string& name, Checkpoint& checkpoint);

/// A few letters for a long text: FNV-1a of 64 bits.
std::string fingerprint(const std::string& text);

} // namespace counterpoint::explore
