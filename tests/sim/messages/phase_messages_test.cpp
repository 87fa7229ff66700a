#include "sim/phase_messages.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/phase_source.hpp"
#include "tests/sim/messages/explicit_messages.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/random.hpp"

namespace counterpoint::sim {
namespace {

/// What happened in the cases, so that a test can say that it met everything. Messages, unless it
/// says otherwise.
struct Met {
    std::int64_t copied = 0;      ///< fills of several units, but not of all
    std::int64_t to_all = 0;      ///< fills of all units, more than one
    std::int64_t one_by_one = 0;  ///< fills without multicast
    std::int64_t handed_back = 0; ///< partial sums
    std::int64_t added = 0;       ///< drains of several units
    std::int64_t unadded = 0;     ///< drains without reduction
    std::int64_t alike = 0;       ///< transfers where several parent units share an entry
    std::int64_t unlike = 0;      ///< transfers where parent units differ
    std::int64_t forwarded = 0;   ///< phases of a tensor
    std::int64_t known = 0;       ///< transfers whose key came before
};

std::int64_t bytes_of(const ByUnits& messages) {
    std::int64_t bytes = 0;
    for (const auto& message : messages) {
        bytes += message.second;
    }
    return bytes;
}

std::int64_t bytes_of(const ByUnits& messages, TensorIndex tensor) {
    std::int64_t bytes = 0;
    for (const auto& [to, amount] : messages) {
        bytes += to.first == tensor.value ? amount : 0;
    }
    return bytes;
}

bool same(const std::vector<noc::ParentMessages>& a, const std::vector<noc::ParentMessages>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& two) {
        return one.messages == two.messages && one.parents == two.parents;
    });
}

/// One memory of a case, phase by phase.
class Comparison {
  public:
    Comparison(const walker::Case& given, const walker::Nest& nest,
               const walker::Execution* execution, MemoryIndex memory, Met& met)
        : given_(given), memory_(memory), met_(met),
          program_(build_program(given.layer, given.hardware, given.mapping)),
          source_(program_, given.layer, given.hardware, memory), right_(nest, execution, memory),
          parents_(nest.units(walker::outer(memory))), children_(nest.units(memory) / parents_),
          execution_(execution) {}

    void run() {
        while (source_.next() && !testing::Test::HasFatalFailure()) {
            SCOPED_TRACE("memory " + std::to_string(memory_.value) + " phase " +
                         std::to_string(source_.phase().number));
            check_fill();
            if (execution_ != nullptr && source_.phase().drains) {
                check_drain();
            }
        }
    }

  private:
    void check_fill() {
        const std::vector<noc::ParentMessages> transfer = source_.fill_messages();
        const std::vector<ByUnits> found = by_units(transfer, parents_);
        if (execution_ == nullptr && source_.phase().reloads) {
            return;
        }
        const auto phase = static_cast<std::size_t>(source_.phase().number);
        ASSERT_EQ(found, right_.filled(phase));
        std::int64_t most = 0;
        std::int64_t all = 0;
        for (const ByUnits& messages : found) {
            most = std::max(most, bytes_of(messages));
            all += bytes_of(messages);
            note_fill(messages);
        }
        EXPECT_EQ(source_.phase().down_bytes, most);
        EXPECT_TRUE(execution_ == nullptr ||
                    execution_->transfers[memory_][phase].down_bytes[memory_] == most);
        EXPECT_EQ(source_.phase().all_down_bytes, all);
        check_tensors(found);
        ASSERT_NO_FATAL_FAILURE(check_key(source_.fill_key(), transfer, known_fills_));
    }

    void check_tensors(const std::vector<ByUnits>& found) {
        EXPECT_EQ(source_.forwarded(), right_.forwarded());
        for (TensorIndex tensor{0}; given_.layer.tensors.contains(tensor); ++tensor.value) {
            std::int64_t sent = 0;
            for (const ByUnits& messages : found) {
                sent += bytes_of(messages, tensor);
            }
            const std::int64_t bytes = given_.hardware.bytes_of(given_.layer.tensors[tensor].name);
            EXPECT_EQ(source_.parent_side()[tensor.value].reads * bytes, sent);
            met_.forwarded += source_.forwarded()[tensor.value] > 0 ? 1 : 0;
        }
    }

    void check_drain() {
        const std::vector<noc::ParentMessages> transfer = source_.drain_messages();
        const std::vector<ByUnits> found = by_units(transfer, parents_);
        ASSERT_EQ(found, right_.drained(static_cast<std::size_t>(source_.phase().number)));
        const std::int64_t bytes =
            given_.hardware.bytes_of(given_.layer.tensors[given_.layer.output].name);
        std::int64_t most = 0;
        std::int64_t all = 0;
        for (const ByUnits& messages : found) {
            most = std::max(most, bytes_of(messages));
            all += bytes_of(messages);
            for (const auto& [from, amount] : messages) {
                met_.added += from.second.size() > 1 ? 1 : 0;
                met_.unadded += given_.hardware.memories[memory_].drain.reduction ? 0 : 1;
            }
        }
        EXPECT_EQ(source_.phase().stay.most_arrived * bytes, most);
        EXPECT_EQ(source_.phase().stay.arrived * bytes, all);
        ASSERT_NO_FATAL_FAILURE(check_key(source_.drain_key(), transfer, known_drains_));
    }

    using Known = std::map<noc::TransferKey, std::vector<noc::ParentMessages>>;

    void check_key(const noc::TransferKey& key, const std::vector<noc::ParentMessages>& transfer,
                   Known& known) {
        const auto [entry, is_new] = known.emplace(key, transfer);
        ASSERT_TRUE(same(entry->second, transfer)) << "the key stands for other messages";
        met_.known += is_new ? 0 : 1;
        met_.unlike += transfer.size() > 1 ? 1 : 0;
        met_.alike += transfer.size() < parents_ ? 1 : 0;
    }

    void note_fill(const ByUnits& messages) {
        const bool multicast = given_.hardware.memories[memory_].fill.multicast;
        for (const auto& [to, bytes] : messages) {
            const std::size_t units = to.second.size();
            met_.to_all += units > 1 && units == children_ ? 1 : 0;
            met_.copied += units > 1 && units < children_ ? 1 : 0;
            met_.one_by_one += multicast ? 0 : 1;
            met_.handed_back += to.first == given_.layer.output.value ? 1 : 0;
        }
    }

    const walker::Case& given_;
    MemoryIndex memory_;
    Met& met_;
    Program program_;
    PhaseSource source_;
    ExplicitMessages right_;
    std::size_t parents_;
    std::size_t children_;
    const walker::Execution* execution_; ///< null where partial sums collide
    Known known_fills_;
    Known known_drains_;
};

void check(const walker::Case& given, Met& met) {
    const walker::Nest nest(given.layer, given.hardware, given.mapping);
    std::optional<walker::Execution> execution;
    try {
        execution.emplace(nest);
    } catch (const walker::CannotRun&) {
        // Its inputs are filled all the same.
    }
    for (MemoryIndex b{1}; given.hardware.memories.contains(b); ++b.value) {
        Comparison(given, nest, execution ? &*execution : nullptr, b, met).run();
    }
}

Met check_random_cases(std::uint64_t seed, std::uint64_t cases, bool forwarding) {
    Met met;
    for (std::uint64_t number = 0; number < cases; ++number) {
        std::mt19937_64 engine(seed + number);
        walker::Limits limits;
        limits.macs = 800;
        limits.phases = 100;
        limits.tile_visits = 10'000;
        walker::Case given = walker::random_case(engine, limits);
        for (hw::Memory& memory : given.hardware.memories) {
            memory.fill.forwarding = forwarding;
        }
        SCOPED_TRACE("seed " + std::to_string(seed + number) + "\n" + walker::to_yaml(given));
        check(given, met);
        if (testing::Test::HasFailure()) {
            break;
        }
    }
    return met;
}

TEST(PhaseMessages, ReachExactlyTheUnitsThatTakeTheElements) {
    const Met met = check_random_cases(41'000'000, 1'000, false);
    EXPECT_GT(met.copied, 500);
    EXPECT_GT(met.to_all, 1'000);
    EXPECT_GT(met.one_by_one, 2'000);
    EXPECT_GT(met.handed_back, 500);
    EXPECT_GT(met.added, 400);
    EXPECT_GT(met.unadded, 400);
    EXPECT_GT(met.alike, 2'000);
    EXPECT_GT(met.unlike, 400);
    EXPECT_GT(met.known, 2'000);
    EXPECT_EQ(met.forwarded, 0);
}

TEST(PhaseMessages, LeaveOutWhatNeighboursPassOn) {
    const Met met = check_random_cases(42'000'000, 1'000, true);
    EXPECT_GT(met.forwarded, 150);
    EXPECT_GT(met.one_by_one, 2'000);
    EXPECT_GT(met.copied, 500);
}

} // namespace
} // namespace counterpoint::sim
