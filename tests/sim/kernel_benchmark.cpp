// What the SystemC kernel takes for an event: a method that asks for a later cycle and is run in
// it, as the engines of the simulator are. Items are events.

#include <cstdint>
#include <memory>
#include <string>
#include <systemc>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

constexpr std::int64_t cycles = 10'000;

/// A method that is run every so many cycles while it is switched on.
class Clocked : public sc_core::sc_module {
  public:
    Clocked(const sc_core::sc_module_name& name, std::uint64_t period, const bool& on)
        : sc_module(name), period_(sc_core::sc_time::from_value(period)), on_(on) {
        SC_HAS_PROCESS(Clocked);
        SC_METHOD(proceed);
        sensitive << event_;
        dont_initialize();
    }

    void begin() { event_.notify(period_); }

  private:
    void proceed() {
        if (on_) {
            event_.notify(period_);
        }
    }

    sc_core::sc_event event_;
    sc_core::sc_time period_;
    const bool& on_;
};

/// So many methods with events in every cycle, or each in cycles of its own.
struct Machine {
    Machine(const std::string& name, std::size_t methods, bool at_once) {
        for (std::size_t i = 0; i < methods; ++i) {
            const std::string method = name + std::to_string(i);
            clocked.push_back(std::make_unique<Clocked>(method.c_str(), at_once ? 1 : methods, on));
        }
    }

    bool on = false;
    std::vector<std::unique_ptr<Clocked>> clocked;
};

void run(benchmark::State& state, Machine& machine, std::int64_t events) {
    const sc_core::sc_time cycle = sc_core::sc_time::from_value(1);
    machine.on = true;
    const bool at_once = events > cycles;
    for (const auto& clocked : machine.clocked) {
        clocked->begin();
        if (!at_once) {
            sc_core::sc_start(cycle);
        }
    }
    const sc_core::sc_time span = cycle * static_cast<double>(cycles);
    for ([[maybe_unused]] auto repetition : state) {
        sc_core::sc_start(span);
    }
    machine.on = false;
    sc_core::sc_start(span); // nothing is left for the next benchmark
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * events);
}

} // namespace

/// The kernel's library wants one.
int sc_main(int /*argc*/, char* /*argv*/[]) { return 0; }

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 2;
    }
    Machine turns("turns", 2, false);
    Machine together("together", 2, true);
    benchmark::RegisterBenchmark("event_alone_in_its_cycle", run, std::ref(turns), cycles);
    benchmark::RegisterBenchmark("two_events_in_each_cycle", run, std::ref(together), 2 * cycles);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
