#include "mapping/timeloop/attributes.hpp"

#include <cmath>
#include <optional>
#include <set>
#include <vector>

#include "input/nearest.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using input::IntegerRange;
using input::Node;

// What products of a few of these do not take beyond 64 bits.
constexpr IntegerRange most_units{1, std::int64_t{1} << 24U};
constexpr IntegerRange most_rows{0, std::int64_t{1} << 31U};
constexpr IntegerRange most_words{0, std::int64_t{1} << 40U};
constexpr IntegerRange most_width{1, 1 << 20U};
constexpr IntegerRange most_bits{1, 1024};
constexpr IntegerRange most_latency{0, 1'000'000'000};
constexpr double most_bandwidth = 1e9;

using Keys = std::vector<std::string>;

const Keys& counting_keys() {
    static const Keys keys{"word-bits",
                           "word_bits",
                           "word_width",
                           "datawidth",
                           "block-size",
                           "block_size",
                           "n_words",
                           "cluster-size",
                           "cluster_size",
                           "width",
                           "memory_width",
                           "data_storage_width",
                           "depth",
                           "memory_depth",
                           "data_storage_depth",
                           "entries",
                           "sizeKB",
                           "instances",
                           "meshX",
                           "meshY",
                           "bandwidth",
                           "read_bandwidth",
                           "write_bandwidth",
                           "shared_bandwidth",
                           "multiple-buffering",
                           "multiple_buffering",
                           "allow_overbooking",
                           "min-utilization",
                           "min_utilization",
                           "network_fill_latency",
                           "network_drain_latency"};
    return keys;
}

bool counts(const std::string& key) {
    static const std::set<std::string> keys(counting_keys().begin(), counting_keys().end());
    return keys.count(key) > 0;
}

/// What Accelergy makes energy and area of, and Timeloop no count.
bool is_of_energy(const std::string& key) {
    static const std::set<std::string> keys{"technology",
                                            "type",
                                            "version",
                                            "voltage",
                                            "latency",
                                            "n_banks",
                                            "num-banks",
                                            "num_banks",
                                            "n_ports",
                                            "num-ports",
                                            "num_ports",
                                            "n_rd_ports",
                                            "n_wr_ports",
                                            "n_rdwr_ports",
                                            "update_fifo_depth",
                                            "cycle_seconds",
                                            "global_cycle_seconds",
                                            "has_power_gating",
                                            "power_gated_at",
                                            "vector-access-energy",
                                            "vector_access_energy",
                                            "addr-gen-energy",
                                            "addr_gen_energy",
                                            "cluster-area",
                                            "cluster_area",
                                            "wire-energy",
                                            "wire_energy",
                                            "router-energy",
                                            "router_energy",
                                            "tile-width",
                                            "tile_width",
                                            "router-area",
                                            "energy-per-op",
                                            "energy_per_op",
                                            "area",
                                            "energy",
                                            "network-word-bits",
                                            "network_word_bits",
                                            "pipeline_stages",
                                            "num_pipeline_stages",
                                            "multiplier_width",
                                            "adder_width",
                                            "exponent",
                                            "mantissa",
                                            "action_latency_cycles"};
    return keys.count(key) > 0;
}

class AttributeReader {
  public:
    AttributeReader(const Attributes& attributes, const input::Scope& variables, Reading& reading)
        : attributes_(attributes), variables_(variables), reading_(reading) {}

    [[nodiscard]] const Node* find(const Keys& keys) const {
        for (const std::string& key : keys) {
            const auto found = attributes_.find(key);
            if (found != attributes_.end()) {
                return found->second;
            }
        }
        return nullptr;
    }

    [[nodiscard]] std::optional<std::int64_t> integer(const Keys& keys, IntegerRange range) {
        const Node* node = find(keys);
        return node != nullptr ? reading_.integer(*node, range, scope()) : std::nullopt;
    }

    [[nodiscard]] std::optional<Bandwidth> bandwidth(const Keys& keys) {
        const Node* node = find(keys);
        const auto words = node != nullptr ? reading_.number(*node, scope()) : std::nullopt;
        if (words && *words > most_bandwidth) {
            reading_.expect(*node, "the bandwidth is too large", "at most 1e9 words a cycle");
            return std::nullopt;
        }
        return words ? std::optional(Bandwidth{*words, node->place()}) : std::nullopt;
    }

  private:
    /// Names in an attribute are variables or other attributes.
    const input::Scope& scope() {
        if (!scope_) {
            scope_ = variables_;
            for (const auto& [name, node] : attributes_) {
                const bool digits = node->kind == Node::Kind::scalar && !node->text.empty() &&
                                    node->text.size() < 16 &&
                                    node->text.find_first_not_of("0123456789") == std::string::npos;
                if (digits) {
                    scope_->define(name, std::stoll(node->text));
                }
            }
        }
        return *scope_;
    }

    const Attributes& attributes_;
    const input::Scope& variables_;
    Reading& reading_;
    std::optional<input::Scope> scope_;
};

/// Words of a level: as such, as rows of words, or as kilobytes.
void read_size(AttributeReader& attributes, StorageLevel& level, Reading& reading) {
    const std::int64_t block =
        attributes.integer({"block-size", "block_size", "n_words"}, most_width).value_or(0);
    const std::int64_t cluster =
        attributes.integer({"cluster-size", "cluster_size"}, most_units).value_or(1);
    const Node* width_node = attributes.find({"width", "memory_width", "data_storage_width"});
    const auto width =
        attributes.integer({"width", "memory_width", "data_storage_width"}, most_width);
    std::int64_t words_a_row = block > 0 ? block : 1;
    if (width) {
        const std::int64_t row_bits = level.word_bits * (block > 0 ? block : cluster);
        if (*width % row_bits != 0) {
            reading.problem(
                width_node->place(), "the width of " + level.name + " is no multiple of its words",
                "a multiple of " + std::to_string(row_bits) + " bits", std::to_string(*width));
            return;
        }
        words_a_row = block > 0 ? block : *width / row_bits;
    }
    if (const auto entries = attributes.integer({"entries"}, most_words)) {
        level.words = *entries;
    } else if (const auto depth =
                   attributes.integer({"depth", "memory_depth", "data_storage_depth"}, most_rows)) {
        // A row of several clusters is as many instances, each with its own words.
        level.words = *depth * words_a_row;
    } else if (const auto kilobytes = attributes.integer({"sizeKB"}, most_rows)) {
        constexpr std::int64_t bits_of_a_kilobyte = 8192;
        level.words = *kilobytes * bits_of_a_kilobyte / level.word_bits;
    }
    if (level.words == 0) {
        level.words.reset(); // Timeloop's way to say nothing
    }
}

void read_bandwidths(AttributeReader& attributes, StorageLevel& level, Reading& reading) {
    level.read = attributes.bandwidth({"read_bandwidth"});
    level.write = attributes.bandwidth({"write_bandwidth"});
    if (auto both = attributes.bandwidth({"bandwidth"})) {
        both->words /= 2; // as Timeloop does
        level.read = level.read ? level.read : both;
        level.write = level.write ? level.write : both;
    }
    if (const auto shared = attributes.bandwidth({"shared_bandwidth"})) {
        reading.left_out(shared->place, "shared_bandwidth of " + level.name +
                                            ": a bandwidth that reads and writes share is not "
                                            "modelled");
    }
}

void read_buffering(AttributeReader& attributes, StorageLevel& level, Reading& reading,
                    const input::Scope& variables) {
    if (const Node* node = attributes.find({"multiple-buffering", "multiple_buffering"})) {
        const auto buffers = reading.number(*node, variables);
        constexpr double most_buffers = 64;
        if (buffers && *buffers > most_buffers) {
            reading.expect(*node, "there are too many buffers", "at most 64");
        } else if (buffers) {
            level.buffers = static_cast<std::int64_t>(std::ceil(*buffers));
        }
    }
    if (const Node* node = attributes.find({"allow_overbooking"})) {
        level.may_overflow = reading.truth(*node).value_or(false);
    }
    const Node* utilization = attributes.find({"min-utilization", "min_utilization"});
    const bool asks =
        utilization != nullptr && utilization->text.find_first_not_of("0.") != std::string::npos;
    if (asks) {
        reading.left_out(utilization->place(),
                         "a minimum utilization of " + level.name + " is not checked here");
    }
}

} // namespace

void add_attributes(const Node& map, Attributes& attributes, Reading& reading) {
    if (map.kind == Node::Kind::nothing) {
        return;
    }
    if (map.kind != Node::Kind::map) {
        reading.expect(map, "these are not attributes", "a map such as {depth: 1024, width: 64}");
        return;
    }
    for (const Node* child : map.children) {
        attributes[child->key] = child;
    }
}

void check_known(const Attributes& attributes, const std::string& owner, Reading& reading) {
    for (const auto& [key, node] : attributes) {
        const bool supported =
            key == "reduction_supported" &&
            (node->text == "true" || node->text == "yes" || node->text == "True");
        if (!counts(key) && !is_of_energy(key) && !supported) {
            const auto meant = input::nearest(key, counting_keys());
            reading.left_out(node->key_place(),
                             "the attribute " + input::in_quotes(key) + " of " + owner +
                                 " is not modelled",
                             meant ? "did you mean '" + *meant + "'?" : "");
        }
    }
}

void check_without_effect(const Attributes& attributes, const std::string& owner,
                          Reading& reading) {
    for (const auto& [key, node] : attributes) {
        if (input::Node::Kind::nothing != node->kind && counts(key)) {
            reading.left_out(node->key_place(), "the attribute " + input::in_quotes(key) + " of " +
                                                    owner + " is not handed on to what is inside");
        }
    }
}

void read_storage(const Attributes& attributes, const input::Scope& variables, StorageLevel& level,
                  Reading& reading) {
    AttributeReader reader(attributes, variables, reading);
    const Keys word_keys{"word-bits", "word_bits", "word_width", "datawidth"};
    level.word_bits = reader.integer(word_keys, most_bits).value_or(level.word_bits);
    const Node* bits = reader.find(word_keys);
    level.word_bits_place = bits != nullptr ? bits->place() : level.place;
    if (!level.is_fanout) {
        read_size(reader, level, reading);
    }
    read_bandwidths(reader, level, reading);
    read_buffering(reader, level, reading, variables);
    level.fill_latency = reader.integer({"network_fill_latency"}, most_latency).value_or(0);
    level.drain_latency = reader.integer({"network_drain_latency"}, most_latency).value_or(0);
}

Mesh read_mesh(const Attributes& attributes, const input::Scope& variables, std::int64_t instances,
               const Place& place, Reading& reading) {
    AttributeReader reader(attributes, variables, reading);
    const std::int64_t units = reader.integer({"instances"}, most_units).value_or(instances);
    const auto x = reader.integer({"meshX"}, most_units);
    const auto y = reader.integer({"meshY"}, most_units);
    const Mesh mesh{x ? *x : (y ? units / *y : units), y ? *y : (x ? units / *x : 1)};
    if (mesh.x * mesh.y != units) {
        const Node* node = reader.find({"meshX", "meshY"});
        reading.problem(node != nullptr ? node->place() : place,
                        "the mesh does not hold the instances",
                        "meshX times meshY to be " + std::to_string(units));
        return {units, 1};
    }
    return mesh;
}

} // namespace counterpoint::mapping::timeloop
