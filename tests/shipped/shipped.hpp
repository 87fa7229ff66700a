#pragma once

#include <string>
#include <vector>

#include "mapping/design.hpp"

namespace counterpoint::shipped {

/// The names of all shipped files of a folder, without `.yaml`, sorted.
std::vector<std::string> networks();
std::vector<std::string> devices();
std::vector<std::string> dataflows();

struct Combination {
    std::string network;
    std::string device;
    std::string dataflow;
};

/// Every network on every device with every dataflow.
std::vector<Combination> combinations();

/// For the names of tests.
std::string name_of(const Combination& combination);

std::string network_file(const std::string& name);
std::string device_file(const std::string& name);
std::string dataflow_file(const std::string& name);

/// What stands in a file.
std::string text_of(const std::string& file);

mapping::Design design_of(const Combination& combination);

} // namespace counterpoint::shipped
