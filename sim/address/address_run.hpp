#pragma once

#include <cstdint>

namespace counterpoint::sim {

/// Bytes of memory 0 that lie next to each other.
struct AddressRun {
    std::int64_t address = 0; ///< of the first byte
    std::int64_t bytes = 0;

    [[nodiscard]] std::int64_t end() const { return address + bytes; }
    friend bool operator==(const AddressRun& a, const AddressRun& b) {
        return a.address == b.address && a.bytes == b.bytes;
    }
};

} // namespace counterpoint::sim
