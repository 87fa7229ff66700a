#pragma once

#include <vector>

#include "sim/dram/command_listener.hpp"
#include "sim/dram/memory.hpp"
#include "tests/sim/dram/checker/checker.hpp"
#include "tests/sim/dram/traffic/traffic.hpp"

namespace counterpoint::dram_traffic {

/// Hands all commands to the checker and keeps them.
class Watcher : public sim::CommandListener {
  public:
    explicit Watcher(const hw::DramConfiguration& configuration);

    void issued(const sim::IssuedCommand& command) override;

    /// What the commands break, in a trace that ends before the clock.
    std::vector<dram_checker::Violation> verdict(sim::Clock end);
    [[nodiscard]] const std::vector<sim::IssuedCommand>& commands() const { return commands_; }

  private:
    dram_checker::Checker checker_;
    std::vector<sim::IssuedCommand> commands_;
};

/// Serves all requests under a watcher, and expects of the commands that they keep to the standard
/// and serve every burst once and no other, and of the statistics that they tell what happened.
void expect_compliance(const hw::DramConfiguration& configuration, const Traffic& traffic);

/// The same by single submissions, with advances at will between them, and expects every request
/// to be completed once, when its last data has passed.
void expect_completions(const hw::DramConfiguration& configuration, const Traffic& traffic,
                        std::mt19937_64& engine);

/// A line that says which memory this is.
std::string shown(const hw::DramConfiguration& configuration);

} // namespace counterpoint::dram_traffic
