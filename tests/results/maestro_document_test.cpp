// docs/maestro-csv.md says of each column what is in it.

#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/maestro_csv/columns.hpp"

namespace counterpoint::results {
namespace {

std::vector<std::string> cells_between_bars(const std::string& line) {
    std::vector<std::string> cells;
    for (std::size_t begin = 1; begin < line.size();) {
        const std::size_t end = line.find('|', begin);
        cells.push_back(line.substr(begin, end - begin));
        begin = end == std::string::npos ? line.size() : end + 1;
    }
    return cells;
}

/// The rows of the table whose first cell is a number.
std::vector<std::vector<std::string>> rows_of_the_document() {
    std::ifstream file(std::string(COUNTERPOINT_SOURCE_DIR) + "/docs/maestro-csv.md");
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.size() > 2 && line[0] == '|' && line[1] == ' ' && line[2] >= '0' &&
            line[2] <= '9') {
            rows.push_back(cells_between_bars(line));
        }
    }
    return rows;
}

TEST(MaestroDocument, HasARowForEachColumnInItsOrder) {
    const auto titles = maestro_titles();
    const auto rows = rows_of_the_document();
    ASSERT_EQ(rows.size(), titles.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ASSERT_EQ(rows[i].size(), 4U) << "number, title, what is in it, how MAESTRO's differs";
        EXPECT_EQ(rows[i][0], " " + std::to_string(i + 1) + " ");
        EXPECT_EQ(rows[i][1], " `" + std::string(titles[i]) + "` ");
        EXPECT_GT(rows[i][2].size(), 3U) << titles[i];
        EXPECT_GT(rows[i][3].size(), 3U) << titles[i];
    }
}

TEST(MaestroDocument, SaysWhichColumnsOfASimulationAreEmpty) {
    hw::Hardware hardware;
    hardware.memories = {hw::Memory{}, hw::Memory{}, hw::Memory{}};
    MaestroFigures figures; // what is optional is not there
    figures.sizes.l2_bytes = 1;
    figures.costs.l2.emplace();
    figures.energy_nj = 1;
    figures.cycles = 1;
    for (TensorFigures* tensor : {&figures.input, &figures.filter, &figures.output}) {
        tensor->l2.emplace();
        tensor->reuse = tensor->multicast = 1;
    }
    figures.network = figures.layer = "named";
    figures.network_bytes_per_cycle = figures.offchip_elements_per_cycle = figures.busy_pes =
        figures.macs_per_element = figures.ingress_cycles = figures.egress_cycles =
            figures.compute_cycles = 1;
    const auto row = maestro_row(figures);
    const auto rows = rows_of_the_document();
    ASSERT_EQ(row.size(), rows.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        EXPECT_EQ(row[i].empty(), rows[i][2].find("empty") != std::string::npos) << rows[i][1];
    }
}

} // namespace
} // namespace counterpoint::results
