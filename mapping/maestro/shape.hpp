#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "mapping/maestro/description.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::maestro {

/// What a map over one of MAESTRO's dimensions ranges over.
struct Plain {
    std::string dimension;      ///< ours; empty: a single index, which needs no node
    std::int64_t per_index = 1; ///< so many of theirs are one of ours, such as output rows
    std::int64_t size = 1;      ///< of theirs
    std::string whole_because;  ///< not empty: why it cannot be divided
};

/// A map over the input's rows Y or columns X: a window of `size` of them holds
/// ⌊(size − filter) / stride⌋ + 1 outputs.
struct Window {
    std::string outputs;          ///< P or Q
    std::string filter_dimension; ///< theirs: R or S
    std::int64_t filter = 1;      ///< its rows, as MAESTRO's directives count them
    std::string sliding;          ///< ours, whose range slides over the input; empty: the taps
    std::int64_t least = 1;       ///< input rows of one output
    std::int64_t stride = 1;
    std::int64_t input = 1; ///< rows of the whole input
};

/// How MAESTRO's dimensions of one layer lie in ours.
class LayerShape {
  public:
    /// `layer` is what `description` became, with the user's overrides.
    LayerShape(const LayerDescription& description, const workloads::Layer& layer);

    [[nodiscard]] const Plain* plain(const std::string& dimension) const;
    [[nodiscard]] const Window* window(const std::string& dimension) const;
    /// What `Sz(D)` stands for.
    [[nodiscard]] std::optional<std::int64_t> size(const std::string& dimension) const;
    /// The size of one of our dimensions.
    [[nodiscard]] std::int64_t own_size(const std::string& dimension) const;
    [[nodiscard]] const std::map<std::string, std::int64_t>& own_sizes() const { return own_; }

  private:
    void add(const std::string& theirs, const std::string& ours);
    void add_convolution(const LayerDescription& description, const workloads::Layer& layer);
    void add_transposed(const LayerDescription& description);
    void add_window(const LayerDescription& description, const std::string& theirs,
                    const Window& window);

    std::map<std::string, std::int64_t> own_;
    std::map<std::string, Plain> plain_;
    std::map<std::string, Window> windows_;
};

} // namespace counterpoint::mapping::maestro
