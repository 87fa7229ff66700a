#include "mapping/scale_sim/topology.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "input/source.hpp"
#include "mapping/scale_sim/columns.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

using Row = std::vector<Piece>;

bool is_comment(const Piece& field) { return !field.text.empty() && field.text.front() == '#'; }

bool is_blank(const Row& row) {
    return is_comment(row.front()) || std::all_of(row.begin(), row.end(), [](const Piece& field) {
               return field.text.empty();
           });
}

/// Sparse by N of M elements: nothing where the text is no such ratio.
std::optional<bool> is_sparse(const Piece& ratio, Reading& reading, const std::string& name) {
    const std::vector<Piece> parts = split(ratio, ':');
    if (parts.size() > 2) {
        reading.problem(ratio.at, name + " is no ratio", "N:M, such as 2:4",
                        input::in_quotes(ratio.text));
        return std::nullopt;
    }
    const auto kept = reading.positive(parts.front(), name);
    const auto of = reading.positive(parts.back(), name);
    return kept && of ? std::optional(kept->value != of->value) : std::nullopt;
}

class TopologyReader {
  public:
    explicit TopologyReader(Reading& reading) : reading_(reading) {}

    Topology run(const std::string& text) {
        Topology topology;
        topology.name = std::filesystem::path(reading_.file()).stem().string();
        for (const Piece& line : lines_of(text)) {
            const Row row = split(line, ',');
            if (is_blank(row)) {
                continue;
            }
            if (!columns_ && Columns::is_header(row)) {
                columns_ = Columns::of_header(row, reading_);
                reading_.finish(); // or each layer is wrong in the same way
                continue;
            }
            if (!columns_) {
                columns_ = Columns::of_row(row, reading_);
                reading_.finish();
            }
            if (topology.layers.size() == Limits{}.layers) {
                reading_.problem(line.at, "there are too many layers",
                                 "at most " + std::to_string(Limits{}.layers));
                break;
            }
            topology.layers.push_back(layer(row));
        }
        if (topology.layers.empty() && !reading_.failed()) {
            reading_.problem(
                {1, 1}, "the file has no layer",
                "a SCALE-Sim topology, such as a line conv1, 224, 224, 7, 7, 3, 64, 2,");
        }
        reading_.finish();
        return topology;
    }

  private:
    TopologyLayer layer(const Row& row) {
        TopologyLayer layer;
        layer.at = row.front().at;
        if (row.front().text.empty()) {
            reading_.problem(layer.at, "a layer without a name", "a name in the first column");
        }
        if (row.front().text.size() > Limits{}.name_bytes) {
            reading_.problem(layer.at, "the name of the layer is too long",
                             "at most " + std::to_string(Limits{}.name_bytes) + " bytes");
        }
        layer.name = unlike_others(std::string(row.front().text));
        if (row.size() < columns_->required()) {
            reading_.problem(row.back().at, "the layer has too few columns", expected_columns(),
                             std::to_string(row.size()));
            return layer;
        }
        if (columns_->are_products()) {
            layer.shape = Product{number(row, 1), number(row, 2), number(row, 3)};
        } else {
            layer.shape = convolution(row);
        }
        read_further(row, layer);
        if (auto* convolution = std::get_if<Convolution>(&layer.shape)) {
            check(*convolution);
        }
        return layer;
    }

    Convolution convolution(const Row& row) {
        Convolution convolution;
        convolution.ifmap_height = number(row, 1);
        convolution.ifmap_width = number(row, 2);
        convolution.filter_height = number(row, 3);
        convolution.filter_width = number(row, 4);
        convolution.channels = number(row, 5);
        convolution.filters = number(row, 6);
        convolution.stride_height = number(row, 7);
        convolution.stride_width = convolution.stride_height;
        convolution.depthwise = row.front().text.find("DP") != std::string_view::npos;
        return convolution;
    }

    void check(const Convolution& convolution) {
        const auto fits = [&](const Number& filter, const Number& ifmap, const char* along) {
            if (filter.value > ifmap.value) {
                reading_.problem(filter.at,
                                 std::string("the filter is ") + along +
                                     " than the IFMAP, which is taken with its padding",
                                 "at most " + std::to_string(ifmap.value),
                                 std::to_string(filter.value));
            }
        };
        if (!reading_.failed()) {
            fits(convolution.filter_height, convolution.ifmap_height, "higher");
            fits(convolution.filter_width, convolution.ifmap_width, "wider");
        }
    }

    Number number(const Row& row, std::size_t position) {
        return reading_.positive(row[position], columns_->name(position)).value_or(Number{});
    }

    /// The columns behind those that every layer has, up to a comment.
    void read_further(const Row& row, TopologyLayer& layer) {
        for (std::size_t i = columns_->required(); i < row.size() && !is_comment(row[i]); ++i) {
            if (!row[i].text.empty()) {
                further(row[i], i, layer);
            }
        }
    }

    void further(const Piece& field, std::size_t position, TopologyLayer& layer) {
        switch (meaning(field, position)) {
        case Column::stride_width:
            std::get<Convolution>(layer.shape).stride_width =
                reading_.positive(field, columns_->name(position)).value_or(Number{});
            return;
        case Column::batch:
            layer.batch = reading_.positive(field, columns_->name(position)).value_or(Number{});
            return;
        case Column::sparsity:
            if (is_sparse(field, reading_, columns_->name(position)).value_or(false)) {
                leave_out(field, position, "sparse layers are not modelled");
            }
            return;
        default:
            leave_out(field, position, "nothing is known of this column");
        }
    }

    /// Of a further column without a heading its content tells, as in SCALE-Sim: N:M is a sparsity;
    /// an integer behind the strides of v2 is that along the width, behind K of v3 a batch.
    [[nodiscard]] Column meaning(const Piece& field, std::size_t position) const {
        const Column column = columns_->at(position);
        if (column != Column::unnamed) {
            return column;
        }
        if (field.text.find(':') != std::string_view::npos) {
            return Column::sparsity;
        }
        const bool digits = field.text.find_first_not_of("0123456789") == std::string_view::npos;
        if (!digits || position != columns_->required()) {
            return Column::unknown;
        }
        return columns_->are_products() ? Column::batch : Column::stride_width;
    }

    /// Once for each column.
    void leave_out(const Piece& field, std::size_t position, const std::string& why) {
        if (told_.insert(position).second) {
            reading_.left_out(field.at, columns_->name(position) + ' ' +
                                            input::in_quotes(field.text) + ": " + why);
        }
    }

    [[nodiscard]] std::string expected_columns() const {
        std::string text = std::to_string(columns_->required()) + ": ";
        for (std::size_t i = 0; i < columns_->required(); ++i) {
            text += (i == 0 ? "" : ", ") + columns_->name(i);
        }
        return text;
    }

    std::string unlike_others(const std::string& name) {
        std::int64_t& count = counts_[name];
        std::string other = ++count == 1 ? name : name + '#' + std::to_string(count);
        while (!names_.insert(other).second) {
            other = name + '#' + std::to_string(++count);
        }
        return other;
    }

    Reading& reading_;
    std::optional<Columns> columns_;
    std::set<std::size_t> told_;
    std::set<std::string> names_;
    std::map<std::string, std::int64_t> counts_;
};

} // namespace

Topology parse_topology(const std::string& text, Reading& reading) {
    const std::string checked =
        input::checked_text(text, reading.file(), "a topology of SCALE-Sim in UTF-8");
    return TopologyReader(reading).run(checked);
}

} // namespace counterpoint::mapping::scale_sim
