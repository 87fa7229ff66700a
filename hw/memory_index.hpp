#pragma once

#include "vocabulary/indexed.hpp"

namespace counterpoint::hw {

/// Memories are counted from the outermost, memory 0, inwards.
using MemoryIndex = Index<struct MemoryTag>;

} // namespace counterpoint::hw
