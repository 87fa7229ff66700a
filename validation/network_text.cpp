#include "validation/network_text.hpp"

#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace counterpoint::validation {

namespace {

// Structs are taken apart for the same reason as in input_text.cpp.
struct NetworkText {
    std::string operator()(const hw::Bus& bus) const {
        const auto& [width_bytes, tags] = bus;
        return fmt::format("bus {} {}\n", width_bytes, tags);
    }
    std::string operator()(const hw::Crossbar& crossbar) const {
        const auto& [ports, link_bytes, arbitration] = crossbar;
        return fmt::format("crossbar {} {} {}\n", ports, link_bytes,
                           arbitration == hw::LinkArbitration::oldest_first);
    }
    std::string operator()(const hw::Tree& tree) const {
        const auto& [arity, roots, link_bytes, hop_cycles] = tree;
        return fmt::format("tree {} {} {} {}\n", arity, roots, link_bytes, hop_cycles);
    }
    std::string operator()(const hw::Mesh& mesh) const {
        const auto& [rows, columns, flit_bytes, virtual_channels, buffer_flits, speculative,
                     credit_delay, attach, multicast] = mesh;
        std::string text =
            fmt::format("mesh {} {} {} {} {} {} {} {}", rows, columns, flit_bytes, virtual_channels,
                        buffer_flits, speculative, credit_delay, multicast);
        for (const auto& [row, column] : attach) {
            text += fmt::format(" {},{}", row, column);
        }
        return text + '\n';
    }
    std::string operator()(const hw::RowColumnBus& bus) const {
        const auto& [rows, columns, width_bytes] = bus;
        std::string text = fmt::format("row_column_bus {} {}", rows, columns);
        for (const auto& [tensor, bytes] : width_bytes) {
            text += fmt::format(" {} {}", tensor, bytes);
        }
        return text + '\n';
    }
    std::string operator()(const hw::SystolicFill& systolic) const {
        const auto& [rows, columns, link_bytes, pipeline_registers] = systolic;
        return fmt::format("systolic {} {} {} {}\n", rows, columns, link_bytes, pipeline_registers);
    }
    std::string operator()(const hw::AdderTree& tree) const {
        const auto& [arity, link_bytes, hop_cycles] = tree;
        return fmt::format("adder tree {} {} {}\n", arity, link_bytes, hop_cycles);
    }
    std::string operator()(const hw::AugmentedTree& tree) const {
        const auto& [link_bytes, hop_cycles] = tree;
        return fmt::format("augmented tree {} {}\n", link_bytes, hop_cycles);
    }
    std::string operator()(const hw::Chain& chain) const {
        const auto& [link_bytes, hop_cycles] = chain;
        return fmt::format("chain {} {}\n", link_bytes, hop_cycles);
    }
    std::string operator()(const hw::SystolicDrain& systolic) const {
        const auto& [rows, columns, link_bytes, shadow_registers] = systolic;
        return fmt::format("systolic {} {} {} {}\n", rows, columns, link_bytes, shadow_registers);
    }
    std::string operator()(const hw::NoReduction& bus) const {
        const auto& [width_bytes] = bus;
        return fmt::format("none {}\n", width_bytes);
    }
};

} // namespace

std::string network_text(const hw::FillTopology& topology) {
    return "fill network " + std::visit(NetworkText{}, topology);
}

std::string network_text(const hw::DrainTopology& topology) {
    return "drain network " + std::visit(NetworkText{}, topology);
}

} // namespace counterpoint::validation
