#include "hw/dram/configuration.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hw/dram/power_of_two.hpp"

namespace counterpoint::hw {

namespace {

constexpr std::array<AddressField, address_field_count> all_fields{
    AddressField::channel,    AddressField::pseudo_channel, AddressField::rank,
    AddressField::bank_group, AddressField::bank,           AddressField::row,
    AddressField::column};

constexpr int most_address_bits = 56;

int bits_of(std::int64_t values) {
    int bits = 0;
    while ((std::int64_t{1} << bits) < values) {
        ++bits;
    }
    return bits;
}

/// `row 15 + bank 2 + column 7`: the bits that each field of a mapping has.
std::string shown_bits(const std::vector<AddressField>& fields,
                       const DramConfiguration& configuration) {
    std::string text;
    for (const AddressField field : fields) {
        text += (text.empty() ? "" : " + ") + name_of(field) + ' ' +
                std::to_string(bits_of(extent_of(field, configuration)));
    }
    return text;
}

int all_bits(const std::vector<AddressField>& fields, const DramConfiguration& configuration) {
    int bits = 0;
    for (const AddressField field : fields) {
        bits += bits_of(extent_of(field, configuration));
    }
    return bits;
}

void check_repeated(const DramConfiguration& configuration, const Place& place,
                    std::vector<Problem>& problems) {
    for (const AddressField field : all_fields) {
        const auto count =
            std::count(configuration.mapping.begin(), configuration.mapping.end(), field);
        if (count > 1) {
            problems.push_back({place, "the mapping names " + name_of(field) + " more than once",
                                "every field once", std::to_string(count) + " times", ""});
        }
    }
}

void check_covering(const DramConfiguration& configuration, const Place& place,
                    std::vector<Problem>& problems) {
    std::vector<AddressField> missing;
    for (const AddressField field : all_fields) {
        const auto& mapping = configuration.mapping;
        const bool named = std::find(mapping.begin(), mapping.end(), field) != mapping.end();
        if (!named && extent_of(field, configuration) > 1) {
            missing.push_back(field);
        }
    }
    if (!missing.empty()) {
        const std::vector<AddressField> all(all_fields.begin(), all_fields.end());
        problems.push_back(
            {place, "the mapping does not cover all bits of an address",
             std::to_string(all_bits(all, configuration)) + " bits above those of a burst",
             std::to_string(all_bits(configuration.mapping, configuration)) + " (" +
                 shown_bits(configuration.mapping, configuration) + ")",
             "add " + shown_bits(missing, configuration)});
    }
}

void check_queues(const DramQueues& queues, const Place& place, std::vector<Problem>& problems) {
    if (queues.low >= queues.high || queues.high > queues.write) {
        problems.push_back(
            {place, "the watermarks do not fit the write queue", "low < high <= write",
             "low " + std::to_string(queues.low) + ", high " + std::to_string(queues.high) +
                 ", write " + std::to_string(queues.write),
             ""});
    }
}

} // namespace

std::int64_t extent_of(AddressField field, const DramConfiguration& configuration) {
    const DramOrganisation& organisation = configuration.standard.organisation;
    switch (field) {
    case AddressField::channel:
        return configuration.channels;
    case AddressField::pseudo_channel:
        return organisation.pseudo_channels;
    case AddressField::rank:
        return organisation.ranks;
    case AddressField::bank_group:
        return organisation.bank_groups;
    case AddressField::bank:
        return organisation.banks_per_group;
    case AddressField::row:
        return organisation.rows;
    case AddressField::column:
        return configuration.standard.bursts_per_row();
    }
    return 1;
}

std::int64_t capacity_bytes(const DramConfiguration& configuration) {
    std::int64_t bytes = configuration.standard.bytes_per_burst;
    for (const AddressField field : all_fields) {
        bytes *= extent_of(field, configuration);
    }
    return bytes;
}

std::vector<AddressField> default_mapping() {
    return {AddressField::row,    AddressField::rank,       AddressField::bank,
            AddressField::column, AddressField::bank_group, AddressField::pseudo_channel,
            AddressField::channel};
}

DramQueues default_queues(const DramStandard& standard) {
    const std::int64_t buses = standard.organisation.pseudo_channels;
    const DramQueues of_one;
    return {false, buses * of_one.read, buses * of_one.write, buses * of_one.high,
            buses * of_one.low};
}

DramConfiguration default_configuration(DramStandard standard) {
    DramConfiguration configuration;
    configuration.queues = default_queues(standard);
    configuration.standard = std::move(standard);
    configuration.mapping = default_mapping();
    return configuration;
}

void check(const DramConfiguration& configuration, const Place& place,
           std::vector<Problem>& problems) {
    const std::vector<AddressField> all(all_fields.begin(), all_fields.end());
    const int bits = all_bits(all, configuration) + bits_of(configuration.standard.bytes_per_burst);
    if (bits > most_address_bits) {
        problems.push_back({place, "the memory is too large",
                            "an address of at most " + std::to_string(most_address_bits) + " bits",
                            std::to_string(bits) + " bits", ""});
        return;
    }
    for (const AddressField field : {AddressField::channel, AddressField::rank}) {
        const std::int64_t extent = extent_of(field, configuration);
        if (!is_power_of_two(extent)) {
            problems.push_back({place, "the number of " + name_of(field) + "s is no power of two",
                                "a power of two", std::to_string(extent), ""});
            return;
        }
    }
    check_repeated(configuration, place, problems);
    check_covering(configuration, place, problems);
    check_queues(configuration.queues, place, problems);
    if (configuration.refresh == RefreshMode::per_bank &&
        !configuration.standard.refreshes_single_banks()) {
        problems.push_back({place, configuration.standard.name + " has no refresh of single banks",
                            "refresh: all_bank or none", "per_bank", ""});
    }
}

} // namespace counterpoint::hw
