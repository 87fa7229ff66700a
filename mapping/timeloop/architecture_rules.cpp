#include <set>
#include <string>

#include "mapping/timeloop/architecture.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

class ArchitectureRules {
  public:
    ArchitectureRules(const Architecture& architecture, Reading& reading)
        : architecture_(architecture), reading_(reading) {}

    void check() const {
        const std::vector<std::size_t> memories = architecture_.memories();
        if (architecture_.compute_place.line == 0) {
            reading_.problem(architecture_.place, "the architecture has no arithmetic units",
                             "a component whose class has mac or compute in it");
            return;
        }
        const bool registers = !memories.empty() && architecture_.compute_fanout() > 1;
        if (memories.size() + (registers ? 1U : 0U) < 2) {
            reading_.problem(architecture_.place, "the architecture has too few storage levels",
                             "at least two, or one above several arithmetic units",
                             std::to_string(memories.size()));
            return;
        }
        if (memories.front() > 0 || architecture_.levels.front().mesh.x != 1 ||
            architecture_.levels.front().mesh.y != 1) {
            reading_.problem(architecture_.levels.front().place,
                             "the outermost level is there more than once",
                             "one instance, which holds every tensor whole");
        }
        check_names(registers);
        check_fanouts();
    }

  private:
    void check_names(bool registers) const {
        std::set<std::string> names;
        for (const StorageLevel& level : architecture_.levels) {
            if (!names.insert(level.name).second) {
                reading_.problem(level.place, "two levels are named " + level.name);
            }
        }
        if (registers && names.count(architecture_.compute) > 0) {
            reading_.problem(architecture_.compute_place,
                             "a level and the arithmetic units are named " + architecture_.compute);
        }
    }

    void check_fanouts() const {
        for (std::size_t i = 0; i < architecture_.levels.size(); ++i) {
            const bool last = i + 1 == architecture_.levels.size();
            const Mesh outer = architecture_.levels[i].mesh;
            const Mesh inner = last ? architecture_.compute_mesh : architecture_.levels[i + 1].mesh;
            if (inner.x % outer.x != 0 || inner.y % outer.y != 0) {
                reading_.problem(
                    last ? architecture_.compute_place : architecture_.levels[i + 1].place,
                    "the mesh of " +
                        (last ? architecture_.compute : architecture_.levels[i + 1].name) +
                        " is no multiple of that of " + architecture_.levels[i].name,
                    "a multiple of " + std::to_string(outer.x) + " x " + std::to_string(outer.y),
                    std::to_string(inner.x) + " x " + std::to_string(inner.y),
                    "give meshX of both");
            }
        }
    }

    const Architecture& architecture_;
    Reading& reading_;
};

} // namespace

std::vector<std::size_t> Architecture::memories() const {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!levels[i].is_fanout) {
            positions.push_back(i);
        }
    }
    return positions;
}

Mesh Architecture::fanout(std::size_t level) const {
    const Mesh outer = levels[level].mesh;
    const Mesh inner = level + 1 < levels.size() ? levels[level + 1].mesh : compute_mesh;
    return {inner.x / outer.x, inner.y / outer.y};
}

std::int64_t Architecture::compute_fanout() const {
    const Mesh innermost = levels[memories().back()].mesh;
    return compute_mesh.x * compute_mesh.y / (innermost.x * innermost.y);
}

void check_rules(const Architecture& architecture, Reading& reading) {
    ArchitectureRules(architecture, reading).check();
}

} // namespace counterpoint::mapping::timeloop
