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

} // namespace counterpoint::sim
