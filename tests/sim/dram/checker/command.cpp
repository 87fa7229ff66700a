#include "tests/sim/dram/checker/command.hpp"

#include <tuple>

namespace counterpoint::dram_checker {

namespace {

const char* name_of(Kind kind) {
    switch (kind) {
    case Kind::activate:
        return "ACT";
    case Kind::read:
        return "RD";
    case Kind::write:
        return "WR";
    case Kind::precharge:
        return "PRE";
    case Kind::precharge_all:
        return "PREA";
    case Kind::refresh:
        return "REF";
    case Kind::refresh_bank:
        return "REFpb";
    }
    return "";
}

auto fields(const Command& c) {
    return std::tie(c.clock, c.kind, c.channel, c.pseudo_channel, c.rank, c.group, c.bank, c.row,
                    c.column);
}

} // namespace

bool operator==(const Command& a, const Command& b) { return fields(a) == fields(b); }

std::string to_string(const Command& c) {
    const auto field = [](const char* name, std::int64_t value) {
        return std::string(" ") + name + " " + std::to_string(value);
    };
    return "clock " + std::to_string(c.clock) + ": " + name_of(c.kind) +
           field("channel", c.channel) + field("pseudo-channel", c.pseudo_channel) +
           field("rank", c.rank) + field("group", c.group) + field("bank", c.bank) +
           field("row", c.row) + field("column", c.column);
}

} // namespace counterpoint::dram_checker
