#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hw/banks.hpp"
#include "sim/fast_forward/machine_state.hpp"

namespace counterpoint::sim {

/// Who uses a scratchpad. The order is that of hw::Arbitration::inner_first.
enum class Stream {
    operands,    ///< of the innermost memory: PEs read operands, read and write partial sums
    inner_drain, ///< the next inner memory writes results, and adds them to what is held
    inner_fill,  ///< the next inner memory reads tiles
    drain,       ///< results are read to go outside
    fill         ///< tiles come from outside and are written
};
inline constexpr std::size_t stream_count = 5;

/// Bytes that are read or written one after the other.
struct StreamDemand {
    std::int64_t bytes = 0;
    std::int64_t added_bytes = 0;     ///< the first of them, which are read, added to and written
    std::int64_t bytes_per_cycle = 1; ///< at most, since the network or the PE takes no more
};

/// Accesses that found no free port, by who wanted it and who had it.
using LostAccesses = std::array<std::array<std::int64_t, stream_count>, stream_count>;

/// One unit of a scratchpad made of banks, cycle by cycle. Every stream goes through the addresses
/// in order, from where the last one of its kind ended, around all banks. What it may move in a
/// cycle it begins together; what of that finds no free port stays for the next cycles, and the
/// stream goes on when all of it is done. Plain C++, knows no kernel.
///
/// Operands have no order of addresses, so they are spread as evenly as can be: what a PE takes in
/// a cycle lies in as many whole accesses as it needs, each in the next bank. More than all ports
/// give in a cycle is taken at what they give, so alone they slow a PE down by exactly that ratio.
class BankedUnit {
  public:
    /// With `leap`, cycles that repeat are leaped over; the result is the same.
    explicit BankedUnit(const hw::Banks& banks, bool leap = true);

    /// Begins a stream in the present cycle. None of its kind is under way; it has bytes.
    void start(Stream stream, const StreamDemand& demand);

    /// Does the cycles before `cycle`, which is not before the present one.
    void advance(std::int64_t cycle);

    /// The cycle after the next one in which a stream ends, if none starts; nothing while none is
    /// under way. Does those cycles, so only to be asked of a copy.
    std::optional<std::int64_t> advance_to_end();

    [[nodiscard]] std::int64_t cycle() const { return cycle_; }
    [[nodiscard]] bool under_way(Stream stream) const { return at(stream).under_way(); }

    [[nodiscard]] const LostAccesses& lost() const { return lost_; }
    [[nodiscard]] std::int64_t busy_cycles() const { return busy_; } ///< some stream under way
    [[nodiscard]] std::int64_t accesses() const { return accesses_; }

    void record(MachineState& state);
    /// The counters have been changed.
    void forget_marks();

  private:
    struct Progress {
        std::int64_t bytes = 0; ///< not begun
        std::int64_t added = 0; ///< of these
        std::int64_t pace = 1;
        /// Of the next byte, around all banks; of operands, the bank of the next access.
        std::int64_t position = 0;
        std::vector<std::int64_t> open; ///< by bank: accesses begun and not done
        std::int64_t open_accesses = 0;

        [[nodiscard]] bool under_way() const { return bytes > 0 || open_accesses > 0; }
    };
    /// A moment to which others are compared.
    struct Mark {
        std::int64_t cycle = 0;
        std::array<Progress, stream_count> streams;
        std::vector<std::uint8_t> user;
        LostAccesses lost{};
        std::int64_t accesses = 0;
    };

    [[nodiscard]] const Progress& at(Stream stream) const {
        return streams_[static_cast<std::size_t>(stream)];
    }
    [[nodiscard]] Progress& operands() { return streams_.front(); }
    [[nodiscard]] std::int64_t accesses_for(std::int64_t bytes) const {
        return (bytes + banks_.bytes_per_cycle - 1) / banks_.bytes_per_cycle;
    }
    bool do_cycle();
    void begin_group(Progress& stream);
    void begin_operands(Progress& stream) const;
    void open_piece(Progress& stream, std::int64_t bytes, bool added) const;
    bool serve(std::size_t bank);
    [[nodiscard]] bool any_under_way() const;
    std::int64_t advance(std::int64_t cycle, bool to_end);
    bool try_leap(std::int64_t limit);
    bool leap_operands(std::int64_t limit);
    [[nodiscard]] bool looks_like_mark() const;
    void set_mark();

    hw::Banks banks_;
    bool leap_;
    std::int64_t around_;    ///< bytes once around all banks
    std::int64_t all_ports_; ///< bytes that all ports of all banks move in a cycle
    std::int64_t cycle_ = 0;
    std::array<Progress, stream_count> streams_;
    std::vector<std::uint8_t> user_; ///< by bank: the stream that used a port last
    LostAccesses lost_{};
    std::int64_t busy_ = 0;
    std::int64_t accesses_ = 0;
    Mark mark_;
    std::int64_t marked_cycles_ = 0; ///< since the mark
    std::int64_t next_mark_ = 1;
};

} // namespace counterpoint::sim
