#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mapping/maestro/lowering.hpp"

namespace counterpoint::mapping::maestro {

/// Units side by side in one level.
struct LevelUnits {
    std::int64_t count = 1;
    std::string text;  ///< as an expression
    bool vary = false; ///< with the number of PEs
};

/// Says what is wrong with a directive.
using Report =
    std::function<void(Spot spot, const std::string& message, const std::string& remedy)>;

/// Turns the maps of one level, between two Cluster directives, into nodes.
class Level {
  public:
    /// `nominal`: what is left of each of our dimensions; smaller afterwards.
    Level(const LayerShape& shape, const LevelUnits& units,
          std::map<std::string, std::int64_t>& nominal, const Report& report)
        : shape_(shape), units_(units), nominal_(nominal), report_(report) {}

    /// `spot`: where the level begins. Appends to the nodes.
    void run(const std::vector<const Map*>& maps, Spot spot, std::vector<Loop>& nodes);

  private:
    struct Sizes {
        std::int64_t size = 1;
        std::int64_t offset = 1;
    };

    /// How far one step of a map goes; nothing where it takes in all that is left.
    struct Step {
        std::string dimension;
        std::optional<std::int64_t> tile;
    };

    bool check_spatial(const std::vector<const Map*>& maps, Spot spot);
    void diagonal(const Map& rows, const Map& filter);
    void map(const Map& map);
    void spread(const Step& step, Spot spot);
    void advance(const Step& step, Spot spot);
    bool claim(const std::string& dimension, const Map& map);

    std::optional<std::int64_t> value(const Size& size);
    std::optional<Sizes> sizes(const Map& map);
    std::optional<Step> step(const Map& map, const Sizes& sizes);
    std::optional<Step> plain_step(const Map& map, const Sizes& sizes, const Plain& plain);
    std::optional<Step> window_step(const Map& map, const Sizes& sizes, const Window& window);
    std::optional<std::int64_t> outputs_of(const Map& map, std::int64_t size, const Window& window);
    std::optional<Step> checked_step(const Map& map, const std::string& dimension,
                                     std::int64_t indices, std::int64_t offset);

    const LayerShape& shape_;
    const LevelUnits& units_;
    std::map<std::string, std::int64_t>& nominal_;
    const Report& report_;
    std::vector<Loop> temporal_;
    std::vector<Loop> spatial_;
    std::map<std::string, std::int64_t> spread_; ///< tiles of the spatial nodes
    std::set<std::string> divided_;
};

} // namespace counterpoint::mapping::maestro
