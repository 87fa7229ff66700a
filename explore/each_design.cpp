#include "explore/each_design.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace counterpoint::explore {

void for_each_design(const Designs& designs, const std::vector<DesignFigures>& chosen,
                     std::size_t threads,
                     const std::function<void(const DesignBuilder&, std::size_t)>& look) {
    std::atomic<std::size_t> next{0};
    std::mutex failing;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            DesignBuilder builder(designs);
            for (std::size_t i = next++; i < chosen.size(); i = next++) {
                builder.take_design(chosen[i].number);
                look(builder, i);
            }
        } catch (...) {
            const std::lock_guard<std::mutex> lock(failing);
            failure = std::current_exception();
        }
    };
    std::vector<std::thread> crew;
    for (std::size_t i = 0; i < std::min(threads, chosen.size()); ++i) {
        crew.emplace_back(work);
    }
    for (std::thread& thread : crew) {
        thread.join();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

} // namespace counterpoint::explore
