#include "sim/functional/multiply.hpp"

namespace counterpoint::sim {

namespace {

template <class Value, class Sum>
void run_of_two(const StridedLoop& loop, Sum* sum, const Value* a, const Value* b) {
    const std::int64_t step_a = loop.strides[1];
    const std::int64_t step_b = loop.strides[2];
    if (loop.strides[0] == 0) {
        Sum total = *sum;
        for (std::int64_t i = 0; i < loop.length; ++i) {
            total += static_cast<Sum>(a[i * step_a]) * static_cast<Sum>(b[i * step_b]);
        }
        *sum = total;
        return;
    }
    const std::int64_t step = loop.strides[0];
    for (std::int64_t i = 0; i < loop.length; ++i) {
        sum[i * step] += static_cast<Sum>(a[i * step_a]) * static_cast<Sum>(b[i * step_b]);
    }
}

template <class Value, class Sum>
void run_of_any(const StridedLoop& loop, Sum* sum, const std::vector<const Value*>& at) {
    for (std::int64_t i = 0; i < loop.length; ++i) {
        Sum product = 1;
        for (std::size_t input = 0; input < at.size(); ++input) {
            product *= static_cast<Sum>(at[input][i * loop.strides[input + 1]]);
        }
        sum[i * loop.strides[0]] += product;
    }
}

} // namespace

template <class Value, class Sum>
void multiply_and_add(const std::vector<StridedLoop>& loops, std::size_t depth, Sum* sum,
                      std::vector<const Value*>& at) {
    const StridedLoop& loop = loops[depth];
    if (depth + 1 == loops.size()) {
        if (at.size() == 2) {
            run_of_two(loop, sum, at[0], at[1]);
        } else {
            run_of_any(loop, sum, at);
        }
        return;
    }
    for (std::int64_t i = 0; i < loop.length; ++i) {
        multiply_and_add(loops, depth + 1, sum + i * loop.strides[0], at);
        for (std::size_t input = 0; input < at.size(); ++input) {
            at[input] += loop.strides[input + 1];
        }
    }
    for (std::size_t input = 0; input < at.size(); ++input) {
        at[input] -= loop.length * loop.strides[input + 1];
    }
}

template void multiply_and_add(const std::vector<StridedLoop>&, std::size_t, std::int64_t*,
                               std::vector<const std::int32_t*>&);
template void multiply_and_add(const std::vector<StridedLoop>&, std::size_t, float*,
                               std::vector<const float*>&);

} // namespace counterpoint::sim
