#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker {

/// Memories with fast networks: everything is sent in a cycle, nothing has latency.
hw::Hardware plain_hardware(const std::vector<std::string>& memories);

/// Writes a mapping down node by node, by the names of the layer and the hardware.
class MappingBuilder {
  public:
    MappingBuilder(const workloads::Layer& layer, const hw::Hardware& hardware)
        : layer_(layer), hardware_(hardware) {}

    MappingBuilder& temporal(const std::string& dimension, std::int64_t tile);
    MappingBuilder& spatial(const std::string& dimension, std::int64_t tile, std::int64_t units);
    MappingBuilder& store(const std::vector<std::string>& tensors, const std::string& memory,
                          const std::vector<std::string>& bypassed = {});

    /// Stores every tensor.
    MappingBuilder& store_all(const std::string& memory);

    [[nodiscard]] const mapping::Mapping& mapping() const { return mapping_; }

  private:
    [[nodiscard]] workloads::DimensionIndex dimension(const std::string& name) const;

    const workloads::Layer& layer_;
    const hw::Hardware& hardware_;
    mapping::Mapping mapping_;
};

} // namespace counterpoint::walker
