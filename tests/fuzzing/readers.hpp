#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace counterpoint::fuzzing {

/// A reader of the product as its commands call it, given the bytes of one file. What the file
/// lacks for a whole design is added. Returns why the file is refused, which is what InputError
/// says; nothing where it is read. Whatever else comes out is a defect.
struct Reader {
    std::string_view name;
    std::optional<std::string> (*refusal)(const std::string& bytes);
};

const std::vector<Reader>& readers();

/// Throws std::invalid_argument, which names all readers, where there is none of this name.
const Reader& reader_named(std::string_view name);

} // namespace counterpoint::fuzzing
