#include "hw/reader.hpp"

#include <set>

#include "hw/banks_reader.hpp"
#include "hw/energy/energy_reader.hpp"
#include "hw/layout_reader.hpp"
#include "hw/network_reader.hpp"
#include "hw/network_rules.hpp"
#include "input/fields.hpp"

namespace counterpoint::hw {

namespace {

using input::IntegerRange;
using input::Node;
using input::Problems;

constexpr IntegerRange slot_count{1, 4096}; // the models keep a time for each slot
constexpr IntegerRange lane_count{1, 1'000'000'000};
constexpr IntegerRange element_width{1, 1'000'000};
constexpr std::size_t most_memories = 64;

/// What memory 0 may not say: it is filled and emptied by nobody and never runs out of room.
void read_outermost(input::Fields& fields, Memory& memory, Problems& problems) {
    fields.refuse("capacity_bytes", "the outermost memory holds every tensor whole");
    fields.refuse("enforce_capacity", "the outermost memory holds every tensor whole");
    fields.refuse("slots", "the outermost memory holds every tensor whole");
    fields.refuse("fill", "no memory lies outside of the outermost one");
    fields.refuse("drain", "no memory lies outside of the outermost one");
    if (fields.truth("accumulate", false)) {
        problems.push_back({fields.optional("accumulate")->place(),
                            "the outermost memory never accumulates", "false", "true",
                            "leave it out"});
    }
    memory.accumulate = false;
    fields.refuse("banks", "the outermost memory is described by dram");
    if (const Node* dram = fields.optional("dram")) {
        memory.dram = read_dram_configuration(*dram, problems);
    }
    if (const Node* layout = fields.optional("layout")) {
        memory.layouts = read_layouts(*layout, problems);
    }
}

void read_inner(input::Fields& fields, Memory& memory, Problems& problems) {
    memory.capacity_bytes = fields.integer("capacity_bytes", input::positive);
    memory.enforce_capacity = fields.truth("enforce_capacity", memory.enforce_capacity);
    memory.slots = fields.integer("slots", slot_count, memory.slots);
    if (const Node* fill = fields.required("fill")) {
        memory.fill = read_fill(*fill, problems);
    }
    if (const Node* drain = fields.required("drain")) {
        memory.drain = read_drain(*drain, problems);
    }
    memory.accumulate = fields.truth("accumulate", memory.accumulate);
    if (const Node* banks = fields.optional("banks")) {
        memory.banks = read_banks(*banks, problems);
    }
    fields.refuse("dram", "only the outermost memory can be a DRAM");
    fields.refuse("layout", "only in the outermost memory do tensors have addresses");
}

Memory read_memory(const Node& node, bool is_outermost, Problems& problems) {
    Memory memory;
    memory.place = node.place();
    input::Fields fields(node, problems);
    memory.name = fields.required_name("name");
    if (is_outermost) {
        read_outermost(fields, memory, problems);
    } else {
        read_inner(fields, memory, problems);
    }
    fields.annotations();
    fields.finish();
    return memory;
}

void check_names(const Table<MemoryIndex, Memory>& memories, Problems& problems) {
    std::set<std::string> names;
    for (const Memory& memory : memories) {
        if (memory.name == "pe") {
            problems.push_back({memory.place, "a memory cannot be named 'pe'", "", "",
                                "expressions such as pe.count mean the processing elements"});
        }
        if (!memory.name.empty() && !names.insert(memory.name).second) {
            problems.push_back({memory.place,
                                "two memories are named " + input::in_quotes(memory.name), "", "",
                                ""});
        }
    }
}

Table<MemoryIndex, Memory> read_memories(const Node& node, Problems& problems) {
    Table<MemoryIndex, Memory> memories;
    if (node.kind != Node::Kind::list) {
        input::expect(node, "these are not memories", "a list, the outermost memory first",
                      problems);
        return memories;
    }
    if (!input::has_at_most(node, most_memories, problems)) {
        return memories;
    }
    for (const Node* child : node.children) {
        memories.push_back(read_memory(*child, memories.empty(), problems));
    }
    if (memories.size() < 2) {
        problems.push_back({node.place(), "there are too few memories",
                            "at least two, the outermost first", std::to_string(memories.size()),
                            ""});
    }
    check_names(memories, problems);
    return memories;
}

ProcessingElements read_pe(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    ProcessingElements pe;
    pe.count = fields.integer("count", input::positive);
    pe.lanes = fields.integer("lanes", lane_count, pe.lanes);
    pe.decoupled = fields.choice<bool>("synchronisation",
                                       {{"lockstep", false}, {"decoupled", true}}, pe.decoupled);
    fields.annotations();
    fields.finish();
    return pe;
}

std::map<std::string, std::int64_t> read_element_bytes(const Node& node, Problems& problems) {
    std::map<std::string, std::int64_t> widths;
    if (node.kind != Node::Kind::map) {
        input::expect(node, "these are not element widths", "a map such as {Weight: 1, Output: 4}",
                      problems);
        return widths;
    }
    for (const Node* child : node.children) {
        if (const auto bytes = input::integer_of(*child, element_width, problems)) {
            widths.emplace(child->key, *bytes);
        }
    }
    return widths;
}

} // namespace

Hardware read_hardware(const Node& node, std::vector<Problem>& problems) {
    Hardware hardware;
    input::Fields fields(node, problems);
    hardware.name = fields.name("name", "hardware");
    hardware.clock_ghz = fields.positive_number("clock_ghz", hardware.clock_ghz);
    if (const Node* pe = fields.optional("pe")) {
        hardware.pe = read_pe(*pe, problems);
    }
    if (const Node* memories = fields.required("memories")) {
        const std::size_t before = problems.size();
        hardware.memories = read_memories(*memories, problems);
        if (problems.size() == before) {
            check_reach(hardware, *memories, problems);
        }
    }
    if (const Node* widths = fields.optional("element_bytes")) {
        hardware.element_bytes = read_element_bytes(*widths, problems);
    }
    if (const Node* technology = fields.optional("technology")) {
        hardware.energy = read_energy(*technology, hardware, problems);
    }
    fields.annotations();
    fields.finish();
    return hardware;
}

} // namespace counterpoint::hw
