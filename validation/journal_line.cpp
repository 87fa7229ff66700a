#include <utility>

#include <nlohmann/json.hpp>

#include "validation/journal.hpp"
#include "validation/journal_memories.hpp"

namespace counterpoint::validation {

namespace {

using hw::MemoryIndex;

/// PEs that do the same stand together: [[how many, MACs], …].
nlohmann::json runs_of(const std::vector<std::int64_t>& numbers) {
    nlohmann::json runs = nlohmann::json::array();
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i;
        while (end < numbers.size() && numbers[end] == numbers[i]) {
            ++end;
        }
        runs.push_back({end - i, numbers[i]});
        i = end;
    }
    return runs;
}

/// Parses a line whose numbers are integers, but for one. The library would turn others into
/// integers even where there is none that is near. Nothing where there are any.
std::optional<nlohmann::json> parsed(const std::string& line) {
    using Event = nlohmann::json::parse_event_t;
    bool all_are_integers = true;
    std::string key; // of the value that comes next
    nlohmann::json json =
        nlohmann::json::parse(line, [&](int /*depth*/, Event event, const nlohmann::json& value) {
            if (event == Event::value && value.is_number_float() && key != "link_cycles") {
                all_are_integers = false;
            }
            key = event == Event::key ? value.get<std::string>() : "";
            return true;
        });
    return all_are_integers ? std::optional(std::move(json)) : std::nullopt;
}

/// Nothing where there are more than `most`: a line of a few bytes can say so.
std::optional<std::vector<std::int64_t>> numbers_of(const nlohmann::json& runs, std::size_t most) {
    std::vector<std::int64_t> numbers;
    for (const nlohmann::json& run : runs) {
        const auto length = run.at(0).get<std::int64_t>();
        if (length < 0 || static_cast<std::size_t>(length) > most - numbers.size()) {
            return std::nullopt;
        }
        numbers.insert(numbers.end(), static_cast<std::size_t>(length),
                       run.at(1).get<std::int64_t>());
    }
    return numbers;
}

nlohmann::json table_json(const Table<MemoryIndex, std::int64_t>& table) {
    nlohmann::json json = nlohmann::json::array();
    for (const std::int64_t number : table) {
        json.push_back(number);
    }
    return json;
}

Table<MemoryIndex, std::int64_t> table_of(const nlohmann::json& json) {
    Table<MemoryIndex, std::int64_t> table;
    for (const nlohmann::json& number : json) {
        table.push_back(number.get<std::int64_t>());
    }
    return table;
}

nlohmann::json json_of(const hw::LayerNumbers& numbers) {
    nlohmann::json capacity = nlohmann::json::array();
    for (const hw::CapacityDemand& demand : numbers.capacity) {
        capacity.push_back({demand.bytes, demand.by_tensor});
    }
    nlohmann::json counts = nlohmann::json::array();
    for (const std::vector<hw::Access>& accesses : numbers.counts) {
        nlohmann::json of_memory = nlohmann::json::array();
        for (const hw::Access& access : accesses) {
            of_memory.push_back({access.reads, access.writes});
        }
        counts.push_back(of_memory);
    }
    nlohmann::json waiting = nlohmann::json::array();
    for (const hw::MemoryStalls& stalls : numbers.stack.waiting) {
        waiting.push_back({stalls.fill_transfer, stalls.fill_latency, stalls.drain});
    }
    return {
        {"scalars", {numbers.cycles, numbers.compute_cycles, numbers.macs, numbers.pes}},
        {"phases", table_json(numbers.phases)},
        {"units", table_json(numbers.units)},
        {"capacity", capacity},
        {"counts", counts},
        {"stack",
         {numbers.stack.start, numbers.stack.compute, numbers.stack.operands, numbers.stack.tail}},
        {"waiting", waiting},
        {"fill_bytes", table_json(numbers.fill_bytes)},
        {"drain_bytes", table_json(numbers.drain_bytes)},
        {"additions", table_json(numbers.additions)}};
}

hw::CycleStack stack_of(const nlohmann::json& json) {
    hw::CycleStack stack;
    stack.start = json.at("stack").at(0);
    stack.compute = json.at("stack").at(1);
    stack.operands = json.at("stack").at(2);
    stack.tail = json.at("stack").at(3);
    for (const nlohmann::json& stalls : json.at("waiting")) {
        stack.waiting.push_back({stalls.at(0), stalls.at(1), stalls.at(2)});
    }
    return stack;
}

hw::LayerNumbers layer_numbers_of(const nlohmann::json& json) {
    hw::LayerNumbers numbers;
    const nlohmann::json& scalars = json.at("scalars");
    numbers.cycles = scalars.at(0);
    numbers.compute_cycles = scalars.at(1);
    numbers.macs = scalars.at(2);
    numbers.pes = scalars.at(3);
    numbers.phases = table_of(json.at("phases"));
    numbers.units = table_of(json.at("units"));
    for (const nlohmann::json& demand : json.at("capacity")) {
        numbers.capacity.push_back({demand.at(0), demand.at(1).get<std::vector<std::int64_t>>()});
    }
    for (const nlohmann::json& accesses : json.at("counts")) {
        std::vector<hw::Access> of_memory;
        for (const nlohmann::json& access : accesses) {
            of_memory.push_back({access.at(0), access.at(1)});
        }
        numbers.counts.push_back(of_memory);
    }
    numbers.stack = stack_of(json);
    numbers.fill_bytes = table_of(json.at("fill_bytes"));
    numbers.drain_bytes = table_of(json.at("drain_bytes"));
    numbers.additions = table_of(json.at("additions"));
    return numbers;
}

} // namespace

std::string journal_line(const std::string& key, const SimulatedLayer& layer) {
    return nlohmann::json{{"key", key},
                          {"memories", json_of(layer.memories)},
                          {"numbers", json_of(layer.numbers)},
                          {"pe_macs", runs_of(layer.pe_macs)}}
        .dump();
}

std::optional<std::pair<std::string, SimulatedLayer>> read_journal_line(const std::string& line,
                                                                        std::size_t most_pes) {
    try {
        const auto whole = parsed(line);
        auto pe_macs = whole ? numbers_of(whole->at("pe_macs"), most_pes) : std::nullopt;
        if (!pe_macs) {
            return std::nullopt;
        }
        const nlohmann::json& json = *whole;
        SimulatedLayer layer{layer_numbers_of(json.at("numbers")), std::move(*pe_macs),
                             memory_traffic_of(json.at("memories"))};
        return std::pair(json.at("key").get<std::string>(), std::move(layer));
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace counterpoint::validation
