#include "mapping/timeloop/nest.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "input/nearest.hpp"
#include "mapping/timeloop/placement.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

std::vector<std::string> names_of(const workloads::Layer& layer) {
    std::vector<std::string> names;
    for (const workloads::Dimension& dimension : layer.dimensions) {
        names.push_back(dimension.name);
    }
    return names;
}

bool is_among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Distributes the directives over the levels and turns factors into loops.
class NestBuilder {
  public:
    NestBuilder(const Architecture& architecture, std::vector<Placement> placements,
                const Place& mapping, const workloads::Layer& layer, Reading& reading)
        : architecture_(architecture), placements_(std::move(placements)), mapping_(mapping),
          layer_(layer), reading_(reading), dimensions_(names_of(layer)),
          nests_(architecture.levels.size()) {}

    std::vector<LevelNest> build() {
        for (std::size_t level = 0; level < nests_.size(); ++level) {
            nests_[level].bypassing = placements_[level].bypassing;
            if (placements_[level].temporal != nullptr) {
                nests_[level].temporal = loops_of(*placements_[level].temporal);
            }
            if (placements_[level].spatial != nullptr) {
                nests_[level].spatial = loops_of(*placements_[level].spatial);
            }
        }
        for (const workloads::Dimension& dimension : layer_.dimensions) {
            complete(dimension);
        }
        for (std::size_t level = 0; level < nests_.size(); ++level) {
            check_fanout(level);
            drop_single(nests_[level].temporal);
            drop_single(nests_[level].spatial);
        }
        return std::move(nests_);
    }

  private:
    void unknown_dimension(const Place& place, const std::string& name) {
        reading_.problem(place, "the problem has no dimension " + input::in_quotes(name), "",
                         "layer '" + layer_.name + "'", input::suggestion(name, dimensions_));
    }

    /// One loop for each dimension, outermost first; counts of 0 are not settled yet.
    std::vector<Loop> loops_of(const Directive& directive) {
        for (const auto& [dimension, factor] : directive.factors) {
            if (!is_among(dimensions_, dimension)) {
                unknown_dimension(directive.factors_place, dimension);
            }
        }
        std::vector<std::string> order = permutation_of(directive);
        check_order(directive, order);
        for (const std::string& dimension : dimensions_) { // Timeloop puts these outside
            if (!is_among(order, dimension)) {
                order.push_back(dimension);
            }
        }
        std::vector<Loop> loops;
        for (auto dimension = order.rbegin(); dimension != order.rend(); ++dimension) {
            const auto found = directive.factors.find(*dimension);
            const Factor factor = found == directive.factors.end() ? Factor{} : found->second;
            loops.push_back({*dimension, factor.count, factor.last, 1, directive.factors_place});
        }
        return loops;
    }

    /// Innermost first: names, or one word of names of one letter.
    std::vector<std::string> permutation_of(const Directive& directive) {
        std::vector<std::string> order = directive.permutation;
        if (order.size() == 1 && !is_among(dimensions_, order.front())) {
            const std::string letters = order.front();
            order.clear();
            for (const char letter : letters) {
                order.emplace_back(1, letter);
            }
        }
        std::vector<std::string> known;
        for (const std::string& dimension : order) {
            if (!is_among(dimensions_, dimension)) {
                unknown_dimension(directive.permutation_place, dimension);
            } else if (is_among(known, dimension)) {
                reading_.problem(directive.permutation_place,
                                 dimension + " stands twice in the permutation");
            } else {
                known.push_back(dimension);
            }
        }
        return known;
    }

    /// The order of temporal loops counts, so it has to be said where there are several.
    void check_order(const Directive& directive, const std::vector<std::string>& order) {
        std::vector<std::string> missing;
        std::size_t loops = 0;
        for (const auto& [dimension, factor] : directive.factors) {
            const bool is_loop = factor.count != 1;
            loops += is_loop ? 1 : 0;
            if (is_loop && !is_among(order, dimension)) {
                missing.push_back(dimension);
            }
        }
        if (directive.kind == Directive::Kind::temporal && !missing.empty() && loops > 1) {
            reading_.left_out(directive.place,
                              "the order of loops is not said: the permutation of " +
                                  directive.target + " leaves out " + input::enumerated(missing) +
                                  ", which Timeloop puts outside of the others",
                              "write them into the permutation");
        }
    }

    /// All loops over a dimension, the innermost first.
    std::vector<Loop*> loops_over(const std::string& dimension) {
        std::vector<Loop*> found;
        const auto add = [&](std::vector<Loop>& loops) {
            for (auto loop = loops.rbegin(); loop != loops.rend(); ++loop) {
                if (loop->dimension == dimension) {
                    found.push_back(&*loop);
                }
            }
        };
        for (auto nest = nests_.rbegin(); nest != nests_.rend(); ++nest) {
            add(nest->spatial);
            add(nest->temporal);
        }
        return found;
    }

    /// Settles a factor of 0, finds the tiles and checks that the factors make up the size.
    void complete(const workloads::Dimension& dimension) {
        const std::vector<Loop*> loops = loops_over(dimension.name);
        settle_rest(dimension, loops);
        std::int64_t tile = 1;
        for (Loop* loop : loops) {
            loop->tile = tile;
            if (__builtin_mul_overflow(tile, loop->count, &tile) || tile > (INT64_C(1) << 61)) {
                reading_.problem(loop->place, "the factors of " + dimension.name + " are too large",
                                 std::to_string(dimension.size) + " in all");
                loop->count = 1;
                return;
            }
        }
        // The last iterations within the last iterations of the loops around them.
        std::int64_t covered = 0;
        for (auto loop = loops.rbegin(); loop != loops.rend(); ++loop) {
            covered = covered * (*loop)->count + (*loop)->last - 1;
        }
        if (++covered != dimension.size) {
            reading_.problem(mapping_,
                             "the factors of " + dimension.name + " do not make up its size",
                             std::to_string(dimension.size) + " as their product",
                             std::to_string(covered) + " in layer '" + layer_.name + "'",
                             "levels that give no factor of a dimension have 1");
        }
    }

    void settle_rest(const workloads::Dimension& dimension, const std::vector<Loop*>& loops) {
        Loop* rest = nullptr;
        std::int64_t others = 1;
        for (Loop* loop : loops) {
            if (loop->count > 0) {
                const bool overflows = __builtin_mul_overflow(others, loop->count, &others);
                others = overflows ? dimension.size + 1 : others;
            } else if (rest != nullptr) {
                reading_.problem(loop->place, "two factors of " + dimension.name +
                                                  " are 0, which stands for the rest");
                loop->count = loop->last = 1;
            } else {
                rest = loop;
            }
        }
        if (rest == nullptr) {
            return;
        }
        rest->count = std::max(dimension.size / others, std::int64_t{1});
        rest->last = rest->count;
    }

    void check_fanout(std::size_t level) {
        const LevelNest& nest = nests_[level];
        const Mesh fanout = architecture_.fanout(level);
        Mesh used;
        std::size_t innermost_first = nest.spatial.size();
        for (const Loop& loop : nest.spatial) {
            --innermost_first;
            const auto split = placements_[level].spatial->split;
            const bool along_x = !split || innermost_first < static_cast<std::size_t>(
                                                                 std::max<std::int64_t>(*split, 0));
            std::int64_t& along = along_x ? used.x : used.y;
            if (loop.count > fanout.x * fanout.y || along * loop.count > fanout.x * fanout.y) {
                along = fanout.x * fanout.y + 1;
            } else {
                along *= loop.count;
            }
        }
        if (used.x > fanout.x || used.y > fanout.y) {
            const std::string& name = architecture_.levels[level].name;
            const bool split_would_do = used.x * used.y <= fanout.x * fanout.y;
            reading_.problem(placements_[level].spatial->place,
                             "the spatial factors of " + name + " exceed its fanout",
                             "at most " + std::to_string(fanout.x) + " along X and " +
                                 std::to_string(fanout.y) + " along Y",
                             std::to_string(used.x) + " and " + std::to_string(used.y),
                             split_would_do ? "split: N lets the first N loops of the permutation "
                                              "lie along X"
                                            : "");
        }
    }

    static void drop_single(std::vector<Loop>& loops) {
        loops.erase(std::remove_if(loops.begin(), loops.end(),
                                   [](const Loop& loop) { return loop.count == 1; }),
                    loops.end());
    }

    const Architecture& architecture_;
    std::vector<Placement> placements_;
    const Place& mapping_;
    const workloads::Layer& layer_;
    Reading& reading_;
    std::vector<std::string> dimensions_;
    std::vector<LevelNest> nests_;
};

} // namespace

std::vector<LevelNest> nests_of(const Architecture& architecture,
                                const std::vector<Directive>& directives, const Place& mapping,
                                const workloads::Layer& layer, Reading& reading) {
    return NestBuilder(architecture, placements_of(architecture, directives, layer, reading),
                       mapping, layer, reading)
        .build();
}

} // namespace counterpoint::mapping::timeloop
