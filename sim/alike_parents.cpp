#include "sim/alike_parents.hpp"

#include "sim/list_table.hpp"

namespace counterpoint::sim {

namespace {

void append(const noc::Messages& more, noc::Messages& messages) {
    for (std::size_t m = 0; m < more.size(); ++m) {
        messages.begin(more.tensor(m), more.bytes(m));
        for (const noc::Unit unit : more.units(m)) {
            messages.add(unit);
        }
    }
}

} // namespace

AlikeParents find_alike(std::size_t parents, const std::vector<std::vector<std::size_t>>& columns) {
    AlikeParents alike;
    ListTable<std::size_t> kinds;
    std::vector<std::size_t> row(columns.size());
    for (std::size_t parent = 0; parent < parents; ++parent) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            row[c] = columns[c][parent];
        }
        alike.kind.push_back(kinds.find(row));
        if (alike.first.size() < kinds.size()) {
            alike.first.push_back(parent);
        }
    }
    return alike;
}

std::vector<noc::ParentMessages> put_together(std::size_t parents,
                                              const std::vector<MessagesOfParents>& parts) {
    std::vector<std::vector<std::size_t>> columns;
    for (const MessagesOfParents& part : parts) {
        columns.push_back(part.kind);
    }
    const AlikeParents alike = find_alike(parents, columns);
    std::vector<noc::ParentMessages> transfer(alike.first.size());
    for (std::size_t kind = 0; kind < transfer.size(); ++kind) {
        for (const MessagesOfParents& part : parts) {
            append(part.messages[part.kind[alike.first[kind]]], transfer[kind].messages);
        }
    }
    for (std::size_t parent = 0; parent < parents; ++parent) {
        transfer[alike.kind[parent]].parents.push_back(static_cast<std::int64_t>(parent));
    }
    return transfer;
}

} // namespace counterpoint::sim
