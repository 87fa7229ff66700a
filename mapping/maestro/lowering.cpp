#include "mapping/maestro/lowering.hpp"

#include "mapping/maestro/level.hpp"

namespace counterpoint::mapping::maestro {

namespace {

/// The maps between two Cluster directives.
struct LevelText {
    std::vector<const Map*> maps;
    Spot spot; ///< where it begins
    std::int64_t units = 1;
};

class Lowering {
  public:
    Lowering(const NetworkDescription& network, const LayerDescription& layer,
             const LayerShape& shape, std::int64_t pes, std::vector<Problem>& problems)
        : network_(network), layer_(layer), shape_(shape), pes_(pes), problems_(problems),
          nominal_(shape.own_sizes()) {}

    Loops run() {
        const std::size_t before = problems_.size();
        std::vector<LevelText> levels = split();
        if (problems_.size() > before) {
            return {};
        }
        levels.front().units = pes_ / loops_.group;
        const Report report = [&](Spot spot, const std::string& message,
                                  const std::string& remedy) { problem(spot, message, remedy); };
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const LevelUnits units{levels[i].units, units_text(levels[i], i == 0), i == 0};
            Level(shape_, units, nominal_, report)
                .run(levels[i].maps, levels[i].spot, loops_.nodes);
        }
        return std::move(loops_);
    }

  private:
    void problem(Spot spot, const std::string& message, const std::string& remedy) {
        problems_.push_back(
            {network_.place(spot, ""), "layer " + layer_.name + ": " + message, "", "", remedy});
    }

    [[nodiscard]] std::string units_text(const LevelText& level, bool is_top) const {
        if (!is_top) {
            return std::to_string(level.units);
        }
        return loops_.group == 1 ? "pe.count" : groups_parameter;
    }

    std::vector<LevelText> split() {
        std::vector<LevelText> levels{{{}, layer_.spot, 1}};
        for (const Directive& directive : network_.dataflows[*layer_.dataflow]) {
            if (const auto* map = std::get_if<Map>(&directive)) {
                levels.back().maps.push_back(map);
            } else {
                const auto& cluster = std::get<Cluster>(directive);
                levels.push_back({{}, cluster.spot, cluster_size(cluster)});
                multiply(cluster, levels.back().units);
            }
        }
        return levels;
    }

    std::int64_t cluster_size(const Cluster& cluster) {
        if (cluster.size.dimension.empty()) {
            return cluster.size.number;
        }
        const auto size = shape_.size(cluster.size.dimension);
        if (!size) {
            problem(cluster.size.spot,
                    "Sz(" + cluster.size.dimension + "): the layer has no such dimension", "");
        }
        return size.value_or(1);
    }

    void multiply(const Cluster& cluster, std::int64_t units) {
        if (told_) {
            return;
        }
        const bool overflows = __builtin_mul_overflow(loops_.group, units, &loops_.group);
        if (overflows || loops_.group > pes_) {
            problem(cluster.spot,
                    "the clusters need " + (overflows ? "too many" : std::to_string(loops_.group)) +
                        " PEs for one group, and the hardware has " + std::to_string(pes_),
                    "make clusters smaller, or take more PEs");
            told_ = true;
        }
    }

    const NetworkDescription& network_;
    const LayerDescription& layer_;
    const LayerShape& shape_;
    std::int64_t pes_;
    std::vector<Problem>& problems_;
    std::map<std::string, std::int64_t> nominal_;
    Loops loops_;
    bool told_ = false; ///< that there are too few PEs
};

} // namespace

Loops lower(const NetworkDescription& network, const LayerDescription& layer,
            const LayerShape& shape, std::int64_t pes, std::vector<Problem>& problems) {
    return Lowering(network, layer, shape, pes, problems).run();
}

} // namespace counterpoint::mapping::maestro
