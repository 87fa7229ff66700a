#include "mapping/maestro/level.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace counterpoint::mapping::maestro {

namespace {

std::string in_words(const Map& map) {
    return (map.spatial ? "SpatialMap" : "TemporalMap") + std::string(" over ") + map.dimension;
}

std::string filter_of(const std::string& dimension) {
    return dimension == "Y" ? "R" : dimension == "X" ? "S" : "";
}

/// The product, or the largest number there is.
std::int64_t saturated_product(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) ? std::numeric_limits<std::int64_t>::max()
                                                  : product;
}

} // namespace

void Level::run(const std::vector<const Map*>& maps, Spot spot, std::vector<Loop>& nodes) {
    if (!check_spatial(maps, spot)) {
        return;
    }
    std::vector<const Map*> spatial;
    std::copy_if(maps.begin(), maps.end(), std::back_inserter(spatial),
                 [](const Map* each) { return each->spatial; });
    for (const Map* each : maps) {
        if (!each->spatial || spatial.size() == 1) {
            map(*each);
        } else if (each == spatial.back()) {
            const bool rows_first = shape_.window(spatial.front()->dimension) != nullptr;
            diagonal(*spatial[rows_first ? 0 : 1], *spatial[rows_first ? 1 : 0]);
        }
    }
    nodes.insert(nodes.end(), temporal_.begin(), temporal_.end());
    nodes.insert(nodes.end(), spatial_.begin(), spatial_.end());
    for (const auto& [dimension, tile] : spread_) {
        nominal_[dimension] = std::min(nominal_[dimension], tile);
    }
}

bool Level::check_spatial(const std::vector<const Map*>& maps, Spot spot) {
    std::vector<const Map*> spatial;
    std::copy_if(maps.begin(), maps.end(), std::back_inserter(spatial),
                 [](const Map* each) { return each->spatial; });
    if (spatial.empty()) {
        if (units_.count > 1) {
            report_(spot,
                    "this level has " + std::to_string(units_.count) +
                        " units and no SpatialMap that says what each of them does",
                    "add a SpatialMap, or make the cluster one of size 1");
        }
        return units_.count == 1;
    }
    if (spatial.size() == 1) {
        return true;
    }
    const auto belong = [&](const Map& rows, const Map& filter) {
        return shape_.window(rows.dimension) != nullptr &&
               filter_of(rows.dimension) == filter.dimension;
    };
    if (spatial.size() == 2 &&
        (belong(*spatial[0], *spatial[1]) || belong(*spatial[1], *spatial[0]))) {
        return true;
    }
    std::string names;
    for (const Map* each : spatial) {
        names += (names.empty() ? "" : ", ") + each->dimension;
    }
    report_(spatial[1]->spot,
            "one level spreads " + names +
                " over the same units, and only Y with R or X with S go together, along the "
                "diagonal of a row-stationary dataflow",
            "give each its own level with Cluster");
    return false;
}

void Level::diagonal(const Map& rows, const Map& filter) {
    const auto row_sizes = sizes(rows);
    const auto filter_sizes = sizes(filter);
    const Plain* plain = shape_.plain(filter.dimension);
    if (!row_sizes || !filter_sizes || plain == nullptr) {
        return;
    }
    if (row_sizes->size != filter_sizes->size || row_sizes->offset != filter_sizes->offset) {
        report_(filter.spot,
                "the maps over " + rows.dimension + " and " + filter.dimension +
                    " are not the same, so input and filter do not meet along the diagonal",
                "give both the same size and offset");
        return;
    }
    const std::string& outputs = shape_.window(rows.dimension)->outputs;
    if (nominal_[outputs] > 1 && claim(outputs, rows)) { // one output at a time
        advance({outputs, 1}, rows.spot);
    }
    const auto over_filter = plain_step(filter, *filter_sizes, *plain);
    if (over_filter && over_filter->tile && claim(over_filter->dimension, filter)) {
        spread(*over_filter, filter.spot);
    }
}

void Level::map(const Map& map) {
    const auto extent = sizes(map);
    const auto found = extent ? step(map, *extent) : std::nullopt;
    if (!found || !found->tile || !claim(found->dimension, map)) {
        return;
    }
    if (map.spatial) {
        spread(*found, map.spot);
    } else {
        advance(*found, map.spot);
    }
}

bool Level::claim(const std::string& dimension, const Map& map) {
    if (divided_.insert(dimension).second) {
        return true;
    }
    report_(map.spot, in_words(map) + ": another map of this level divides the same dimension",
            "put one of them into a level of its own with Cluster");
    return false;
}

void Level::spread(const Step& step, Spot spot) {
    const std::int64_t folded = saturated_product(units_.count, *step.tile);
    std::int64_t& nominal = nominal_[step.dimension];
    if (nominal <= *step.tile) {
        return; // one unit does it all
    }
    const std::string tile = std::to_string(*step.tile);
    if (units_.vary || folded < nominal) {
        const std::string fold = !units_.vary      ? std::to_string(folded)
                                 : *step.tile == 1 ? units_.text
                                                   : units_.text + " * " + tile;
        temporal_.push_back({false, step.dimension, fold, "", folded < nominal, spot});
    }
    spatial_.push_back({true, step.dimension, tile, units_.text, false, spot});
    nominal = std::min(nominal, folded);
    spread_[step.dimension] = *step.tile;
}

void Level::advance(const Step& step, Spot spot) {
    std::int64_t& nominal = nominal_[step.dimension];
    if (nominal <= *step.tile) {
        return;
    }
    temporal_.push_back({false, step.dimension, std::to_string(*step.tile), "", true, spot});
    nominal = *step.tile;
}

std::optional<std::int64_t> Level::value(const Size& size) {
    if (size.dimension.empty()) {
        return size.number;
    }
    const auto found = shape_.size(size.dimension);
    if (!found) {
        report_(size.spot, "Sz(" + size.dimension + "): the layer has no such dimension", "");
    }
    return found;
}

std::optional<Level::Sizes> Level::sizes(const Map& map) {
    const auto size = value(map.size);
    const auto offset = value(map.offset);
    if (!size || !offset) {
        return std::nullopt;
    }
    return Sizes{*size, *offset};
}

std::optional<Level::Step> Level::step(const Map& map, const Sizes& sizes) {
    if (const Window* window = shape_.window(map.dimension)) {
        return window_step(map, sizes, *window);
    }
    if (const Plain* plain = shape_.plain(map.dimension)) {
        return plain_step(map, sizes, *plain);
    }
    report_(map.spot, in_words(map) + ": the layer has no such dimension", "");
    return std::nullopt;
}

std::optional<Level::Step> Level::plain_step(const Map& map, const Sizes& sizes,
                                             const Plain& plain) {
    if (plain.dimension.empty() || sizes.size >= plain.size) {
        if (!map.spatial || plain.dimension.empty() || sizes.offset >= plain.size) {
            return Step{plain.dimension, std::nullopt};
        }
    }
    if (!plain.whole_because.empty()) {
        report_(map.spot, in_words(map) + ": " + plain.whole_because,
                "let it take in the whole dimension");
        return std::nullopt;
    }
    if (sizes.size % plain.per_index != 0 || sizes.offset % plain.per_index != 0) {
        report_(map.spot,
                in_words(map) + ": output rows of a transposed convolution come in groups of " +
                    std::to_string(plain.per_index),
                "use multiples of it");
        return std::nullopt;
    }
    return checked_step(map, plain.dimension, sizes.size / plain.per_index,
                        sizes.offset / plain.per_index);
}

/// A step goes as far as the offset says. What the map takes in beyond that overlaps with the next
/// step, or the next unit, and is done there.
std::optional<Level::Step> Level::checked_step(const Map& map, const std::string& dimension,
                                               std::int64_t indices, std::int64_t offset) {
    const std::int64_t nominal = nominal_[dimension];
    if (indices >= nominal && (!map.spatial || offset >= nominal)) {
        return Step{dimension, std::nullopt};
    }
    if (indices < offset) {
        report_(map.spot,
                in_words(map) + ": a step is longer than what the map takes in, so it leaves out a "
                                "part of the layer",
                "let the offset be at most the size");
        return std::nullopt;
    }
    return Step{dimension, offset};
}

std::optional<Level::Step> Level::window_step(const Map& map, const Sizes& sizes,
                                              const Window& window) {
    const auto outputs = outputs_of(map, sizes.size, window);
    if (!outputs) {
        return std::nullopt;
    }
    if (window.stride == 1) {
        return checked_step(map, window.outputs, *outputs, sizes.offset);
    }
    // MAESTRO puts stride times the outputs of a map in place of its offset.
    return checked_step(map, window.outputs, *outputs, *outputs);
}

/// How many windows fit into so many rows of input.
std::optional<std::int64_t> Level::outputs_of(const Map& map, std::int64_t size,
                                              const Window& window) {
    if (size >= window.filter) {
        return (size - window.filter) / window.stride + 1;
    }
    const std::int64_t left =
        window.sliding.empty() ? window.least : std::min(window.least, nominal_[window.sliding]);
    if (size >= left) {
        return (size - left) / window.stride + 1;
    }
    report_(map.spot,
            in_words(map) + ": it takes in " + std::to_string(size) +
                " of the input, and one output needs " + std::to_string(left),
            "give it Sz(" + window.filter_dimension + "), or spread " + window.filter_dimension +
                " in the same level");
    return std::nullopt;
}

} // namespace counterpoint::mapping::maestro
