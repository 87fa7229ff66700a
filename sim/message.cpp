#include "sim/message.hpp"

#include <array>
#include <cstring>
#include <utility>

#include "sim/defect.hpp"
#include "sim/program.hpp"
#include "sim/traffic_message.hpp"

namespace counterpoint::sim {

void Writer::add(std::int64_t number) {
    std::array<char, sizeof number> raw{};
    std::memcpy(raw.data(), &number, raw.size());
    bytes_.append(raw.data(), raw.size());
}

void Writer::add(const std::string& text) {
    add(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
}

void Writer::add(const std::vector<std::int64_t>& numbers) {
    add(static_cast<std::int64_t>(numbers.size()));
    for (const std::int64_t number : numbers) {
        add(number);
    }
}

const char* Reader::take(std::size_t size) {
    if (size > bytes_.size() - place_) {
        throw Defect("a message of the simulation ends too early");
    }
    place_ += size;
    return bytes_.data() + place_ - size;
}

std::int64_t Reader::number() {
    std::int64_t number = 0;
    std::memcpy(&number, take(sizeof number), sizeof number);
    return number;
}

std::string Reader::text() {
    const auto size = static_cast<std::size_t>(number());
    return {take(size), size};
}

std::vector<std::int64_t> Reader::numbers() {
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(number()));
    for (std::int64_t& each : numbers) {
        each = number();
    }
    return numbers;
}

namespace {

void write(Writer& writer, const Observed& observed) {
    writer.add(static_cast<std::int64_t>(observed.notes.size()));
    for (const std::string& note : observed.notes) {
        writer.add(note);
    }
    writer.add(static_cast<std::int64_t>(observed.occupancy.size()));
    for (const Occupancy& occupancy : observed.occupancy) {
        std::vector<std::int64_t> numbers{occupancy.cycles_per_point, occupancy.most.slots,
                                          occupancy.most.bytes};
        for (const Room& room : occupancy.points) {
            numbers.push_back(room.slots);
            numbers.push_back(room.bytes);
        }
        writer.add(numbers);
    }
}

Observed read_observed(Reader& reader) {
    Observed observed;
    observed.notes.resize(static_cast<std::size_t>(reader.number()));
    for (std::string& note : observed.notes) {
        note = reader.text();
    }
    for (std::int64_t memories = reader.number(); memories > 0; --memories) {
        const std::vector<std::int64_t> numbers = reader.numbers();
        Occupancy occupancy{numbers.at(0), {}, Room{numbers.at(1), numbers.at(2)}};
        for (std::size_t i = 3; i + 1 < numbers.size(); i += 2) {
            occupancy.points.push_back(Room{numbers[i], numbers[i + 1]});
        }
        observed.occupancy.push_back(std::move(occupancy));
    }
    return observed;
}

std::int64_t bits_of(double number) {
    std::int64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
}

double number_of(std::int64_t bits) {
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
}

void write(Writer& writer, const std::optional<ValueCheck>& values) {
    writer.add(std::int64_t{values ? 1 : 0});
    if (values) {
        writer.add(std::vector<std::int64_t>{values->outputs, values->wrong, values->beyond_int32,
                                             std::int64_t{values->floating ? 1 : 0},
                                             bits_of(values->largest_error),
                                             bits_of(values->bound_of_largest)});
        writer.add(values->first_wrong);
    }
}

std::optional<ValueCheck> read_values(Reader& reader) {
    if (reader.number() == 0) {
        return std::nullopt;
    }
    const std::vector<std::int64_t> numbers = reader.numbers();
    ValueCheck values;
    values.outputs = numbers.at(0);
    values.wrong = numbers.at(1);
    values.beyond_int32 = numbers.at(2);
    values.floating = numbers.at(3) != 0;
    values.largest_error = number_of(numbers.at(4));
    values.bound_of_largest = number_of(numbers.at(5));
    values.first_wrong = reader.text();
    return values;
}

} // namespace

void write(Writer& writer, const Simulation& simulation) {
    for (const std::int64_t number :
         {simulation.cycles, simulation.compute_cycles, simulation.macs, simulation.pes,
          simulation.stack.start, simulation.stack.compute, simulation.stack.operands,
          simulation.stack.tail}) {
        writer.add(number);
    }
    writer.add(simulation.pe_macs);
    const Skipped& skipped = simulation.skipped;
    writer.add(std::vector<std::int64_t>{skipped.enabled ? 1 : 0, skipped.times, skipped.phases,
                                         skipped.cycles});
    writer.add(static_cast<std::int64_t>(simulation.units.size()));
    for (MemoryIndex b{0}; simulation.units.contains(b); ++b.value) {
        const hw::MemoryStalls& stalls = simulation.stack.waiting[b];
        for (const std::int64_t number :
             {simulation.units[b], simulation.phases[b], simulation.capacity[b].bytes,
              stalls.fill_transfer, stalls.fill_latency, stalls.drain, simulation.fill_bytes[b],
              simulation.fill_busy_cycles[b], simulation.drain_bytes[b],
              simulation.drain_busy_cycles[b], simulation.additions[b]}) {
            writer.add(number);
        }
        writer.add(simulation.capacity[b].by_tensor);
        std::vector<std::int64_t> accesses;
        for (const hw::Access& access : simulation.counts[b]) {
            accesses.push_back(access.reads);
            accesses.push_back(access.writes);
        }
        writer.add(accesses);
    }
    write(writer, simulation.dram);
    write(writer, simulation.banks);
    write(writer, simulation.fill_networks);
    write(writer, simulation.drain_networks);
    write(writer, simulation.observed);
    write(writer, simulation.values);
}

namespace {

void read_memory(Reader& reader, Simulation& simulation) {
    simulation.units.push_back(reader.number());
    simulation.phases.push_back(reader.number());
    hw::CapacityDemand demand;
    demand.bytes = reader.number();
    hw::MemoryStalls stalls;
    stalls.fill_transfer = reader.number();
    stalls.fill_latency = reader.number();
    stalls.drain = reader.number();
    simulation.stack.waiting.push_back(stalls);
    simulation.fill_bytes.push_back(reader.number());
    simulation.fill_busy_cycles.push_back(reader.number());
    simulation.drain_bytes.push_back(reader.number());
    simulation.drain_busy_cycles.push_back(reader.number());
    simulation.additions.push_back(reader.number());
    demand.by_tensor = reader.numbers();
    simulation.capacity.push_back(std::move(demand));
    const std::vector<std::int64_t> accesses = reader.numbers();
    std::vector<hw::Access> counts;
    for (std::size_t i = 0; i + 1 < accesses.size(); i += 2) {
        counts.push_back(hw::Access{accesses[i], accesses[i + 1]});
    }
    simulation.counts.push_back(std::move(counts));
}

} // namespace

Simulation read_simulation(Reader& reader) {
    Simulation simulation;
    simulation.cycles = reader.number();
    simulation.compute_cycles = reader.number();
    simulation.macs = reader.number();
    simulation.pes = reader.number();
    simulation.stack.start = reader.number();
    simulation.stack.compute = reader.number();
    simulation.stack.operands = reader.number();
    simulation.stack.tail = reader.number();
    simulation.pe_macs = reader.numbers();
    const std::vector<std::int64_t> skipped = reader.numbers();
    simulation.skipped = {skipped[0] != 0, skipped[1], skipped[2], skipped[3]};
    for (std::int64_t memories = reader.number(); memories > 0; --memories) {
        read_memory(reader, simulation);
    }
    simulation.dram = read_dram_traffic(reader);
    simulation.banks = read_bank_traffic(reader);
    simulation.fill_networks = read_network_traffic(reader);
    simulation.drain_networks = read_network_traffic(reader);
    simulation.observed = read_observed(reader);
    simulation.values = read_values(reader);
    return simulation;
}

void write(Writer& writer, const std::vector<Problem>& problems) {
    writer.add(static_cast<std::int64_t>(problems.size()));
    for (const Problem& problem : problems) {
        writer.add(std::int64_t{problem.place.line});
        writer.add(std::int64_t{problem.place.column});
        for (const std::string& text : {problem.place.file, problem.place.path, problem.message,
                                        problem.expected, problem.found, problem.remedy}) {
            writer.add(text);
        }
    }
}

std::vector<Problem> read_problems(Reader& reader) {
    std::vector<Problem> problems(static_cast<std::size_t>(reader.number()));
    for (Problem& problem : problems) {
        problem.place.line = static_cast<int>(reader.number());
        problem.place.column = static_cast<int>(reader.number());
        problem.place.file = reader.text();
        problem.place.path = reader.text();
        problem.message = reader.text();
        problem.expected = reader.text();
        problem.found = reader.text();
        problem.remedy = reader.text();
    }
    return problems;
}

} // namespace counterpoint::sim
