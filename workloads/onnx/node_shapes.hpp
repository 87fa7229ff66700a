#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "workloads/onnx/model.hpp"

namespace counterpoint::workloads::onnx {

/// Sizes of all dimensions of a tensor, each of them positive.
using Sizes = std::vector<std::int64_t>;

/// Why a node cannot be modelled, in a sentence; what would have been right and what stands there.
class Refusal : public std::runtime_error {
  public:
    explicit Refusal(const std::string& message, std::string expected = {}, std::string found = {})
        : std::runtime_error(message), expected_(std::move(expected)), found_(std::move(found)) {}

    [[nodiscard]] const std::string& expected() const { return expected_; }
    [[nodiscard]] const std::string& found() const { return found_; }

  private:
    std::string expected_;
    std::string found_;
};

/// A node with the shapes of its tensors.
class NodeShapes {
  public:
    NodeShapes(const Model& model, const Node& node) : model_(model), node_(node) {}

    [[nodiscard]] const Node& node() const { return node_; }

    [[nodiscard]] bool has_input(std::size_t position) const;
    [[nodiscard]] bool is_constant(std::size_t input) const;

    /// These throw Refusal where the tensor is not there or its shape is not known as a whole.
    [[nodiscard]] Sizes input(std::size_t position) const;
    [[nodiscard]] Sizes output(std::size_t position) const;
    /// The same, of that many dimensions.
    [[nodiscard]] Sizes input(std::size_t position, std::size_t rank) const;

    [[nodiscard]] bool has(const char* attribute) const;
    [[nodiscard]] std::int64_t integer(const char* attribute, std::int64_t otherwise) const;
    [[nodiscard]] std::string text(const char* attribute, const std::string& otherwise) const;
    /// So many integers, each of them `otherwise` where the attribute is not there. Throws Refusal
    /// where there are others than `count` of them.
    [[nodiscard]] Sizes integers(const char* attribute, std::size_t count,
                                 std::int64_t otherwise) const;

  private:
    [[nodiscard]] Sizes known(const std::string& tensor, const char* role) const;

    const Model& model_;
    const Node& node_;
};

/// How many elements there are. Throws Overflow.
std::int64_t elements(const Sizes& sizes);

/// Throws Refusal unless `whole` is so many equal parts of at least one.
std::int64_t part_of(std::int64_t whole, std::int64_t parts, const std::string& message);

} // namespace counterpoint::workloads::onnx
