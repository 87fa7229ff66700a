#include "sim/traffic_message.hpp"

namespace counterpoint::sim {

namespace {

template <class Latency, class Visit>
void each_of_latency(Latency& latency, Visit visit) {
    visit(latency.count);
    visit(latency.sum);
    visit(latency.least);
    visit(latency.most);
}

/// Every number but those by tensor, for writing and for reading.
template <class Traffic, class Visit>
void each_number(Traffic& traffic, Visit visit) {
    auto& statistics = traffic.statistics;
    visit(statistics.end);
    each_of_latency(statistics.read_latency, visit);
    each_of_latency(statistics.write_latency, visit);
    visit(statistics.row_hits);
    visit(statistics.row_misses);
    visit(statistics.row_conflicts);
    for (auto& commands : statistics.commands) {
        visit(commands);
    }
    visit(statistics.data_clocks);
    visit(statistics.read_to_write);
    visit(statistics.write_to_read);
    visit(statistics.refresh_clocks);
    visit(statistics.queued_reads);
    visit(statistics.queued_writes);
    visit(statistics.most_queued);
    visit(traffic.busy_clocks);
    visit(traffic.burst_bytes);
}

constexpr std::size_t numbers_of_tensor = 5;

void write(Writer& writer, const std::vector<TensorTraffic>& by_tensor) {
    std::vector<std::int64_t> numbers;
    for (const TensorTraffic& of : by_tensor) {
        for (const std::int64_t number :
             {of.needed, of.moved, of.rows.hits, of.rows.misses, of.rows.conflicts}) {
            numbers.push_back(number);
        }
    }
    writer.add(numbers);
}

std::vector<TensorTraffic> read_by_tensor(Reader& reader) {
    const std::vector<std::int64_t> numbers = reader.numbers();
    std::vector<TensorTraffic> by_tensor;
    for (std::size_t i = 0; i + numbers_of_tensor <= numbers.size(); i += numbers_of_tensor) {
        by_tensor.push_back(
            {numbers[i], numbers[i + 1], {numbers[i + 2], numbers[i + 3], numbers[i + 4]}});
    }
    return by_tensor;
}

} // namespace

void write(Writer& writer, const std::optional<DramTraffic>& traffic) {
    writer.add(std::int64_t{traffic ? 1 : 0});
    if (traffic) {
        each_number(*traffic, [&writer](std::int64_t number) { writer.add(number); });
        write(writer, traffic->read);
        write(writer, traffic->written);
    }
}

std::optional<DramTraffic> read_dram_traffic(Reader& reader) {
    if (reader.number() == 0) {
        return std::nullopt;
    }
    DramTraffic traffic;
    each_number(traffic, [&reader](std::int64_t& number) { number = reader.number(); });
    traffic.read = read_by_tensor(reader);
    traffic.written = read_by_tensor(reader);
    return traffic;
}

void write(Writer& writer, const Table<hw::MemoryIndex, std::optional<BankTraffic>>& banks) {
    writer.add(static_cast<std::int64_t>(banks.size()));
    for (const std::optional<BankTraffic>& traffic : banks) {
        std::vector<std::int64_t> numbers;
        if (traffic) {
            numbers = {traffic->accesses, traffic->busy_cycles};
            for (const auto& by_winner : traffic->lost) {
                numbers.insert(numbers.end(), by_winner.begin(), by_winner.end());
            }
        }
        writer.add(numbers);
    }
}

Table<hw::MemoryIndex, std::optional<BankTraffic>> read_bank_traffic(Reader& reader) {
    Table<hw::MemoryIndex, std::optional<BankTraffic>> banks;
    for (std::int64_t memories = reader.number(); memories > 0; --memories) {
        const std::vector<std::int64_t> numbers = reader.numbers();
        banks.push_back(std::nullopt);
        if (numbers.empty()) {
            continue;
        }
        BankTraffic traffic;
        auto number = numbers.begin();
        traffic.accesses = *number++;
        traffic.busy_cycles = *number++;
        for (auto& by_winner : traffic.lost) {
            for (std::int64_t& lost : by_winner) {
                lost = *number++;
            }
        }
        banks[hw::MemoryIndex{banks.size() - 1}] = traffic;
    }
    return banks;
}

namespace {

/// Every number of a network but the lists, for writing and for reading.
template <class Traffic, class Visit>
void each_number_of_network(Traffic& traffic, Visit visit) {
    visit(traffic.parents);
    visit(traffic.links);
    visit(traffic.transfers);
    visit(traffic.bytes);
    visit(traffic.cycles);
    visit(traffic.extra.fragmentation);
    visit(traffic.extra.narrow_links);
    visit(traffic.extra.contention);
    visit(traffic.link_traversals);
    visit(traffic.switch_traversals);
    visit(traffic.most_hops);
    visit(traffic.link_busy_cycles);
}

void write(Writer& writer, const NetworkTraffic& traffic) {
    writer.add(traffic.topology);
    each_number_of_network(traffic, [&writer](std::int64_t number) { writer.add(number); });
    writer.add(static_cast<std::int64_t>(traffic.busiest.size()));
    for (const LinkTraffic& link : traffic.busiest) {
        writer.add(link.name);
        writer.add(link.busy_cycles);
    }
    writer.add(traffic.forwarded);
    writer.add(traffic.saved_reads);
}

NetworkTraffic read_one_network(Reader& reader) {
    NetworkTraffic traffic;
    traffic.topology = reader.text();
    each_number_of_network(traffic, [&reader](std::int64_t& number) { number = reader.number(); });
    traffic.busiest.resize(static_cast<std::size_t>(reader.number()));
    for (LinkTraffic& link : traffic.busiest) {
        link.name = reader.text();
        link.busy_cycles = reader.number();
    }
    traffic.forwarded = reader.numbers();
    traffic.saved_reads = reader.numbers();
    return traffic;
}

} // namespace

void write(Writer& writer, const Table<hw::MemoryIndex, std::optional<NetworkTraffic>>& networks) {
    writer.add(static_cast<std::int64_t>(networks.size()));
    for (const std::optional<NetworkTraffic>& traffic : networks) {
        writer.add(std::int64_t{traffic ? 1 : 0});
        if (traffic) {
            write(writer, *traffic);
        }
    }
}

Table<hw::MemoryIndex, std::optional<NetworkTraffic>> read_network_traffic(Reader& reader) {
    Table<hw::MemoryIndex, std::optional<NetworkTraffic>> networks;
    for (std::int64_t memories = reader.number(); memories > 0; --memories) {
        networks.push_back(std::nullopt);
        if (reader.number() != 0) {
            networks[hw::MemoryIndex{networks.size() - 1}] = read_one_network(reader);
        }
    }
    return networks;
}

} // namespace counterpoint::sim
