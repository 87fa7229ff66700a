#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hw/dram/standard.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
struct Node;
}

namespace counterpoint::hw {

/// The parts of an address. `column` counts bursts of a row; the bytes inside a burst lie below
/// all.
enum class AddressField { channel, pseudo_channel, rank, bank_group, bank, row, column };

inline constexpr std::size_t address_field_count = 7;

/// The spelling in a mapping: channel, pseudochannel, rank, bankgroup, bank, row, column.
std::string name_of(AddressField field);

enum class PagePolicy {
    open,  ///< a row stays open until its bank is needed for another one
    closed ///< a row that no queued request wants is closed as soon as possible
};

enum class DramScheduling {
    frfcfs, ///< row hits first, then the oldest
    fcfs    ///< bursts in the order of arrival; banks of younger requests are opened meanwhile
};

enum class RefreshMode { none, all_bank, per_bank };

/// Queues of one channel, counted in bursts. Writes that do not reach the high watermark wait as
/// long as there are reads.
struct DramQueues {
    bool unified = false;    ///< one queue of read + write entries for both; always so with fcfs
    std::int64_t read = 32;  ///< entries
    std::int64_t write = 32; ///< entries
    std::int64_t high = 24;  ///< writes are served once so many wait …
    std::int64_t low = 8;    ///< … until no more than these are left and a read waits
};

/// A memory of DRAM: all that a controller needs to know, resolved.
struct DramConfiguration {
    DramStandard standard; ///< `organisation.ranks` as configured
    std::int64_t channels = 1;
    std::vector<AddressField>
        mapping; ///< most significant first; a field of one value may be absent
    PagePolicy page = PagePolicy::open;
    DramScheduling scheduling = DramScheduling::frfcfs;
    RefreshMode refresh = RefreshMode::all_bank;
    DramQueues queues;
    std::int64_t hit_cap = 64; ///< so many row hits may pass an older request of the same bank
    bool coalesce = true;      ///< runs of row hits in closed form; same results, faster
};

/// How many values a field can take, and so 2 to the power of its bits.
std::int64_t extent_of(AddressField field, const DramConfiguration& configuration);

/// All bytes of all channels.
std::int64_t capacity_bytes(const DramConfiguration& configuration);

/// The order that lets neighbouring bursts use all channels, pseudo-channels and bank groups:
/// row:rank:bank:column:bankgroup:pseudochannel:channel.
std::vector<AddressField> default_mapping();

/// Queues of 32 reads and 32 writes for each pseudo-channel.
DramQueues default_queues(const DramStandard& standard);

/// A standard on one channel with everything else at its default.
DramConfiguration default_configuration(DramStandard standard);

/// `row:bank:column:bankgroup` as fields; problems (at `place`) of a word that is no field.
std::optional<std::vector<AddressField>> parse_mapping(std::string_view text, const Place& place,
                                                       std::vector<Problem>& problems);

/// The inverse of parse_mapping.
std::string mapping_text(const std::vector<AddressField>& mapping);

/// Adds what is wrong with the parts taken together: a mapping that names a field twice or leaves
/// bits out, watermarks beyond the queue, a refresh that the standard does not have. Everything is
/// reported at `place`.
void check(const DramConfiguration& configuration, const Place& place,
           std::vector<Problem>& problems);

/// Reads `dram:`, a map such as
/// `{standard: DDR4-2400, channels: 2, mapping: row:bank:column:bankgroup:channel, page: open,
///   scheduler: frfcfs, refresh: all_bank, queues: {read: 32, write: 32, high: 24, low: 8}}`.
/// `standard` is a name or the map of an own one. Checked; what is returned with a problem is
/// incomplete.
DramConfiguration read_dram_configuration(const input::Node& node, std::vector<Problem>& problems);

} // namespace counterpoint::hw
