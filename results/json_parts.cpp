#include "results/json_parts.hpp"

namespace counterpoint::results {

using hw::Hardware;
using hw::MemoryIndex;

Json number_or_null(const std::optional<double>& number) { return number ? Json(*number) : Json(); }

Json access_json(const hw::Access& access) {
    return Json{{"reads", access.reads}, {"writes", access.writes}};
}

Json stack_json(const hw::CycleStack& stack, const Hardware& hardware) {
    const auto waiting = by_memory(hardware, 1, [&](MemoryIndex memory) {
        const hw::MemoryStalls& stalls = stack.waiting[memory];
        return Json{{"fill_transfer", stalls.fill_transfer},
                    {"fill_latency", stalls.fill_latency},
                    {"drain", stalls.drain}};
    });
    return Json{{"start", stack.start},
                {"compute", stack.compute},
                {"operands", stack.operands},
                {"waiting", waiting},
                {"tail", stack.tail}};
}

} // namespace counterpoint::results
