#include <algorithm>

#include "hw/dram/configuration.hpp"
#include "hw/dram/standard_reader.hpp"
#include "input/fields.hpp"
#include "input/nearest.hpp"

namespace counterpoint::hw {

namespace {

using input::IntegerRange;
using input::Node;
using input::Problems;

constexpr IntegerRange channels{1, 1024};
constexpr IntegerRange ranks{1, 16};
constexpr IntegerRange entries{1, 4096};
constexpr IntegerRange low_entries{0, 4096};
constexpr IntegerRange hits{1, 1'000'000};

std::optional<DramStandard> read_standard(const Node& node, Problems& problems) {
    if (node.kind == Node::Kind::map) {
        return read_dram_standard(node, problems);
    }
    const auto name = input::name_of(node, problems);
    if (!name) {
        return std::nullopt;
    }
    std::optional<DramStandard> standard = find_dram_standard(*name);
    if (!standard) {
        problems.push_back({node.place(), "there is no such standard", "a name or an own map",
                            node.shown(), input::suggestion(*name, dram_standard_names())});
    }
    return standard;
}

DramQueues read_queues(const Node& node, const DramStandard& standard, Problems& problems) {
    input::Fields fields(node, problems);
    DramQueues queues = default_queues(standard);
    queues.unified = fields.truth("unified", queues.unified);
    queues.read = fields.integer("read", entries, queues.read);
    queues.write = fields.integer("write", entries, queues.write);
    queues.high = fields.integer("high", entries, std::max<std::int64_t>(queues.write * 3 / 4, 1));
    queues.low = fields.integer("low", low_entries, queues.high / 3);
    fields.annotations();
    fields.finish();
    return queues;
}

void read_policies(input::Fields& fields, DramConfiguration& configuration) {
    configuration.page = fields.choice<PagePolicy>(
        "page", {{"open", PagePolicy::open}, {"closed", PagePolicy::closed}}, configuration.page);
    configuration.scheduling = fields.choice<DramScheduling>(
        "scheduler", {{"frfcfs", DramScheduling::frfcfs}, {"fcfs", DramScheduling::fcfs}},
        configuration.scheduling);
    configuration.refresh = fields.choice<RefreshMode>("refresh",
                                                       {{"none", RefreshMode::none},
                                                        {"all_bank", RefreshMode::all_bank},
                                                        {"per_bank", RefreshMode::per_bank}},
                                                       configuration.refresh);
    configuration.hit_cap = fields.integer("hit_cap", hits, configuration.hit_cap);
    configuration.coalesce = fields.truth("coalesce", configuration.coalesce);
}

void read_mapping(const Node& node, DramConfiguration& configuration, Problems& problems) {
    const auto text = input::text_of(node, problems);
    const auto mapping = text ? parse_mapping(*text, node.place(), problems) : std::nullopt;
    configuration.mapping = mapping.value_or(configuration.mapping);
}

} // namespace

DramConfiguration read_dram_configuration(const Node& node, std::vector<Problem>& problems) {
    const std::size_t before = problems.size();
    DramConfiguration configuration = default_configuration({});
    input::Fields fields(node, problems);
    if (const Node* standard = fields.required("standard")) {
        configuration.standard =
            read_standard(*standard, problems).value_or(configuration.standard);
    }
    configuration.channels = fields.integer("channels", channels, configuration.channels);
    std::int64_t& standard_ranks = configuration.standard.organisation.ranks;
    standard_ranks = fields.integer("ranks", ranks, standard_ranks);
    if (const Node* mapping = fields.optional("mapping")) {
        read_mapping(*mapping, configuration, problems);
    }
    read_policies(fields, configuration);
    configuration.queues = default_queues(configuration.standard);
    if (const Node* queues = fields.optional("queues")) {
        configuration.queues = read_queues(*queues, configuration.standard, problems);
    }
    fields.annotations();
    fields.finish();
    if (problems.size() == before) {
        check(configuration, node.place(), problems);
    }
    return configuration;
}

} // namespace counterpoint::hw
