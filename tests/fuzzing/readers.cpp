#include "tests/fuzzing/readers.hpp"

#include <algorithm>
#include <stdexcept>

#include "tests/fuzzing/design_readers.hpp"
#include "tests/fuzzing/file_readers.hpp"
#include "tests/workloads/onnx/fuzzed_readers.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::fuzzing {

namespace {

template <void (*read)(const std::string&)>
std::optional<std::string> refusal_by(const std::string& bytes) {
    try {
        read(bytes);
        return std::nullopt;
    } catch (const InputError& error) {
        if (error.problems().empty()) {
            throw std::logic_error("refused without a problem");
        }
        return error.what();
    }
}

} // namespace

const std::vector<Reader>& readers() {
    static const std::vector<Reader> all{
        {"native_yaml", &refusal_by<read_native_yaml>},
        {"override", &refusal_by<read_override>},
        {"maestro", &refusal_by<read_maestro>},
        {"timeloop", &refusal_by<read_timeloop>},
        {"scale_sim_topology", &refusal_by<read_scale_sim_topology>},
        {"scale_sim_configuration", &refusal_by<read_scale_sim_configuration>},
        {"onnx", &refusal_by<read_onnx>},
        {"onnx_shapes", &refusal_by<read_onnx_with_its_own_shapes>},
        {"npy", &refusal_by<read_npy_file>},
        {"dram_trace", &refusal_by<read_dram_trace>},
        {"suite", &refusal_by<read_suite_file>},
        {"golden", &refusal_by<read_golden_file>},
        {"journal", &refusal_by<read_journal>},
    };
    return all;
}

const Reader& reader_named(std::string_view name) {
    const auto found = std::find_if(readers().begin(), readers().end(),
                                    [&](const Reader& reader) { return reader.name == name; });
    if (found != readers().end()) {
        return *found;
    }
    std::string names;
    for (const Reader& reader : readers()) {
        names += ' ' + std::string(reader.name);
    }
    throw std::invalid_argument("no reader is named '" + std::string(name) + "'; there are" +
                                names);
}

} // namespace counterpoint::fuzzing
