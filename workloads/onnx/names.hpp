#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace counterpoint::workloads::onnx {

/// Names that are unlike each other: what occurs again becomes NAME#2, NAME#3.
class UniqueNames {
  public:
    std::string next(const std::string& name);

  private:
    std::unordered_set<std::string> taken_;
    std::unordered_map<std::string, std::size_t> counts_;
};

/// UTF-8 without control characters? ONNX does not demand it.
bool is_text(const std::string& text);

/// Nothing but spaces?
bool is_blank(const std::string& text);

} // namespace counterpoint::workloads::onnx
