#include "mapping/maestro/description.hpp"

#include <algorithm>

namespace counterpoint::mapping::maestro {

namespace {

const NamedNumber* find_in(const std::vector<NamedNumber>& numbers, const std::string& name) {
    const auto found = std::find_if(numbers.begin(), numbers.end(),
                                    [&](const NamedNumber& each) { return each.name == name; });
    return found == numbers.end() ? nullptr : &*found;
}

} // namespace

std::string to_string(LayerKind kind) {
    switch (kind) {
    case LayerKind::conv:
        return "CONV";
    case LayerKind::dsconv:
        return "DSCONV";
    case LayerKind::trconv:
        return "TRCONV";
    case LayerKind::gemm:
        return "GEMM";
    }
    return "";
}

std::optional<std::int64_t> LayerDescription::size(const std::string& dimension) const {
    const NamedNumber* found = find_in(dimensions, dimension);
    return found == nullptr ? std::nullopt : std::optional(found->value);
}

std::int64_t LayerDescription::stride(const std::string& dimension, std::int64_t otherwise) const {
    const NamedNumber* found = find_in(strides, dimension);
    return found == nullptr ? otherwise : found->value;
}

const NamedNumber* HardwareDescription::find(const std::string& key) const {
    return find_in(entries, key);
}

} // namespace counterpoint::mapping::maestro
