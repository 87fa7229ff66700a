#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/csv_text.hpp"
#include "cli/render.hpp"
#include "results/layer_json.hpp"

namespace counterpoint::cli {

namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::pair<std::string, std::string>>; ///< column and value

std::string value_of(const Json& json) {
    if (json.is_null()) {
        return "";
    }
    return json.is_string() ? json.get<std::string>() : json.dump();
}

void flatten(const Json& json, const std::string& path, Row& row) {
    if (!json.is_object()) {
        row.emplace_back(path, value_of(json));
        return;
    }
    const std::string prefix = path.empty() ? "" : path + '.';
    for (const auto& [key, value] : json.items()) {
        std::string below = prefix;
        flatten(value, below.append(key), row);
    }
}

/// Puts the columns that the row brings along behind the ones they follow there.
void merge(std::vector<std::string>& columns, const Row& row) {
    auto behind = columns.begin();
    for (const auto& cell : row) {
        const auto known = std::find(columns.begin(), columns.end(), cell.first);
        behind = known != columns.end() ? known : columns.insert(behind, cell.first);
        ++behind;
    }
}

} // namespace

std::string render_csv(const NetworkReport& report) {
    std::vector<Row> rows;
    std::vector<std::string> columns;
    for (const LayerResult& result : report.layers) {
        Row row = {{"model", report.model}};
        if (!report.timing.empty()) {
            row.emplace_back("timing", report.timing);
        }
        row.emplace_back("workload", report.workload);
        row.emplace_back("hardware", report.hardware.name);
        flatten(results::layer_json(result, report.hardware), "", row);
        merge(columns, row);
        rows.push_back(std::move(row));
    }
    std::string text = csv_line(columns);
    for (const Row& row : rows) {
        const std::map<std::string, std::string> cells(row.begin(), row.end());
        std::vector<std::string> texts;
        for (const std::string& column : columns) {
            const auto cell = cells.find(column);
            texts.push_back(cell == cells.end() ? "" : cell->second);
        }
        text += csv_line(texts);
    }
    return text;
}

} // namespace counterpoint::cli
