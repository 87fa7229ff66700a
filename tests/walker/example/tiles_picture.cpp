#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/walker/example/pictures.hpp"
#include "tests/walker/example/svg.hpp"
#include "tests/walker/execution.hpp"
#include "tests/walker/nest.hpp"

namespace counterpoint::walker {

using hw::MemoryIndex;
using workloads::TensorIndex;

namespace {

constexpr double left = 128;   ///< of the first phase
constexpr double cell = 11;    ///< from one element to the next
constexpr double strip = 22;   ///< from one tensor to the next
constexpr double group = 84;   ///< from one PE to the next
constexpr double top = 84;     ///< of the first strip
constexpr double column = 134; ///< from one phase to the next

const std::vector<std::string> styles{"weight", "input", "output"};

bool holds(const Elements& elements, Element element) {
    return std::binary_search(elements.begin(), elements.end(), element);
}

class TilesPicture {
  public:
    explicit TilesPicture(const Case& given)
        : given_(given), nest_(given.layer, given.hardware, given.mapping), execution_(nest_),
          memory_(given.hardware.innermost()),
          svg_(left + column * static_cast<double>(nest_.phases(memory_)) + 4,
               top + group * static_cast<double>(nest_.units(memory_)) + 26, "Tiles of the example",
               "Elements of each tensor that each PE holds in each phase") {}

    std::string drawn() {
        const std::string name = given_.hardware.memories[memory_].name;
        svg_.text(16, 26, "head", "What each unit of " + name + " holds, phase by phase");
        svg_.text(16, 43, "soft small",
                  "strong: new in this phase, sent to the unit (inputs) or begun there (output) · "
                  "pale: still there from the phase before");
        for (std::size_t unit = 0; unit < nest_.units(memory_); ++unit) {
            label_unit(unit);
            for (std::size_t phase = 0; phase < nest_.phases(memory_); ++phase) {
                draw_unit(unit, phase);
            }
        }
        for (std::size_t phase = 0; phase < nest_.phases(memory_); ++phase) {
            label_phase(phase);
        }
        svg_.text(left - 10, y_of(nest_.units(memory_)) + 10, "soft small end", "both together");
        return svg_.written();
    }

  private:
    static double x_of(std::size_t phase) { return left + column * static_cast<double>(phase); }
    static double y_of(std::size_t unit) { return top + group * static_cast<double>(unit); }

    void label_phase(std::size_t phase) {
        const double x = x_of(phase);
        const Ranges box = nest_.box(phase, 0);
        std::string where;
        for (const char* name : {"C", "P"}) {
            for (workloads::DimensionIndex d{0}; box.contains(d); ++d.value) {
                if (given_.layer.dimensions[d].name == name) {
                    where += where.empty() ? "" : " · ";
                    where += fmt::format("{} {}", name, box[d].lo);
                    where += box[d].hi - box[d].lo > 1 ? fmt::format("–{}", box[d].hi - 1) : "";
                }
            }
        }
        svg_.text(x, 66, "head", fmt::format("{}", phase));
        svg_.text(x + 16, 66, "soft small", where);
        const Transfers& transfers = execution_.transfers[memory_][phase];
        svg_.text(x, y_of(nest_.units(memory_)) + 10, "small",
                  fmt::format("{} bytes in, {} out", transfers.down_bytes[memory_],
                              transfers.up_bytes[memory_]));
    }

    void label_unit(std::size_t unit) {
        const double y = y_of(unit);
        svg_.rectangle({8, y - 8, x_of(nest_.phases(memory_)) - 12, group - 8}, "band", 6);
        svg_.text(20, y + 12, "head", fmt::format("unit {}", unit));
        for (TensorIndex tensor{0}; given_.layer.tensors.contains(tensor); ++tensor.value) {
            svg_.text(left - 10, y + 10 + strip * static_cast<double>(tensor.value),
                      "small soft end", given_.layer.tensors[tensor].name);
        }
    }

    void draw_unit(std::size_t unit, std::size_t phase) {
        for (TensorIndex tensor{0}; given_.layer.tensors.contains(tensor); ++tensor.value) {
            const Elements tile = nest_.tile(memory_, phase, unit, tensor);
            const Elements before =
                phase == 0 ? Elements{} : nest_.tile(memory_, phase - 1, unit, tensor);
            const std::int64_t length = line_length(tensor);
            const Element first = tile.front() / length * length;
            for (std::int64_t i = 0; i < length; ++i) {
                const Box box{x_of(phase) + cell * static_cast<double>(i),
                              y_of(unit) + strip * static_cast<double>(tensor.value), cell - 2, 12};
                const std::string& style = styles[tensor.value];
                if (!holds(tile, first + i)) {
                    svg_.rectangle(box, "empty");
                } else {
                    svg_.rectangle(box, holds(before, first + i) ? style + " pale" : style);
                }
            }
        }
    }

    /// Elements of a tensor that lie in one row of the picture: those along P and R.
    [[nodiscard]] std::int64_t line_length(TensorIndex tensor) const {
        std::int64_t length = 1;
        for (const workloads::Axis& axis : given_.layer.tensors[tensor].axes) {
            for (const workloads::AxisTerm& term : axis) {
                const std::string& name = given_.layer.dimensions[term.dimension].name;
                if (name == "P" || name == "R") {
                    length = extent(given_.layer, axis);
                }
            }
        }
        return length;
    }

    const Case& given_;
    Nest nest_;
    Execution execution_;
    MemoryIndex memory_;
    Svg svg_;
};

} // namespace

std::string tiles_picture(const Case& given) { return TilesPicture(given).drawn(); }

} // namespace counterpoint::walker
