#include "mapping/timeloop/placement.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "input/nearest.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using Kind = Directive::Kind;

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Timeloop numbers levels from the innermost one.
std::optional<std::size_t> level_numbered(const Architecture& architecture,
                                          const std::string& target) {
    std::size_t number = 0;
    const char* end = target.data() + target.size();
    const auto read = std::from_chars(target.data(), end, number);
    const bool is_level =
        read.ec == std::errc() && read.ptr == end && number < architecture.levels.size();
    return is_level ? std::optional(architecture.levels.size() - 1 - number) : std::nullopt;
}

/// The level whose name, or container, this is.
std::optional<std::size_t> level_named(const Architecture& architecture, const std::string& name,
                                       std::string StorageLevel::*member) {
    const auto& levels = architecture.levels;
    const auto found = std::find_if(levels.begin(), levels.end(), [&](const StorageLevel& level) {
        return level.*member == name;
    });
    return found == levels.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(found - levels.begin()));
}

class PlacementReader {
  public:
    PlacementReader(const Architecture& architecture, const workloads::Layer& layer,
                    Reading& reading)
        : architecture_(architecture), reading_(reading), placements_(architecture.levels.size()) {
        for (const workloads::Tensor& tensor : layer.tensors) {
            tensors_.push_back(tensor.name);
        }
    }

    std::vector<Placement> read(const std::vector<Directive>& directives) {
        for (const Directive& directive : directives) {
            take(directive);
        }
        for (std::size_t level = 0; level < placements_.size(); ++level) {
            if (architecture_.levels[level].is_fanout) {
                placements_[level].bypassing.insert(tensors_.begin(), tensors_.end());
            }
        }
        return std::move(placements_);
    }

  private:
    void take(const Directive& directive) {
        const auto level = level_of(architecture_, directive);
        if (!level) {
            unknown_target(directive);
            return;
        }
        if (directive.kind == Kind::storage) {
            take_bypass(directive, *level);
            return;
        }
        Placement& placement = placements_[*level];
        const bool is_temporal = directive.kind == Kind::temporal;
        auto& slot = is_temporal ? placement.temporal : placement.spatial;
        if (slot != nullptr) {
            reading_.problem(
                directive.place,
                "the " + std::string(directive.kind == Kind::temporal ? "temporal" : "spatial") +
                    " loops of " + directive.target + " are given twice",
                "", "", "the others stand in line " + std::to_string(slot->place.line));
            return;
        }
        slot = &directive;
    }

    void unknown_target(const Directive& directive) {
        std::vector<std::string> known;
        for (const StorageLevel& each : architecture_.levels) {
            known.push_back(each.name);
        }
        reading_.problem(directive.place,
                         "no storage level is named " + input::in_quotes(directive.target), "", "",
                         input::suggestion(directive.target, known));
    }

    void take_bypass(const Directive& directive, std::size_t level) {
        const bool stores = !architecture_.levels[level].is_fanout;
        for (const std::string& name : directive.keep) {
            check_tensor(directive, name);
            if (!stores) {
                reading_.problem(directive.place, directive.target + " stores nothing, so " + name +
                                                      " cannot be kept there");
            }
            if (contains(directive.bypass, name)) {
                reading_.problem(directive.place,
                                 name + " is kept in and bypasses " + directive.target);
            }
        }
        for (const std::string& name : directive.bypass) {
            check_tensor(directive, name);
            if (level == 0) {
                reading_.problem(directive.place, name + " cannot bypass " + directive.target,
                                 "the outermost level to keep every tensor");
            }
            placements_[level].bypassing.insert(name);
        }
    }

    void check_tensor(const Directive& directive, const std::string& name) {
        if (!contains(tensors_, name)) {
            reading_.problem(directive.place, "no data-space is named " + input::in_quotes(name),
                             "", "", input::suggestion(name, tensors_));
        }
    }

    const Architecture& architecture_;
    Reading& reading_;
    std::vector<std::string> tensors_;
    std::vector<Placement> placements_;
};

} // namespace

std::optional<std::size_t> level_of(const Architecture& architecture, const Directive& directive) {
    // Of v0.4 spatial loops stand at the entrance of what is there many times.
    auto first = &StorageLevel::container;
    auto second = &StorageLevel::name;
    if (directive.kind != Kind::spatial) {
        std::swap(first, second);
    }
    auto level = level_named(architecture, directive.target, first);
    level = level ? level : level_named(architecture, directive.target, second);
    return level ? level : level_numbered(architecture, directive.target);
}

std::vector<Placement> placements_of(const Architecture& architecture,
                                     const std::vector<Directive>& directives,
                                     const workloads::Layer& layer, Reading& reading) {
    return PlacementReader(architecture, layer, reading).read(directives);
}

} // namespace counterpoint::mapping::timeloop
