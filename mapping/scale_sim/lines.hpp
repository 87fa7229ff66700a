#pragma once

#include <string_view>
#include <vector>

#include "input/composer.hpp"

namespace counterpoint::mapping::scale_sim {

/// A piece of a text file and where it begins.
struct Piece {
    std::string_view text;
    input::TextPosition at;
};

/// The lines without their ends, which are those of any system.
std::vector<Piece> lines_of(std::string_view text);

/// Without white space at both ends.
Piece trimmed(Piece piece);

/// The piece from a byte on; columns count characters.
Piece from(const Piece& piece, std::size_t byte);

/// What stands between the separators, trimmed; one piece more than there are separators.
std::vector<Piece> split(const Piece& line, char separator);

} // namespace counterpoint::mapping::scale_sim
