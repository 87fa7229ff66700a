#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/functional/npy.hpp"

namespace counterpoint::sim {

/// What the header of an NPY file says.
struct NpyHeader {
    ElementType type = ElementType::int32;
    std::vector<std::int64_t> shape;
};

/// Reads the dictionary that is the header's text. Throws InputError naming `file`.
NpyHeader parse_npy_header(const std::string& text, const std::string& file);

/// The text, without padding.
std::string npy_header_text(const NpyHeader& header);

std::size_t bytes_of(ElementType type);

} // namespace counterpoint::sim
