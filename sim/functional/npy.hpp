#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace counterpoint::sim {

enum class ElementType { int8, int16, int32, float32 };

/// The name of an element type as NumPy spells it, such as `int8`.
const char* to_string(ElementType type);

/// The numbers of an array: integers of any width, or floats.
using Numbers = std::variant<std::vector<std::int32_t>, std::vector<float>>;

/// An array as an NPY file holds it.
struct NpyArray {
    ElementType type = ElementType::int32;
    std::vector<std::int64_t> shape; ///< empty: one number
    Numbers numbers;                 ///< C order
};

/// Reads NPY 1.0 or 2.0: int8, int16, int32 or float32, C order, little endian. Throws InputError
/// where the file is anything else, is cut off or goes on after its last number.
NpyArray read_npy(const std::string& file);

/// Writes NPY 1.0. The numbers fit the type and the shape. The file appears whole or not at all.
/// Throws InputError where it cannot be written.
void write_npy(const std::string& file, const NpyArray& array);

} // namespace counterpoint::sim
