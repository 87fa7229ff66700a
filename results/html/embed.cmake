# cmake -D OUTPUT=part.cpp -D NAMESPACE=folder -D FUNCTION=name "-DFILES=a.js;b.js" -P embed.cmake
#
# Writes the source file of a function that returns all the files, one behind the other. A literal may
# have 65,536 characters, so each file stands in several, cut anywhere.

set(piece_length 16000)
set(pieces "")
foreach(file IN LISTS FILES)
    file(READ "${file}" text)
    string(LENGTH "${text}" length)
    set(from 0)
    while(from LESS length)
        string(SUBSTRING "${text}" ${from} ${piece_length} piece)
        string(APPEND pieces "        R\"counterpoint(${piece})counterpoint\",\n")
        math(EXPR from "${from} + ${piece_length}")
    endwhile()
endforeach()

file(WRITE "${OUTPUT}" "// Written by results/html/embed.cmake.
#include <initializer_list>
#include <string>
#include <string_view>

namespace counterpoint::${NAMESPACE} {

// NOLINTNEXTLINE(readability-function-size)
std::string ${FUNCTION}() {
    const std::initializer_list<std::string_view> pieces{
${pieces}    };
    std::string text;
    for (const std::string_view piece : pieces) {
        text += piece;
    }
    return text;
}

} // namespace counterpoint::${NAMESPACE}
")
