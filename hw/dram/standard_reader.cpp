#include "hw/dram/standard_reader.hpp"

#include <charconv>
#include <numeric>
#include <utility>

#include "hw/dram/standard_rules.hpp"
#include "hw/dram/timing_names.hpp"
#include "input/fields.hpp"
#include "input/nearest.hpp"

namespace counterpoint::hw {

namespace {

using input::IntegerRange;
using input::Node;
using input::Problems;

// Bounds that keep capacities and clocks far from 64 bits, and a controller's tables small.
constexpr IntegerRange timing{0, 1'000'000};
constexpr IntegerRange positive_timing{1, 1'000'000};
constexpr IntegerRange few{1, 64};
constexpr IntegerRange transfers{1, 1024};
constexpr IntegerRange rows{1, std::int64_t{1} << 24U};
constexpr IntegerRange burst_bytes{1, 4096};
constexpr IntegerRange row_sizes{1, std::int64_t{1} << 30U};

bool parse_positive(std::string_view text, std::int64_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 &&
           value <= 1'000'000'000;
}

/// `833` or `1250/3`.
ClockPeriod read_clock(const Node& node, Problems& problems) {
    ClockPeriod clock;
    const std::string_view text = node.text;
    const std::size_t slash = text.find('/');
    const bool good = node.kind == Node::Kind::scalar &&
                      parse_positive(text.substr(0, slash), clock.numerator) &&
                      (slash == std::string_view::npos ||
                       parse_positive(text.substr(slash + 1), clock.denominator));
    if (!good) {
        input::expect(node, "this is not a clock period",
                      "picoseconds as a positive integer or a fraction such as 1250/3", problems);
        return {};
    }
    const std::int64_t divisor = std::gcd(clock.numerator, clock.denominator);
    return {clock.numerator / divisor, clock.denominator / divisor};
}

DramOrganisation read_organisation(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    DramOrganisation organisation;
    organisation.pseudo_channels = fields.integer("pseudo_channels", few, 1);
    organisation.ranks = fields.integer("ranks", few, 1);
    organisation.bank_groups = fields.required_integer("bank_groups", few).value_or(1);
    organisation.banks_per_group = fields.required_integer("banks_per_group", few).value_or(1);
    organisation.rows = fields.required_integer("rows", rows).value_or(1);
    organisation.columns = fields.required_integer("columns", rows).value_or(1);
    organisation.row_bytes = fields.required_integer("row_bytes", row_sizes).value_or(1);
    fields.annotations();
    fields.finish();
    return organisation;
}

CommandBuses read_buses(const Node& node, Problems& problems) {
    if (node.kind == Node::Kind::scalar && node.text == "row_and_column") {
        return CommandBuses::row_and_column;
    }
    if (node.kind != Node::Kind::scalar || node.text != "shared") {
        input::expect(node, "these are not command buses", "shared or row_and_column", problems);
    }
    return CommandBuses::shared;
}

CommandTable<std::int64_t> read_command_clocks(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    CommandTable<std::int64_t> clocks{};
    for (std::size_t i = 0; i < clocks.size(); ++i) {
        clocks.at(i) = fields.integer(name_of(static_cast<DramCommand>(i)), few, 1);
    }
    fields.finish();
    return clocks;
}

DramTimings read_timings(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    DramTimings timings;
    for (const TimingName& entry : timing_names) {
        const bool may_be_zero = entry.optional || entry.value == &DramTimings::rtrs;
        const IntegerRange range = may_be_zero ? timing : positive_timing;
        std::optional<std::int64_t> value;
        if (entry.optional || entry.fallback != nullptr) {
            value = fields.integer(entry.name, range);
        } else {
            value = fields.required_integer(entry.name, range);
        }
        const std::int64_t otherwise = entry.fallback != nullptr ? timings.*entry.fallback : 0;
        timings.*entry.value = value.value_or(otherwise);
    }
    fields.annotations();
    fields.finish();
    return timings;
}

void read_burst(input::Fields& fields, DramStandard& standard) {
    standard.burst_length = fields.required_integer("burst_length", transfers).value_or(1);
    standard.transfers_per_clock =
        fields.integer("transfers_per_clock", transfers, standard.transfers_per_clock);
    standard.bytes_per_burst = fields.required_integer("bytes_per_burst", burst_bytes).value_or(1);
}

DramSupply read_supply(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    DramSupply supply;
    for (const auto& [name, current] :
         {std::pair("volts", &DramSupply::volts), std::pair("IDD0", &DramSupply::idd0),
          std::pair("IDD2N", &DramSupply::idd2n), std::pair("IDD3N", &DramSupply::idd3n),
          std::pair("IDD4R", &DramSupply::idd4r), std::pair("IDD4W", &DramSupply::idd4w),
          std::pair("IDD5", &DramSupply::idd5)}) {
        if (const Node* value = fields.required(name)) {
            supply.*current = input::positive_number_of(*value, problems).value_or(0);
        }
    }
    fields.finish();
    return supply;
}

DramCurrents read_currents(const Node& node, Problems& problems) {
    input::Fields fields(node, problems);
    DramCurrents currents;
    currents.source = fields.required_name("source");
    currents.devices = fields.integer("devices", few, 1);
    if (const Node* supplies = fields.required("supplies")) {
        for (const Node* supply : input::items_of(*supplies, problems)) {
            currents.supplies.push_back(read_supply(*supply, problems));
        }
    }
    fields.finish();
    return currents;
}

void read_parts(input::Fields& fields, DramStandard& standard, Problems& problems) {
    if (const Node* clock = fields.required("clock_ps")) {
        standard.clock = read_clock(*clock, problems);
    }
    read_burst(fields, standard);
    if (const Node* organisation = fields.required("organisation")) {
        standard.organisation = read_organisation(*organisation, problems);
    }
    if (const Node* buses = fields.optional("command_buses")) {
        standard.command_buses = read_buses(*buses, problems);
    }
    if (const Node* clocks = fields.optional("command_clocks")) {
        standard.command_clocks = read_command_clocks(*clocks, problems);
    }
    if (const Node* timings = fields.required("timings")) {
        standard.timings = read_timings(*timings, problems);
    }
    if (const Node* currents = fields.optional("currents")) {
        standard.currents = read_currents(*currents, problems);
    }
}

} // namespace

DramStandard read_dram_standard(const Node& node, std::vector<Problem>& problems) {
    const std::size_t before = problems.size();
    DramStandard standard;
    input::Fields fields(node, problems);
    standard.name = fields.required_name("name");
    if (const Node* source = node.find("source")) {
        standard.source = source->text;
    }
    read_parts(fields, standard, problems);
    fields.annotations();
    fields.finish();
    if (problems.size() == before) {
        check(standard, node.place(), problems);
    }
    return standard;
}

} // namespace counterpoint::hw
