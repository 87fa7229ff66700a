#pragma once

#include <cstddef>
#include <cstdint>

#include <gtest/gtest.h>

#include "hw/counts.hpp"
#include "tests/walker/layers.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::walker::products {

// Tensors of a product, in its order.
constexpr std::size_t weight = 0;
constexpr std::size_t input = 1;
constexpr std::size_t output = 2;

constexpr hw::MemoryIndex dram{0};

inline workloads::Layer gemm(std::int64_t m, std::int64_t n, std::int64_t k) {
    return fixed_layer(workloads::LayerType::gemm, {{"M", m}, {"N", n}, {"K", k}});
}

inline void expect_access(const hw::Access& access, std::int64_t reads, std::int64_t writes) {
    EXPECT_EQ(access.reads, reads);
    EXPECT_EQ(access.writes, writes);
}

} // namespace counterpoint::walker::products
