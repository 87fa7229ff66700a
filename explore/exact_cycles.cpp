#include "explore/exact_cycles.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "analytical/analysis.hpp"
#include "vocabulary/checked.hpp"

namespace counterpoint::explore {

namespace {

std::int64_t cycles_of_design(const Designs& designs, DesignBuilder& builder, std::int64_t number) {
    builder.take_design(number);
    std::int64_t cycles = 0;
    for (const workloads::Layer& layer : designs.layers()) {
        const mapping::Mapping mapping = bind(builder.dataflow(), layer, builder.hardware());
        cycles =
            checked_sum(cycles, analytical::analyze(layer, builder.hardware(), mapping).cycles);
    }
    return cycles;
}

} // namespace

std::vector<std::int64_t> exact_cycles(const Designs& designs,
                                       const std::vector<DesignFigures>& chosen,
                                       std::size_t threads) {
    std::vector<std::int64_t> cycles(chosen.size());
    std::atomic<std::size_t> next{0};
    std::mutex failing;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            DesignBuilder builder(designs);
            for (std::size_t i = next++; i < chosen.size(); i = next++) {
                cycles[i] = cycles_of_design(designs, builder, chosen[i].number);
            }
        } catch (...) {
            const std::lock_guard<std::mutex> lock(failing);
            failure = std::current_exception();
        }
    };
    std::vector<std::thread> crew;
    for (std::size_t i = 0; i < threads; ++i) {
        crew.emplace_back(work);
    }
    for (std::thread& thread : crew) {
        thread.join();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
    return cycles;
}

} // namespace counterpoint::explore
