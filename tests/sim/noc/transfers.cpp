#include "tests/sim/noc/transfers.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace counterpoint::sim::noc {

namespace {

std::vector<Unit> random_units(std::mt19937& random, Unit units, Kind kind) {
    if (kind == Kind::single_units) {
        return {static_cast<Unit>(draw(random, 0, units - 1))};
    }
    if (kind == Kind::neighbours) {
        const auto first = static_cast<Unit>(draw(random, 0, units - 1));
        return neighbours(first, static_cast<Unit>(draw(random, 1, units - first)));
    }
    std::vector<Unit> all = neighbours(0, units);
    std::shuffle(all.begin(), all.end(), random);
    all.resize(static_cast<std::size_t>(draw(random, 1, units)));
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace

Messages messages_of(const std::vector<Message>& list) {
    Messages messages;
    for (const Message& message : list) {
        messages.begin(message.tensor, message.bytes);
        for (const Unit unit : message.units) {
            messages.add(unit);
        }
    }
    return messages;
}

std::vector<Unit> neighbours(Unit first, Unit count) {
    std::vector<Unit> units(static_cast<std::size_t>(count));
    std::iota(units.begin(), units.end(), first);
    return units;
}

Messages one_for_each(Unit units, std::int64_t bytes) {
    Messages messages;
    for (Unit unit = 0; unit < units; ++unit) {
        messages.begin(0, bytes);
        messages.add(unit);
    }
    return messages;
}

Ends ends_of(std::vector<std::int64_t> spatial_units, std::int64_t bytes_per_cycle) {
    Ends ends;
    ends.bytes_per_cycle = bytes_per_cycle;
    ends.spatial_units = std::move(spatial_units);
    ends.tensors = {"Weight", "Input"};
    return ends;
}

Messages random_messages(std::mt19937& random, Unit units, std::size_t most, Kind kind) {
    std::vector<Message> list(
        static_cast<std::size_t>(draw(random, 0, static_cast<std::int64_t>(most))));
    Unit next = 0;
    for (Message& message : list) {
        message.tensor = static_cast<std::size_t>(draw(random, 0, 1));
        message.bytes = draw(random, 1, 40);
        if (kind == Kind::disjoint_groups) {
            if (next == units) {
                break;
            }
            const auto count = static_cast<Unit>(draw(random, 1, std::min(units - next, 5)));
            message.units = neighbours(next, count);
            next += count;
        } else {
            message.units = random_units(random, units, kind);
        }
    }
    list.erase(std::remove_if(list.begin(), list.end(),
                              [](const Message& message) { return message.units.empty(); }),
               list.end());
    std::stable_sort(list.begin(), list.end(),
                     [](const Message& a, const Message& b) { return a.tensor < b.tensor; });
    return messages_of(list);
}

std::int64_t draw(std::mt19937& random, std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random);
}

} // namespace counterpoint::sim::noc
