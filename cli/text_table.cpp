#include "cli/text_table.hpp"

#include <algorithm>

namespace counterpoint::cli {

namespace {

constexpr std::size_t gap = 2;

std::size_t width_of(const Column& column) {
    std::size_t width = display_width(column.title);
    for (const std::string& cell : column.cells) {
        width = std::max(width, display_width(cell));
    }
    return width;
}

std::size_t width_of(const std::vector<Column>& columns) {
    std::size_t width = 0;
    for (const Column& column : columns) {
        width += width_of(column) + gap;
    }
    return width - gap;
}

void cut(Column& column, std::size_t width) {
    column.title = shortened(column.title, width);
    for (std::string& cell : column.cells) {
        cell = shortened(cell, width);
    }
}

/// Takes `excess` columns of text from the columns that may be cut, the widest first, as far as it
/// goes.
void cut_widest(std::vector<Column>& columns, std::size_t excess) {
    for (; excess > 0; --excess) {
        Column* widest = nullptr;
        for (Column& column : columns) {
            if (column.least_width > 0 && width_of(column) > column.least_width &&
                (widest == nullptr || width_of(column) > width_of(*widest))) {
                widest = &column;
            }
        }
        if (widest == nullptr) {
            return;
        }
        cut(*widest, width_of(*widest) - 1);
    }
}

/// How far cutting alone could bring the width down.
std::size_t least_width_of(const std::vector<Column>& columns) {
    std::size_t width = width_of(columns);
    for (const Column& column : columns) {
        const std::size_t natural = width_of(column);
        if (column.least_width > 0 && natural > column.least_width) {
            width -= natural - column.least_width;
        }
    }
    return width;
}

void fit(std::vector<Column>& columns, std::size_t width) {
    while (least_width_of(columns) > width) {
        const auto first_to_go =
            std::max_element(columns.begin(), columns.end(),
                             [](const Column& a, const Column& b) { return a.rank < b.rank; });
        if (first_to_go->rank == 0) {
            break;
        }
        columns.erase(first_to_go);
    }
    const std::size_t natural = width_of(columns);
    cut_widest(columns, natural > width ? natural - width : 0);
}

std::string line_of(const std::vector<Column>& columns, const std::vector<std::size_t>& widths,
                    const std::vector<std::string>& texts) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string padding(widths[i] - display_width(texts[i]), ' ');
        line += i > 0 ? std::string(gap, ' ') : "";
        line += columns[i].align == Align::left ? texts[i] + padding : padding + texts[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string rule(std::size_t width) {
    std::string line;
    for (std::size_t i = 0; i < width; ++i) {
        line += "─";
    }
    return line;
}

} // namespace

std::string render_columns(std::vector<Column> columns, const TextStyle& style) {
    fit(columns, style.width);
    std::vector<std::size_t> widths;
    std::vector<std::string> titles;
    for (const Column& column : columns) {
        widths.push_back(width_of(column));
        titles.push_back(column.title);
    }
    const std::string separator = painted(rule(width_of(columns)), Paint::dim, style) + '\n';
    const std::size_t rows = columns.front().cells.size();

    std::string text =
        painted(line_of(columns, widths, titles), Paint::bold, style) + '\n' + separator;
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<std::string> cells;
        for (const Column& column : columns) {
            cells.push_back(column.cells[row]);
        }
        const std::string line = line_of(columns, widths, cells);
        const bool is_total = row + 1 == rows;
        text += is_total ? separator + painted(line, Paint::bold, style) : line;
        text += '\n';
    }
    return text;
}

} // namespace counterpoint::cli
