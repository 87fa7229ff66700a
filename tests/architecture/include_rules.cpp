#include "tests/architecture/include_rules.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace counterpoint::architecture {

namespace {

using Folders = std::set<std::string>;

/// Which folders a folder may include besides itself: docs/design.md draws the same table.
/// `analytical` and `sim` never meet, nor do they see `input`: what reaches them is resolved.
const std::map<std::string, Folders>& allowed_folders() {
    static const Folders models{"vocabulary", "mapping", "workloads", "hw"};
    static const std::map<std::string, Folders> allowed{
        {"vocabulary", {}},
        {"input", {"vocabulary"}},
        {"workloads", {"vocabulary", "input"}},
        {"hw", {"vocabulary", "input"}},
        {"mapping", {"vocabulary", "input", "workloads", "hw"}},
        {"analytical", models},
        {"results", {"vocabulary", "workloads", "hw"}},
        {"sim", models},
        {"validation",
         {"vocabulary", "input", "workloads", "hw", "mapping", "analytical", "sim", "results",
          "explore"}},
        {"explore", {"vocabulary", "input", "workloads", "hw", "mapping", "analytical", "results"}},
        {"cli",
         {"vocabulary", "input", "workloads", "hw", "mapping", "analytical", "sim", "results",
          "validation", "explore"}},
        {"tests",
         {"vocabulary", "input", "workloads", "hw", "mapping", "analytical", "sim", "results",
          "validation", "explore", "cli"}},
    };
    return allowed;
}

/// The sets of elements in the tests are a method of their own, so they know neither model; their
/// comparison with the models stands in files named *_test.cpp.
bool is_independent_method(const std::string& path) {
    static const std::regex walker(R"(tests/walker/.*)");
    static const std::regex comparison(R"(.*_test\.cpp)");
    return std::regex_match(path, walker) && !std::regex_match(path, comparison);
}

std::vector<std::string> split_path(const std::string& path) {
    std::vector<std::string> parts{""};
    for (const char c : path) {
        if (c == '/') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::string first_folder(const std::string& path) {
    const std::vector<std::string> parts = split_path(path);
    return parts.size() > 1 ? parts.front() : std::string();
}

/// Why the folders on the way to the file are not of the house; empty if they are.
std::string misplaced(const std::string& path) {
    const std::vector<std::string> parts = split_path(path);
    for (const char* name : {"common", "util", "utils", "helpers", "misc"}) {
        if (std::find(parts.begin(), parts.end() - 1, name) != parts.end() - 1) {
            return std::string("a folder named `") + name + "` says nothing of what it holds";
        }
    }
    if (allowed_folders().count(first_folder(path)) == 0) {
        return "is in no folder of the house";
    }
    return {};
}

/// Why `path` may not include the project's or SystemC's `target`; empty if it may.
std::string refusal(const std::string& path, const std::string& target, bool quoted) {
    static const std::regex systemc(R"(systemc(\.h)?|(systemc|sysc|tlm|tlm_core)/.*|tlm(\.h)?)");
    static const std::regex onnx(R"((onnx|google/protobuf)/.*)");
    const std::string from = first_folder(path);
    const std::string to = first_folder(target);
    if (std::regex_match(target, systemc)) {
        const bool simulates = from == "sim" || path.find("tests/sim/") == 0;
        return simulates ? std::string() : "only sim may include SystemC";
    }
    if (std::regex_match(target, onnx)) {
        const bool reads = path.find("workloads/onnx/") != std::string::npos;
        return reads ? std::string() : "only workloads/onnx may include ONNX's library";
    }
    if (allowed_folders().count(to) == 0) {
        return quoted ? "an include is written from the root of the project" : std::string();
    }
    if (is_independent_method(path) && (to == "analytical" || to == "sim")) {
        return "the walker is a third method and must not know the models";
    }
    if (path.find("tests/sim/dram/checker/") == 0 && to == "sim") {
        return "the checker of DRAM commands must not know the controller";
    }
    if (from == to || allowed_folders().at(from).count(to) == 1) {
        return {};
    }
    return from + " may not include " + to;
}

} // namespace

std::vector<std::string> forbidden_includes(const SourceFile& source) {
    static const std::regex include(R"rx(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)rx");
    if (const std::string reason = misplaced(source.path); !reason.empty()) {
        return {source.path + ": " + reason};
    }
    std::vector<std::string> violations;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        std::smatch match;
        if (!std::regex_match(source.lines[i], match, include)) {
            continue;
        }
        const std::string reason = refusal(source.path, match[2], match[1] == "\"");
        if (!reason.empty()) {
            violations.push_back(source.path + ":" + std::to_string(i + 1) + ": " + reason);
        }
    }
    return violations;
}

} // namespace counterpoint::architecture
