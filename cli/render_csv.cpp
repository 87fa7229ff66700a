#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/layer_json.hpp"
#include "cli/render.hpp"

namespace counterpoint::cli {

namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::pair<std::string, std::string>>; ///< column and value

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char byte : text) {
        result += byte == '"' ? "\"\"" : std::string(1, byte);
    }
    return result + '"';
}

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

std::string line_of(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) {
        line += line.empty() && &text == &texts.front() ? "" : ",";
        line += quoted(text);
    }
    return line + '\n';
}

} // namespace

std::string render_csv(const NetworkReport& report) {
    std::vector<Row> rows;
    std::vector<std::string> columns;
    for (const LayerResult& result : report.layers) {
        Row row = {{"model", report.model},
                   {"workload", report.workload},
                   {"hardware", report.hardware.name}};
        flatten(layer_json(result, report.hardware), "", row);
        merge(columns, row);
        rows.push_back(std::move(row));
    }
    std::string text = line_of(columns);
    for (const Row& row : rows) {
        const std::map<std::string, std::string> cells(row.begin(), row.end());
        std::vector<std::string> texts;
        for (const std::string& column : columns) {
            const auto cell = cells.find(column);
            texts.push_back(cell == cells.end() ? "" : cell->second);
        }
        text += line_of(texts);
    }
    return text;
}

} // namespace counterpoint::cli
