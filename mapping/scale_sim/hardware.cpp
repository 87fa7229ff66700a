#include <algorithm>
#include <limits>
#include <string>

#include "input/composer.hpp"
#include "mapping/scale_sim/configuration.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::mapping::scale_sim {

namespace {

using input::Composer;
using input::Node;
using input::TextPosition;

/// A DRAM that nobody waits for.
constexpr std::int64_t unlimited = std::numeric_limits<std::int32_t>::max();
/// Each buffer is filled in one half while the other one is in use.
constexpr std::int64_t halves = 2;
constexpr std::int64_t most_slots = 4096;
constexpr std::int64_t bytes_of_a_kilobyte = 1024;

class HardwareComposer {
  public:
    explicit HardwareComposer(const Configuration& configuration)
        : configuration_(configuration), composer_(configuration.file) {}

    input::Document compose() {
        Node& hardware = composer_.map(composer_.root(), "hardware", top_);
        composer_.text(hardware, "name", configuration_.name, top_).quoted = true;
        Node& pe = composer_.map(hardware, "pe", rows().at);
        composer_.integer(pe, "count", checked_product(rows().value, columns().value), rows().at);
        composer_.text(pe, "synchronisation", "decoupled", rows().at);
        Node& memories = composer_.list(hardware, "memories", top_);
        composer_.text(composer_.map(memories, "", top_), "name", "DRAM", top_);
        add_buffers(memories);
        add_array(memories);
        return composer_.finish();
    }

  private:
    [[nodiscard]] const Number& rows() const { return configuration_.rows; }
    [[nodiscard]] const Number& columns() const { return configuration_.columns; }

    /// The three of them are one memory, as memories hold all tensors.
    void add_buffers(Node& memories) {
        const Number& size = configuration_.ifmap_kilobytes;
        const std::int64_t kilobytes = size.value + configuration_.filter_kilobytes.value +
                                       configuration_.ofmap_kilobytes.value;
        Node& buffers = composer_.map(memories, "", size.at);
        composer_.text(buffers, "name", "L2", size.at);
        composer_.integer(buffers, "capacity_bytes",
                          checked_product(kilobytes, bytes_of_a_kilobyte), size.at);
        composer_.text(buffers, "enforce_capacity", "false", size.at);
        composer_.integer(buffers, "slots", halves, size.at);
        const auto& bandwidth = configuration_.bandwidth;
        const TextPosition at = bandwidth ? bandwidth->at : top_;
        // Those of the ifmap and of the filter buffer.
        const std::int64_t inwards = bandwidth ? checked_product(2, bandwidth->value) : unlimited;
        composer_.integer(composer_.map(buffers, "fill", at), "bytes_per_cycle", inwards, at);
        composer_.integer(composer_.map(buffers, "drain", at), "bytes_per_cycle",
                          bandwidth ? bandwidth->value : unlimited, at);
    }

    /// One operand a cycle into each row and each column, one sum a cycle out of each column.
    void add_array(Node& memories) {
        Node& array = composer_.map(memories, "", rows().at);
        composer_.text(array, "name", "L1", rows().at);
        const std::int64_t edges = checked_sum(rows().value, columns().value);
        // The skew between the first and the last PE is in flight.
        composer_.integer(array, "slots", std::min(checked_sum(edges, 2), most_slots), rows().at);
        add_network(composer_.map(array, "fill", rows().at), edges);
        add_network(composer_.map(array, "drain", rows().at), columns().value);
    }

    void add_network(Node& channel, std::int64_t bytes_per_cycle) {
        composer_.integer(channel, "bytes_per_cycle", bytes_per_cycle, rows().at);
        Node& network = composer_.map(channel, "network", rows().at);
        composer_.text(network, "topology", "systolic", rows().at);
        composer_.text(network, "size",
                       std::to_string(rows().value) + 'x' + std::to_string(columns().value),
                       rows().at);
        composer_.integer(network, "link_bytes", 1, rows().at);
    }

    const Configuration& configuration_;
    Composer composer_;
    const TextPosition top_{1, 1};
};

} // namespace

input::Document hardware_tree(const Configuration& configuration) {
    return HardwareComposer(configuration).compose();
}

} // namespace counterpoint::mapping::scale_sim
