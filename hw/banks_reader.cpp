#include "hw/banks_reader.hpp"

#include "input/fields.hpp"

namespace counterpoint::hw {

namespace {

using input::IntegerRange;

// The simulator keeps a count for each bank and looks at all of them in a cycle.
constexpr IntegerRange bank_count{1, 4096};
constexpr IntegerRange width{1, 1'000'000'000};
constexpr IntegerRange port_count{1, 2};
constexpr IntegerRange latency_of_banks{0, 1'000'000'000};

Arbitration read_arbitration(const input::Node& node, std::vector<Problem>& problems) {
    const std::optional<std::string> text = input::text_of(node, problems);
    if (text == "inner_first") {
        return Arbitration::inner_first;
    }
    if (text && text != "round_robin") {
        input::expect(node, "this is no arbitration", "round_robin or inner_first", problems);
    }
    return Arbitration::round_robin;
}

} // namespace

Banks read_banks(const input::Node& node, std::vector<Problem>& problems) {
    Banks banks;
    input::Fields fields(node, problems);
    banks.count = fields.required_integer("count", bank_count).value_or(1);
    banks.bytes_per_cycle = fields.required_integer("bytes_per_cycle", width).value_or(1);
    banks.ports = fields.integer("ports", port_count, banks.ports);
    banks.interleave_bytes = fields.integer("interleave_bytes", width, banks.bytes_per_cycle);
    banks.latency_cycles = fields.integer("latency", latency_of_banks, banks.latency_cycles);
    if (const input::Node* arbitration = fields.optional("arbitration")) {
        banks.arbitration = read_arbitration(*arbitration, problems);
    }
    fields.annotations();
    fields.finish();
    return banks;
}

} // namespace counterpoint::hw
