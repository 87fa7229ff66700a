#pragma once

#include <stdexcept>
#include <string>

#include "vocabulary/indexed.hpp"

namespace counterpoint::walker {

/// The index of the entry that has this name.
template <class I, class T>
I named(const Table<I, T>& table, const std::string& name) {
    for (I index{0}; table.contains(index); ++index.value) {
        if (table[index].name == name) {
            return index;
        }
    }
    throw std::invalid_argument("no such name: " + name);
}

} // namespace counterpoint::walker
