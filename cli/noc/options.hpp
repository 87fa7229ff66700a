#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hw/network.hpp"
#include "sim/noc/mesh/load_study.hpp"
#include "sim/noc/mesh/traffic_pattern.hpp"

namespace CLI {
class App;
}

namespace counterpoint::cli {

/// What a user says about a network and its traffic.
struct NocOptions {
    std::string topology = "mesh";
    std::string size = "8x8";
    std::int64_t virtual_channels = 8;
    std::int64_t buffer_flits = 8;
    bool speculative = false;
    std::int64_t credit_delay = 1;
    bool unicasts = false;
    std::string pattern = "uniform";
    std::optional<double> rate;
    std::int64_t packet_flits = 1;
    std::uint64_t seed = 1;
    sim::noc::mesh::StudyCycles cycles;
    bool sweep = false;
};

/// A network and its traffic that fit each other.
struct NocStudy {
    hw::Mesh mesh;
    sim::noc::mesh::Traffic traffic;
    sim::noc::mesh::StudyCycles cycles;
    std::string pattern; ///< as the user wrote it
};

/// Adds the options that choose them to a subcommand. `options` outlives the parsing.
void add_noc_options(CLI::App& command, NocOptions& options);

/// Throws InputError with all that does not make a network, or traffic for it.
NocStudy study_of(const NocOptions& options);

} // namespace counterpoint::cli
