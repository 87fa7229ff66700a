#include "workloads/windows.hpp"

#include <optional>

namespace counterpoint::workloads {

namespace {

using input::Node;
using input::Problems;

void read_pair(input::Fields& layer, const char* key, const char* first, const char* second,
               std::int64_t& first_value, std::int64_t& second_value, Problems& problems) {
    const Node* node = layer.optional(key);
    if (node == nullptr) {
        return;
    }
    if (node->kind == Node::Kind::map) {
        input::Fields pair(*node, problems);
        first_value = pair.integer(first, input::positive, 1);
        second_value = pair.integer(second, input::positive, 1);
        pair.finish();
        return;
    }
    first_value = input::integer_of(*node, input::positive, problems).value_or(1);
    second_value = first_value;
}

/// One axis of the input: its padded size, and the outputs and filter that share it.
struct WindowAxis {
    const char* input_size;
    const char* outputs;
    const char* filter;
    std::int64_t stride;
    std::int64_t dilation;
};

std::int64_t size_of(const Sizes& sizes, const char* dimension) {
    const auto found = sizes.find(dimension);
    return found == sizes.end() ? 1 : found->second;
}

/// dilation · (filter − 1) + 1, the input that one window covers; nothing beyond 64 bits.
std::optional<std::int64_t> window_extent(const WindowAxis& axis, std::int64_t filter) {
    std::int64_t extent = 0;
    if (__builtin_mul_overflow(axis.dilation, filter - 1, &extent) ||
        __builtin_add_overflow(extent, 1, &extent)) {
        return std::nullopt;
    }
    return extent;
}

std::string in_words(const WindowAxis& axis, std::int64_t filter) {
    return "dilation " + std::to_string(axis.dilation) + " · (" + axis.filter + ' ' +
           std::to_string(filter) + " − 1) + 1";
}

void resolve_axis(const Node& dimensions, const WindowAxis& axis, Sizes& sizes,
                  Problems& problems) {
    const auto given = sizes.find(axis.input_size);
    if (given == sizes.end()) {
        return;
    }
    const Place place = dimensions.find(axis.input_size)->place();
    const std::int64_t filter = size_of(sizes, axis.filter);
    const auto window = window_extent(axis, filter);
    if (!window || given->second < *window) {
        problems.push_back(
            {place, std::string(axis.input_size) + " is too small for the filter",
             "at least " + (window ? std::to_string(*window) + " = " : "") + in_words(axis, filter),
             std::to_string(given->second), ""});
        return;
    }
    const std::int64_t outputs = (given->second - *window) / axis.stride + 1;
    const auto [stated, added] = sizes.emplace(axis.outputs, outputs);
    if (!added && stated->second != outputs) {
        const std::string name = axis.outputs;
        problems.push_back(
            {place, name + " and " + axis.input_size + " are both given and differ",
             name + ' ' + std::to_string(outputs) + ", as " + axis.input_size + " makes it",
             name + ' ' + std::to_string(stated->second), "give one of them"});
    }
}

} // namespace

std::int64_t Windows::coefficient(const std::string& dimension) const {
    return dimension == "P"   ? stride_p
           : dimension == "Q" ? stride_q
           : dimension == "R" ? dilation_r
           : dimension == "S" ? dilation_s
                              : 1;
}

Windows read_windows(input::Fields& layer, Problems& problems) {
    Windows windows;
    read_pair(layer, "stride", "P", "Q", windows.stride_p, windows.stride_q, problems);
    read_pair(layer, "dilation", "R", "S", windows.dilation_r, windows.dilation_s, problems);
    return windows;
}

void resolve_input_sizes(const Node& dimensions, const Windows& windows, Sizes& sizes,
                         Problems& problems) {
    resolve_axis(dimensions, {"Y", "P", "R", windows.stride_p, windows.dilation_r}, sizes,
                 problems);
    resolve_axis(dimensions, {"X", "Q", "S", windows.stride_q, windows.dilation_s}, sizes,
                 problems);
}

} // namespace counterpoint::workloads
