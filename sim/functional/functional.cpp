#include "sim/functional/functional.hpp"

#include <limits>
#include <utility>

#include "sim/functional/comparison.hpp"
#include "sim/functional/machine.hpp"
#include "sim/functional/npy.hpp"
#include "sim/functional/reference.hpp"
#include "sim/program.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

template <class Value>
std::vector<std::vector<Value>> values_of(TensorValues tensors) {
    std::vector<std::vector<Value>> values;
    for (Numbers& numbers : tensors.by_tensor) {
        auto* typed = std::get_if<std::vector<Value>>(&numbers);
        values.push_back(typed != nullptr ? std::move(*typed) : std::vector<Value>());
    }
    return values;
}

/// What came out, and what is to be said of it.
template <class Sum>
struct Outcome {
    FunctionalResult result;
    std::vector<Sum> output;
};

template <class Arithmetic>
Outcome<typename Arithmetic::Sum>
execute(const workloads::Layer& layer, const hw::Hardware& hardware,
        const mapping::Mapping& mapping, TensorValues tensors, Fault& fault) {
    auto values = values_of<typename Arithmetic::Value>(std::move(tensors));
    const auto expected = reference_output(layer, values);
    const Program program = build_program(layer, hardware, mapping);
    Machine<Arithmetic> machine(program, layer, hardware, std::move(values), fault);
    machine.run();
    fault = machine.fault();
    Outcome<typename Arithmetic::Sum> outcome;
    outcome.output = machine.output();
    outcome.result.counts = machine.counts();
    outcome.result.macs = machine.macs();
    outcome.result.comparison =
        compare(shape_of(layer, layer.tensors[layer.output]), outcome.output, expected);
    return outcome;
}

bool fits_int32(std::int64_t sum) {
    return sum >= std::numeric_limits<std::int32_t>::min() &&
           sum <= std::numeric_limits<std::int32_t>::max();
}

std::int64_t count_beyond_int32(const std::vector<std::int64_t>& sums) {
    std::int64_t beyond = 0;
    for (const std::int64_t sum : sums) {
        beyond += fits_int32(sum) ? 0 : 1;
    }
    return beyond;
}

[[noreturn]] void refuse_overflow(const workloads::Layer& layer, const std::string& file,
                                  std::size_t place, std::int64_t sum) {
    std::string index;
    for (const std::int64_t at : index_of(shape_of(layer, layer.tensors[layer.output]), place)) {
        index += (index.empty() ? "" : ", ") + std::to_string(at);
    }
    Problem problem;
    problem.place.file = file;
    problem.message =
        "element (" + index + ") of the output of layer " + layer.name + " exceeds an int32";
    problem.expected = "at most " + std::to_string(std::numeric_limits<std::int32_t>::max()) +
                       " and at least " + std::to_string(std::numeric_limits<std::int32_t>::min());
    problem.found = std::to_string(sum);
    problem.remedy = "scale the input tensors down, or give them as float32";
    throw InputError(problem);
}

Numbers stored(const workloads::Layer& layer, const std::string& file,
               const std::vector<std::int64_t>& sums) {
    std::vector<std::int32_t> numbers;
    numbers.reserve(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (!fits_int32(sums[i])) {
            refuse_overflow(layer, file, i, sums[i]);
        }
        numbers.push_back(static_cast<std::int32_t>(sums[i]));
    }
    return numbers;
}

Numbers stored(const workloads::Layer& /*layer*/, const std::string& /*file*/,
               const std::vector<float>& sums) {
    return sums;
}

template <class Sum>
void write_output(const workloads::Layer& layer, const std::string& folder,
                  const std::vector<Sum>& sums) {
    const workloads::Tensor& output = layer.tensors[layer.output];
    const std::string file = tensor_file(folder, layer, output);
    Numbers numbers = stored(layer, file, sums);
    const ElementType type = std::holds_alternative<std::vector<float>>(numbers)
                                 ? ElementType::float32
                                 : ElementType::int32;
    write_npy(file, NpyArray{type, shape_in_file(layer, output), std::move(numbers)});
}

FunctionalResult execute_and_write(const workloads::Layer& layer, const hw::Hardware& hardware,
                                   const mapping::Mapping& mapping, TensorValues tensors,
                                   const std::string& folder, Fault& fault) {
    if (tensors.floating) {
        auto outcome =
            execute<FloatArithmetic>(layer, hardware, mapping, std::move(tensors), fault);
        outcome.result.floating = true;
        if (!folder.empty()) {
            write_output(layer, folder, outcome.output);
        }
        return outcome.result;
    }
    auto outcome = execute<IntegerArithmetic>(layer, hardware, mapping, std::move(tensors), fault);
    outcome.result.beyond_int32 = count_beyond_int32(outcome.output);
    if (!folder.empty()) {
        write_output(layer, folder, outcome.output);
    }
    return outcome.result;
}

} // namespace

FunctionalResult run_functional(const workloads::Layer& layer, const hw::Hardware& hardware,
                                const mapping::Mapping& mapping, const FunctionalOptions& options) {
    TensorValues tensors = options.tensors_in.empty() ? seeded_tensors(layer, options.seed)
                                                      : read_tensors(layer, options.tensors_in);
    Fault none;
    return execute_and_write(layer, hardware, mapping, std::move(tensors), options.tensors_out,
                             none);
}

FunctionalResult run_functional(const workloads::Layer& layer, const hw::Hardware& hardware,
                                const mapping::Mapping& mapping, const TensorValues& tensors,
                                Fault& fault) {
    return execute_and_write(layer, hardware, mapping, tensors, "", fault);
}

} // namespace counterpoint::sim
