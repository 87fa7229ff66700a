#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "workloads/onnx/lowering.hpp"

namespace counterpoint::workloads::onnx {

/// What of a model is in no layer, and which share of its work that is: see work.hpp for what a
/// node's work is.
class Unmodelled {
  public:
    /// A node that became layers.
    void add_modelled(const std::string& kind, const Lowering& lowering);
    /// One that did not; how many operations it has may not be known.
    void add(const std::string& kind, std::optional<std::int64_t> operations);

    /// In one line; empty where nothing is left out.
    [[nodiscard]] std::string sentence() const;

  private:
    struct Kind {
        std::size_t nodes = 0;
        double operations = 0;
        bool all_known = true;
    };
    using Kinds = std::map<std::string, Kind>;

    [[nodiscard]] std::string list(const Kinds& kinds) const;
    [[nodiscard]] std::string share(double operations) const;

    Kinds left_out_;
    Kinds rest_of_modelled_; ///< what is no MAC in nodes that became layers
    std::size_t nodes_ = 0;
    double all_operations_ = 0;
};

} // namespace counterpoint::workloads::onnx
