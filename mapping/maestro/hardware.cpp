#include "mapping/maestro/hardware.hpp"

#include <filesystem>
#include <limits>
#include <string>

#include "input/composer.hpp"
#include "mapping/maestro/position.hpp"

namespace counterpoint::mapping::maestro {

namespace {

using input::Composer;
using input::Node;
using input::TextPosition;

/// Two copies of each tile: one in use, one that is being filled.
constexpr std::int64_t copies = 2;
/// What MAESTRO takes for a bandwidth that is not given.
constexpr std::int64_t unlimited = std::numeric_limits<std::int32_t>::max();

class HardwareTree {
  public:
    HardwareTree(const HardwareDescription& hardware, std::vector<Problem>& problems)
        : hardware_(hardware), problems_(problems), composer_(hardware.file) {}

    input::Document compose() {
        const NamedNumber* pes = hardware_.find("num_pes");
        if (pes == nullptr) {
            problems_.push_back(missing_pes());
        }
        const TextPosition top{1, 1};
        Node& tree = composer_.map(composer_.root(), "hardware", top);
        composer_.text(tree, "name", std::filesystem::path(hardware_.file).stem().string(), top)
            .quoted = true;
        Node& pe = composer_.map(tree, "pe", top);
        composer_.integer(pe, "count", pes == nullptr ? 1 : pes->value,
                          pes == nullptr ? top : position_of(pes->value_spot));
        Node& memories = composer_.list(tree, "memories", top);
        composer_.text(composer_.map(memories, "", top), "name", "DRAM", top);
        add_memory(memories, "L2", "l2_size_cstr", "offchip_bw_cstr", 0);
        const NamedNumber* hops = hardware_.find("NoC_NumHops");
        add_memory(memories, "L1", "l1_size_cstr", "noc_bw_cstr",
                   hops == nullptr ? 0 : hops->value - 1);
        return composer_.finish();
    }

  private:
    [[nodiscard]] Problem missing_pes() const {
        Problem problem;
        problem.place.file = hardware_.file;
        problem.message = "the hardware does not say how many PEs there are";
        problem.expected = "a line such as num_pes: 256";
        return problem;
    }

    void add_memory(Node& memories, const char* name, const char* size_key,
                    const char* bandwidth_key, std::int64_t latency) {
        const TextPosition top{1, 1};
        Node& memory = composer_.map(memories, "", top);
        composer_.text(memory, "name", name, top);
        if (const NamedNumber* size = hardware_.find(size_key)) {
            composer_.integer(memory, "capacity_bytes", size->value, position_of(size->value_spot));
            composer_.text(memory, "enforce_capacity", "false", position_of(size->value_spot));
        }
        composer_.integer(memory, "slots", copies, top);
        for (const char* network : {"fill", "drain"}) {
            const NamedNumber* bandwidth = hardware_.find(bandwidth_key);
            const TextPosition spot =
                bandwidth == nullptr ? top : position_of(bandwidth->value_spot);
            Node& node = composer_.map(memory, network, spot);
            composer_.integer(node, "bytes_per_cycle",
                              bandwidth == nullptr ? unlimited : bandwidth->value, spot);
            if (latency > 0) {
                composer_.integer(node, "latency", latency, spot);
            }
        }
    }

    const HardwareDescription& hardware_;
    std::vector<Problem>& problems_;
    Composer composer_;
};

} // namespace

input::Document hardware_tree(const HardwareDescription& hardware, std::vector<Problem>& problems) {
    return HardwareTree(hardware, problems).compose();
}

} // namespace counterpoint::mapping::maestro
