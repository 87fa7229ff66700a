#include "workloads/operators.hpp"

#include <array>

namespace counterpoint::workloads {

namespace {

constexpr std::array all_types{LayerType::conv2d,       LayerType::dwconv2d, LayerType::gemm,
                               LayerType::batched_gemm, LayerType::fc,       LayerType::einsum};

OperatorForm conv2d_form() {
    return {{"N", "G", "K", "C", "P", "Q", "R", "S"},
            {{"Weight", {{"G"}, {"K"}, {"C"}, {"R"}, {"S"}}},
             {"Input", {{"N"}, {"G"}, {"C"}, {"P", "R"}, {"Q", "S"}}},
             {"Output", {{"N"}, {"G"}, {"K"}, {"P"}, {"Q"}}, true}}};
}

OperatorForm dwconv2d_form() {
    return {{"N", "C", "P", "Q", "R", "S"},
            {{"Weight", {{"C"}, {"R"}, {"S"}}},
             {"Input", {{"N"}, {"C"}, {"P", "R"}, {"Q", "S"}}},
             {"Output", {{"N"}, {"C"}, {"P"}, {"Q"}}, true}}};
}

OperatorForm gemm_form() {
    return {
        {"M", "N", "K"},
        {{"Weight", {{"K"}, {"N"}}}, {"Input", {{"M"}, {"K"}}}, {"Output", {{"M"}, {"N"}}, true}}};
}

OperatorForm batched_gemm_form() {
    return {{"B", "M", "N", "K"},
            {{"Weight", {{"B"}, {"K"}, {"N"}}},
             {"Input", {{"B"}, {"M"}, {"K"}}},
             {"Output", {{"B"}, {"M"}, {"N"}}, true}}};
}

OperatorForm fc_form() {
    return {
        {"N", "K", "C"},
        {{"Weight", {{"K"}, {"C"}}}, {"Input", {{"N"}, {"C"}}}, {"Output", {{"N"}, {"K"}}, true}}};
}

} // namespace

const OperatorForm& operator_form(LayerType type) {
    static const OperatorForm conv2d = conv2d_form();
    static const OperatorForm dwconv2d = dwconv2d_form();
    static const OperatorForm gemm = gemm_form();
    static const OperatorForm batched_gemm = batched_gemm_form();
    static const OperatorForm fc = fc_form();
    static const OperatorForm einsum;
    switch (type) {
    case LayerType::conv2d:
        return conv2d;
    case LayerType::dwconv2d:
        return dwconv2d;
    case LayerType::gemm:
        return gemm;
    case LayerType::batched_gemm:
        return batched_gemm;
    case LayerType::fc:
        return fc;
    case LayerType::einsum:
        break;
    }
    return einsum;
}

bool has_windows(LayerType type) {
    return type == LayerType::conv2d || type == LayerType::dwconv2d;
}

std::optional<LayerType> layer_type(std::string_view name) {
    for (const LayerType type : all_types) {
        if (to_string(type) == name) {
            return type;
        }
    }
    return std::nullopt;
}

const std::vector<std::string>& layer_type_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> texts;
        for (const LayerType type : all_types) {
            texts.emplace_back(to_string(type));
        }
        return texts;
    }();
    return names;
}

} // namespace counterpoint::workloads
