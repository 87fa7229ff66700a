#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "hw/dram/configuration.hpp"
#include "hw/dram/standard_reader.hpp"
#include "sim/dram/command_listener.hpp"
#include "sim/dram/memory.hpp"
#include "sim/dram/request.hpp"

namespace counterpoint::sim {

/// A list as a stream.
class ListedRequests : public RequestStream {
  public:
    explicit ListedRequests(std::vector<DramRequest> requests) : requests_(std::move(requests)) {}

    std::optional<DramRequest> next() override {
        return at_ < requests_.size() ? std::optional(requests_[at_++]) : std::nullopt;
    }

  private:
    std::vector<DramRequest> requests_;
    std::size_t at_ = 0;
};

/// All commands in the order in which they were told.
class Recorder : public CommandListener {
  public:
    void issued(const IssuedCommand& command) override { commands.push_back(command); }
    std::vector<IssuedCommand> commands;
};

inline hw::DramConfiguration configured(const std::string& standard) {
    return hw::default_configuration(hw::find_dram_standard(standard).value());
}

inline hw::DramConfiguration without_refresh(const std::string& standard) {
    hw::DramConfiguration configuration = configured(standard);
    configuration.refresh = hw::RefreshMode::none;
    return configuration;
}

inline void map_as(const char* mapping, hw::DramConfiguration& configuration) {
    std::vector<Problem> problems;
    configuration.mapping = hw::parse_mapping(mapping, {}, problems).value();
}

/// So that neighbours stay in one bank, row after row.
inline constexpr const char* one_bank = "channel:pseudochannel:rank:bankgroup:bank:row:column";

inline DramStatistics run(const hw::DramConfiguration& configuration,
                          std::vector<DramRequest> requests) {
    DramMemory memory(configuration);
    ListedRequests stream(std::move(requests));
    memory.run(stream);
    return memory.statistics();
}

} // namespace counterpoint::sim
