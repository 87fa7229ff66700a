# cmake -D OUTPUT=parts.cpp -D FOLDER=page -D STYLES=a.css;… -D SCRIPTS=a.js;… [-D LIBRARY=file] -P embed.cmake
#
# Writes the source file that holds the files of the page. A literal may have 65,536 characters, so
# each file stands in several, cut anywhere.

set(piece_length 16000)

# Appends to `source` a function that returns all the files, one behind the other.
function(append_function name)
    set(pieces "")
    foreach(file IN LISTS ARGN)
        file(READ "${file}" text)
        string(LENGTH "${text}" length)
        set(from 0)
        while(from LESS length)
            string(SUBSTRING "${text}" ${from} ${piece_length} piece)
            string(APPEND pieces "        R\"counterpoint(${piece})counterpoint\",\n")
            math(EXPR from "${from} + ${piece_length}")
        endwhile()
    endforeach()
    set(source "${source}// NOLINTNEXTLINE(readability-function-size)\nstd::string ${name}() {\n    return joined({\n${pieces}    });\n}\n\n" PARENT_SCOPE)
endfunction()

list(TRANSFORM STYLES PREPEND "${FOLDER}/")
list(TRANSFORM SCRIPTS PREPEND "${FOLDER}/")

set(source "// Written by validation/report/embed.cmake.
#include \"validation/report/page_parts.hpp\"

#include <initializer_list>
#include <string_view>

namespace counterpoint::validation {

namespace {

std::string joined(std::initializer_list<std::string_view> pieces) {
    std::string text;
    for (const std::string_view piece : pieces) {
        text += piece;
    }
    return text;
}

} // namespace

")
append_function(page_template "${FOLDER}/page.html")
append_function(page_style ${STYLES})
append_function(page_script ${SCRIPTS})
append_function(page_chart_library ${LIBRARY})
file(WRITE "${OUTPUT}" "${source}} // namespace counterpoint::validation\n")
