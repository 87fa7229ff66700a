#include "tests/sim/dram/traffic/traffic.hpp"

#include <functional>

#include "tests/sim/dram/traffic/places.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::dram_traffic {

namespace {

using hw::AddressField;
using hw::DramConfiguration;
using sim::AccessKind;
using sim::DramRequest;

/// Makes requests one at a time; knows the number of each.
using Maker = std::function<DramRequest(std::int64_t)>;

Requests made(std::int64_t count, const Maker& make) {
    Requests requests;
    for (std::int64_t i = 0; i < count; ++i) {
        requests.push_back(make(i));
    }
    return requests;
}

class Kinds {
  public:
    Kinds(const DramConfiguration& configuration, std::int64_t count, std::mt19937_64& engine)
        : configuration_(configuration), count_(count), random_(engine) {}

    std::vector<Traffic> all() {
        return {sequential("sequential reads", 100),
                sequential("sequential writes", 0),
                sequential("sequential mixed", 50),
                strided("row by row"),
                random("random reads", 100),
                random("random writes", 0),
                random("random mixed", 60),
                one_bank("rows of one bank, read", 100),
                one_bank("rows of one bank, mixed", 50),
                hot_rows("hot rows"),
                long_requests("long requests"),
                with_gaps("bursts of requests with gaps", 40),
                with_gaps("far between", 2),
                copying("copying")};
    }

  private:
    DramRequest request(std::uint64_t address, std::int64_t read_percent) {
        const bool read = random_.chance(read_percent);
        return {read ? AccessKind::read : AccessKind::write, address, 1, std::nullopt};
    }
    [[nodiscard]] std::int64_t extent(AddressField field) const {
        return hw::extent_of(field, configuration_);
    }
    std::int64_t any(AddressField field) { return random_.between(0, extent(field) - 1); }
    std::uint64_t anywhere() {
        const std::int64_t burst = configuration_.standard.bytes_per_burst;
        const std::int64_t bursts = hw::capacity_bytes(configuration_) / burst;
        return static_cast<std::uint64_t>(random_.between(0, bursts - 1) * burst);
    }
    /// A start from which `bursts` neighbours lie within the memory.
    std::uint64_t start(std::int64_t bursts) {
        const std::int64_t burst = configuration_.standard.bytes_per_burst;
        const std::int64_t most = hw::capacity_bytes(configuration_) / burst - bursts;
        return static_cast<std::uint64_t>(random_.between(0, most) * burst);
    }

    Traffic sequential(const std::string& name, std::int64_t read_percent) {
        const std::uint64_t first = start(count_);
        const auto burst = static_cast<std::uint64_t>(configuration_.standard.bytes_per_burst);
        return {name, made(count_, [&](std::int64_t i) {
                    return request(first + static_cast<std::uint64_t>(i) * burst, read_percent);
                })};
    }
    Traffic strided(const std::string& name) {
        Place place;
        return {name, made(count_, [&](std::int64_t i) {
                    place[AddressField::row] = i % extent(AddressField::row);
                    place[AddressField::bank] = i / 3 % extent(AddressField::bank);
                    return request(address_of(configuration_, place), 70);
                })};
    }
    Traffic random(const std::string& name, std::int64_t read_percent) {
        return {name,
                made(count_, [&](std::int64_t) { return request(anywhere(), read_percent); })};
    }
    Traffic one_bank(const std::string& name, std::int64_t read_percent) {
        Place place{{AddressField::bank, any(AddressField::bank)},
                    {AddressField::bank_group, any(AddressField::bank_group)},
                    {AddressField::rank, any(AddressField::rank)}};
        return {name, made(count_, [&](std::int64_t) {
                    place[AddressField::row] = random_.between(0, 3) % extent(AddressField::row);
                    place[AddressField::column] = any(AddressField::column);
                    return request(address_of(configuration_, place), read_percent);
                })};
    }
    Traffic hot_rows(const std::string& name) {
        return {name, made(count_, [&](std::int64_t) {
                    Place place;
                    for (const AddressField field : configuration_.mapping) {
                        place[field] = any(field);
                    }
                    place[AddressField::row] = random_.chance(80) ? 1 : any(AddressField::row);
                    return request(address_of(configuration_, place), 65);
                })};
    }
    Traffic long_requests(const std::string& name) {
        return {name, made(count_ / 16 + 1, [&](std::int64_t) {
                    const std::int64_t bursts = random_.pick({1, 2, 7, 16, 33});
                    DramRequest one = request(start(bursts), 60);
                    one.bursts = bursts;
                    return one;
                })};
    }
    Traffic with_gaps(const std::string& name, std::int64_t together) {
        sim::Clock clock = 0;
        const std::int64_t refi = configuration_.standard.timings.refi;
        return {name, made(count_ / 4 + 1, [&](std::int64_t i) {
                    clock += i % together == together - 1 ? random_.between(1, refi / 2)
                                                          : random_.between(0, 3);
                    DramRequest one = request(anywhere(), 60);
                    one.arrival = clock;
                    return one;
                })};
    }
    /// Reads one stretch and writes another, burst by burst.
    Traffic copying(const std::string& name) {
        const std::uint64_t from = start(count_);
        const std::uint64_t to = start(count_);
        const auto burst = static_cast<std::uint64_t>(configuration_.standard.bytes_per_burst);
        return {name, made(count_, [&](std::int64_t i) {
                    const std::uint64_t offset = static_cast<std::uint64_t>(i / 2) * burst;
                    return i % 2 == 0 ? request(from + offset, 100) : request(to + offset, 0);
                })};
    }

    const DramConfiguration& configuration_;
    std::int64_t count_;
    walker::Random random_;
};

} // namespace

std::vector<Traffic> all_kinds(const DramConfiguration& configuration, std::int64_t count,
                               std::mt19937_64& engine) {
    return Kinds(configuration, count, engine).all();
}

} // namespace counterpoint::dram_traffic
