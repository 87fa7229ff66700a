#include "mapping/timeloop/dataflow.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "mapping/timeloop/nest.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using workloads::Layer;

NodeDescription loop_node(const Loop& loop, NodeDescription::Kind kind) {
    NodeDescription node;
    node.kind = kind;
    node.dimension = loop.dimension;
    node.tile = input::Expression(loop.tile);
    node.units = input::Expression(loop.count);
    node.place = loop.place;
    return node;
}

/// One layer's loops and the levels between them, from the outside.
class EntryWriter {
  public:
    EntryWriter(const Architecture& architecture, const std::vector<LevelNest>& nests,
                const Layer& layer)
        : architecture_(architecture), nests_(nests), layer_(layer),
          innermost_(architecture.memories().back()), end_(end_of_loops()) {}

    DataflowEntry write(const Place& mapping) {
        entry_.place = mapping;
        entry_.layers = {glob_of(layer_.name)};
        for (std::size_t level = 0; level <= innermost_; ++level) {
            if (level > 0 && !architecture_.levels[level].is_fanout) {
                add_store(level);
            }
            if (level < innermost_) {
                add_loops(level);
            }
        }
        if (architecture_.compute_fanout() > 1) {
            add_registers();
        }
        return std::move(entry_);
    }

  private:
    void add_loops(std::size_t level) {
        for (const Loop& loop : nests_[level].temporal) {
            entry_.nodes.push_back(loop_node(loop, NodeDescription::Kind::temporal));
        }
        for (const Loop& loop : nests_[level].spatial) {
            entry_.nodes.push_back(loop_node(loop, NodeDescription::Kind::spatial));
        }
    }

    void add_store(std::size_t level) {
        NodeDescription node = store_in(architecture_.levels[level].name, nests_[level].bypassing);
        node.place = architecture_.levels[level].place;
        entry_.nodes.push_back(std::move(node));
    }

    NodeDescription store_in(const std::string& memory, const std::set<std::string>& bypassing) {
        NodeDescription node;
        node.kind = NodeDescription::Kind::store;
        node.memory = memory;
        for (const workloads::Tensor& tensor : layer_.tensors) {
            auto& tensors = bypassing.count(tensor.name) > 0 ? node.bypassed : node.tensors;
            tensors.push_back(tensor.name);
        }
        return node;
    }

    /// Arithmetic units side by side below the innermost level: their loops stand above registers
    /// of theirs, in which no tensor is stored.
    void add_registers() {
        for (std::size_t level = innermost_; level < end_; ++level) {
            add_loops(level);
        }
        std::set<std::string> all;
        for (const workloads::Tensor& tensor : layer_.tensors) {
            all.insert(tensor.name);
        }
        NodeDescription node = store_in(architecture_.compute, all);
        node.place = architecture_.compute_place;
        entry_.nodes.push_back(std::move(node));
    }

    /// Behind the last level with spatial loops. What is inside is the work of one unit.
    [[nodiscard]] std::size_t end_of_loops() const {
        std::size_t end = innermost_;
        for (std::size_t level = innermost_; level < nests_.size(); ++level) {
            end = nests_[level].spatial.empty() ? end : level + 1;
        }
        return end;
    }

    const Architecture& architecture_;
    const std::vector<LevelNest>& nests_;
    const Layer& layer_;
    std::size_t innermost_;
    std::size_t end_; ///< of the levels whose loops are nodes
    DataflowEntry entry_;
};

/// Reads and writes a cycle that a MAC asks of the level, where it uses tensors in place.
void check_compute_bandwidth(const Architecture& architecture, const std::vector<LevelNest>& nests,
                             const Layer& layer, Reading& reading) {
    std::vector<std::int64_t> reads(nests.size(), 0);
    std::vector<std::int64_t> writes(nests.size(), 0);
    for (workloads::TensorIndex tensor{0}; layer.tensors.contains(tensor); ++tensor.value) {
        std::size_t level = nests.size() - 1;
        while (level > 0 && nests[level].spatial.empty() &&
               nests[level].bypassing.count(layer.tensors[tensor].name) > 0) {
            --level;
        }
        const bool in_place = nests[level].spatial.empty() && level > 0;
        if (in_place) {
            ++reads[level];
            writes[level] += tensor == layer.output ? 1 : 0;
        }
    }
    const auto check = [&](const std::optional<Bandwidth>& bandwidth, std::int64_t asked,
                           const StorageLevel& level, const char* what) {
        if (bandwidth && bandwidth->words < static_cast<double>(asked)) {
            reading.left_out(bandwidth->place,
                             std::string("a MAC ") + what + ' ' + std::to_string(asked) +
                                 " words a cycle of " + level.name +
                                 ", which its bandwidth does not allow: Timeloop slows MACs down");
        }
    };
    for (std::size_t level = 0; level < nests.size(); ++level) {
        check(architecture.levels[level].read, reads[level], architecture.levels[level], "reads");
        check(architecture.levels[level].write, writes[level], architecture.levels[level],
              "writes");
    }
}

/// Has the hardware the memories of the architecture?
bool fits(const Architecture& architecture, const hw::Hardware& hardware) {
    std::vector<std::string> names;
    for (const std::size_t level : architecture.memories()) {
        names.push_back(architecture.levels[level].name);
    }
    if (architecture.compute_fanout() > 1) {
        names.push_back(architecture.compute);
    }
    return std::equal(names.begin(), names.end(), hardware.memories.begin(),
                      hardware.memories.end(),
                      [](const auto& name, const auto& memory) { return memory.name == name; });
}

/// By level, in words of the tensors' width.
std::vector<std::optional<std::int64_t>> words_by_level(const Architecture& architecture,
                                                        const hw::Hardware& hardware) {
    constexpr std::int64_t bits_of_a_byte = 8;
    const std::int64_t bytes = (word_bits(architecture) + bits_of_a_byte - 1) / bits_of_a_byte;
    std::vector<std::optional<std::int64_t>> words(architecture.levels.size());
    hw::MemoryIndex memory{0};
    for (const std::size_t level : architecture.memories()) {
        const auto capacity = hardware.memories[memory].capacity_bytes;
        words[level] = capacity ? std::optional(*capacity / bytes) : std::nullopt;
        ++memory.value;
    }
    return words;
}

} // namespace

Dataflow dataflow_of(const Architecture& architecture, const std::vector<Directive>& directives,
                     const Place& mapping, const workloads::Workload& workload,
                     const hw::Hardware& hardware, Reading& reading) {
    Dataflow dataflow;
    dataflow.place = mapping;
    if (!fits(architecture, hardware)) {
        reading.problem(mapping, "a mapping of Timeloop needs the memories of its architecture", "",
                        "", "rename none of them with --set");
        return dataflow;
    }
    const auto words = words_by_level(architecture, hardware);
    for (const Layer& layer : workload.layers) {
        const std::vector<LevelNest> nests =
            nests_of(architecture, directives, mapping, layer, reading);
        if (reading.failed()) {
            continue;
        }
        check_capacity(architecture, nests, words, layer, reading);
        check_compute_bandwidth(architecture, nests, layer, reading);
        dataflow.entries.push_back(EntryWriter(architecture, nests, layer).write(mapping));
    }
    return dataflow;
}

} // namespace counterpoint::mapping::timeloop
