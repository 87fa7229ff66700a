#include "sim/dram/statistics.hpp"

#include <algorithm>

namespace counterpoint::sim {

void LatencyStatistics::add(std::int64_t latency) {
    ++count;
    sum += latency;
    least = std::min(least, latency);
    most = std::max(most, latency);
}

void LatencyStatistics::add(const LatencyStatistics& other) {
    count += other.count;
    sum += other.sum;
    least = std::min(least, other.least);
    most = std::max(most, other.most);
}

void LatencyStatistics::repeat(const LatencyStatistics& before, std::int64_t times) {
    count += (count - before.count) * times;
    sum += (sum - before.sum) * times;
}

void LatencyStatistics::grow(std::int64_t bursts, std::int64_t clocks, std::int64_t times,
                             std::int64_t last) {
    sum += bursts * clocks * (times * (times + 1) / 2);
    most = std::max(most, last + clocks * times);
}

LatencyStatistics DramStatistics::latency() const {
    LatencyStatistics both = read_latency;
    both.add(write_latency);
    return both;
}

void DramStatistics::add(const DramStatistics& channel) {
    end = std::max(end, channel.end);
    read_latency.add(channel.read_latency);
    write_latency.add(channel.write_latency);
    row_hits += channel.row_hits;
    row_misses += channel.row_misses;
    row_conflicts += channel.row_conflicts;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        commands.at(i) += channel.commands.at(i);
    }
    data_clocks += channel.data_clocks;
    read_to_write += channel.read_to_write;
    write_to_read += channel.write_to_read;
    refresh_clocks += channel.refresh_clocks;
    queued_reads += channel.queued_reads;
    queued_writes += channel.queued_writes;
    most_queued = std::max(most_queued, channel.most_queued);
}

void DramStatistics::repeat(const DramStatistics& before, std::int64_t times) {
    const auto again = [times](auto& now, const auto& then) { now += (now - then) * times; };
    again(end, before.end);
    read_latency.repeat(before.read_latency, times);
    write_latency.repeat(before.write_latency, times);
    again(row_hits, before.row_hits);
    again(row_misses, before.row_misses);
    again(row_conflicts, before.row_conflicts);
    for (std::size_t i = 0; i < commands.size(); ++i) {
        again(commands.at(i), before.commands.at(i));
    }
    again(data_clocks, before.data_clocks);
    again(read_to_write, before.read_to_write);
    again(write_to_read, before.write_to_read);
    again(refresh_clocks, before.refresh_clocks);
    again(queued_reads, before.queued_reads);
    again(queued_writes, before.queued_writes);
}

} // namespace counterpoint::sim
