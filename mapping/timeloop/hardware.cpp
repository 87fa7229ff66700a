#include "mapping/timeloop/hardware.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>
#include <sstream>

#include "input/composer.hpp"
#include "mapping/timeloop/routes.hpp"

namespace counterpoint::mapping::timeloop {

namespace {

using input::Composer;
using input::Node;
using input::TextPosition;

/// What nobody waits for.
constexpr std::int64_t unlimited = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t bits_of_a_byte = 8;
/// Timeloop fills a level while it is in use, at no cost of room.
constexpr std::int64_t least_slots = 2;

TextPosition position(const Place& place) { return {place.line, place.column}; }

std::int64_t units_of(Mesh mesh) { return mesh.x * mesh.y; }

class HardwareWriter {
  public:
    HardwareWriter(const Architecture& architecture, const std::vector<Directive>& directives,
                   const TensorNames& tensors, Reading& reading)
        : architecture_(architecture), tensors_(tensors),
          routes_(architecture, directives, tensors), reading_(reading),
          composer_(architecture.place.file) {}

    input::Document write() {
        check_words();
        const TextPosition top = position(architecture_.place);
        Node& hardware = composer_.map(composer_.root(), "hardware", top);
        composer_
            .text(hardware, "name", std::filesystem::path(architecture_.place.file).stem().string(),
                  top)
            .quoted = true;
        add_clock(hardware);
        const TextPosition compute = position(architecture_.compute_place);
        Node& pe = composer_.map(hardware, "pe", compute);
        composer_.integer(pe, "count", units_of(architecture_.compute_mesh), compute);
        if (element_bytes() > 1) {
            Node& widths = composer_.map(hardware, "element_bytes", top);
            for (const std::string& tensor : tensors_.all) {
                composer_.integer(widths, tensor, element_bytes(),
                                  position(architecture_.levels.front().word_bits_place));
            }
        }
        add_memories(hardware, top);
        return composer_.finish();
    }

  private:
    [[nodiscard]] std::int64_t element_bytes() const {
        return (word_bits(architecture_) + bits_of_a_byte - 1) / bits_of_a_byte;
    }

    /// One width for all levels, of whole bytes.
    void check_words() {
        const StorageLevel& outermost = architecture_.levels.front();
        if (outermost.word_bits % bits_of_a_byte != 0) {
            reading_.left_out(outermost.word_bits_place,
                              "words of " + std::to_string(outermost.word_bits) +
                                  " bits are no whole bytes; they count as " +
                                  std::to_string(element_bytes()));
        }
        for (const StorageLevel& level : architecture_.levels) {
            if (!level.is_fanout && level.word_bits != outermost.word_bits) {
                reading_.left_out(level.word_bits_place,
                                  "words of " + level.name + " have " +
                                      std::to_string(level.word_bits) + " bits and those of " +
                                      outermost.name + ' ' + std::to_string(outermost.word_bits) +
                                      ": an element has one width everywhere, that of " +
                                      outermost.name);
            }
        }
    }

    void add_clock(Node& hardware) {
        if (architecture_.cycle_seconds) {
            std::ostringstream text;
            text.imbue(std::locale::classic());
            text << 1e-9 / *architecture_.cycle_seconds;
            composer_.text(hardware, "clock_ghz", text.str(), position(architecture_.place));
        }
    }

    void add_memories(Node& hardware, TextPosition top) {
        Node& memories = composer_.list(hardware, "memories", top);
        const std::vector<std::size_t> positions = architecture_.memories();
        const StorageLevel& outermost = architecture_.levels[positions.front()];
        Node& first = composer_.map(memories, "", position(outermost.place));
        composer_.text(first, "name", outermost.name, position(outermost.place)).quoted = true;
        for (std::size_t i = 1; i < positions.size(); ++i) {
            add_memory(memories, positions[i - 1], positions[i], i + 1 == positions.size());
        }
        if (architecture_.compute_fanout() > 1) {
            add_registers(memories, positions.back());
        }
    }

    void add_memory(Node& memories, std::size_t outer, std::size_t inner, bool is_innermost) {
        const StorageLevel& level = architecture_.levels[inner];
        const TextPosition at = position(level.place);
        Node& memory = composer_.map(memories, "", at);
        composer_.text(memory, "name", level.name, at).quoted = true;
        if (level.words) {
            composer_.integer(memory, "capacity_bytes", *level.words * element_bytes(), at);
            composer_.text(memory, "enforce_capacity", "false", at);
        }
        composer_.integer(memory, "slots", std::max(least_slots, level.buffers), at);
        add_channels(memory, outer, inner, at);
        const bool feeds_registers = is_innermost && architecture_.compute_fanout() > 1;
        if (!feeds_registers) { // partial sums come back, as in Timeloop
            composer_.text(memory, "accumulate", "false", at);
        }
    }

    void add_registers(Node& memories, std::size_t outer) {
        const TextPosition at = position(architecture_.compute_place);
        Node& memory = composer_.map(memories, "", at);
        composer_.text(memory, "name", architecture_.compute, at).quoted = true;
        composer_.integer(memory, "slots", least_slots, at);
        add_channels(memory, outer, architecture_.levels.size(), at);
    }

    void add_channels(Node& memory, std::size_t outer, std::size_t inner, TextPosition at) {
        const StorageLevel& level = architecture_.levels[outer];
        add_channel(memory, "fill", bytes_per_cycle(routes_.fill(outer, inner)), level.fill_latency,
                    at);
        add_channel(memory, "drain", bytes_per_cycle(routes_.drain(outer, inner)),
                    level.drain_latency, at);
    }

    void add_channel(Node& memory, const char* key, std::int64_t bytes, std::int64_t latency,
                     TextPosition at) {
        Node& channel = composer_.map(memory, key, at);
        composer_.integer(channel, "bytes_per_cycle", bytes, at);
        if (latency > 0) {
            composer_.integer(channel, "latency", latency, at);
        }
    }

    std::int64_t bytes_per_cycle(const Rate& rate) {
        if (rate.least == nullptr || rate.words > static_cast<double>(unlimited)) {
            return unlimited;
        }
        const double bytes = rate.words * static_cast<double>(element_bytes());
        const double whole = std::max(1.0, std::floor(bytes));
        if (bytes != whole && told_.insert(rate.least->place.path).second) {
            std::ostringstream text;
            text.imbue(std::locale::classic());
            text << bytes << " bytes a cycle are no whole number; they count as " << whole;
            reading_.left_out(rate.least->place, text.str());
        }
        return std::min(static_cast<std::int64_t>(whole), unlimited);
    }

    const Architecture& architecture_;
    const TensorNames& tensors_;
    Routes routes_;
    Reading& reading_;
    Composer composer_;
    std::set<std::string> told_;
};

} // namespace

input::Document hardware_tree(const Architecture& architecture,
                              const std::vector<Directive>& directives, const TensorNames& tensors,
                              Reading& reading) {
    return HardwareWriter(architecture, directives, tensors, reading).write();
}

} // namespace counterpoint::mapping::timeloop
