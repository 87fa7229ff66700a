#include "sim/observation/trace_options.hpp"

#include <cctype>
#include <filesystem>

namespace counterpoint::sim {

std::string file_of_layer(const std::string& file, std::size_t number, const std::string& layer) {
    if (file.empty()) {
        return file;
    }
    std::string name;
    for (const char letter : layer) {
        const bool plain =
            std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '.';
        name += plain ? letter : '_';
    }
    std::filesystem::path path(file);
    const std::string ending = path.extension().string();
    path.replace_extension("." + std::to_string(number) + "-" + name + ending);
    return path.string();
}

TraceOptions options_of_layer(const TraceOptions& options, std::size_t number,
                              const std::string& layer) {
    TraceOptions own = options;
    own.trace_file = file_of_layer(options.trace_file, number, layer);
    own.waveform_file = file_of_layer(options.waveform_file, number, layer);
    return own;
}

} // namespace counterpoint::sim
