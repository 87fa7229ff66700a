#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/style.hpp"

namespace counterpoint::cli {

enum class Align { left, right };

struct Column {
    std::string title;
    Align align = Align::right;
    /// 0: always shown. Otherwise columns of the highest rank go first when the table is too wide.
    int rank = 0;
    /// The least width of a column whose texts may be cut; 0 for one that is never cut.
    std::size_t least_width = 0;
    std::vector<std::string> cells = {};
};

/// A table of text whose last line is a total: it drops and cuts columns to fit the style's width.
/// All columns have the same number of cells.
std::string render_columns(std::vector<Column> columns, const TextStyle& style);

} // namespace counterpoint::cli
