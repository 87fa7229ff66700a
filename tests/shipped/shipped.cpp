#include "tests/shipped/shipped.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace counterpoint::shipped {

namespace {

const std::filesystem::path root = COUNTERPOINT_SOURCE_DIR;
const std::filesystem::path network_folder = root / "workloads" / "networks";
const std::filesystem::path device_folder = root / "hw" / "devices";
const std::filesystem::path dataflow_folder = root / "mapping" / "dataflows";

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string file_in(const std::filesystem::path& folder, const std::string& name) {
    return (folder / (name + ".yaml")).string();
}

} // namespace

std::vector<std::string> networks() { return names_in(network_folder); }
std::vector<std::string> devices() { return names_in(device_folder); }
std::vector<std::string> dataflows() { return names_in(dataflow_folder); }

std::vector<Combination> combinations() {
    std::vector<Combination> all;
    for (const std::string& network : networks()) {
        for (const std::string& device : devices()) {
            for (const std::string& dataflow : dataflows()) {
                all.push_back({network, device, dataflow});
            }
        }
    }
    return all;
}

std::string name_of(const Combination& combination) {
    return combination.network + "_on_" + combination.device + "_" + combination.dataflow;
}

std::string network_file(const std::string& name) { return file_in(network_folder, name); }
std::string device_file(const std::string& name) { return file_in(device_folder, name); }
std::string dataflow_file(const std::string& name) { return file_in(dataflow_folder, name); }

std::string text_of(const std::string& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

mapping::Design design_of(const Combination& combination) {
    return mapping::read_design({network_file(combination.network), device_file(combination.device),
                                 dataflow_file(combination.dataflow)});
}

} // namespace counterpoint::shipped
