#include "mapping/scale_sim/lines.hpp"

#include <algorithm>

namespace counterpoint::mapping::scale_sim {

namespace {

constexpr std::string_view white_space = " \t\f\v";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

} // namespace

std::vector<Piece> lines_of(std::string_view text) {
    std::vector<Piece> lines;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back({text.substr(0, end), {++number, 1}});
        const std::size_t ending = text.substr(end, 2) == "\r\n" ? 2 : 1;
        text.remove_prefix(std::min(end + ending, text.size()));
    }
    return lines;
}

Piece from(const Piece& piece, std::size_t byte) {
    const std::string_view before = piece.text.substr(0, byte);
    const auto characters = std::count_if(before.begin(), before.end(), begins_character);
    return {piece.text.substr(before.size()),
            {piece.at.line, piece.at.column + static_cast<int>(characters)}};
}

Piece trimmed(Piece piece) {
    piece = from(piece, std::min(piece.text.find_first_not_of(white_space), piece.text.size()));
    piece.text = piece.text.substr(0, piece.text.find_last_not_of(white_space) + 1);
    return piece;
}

std::vector<Piece> split(const Piece& line, char separator) {
    std::vector<Piece> pieces;
    Piece rest = line;
    while (true) {
        const std::size_t end = rest.text.find(separator);
        pieces.push_back(trimmed({rest.text.substr(0, end), rest.at}));
        if (end == std::string_view::npos) {
            return pieces;
        }
        rest = from(rest, end + 1);
    }
}

} // namespace counterpoint::mapping::scale_sim
