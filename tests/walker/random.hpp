#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace counterpoint::walker {

/// Small choices from one random engine. Written out, because the distributions of the standard
/// library differ from one library to the next and a seed has to mean the same case everywhere.
class Random {
  public:
    explicit Random(std::mt19937_64& engine) : engine_(engine) {}

    /// An integer from `least` to `most`, both included.
    std::int64_t between(std::int64_t least, std::int64_t most) {
        const auto number = static_cast<std::uint64_t>(most - least + 1);
        return least + static_cast<std::int64_t>(engine_() % number);
    }

    bool chance(std::int64_t percent) { return between(1, 100) <= percent; }

    /// One of the items, each as likely as it is often.
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[static_cast<std::size_t>(
            between(0, static_cast<std::int64_t>(items.size()) - 1))];
    }

    std::int64_t pick(std::initializer_list<std::int64_t> items) {
        return pick(std::vector<std::int64_t>(items));
    }

    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t left = items.size(); left > 1; --left) {
            const auto other =
                static_cast<std::size_t>(between(0, static_cast<std::int64_t>(left) - 1));
            std::swap(items[left - 1], items[other]);
        }
    }

  private:
    std::mt19937_64& engine_;
};

} // namespace counterpoint::walker
