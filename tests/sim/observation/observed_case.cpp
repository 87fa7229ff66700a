#include "tests/sim/observation/observed_case.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "tests/walker/builders.hpp"
#include "tests/walker/case_text.hpp"
#include "tests/walker/generator.hpp"
#include "tests/walker/layers.hpp"

namespace counterpoint::observation {

std::string contents(const std::string& file) {
    std::ifstream stream(file);
    if (!stream) {
        throw std::runtime_error("there is no file " + file);
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

walker::Case small_case() {
    walker::Case given;
    given.layer = walker::fixed_layer(workloads::LayerType::conv2d,
                                      {{"K", 4}, {"C", 3}, {"P", 10}, {"R", 3}});
    given.layer.name = "conv";
    given.hardware = walker::plain_hardware({"DRAM", "L2", "L1"});
    given.hardware.memories[{1}].fill = {3, 4, true, false, {}};
    given.hardware.memories[{1}].drain = {4, 5, true, {}};
    given.hardware.memories[{2}].fill = {2, 7, true, false, {}};
    given.hardware.memories[{2}].drain = {2, 3, true, {}};
    given.hardware.memories[{2}].slots = 3;
    given.hardware.element_bytes = {{"Output", 2}};
    given.mapping = walker::MappingBuilder(given.layer, given.hardware)
                        .temporal("K", 2)
                        .store({"Output"}, "L2")
                        .temporal("C", 1)
                        .store({"Weight", "Input"}, "L2")
                        .spatial("K", 1, 2)
                        .temporal("P", 3)
                        .store_all("L1")
                        .mapping();
    return given;
}

sim::Simulation simulated(const walker::Case& given, const sim::TraceOptions& trace) {
    sim::Options options;
    options.check_capacity = false;
    options.trace = trace;
    return sim::simulate(given.layer, given.hardware, given.mapping, options);
}

void for_random_cases(std::size_t cases, const Check& check) {
    constexpr std::uint64_t seed = 7'301;
    for (std::uint64_t number = 0; number < cases; ++number) {
        SCOPED_TRACE("random case " + std::to_string(number) + " of seed " + std::to_string(seed));
        std::mt19937_64 engine(seed + number);
        const walker::Case given = walker::random_case(engine);
        try {
            check(given, walker::walk(given.layer, given.hardware, given.mapping));
        } catch (const walker::CannotRun&) {
            continue;
        }
        if (::testing::Test::HasFailure()) {
            FAIL() << walker::to_yaml(given);
        }
    }
}

} // namespace counterpoint::observation
