#include "mapping/scale_sim/columns.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "input/document.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

const std::vector<std::pair<Column, std::string>>& usual_names(bool products) {
    static const std::vector<std::pair<Column, std::string>> convolution{
        {Column::name, "Layer name"},           {Column::ifmap_height, "IFMAP Height"},
        {Column::ifmap_width, "IFMAP Width"},   {Column::filter_height, "Filter Height"},
        {Column::filter_width, "Filter Width"}, {Column::channels, "Channels"},
        {Column::filters, "Num Filter"},        {Column::stride, "Strides"}};
    static const std::vector<std::pair<Column, std::string>> product{
        {Column::name, "Layer"}, {Column::m, "M"}, {Column::n, "N"}, {Column::k, "K"}};
    return products ? product : convolution;
}

/// The column that a heading names, whatever its case, blanks and underscores.
std::optional<Column> column_named(std::string_view heading) {
    static const std::vector<std::pair<std::string_view, Column>> names{
        {"layername", Column::name},
        {"layer", Column::name},
        {"ifmapheight", Column::ifmap_height},
        {"ifmaph", Column::ifmap_height},
        {"ifmapwidth", Column::ifmap_width},
        {"ifmapw", Column::ifmap_width},
        {"filterheight", Column::filter_height},
        {"filterh", Column::filter_height},
        {"filterwidth", Column::filter_width},
        {"filterw", Column::filter_width},
        {"channels", Column::channels},
        {"numchannels", Column::channels},
        {"numfilter", Column::filters},
        {"numfilters", Column::filters},
        {"stride", Column::stride},
        {"strides", Column::stride},
        {"strideheight", Column::stride},
        {"strideh", Column::stride},
        {"stridewidth", Column::stride_width},
        {"stridew", Column::stride_width},
        {"m", Column::m},
        {"n", Column::n},
        {"k", Column::k},
        {"batch", Column::batch},
        {"batchsize", Column::batch},
        {"sparsity", Column::sparsity},
        {"sparsityratio", Column::sparsity}};
    std::string letters;
    for (const char c : heading) {
        if (c >= 'A' && c <= 'Z') {
            letters += static_cast<char>(c - 'A' + 'a');
        } else if (c != ' ' && c != '_' && c != '\t') {
            letters += c;
        }
    }
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const auto& each) { return each.first == letters; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool Columns::is_header(const std::vector<Piece>& row) {
    return row.size() > 1 && !is_number(row[1].text) &&
           std::any_of(row.begin(), row.end(),
                       [](const Piece& field) { return column_named(field.text).has_value(); });
}

Columns Columns::of_header(const std::vector<Piece>& header, Reading& reading) {
    const bool products = std::any_of(header.begin(), header.end(), [](const Piece& field) {
        return column_named(field.text) == Column::m;
    });
    Columns columns(products);
    columns.header_ = header;
    for (std::size_t i = 0; i < columns.required(); ++i) {
        const Piece heading = i < header.size() ? header[i] : Piece{{}, header.back().at};
        const auto named = column_named(heading.text);
        const auto& [column, usual] = usual_names(products)[i];
        if (heading.text.empty() || (named && *named != column)) {
            reading.problem(heading.at,
                            "column " + std::to_string(i + 1) +
                                " has another heading than SCALE-Sim's, which goes by position",
                            usual, heading.text.empty() ? "" : input::in_quotes(heading.text));
        }
    }
    return columns;
}

Columns Columns::of_row(const std::vector<Piece>& row, Reading& reading) {
    const auto numbers = std::count_if(row.begin() + 1, row.end(),
                                       [](const Piece& field) { return is_number(field.text); });
    if (numbers == 0) {
        reading.problem(row.front().at, "the file is no topology of SCALE-Sim",
                        "a header such as Layer name, IFMAP Height, … or Layer, M, N, K",
                        input::in_quotes(row.front().text));
    }
    constexpr std::ptrdiff_t most_of_a_product = 4; // M, N, K and a batch
    return Columns(numbers <= most_of_a_product);
}

std::size_t Columns::required() const { return usual_names(products_).size(); }

Column Columns::at(std::size_t position) const {
    if (position < required()) {
        return usual_names(products_)[position].first;
    }
    if (position >= header_.size() || header_[position].text.empty()) {
        return Column::unnamed;
    }
    const Column named = column_named(header_[position].text).value_or(Column::unknown);
    const std::array<Column, 3> further{Column::stride_width, Column::batch, Column::sparsity};
    const bool known = std::find(further.begin(), further.end(), named) != further.end() &&
                       !(products_ && named == Column::stride_width);
    return known ? named : Column::unknown;
}

std::string Columns::name(std::size_t position) const {
    constexpr std::size_t longest = 40; // of what can be a heading
    if (position < header_.size() && !header_[position].text.empty() &&
        header_[position].text.size() <= longest) {
        return std::string(header_[position].text);
    }
    return position < required() ? usual_names(products_)[position].second
                                 : "column " + std::to_string(position + 1);
}

} // namespace counterpoint::mapping::scale_sim
