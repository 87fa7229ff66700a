#include "cli/explore/arguments.hpp"

namespace counterpoint::cli {

std::vector<std::string> arguments_of(const DesignOptions& options) {
    std::vector<std::string> arguments = options.files;
    const auto add = [&](const char* name, const std::vector<std::string>& values) {
        for (const std::string& value : values) {
            arguments.emplace_back(name);
            arguments.push_back(value);
        }
    };
    add("--layer", options.layers);
    add("--technology", options.technology);
    add("--dim", options.dimensions);
    if (options.one_step) {
        add("--l2", {"step"});
    }
    if (options.lenient) {
        arguments.emplace_back("--lenient");
    }
    add("--set", options.overrides);
    return arguments;
}

} // namespace counterpoint::cli
