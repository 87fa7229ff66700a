#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "hw/dram/configuration.hpp"
#include "sim/dram/request.hpp"

namespace counterpoint::dram_traffic {

using Requests = std::vector<sim::DramRequest>;

struct Traffic {
    std::string name;
    Requests requests; ///< arrivals never descend
};

/// Traffic of all kinds, about `count` bursts each: sequential, strided, random, reads, writes,
/// both, everything in one bank, row after row, hot rows, long requests, with gaps and at once.
std::vector<Traffic> all_kinds(const hw::DramConfiguration& configuration, std::int64_t count,
                               std::mt19937_64& engine);

/// A stream of what stands in a list.
class ListedRequests : public sim::RequestStream {
  public:
    explicit ListedRequests(const Requests& requests) : requests_(requests) {}

    std::optional<sim::DramRequest> next() override {
        return next_ < requests_.size() ? std::optional(requests_[next_++]) : std::nullopt;
    }

  private:
    const Requests& requests_;
    std::size_t next_ = 0;
};

} // namespace counterpoint::dram_traffic
