#pragma once

#include <map>
#include <string>

#include "input/document.hpp"
#include "input/expression.hpp"
#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/reading.hpp"

namespace counterpoint::mapping::timeloop {

/// The attributes of a component by name: its own, and of v0.4 those of the containers around it.
using Attributes = std::map<std::string, const input::Node*>;

/// Adds the attributes of a map, which replace others of the same name. A problem if it is none.
void add_attributes(const input::Node& map, Attributes& attributes, Reading& reading);

/// Attributes of a storage level, or of a container of v0.4, of which nothing is known are left
/// out.
void check_known(const Attributes& attributes, const std::string& owner, Reading& reading);

/// Containers of v0.3 hand nothing on: attributes that would count are left out.
void check_without_effect(const Attributes& attributes, const std::string& owner, Reading& reading);

/// What the attributes say of a storage level: size, words, bandwidths, latencies. What is not
/// modelled is left out.
void read_storage(const Attributes& attributes, const input::Scope& variables, StorageLevel& level,
                  Reading& reading);

/// `instances`, `meshX` and `meshY` where they are given; `instances` else. A problem where these
/// do not agree.
Mesh read_mesh(const Attributes& attributes, const input::Scope& variables, std::int64_t instances,
               const Place& place, Reading& reading);

} // namespace counterpoint::mapping::timeloop
