#pragma once

#include <string>

#include "hw/hardware.hpp"
#include "mapping/mapping.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::validation {

/// Everything that the numbers of one layer depend on, resolved, as a text: layers that differ in
/// nothing but name and place have the same text, and so the same numbers.
std::string input_text(const workloads::Layer& layer, const hw::Hardware& hardware,
                       const mapping::Mapping& mapping);

/// A short name for a text: 128 bits of its SHA-1, hexadecimal.
std::string fingerprint(const std::string& text);

} // namespace counterpoint::validation
