#pragma once

#include "hw/dram/configuration.hpp"

namespace counterpoint::cli {

/// As options and files spell them.
constexpr const char* name_of(hw::PagePolicy page) {
    return page == hw::PagePolicy::open ? "open" : "closed";
}

constexpr const char* name_of(hw::DramScheduling scheduling) {
    return scheduling == hw::DramScheduling::frfcfs ? "frfcfs" : "fcfs";
}

constexpr const char* name_of(hw::RefreshMode refresh) {
    switch (refresh) {
    case hw::RefreshMode::none:
        return "none";
    case hw::RefreshMode::all_bank:
        return "all_bank";
    case hw::RefreshMode::per_bank:
        break;
    }
    return "per_bank";
}

} // namespace counterpoint::cli
