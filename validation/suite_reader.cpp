#include <algorithm>
#include <filesystem>
#include <set>

#include "input/document.hpp"
#include "input/fields.hpp"
#include "mapping/dataflow.hpp"
#include "validation/expectation_reader.hpp"
#include "validation/suite.hpp"

namespace counterpoint::validation {

namespace {

using input::Node;
using input::Problems;
namespace fs = std::filesystem;

constexpr std::size_t most_files = 100'000;
constexpr std::size_t most_bytes = std::size_t{64} << 20U; ///< about, of all cases

std::size_t bytes_of(const std::vector<std::string>& texts) {
    std::size_t bytes = 0;
    for (const std::string& text : texts) {
        bytes += sizeof(std::string) + text.size();
    }
    return bytes;
}

std::size_t bytes_of(const SuiteCase& each) {
    std::size_t bytes = sizeof(each) + bytes_of({each.name, each.place.file, each.place.path}) +
                        bytes_of(each.files) + bytes_of(each.layers);
    for (const mapping::Override& change : each.overrides) {
        bytes += bytes_of({change.path, change.value});
    }
    for (const Expectation& expectation : each.expectations) {
        bytes += sizeof(expectation) + expectation.cause.size() + expectation.reason.size() +
                 bytes_of(expectation.layers) + bytes_of(expectation.numbers);
    }
    return bytes;
}

/// Reads the cases of one suite file; paths in it are seen from its folder.
class SuiteReader {
  public:
    explicit SuiteReader(const std::string& file) : folder_(fs::path(file).parent_path()) {
        suite_.file = file;
    }

    Suite read(const Node& root) {
        input::Fields fields(root, problems_);
        suite_.name = fields.required_name("suite");
        const fs::path beside = fs::path(suite_.file).replace_extension(".golden");
        const std::string golden = fields.name("golden", "");
        suite_.golden = golden.empty() ? beside.string() : from_here(golden).string();
        if (const Node* expectations = fields.optional("expect")) {
            of_all_ = read_expectations(*expectations, problems_);
        }
        if (const Node* matrices = fields.optional("matrix")) {
            for (const Node* matrix : input::items_of(*matrices, problems_)) {
                read_matrix(*matrix);
            }
        }
        if (const Node* cases = fields.optional("cases")) {
            for (const Node* each : input::items_of(*cases, problems_)) {
                if (!add(read_case(*each))) {
                    break;
                }
            }
        }
        fields.annotations();
        fields.finish();
        check_cases(root);
        if (!problems_.empty()) {
            throw InputError(std::move(problems_));
        }
        return std::move(suite_);
    }

  private:
    /// False, and a problem, where the cases have become too many: each has its own copy of what it
    /// shares with others, and a matrix multiplies them.
    bool add(SuiteCase each) {
        bytes_ += bytes_of(each);
        if (bytes_ > most_bytes) {
            problems_.push_back({each.place, "the suite is too large from this case on",
                                 "fewer cases, or fewer settings of each", "", ""});
            return false;
        }
        suite_.cases.push_back(std::move(each));
        return true;
    }

    [[nodiscard]] fs::path from_here(const std::string& path) const {
        return (folder_ / path).lexically_normal();
    }

    /// The files that a path stands for: its last part may be a glob.
    std::vector<std::string> files_of(const Node& node) {
        std::vector<std::string> files;
        for (const std::string& text : read_texts(node, problems_)) {
            if (files_ + files.size() > most_files) {
                problems_.push_back({node.place(), "the suite has too many files",
                                     "at most " + std::to_string(most_files), "", ""});
                break;
            }
            const fs::path path = from_here(text);
            const std::size_t known = files.size();
            std::error_code error;
            if (text.find_first_of("*?[") == std::string::npos) {
                if (fs::is_regular_file(path, error)) {
                    files.push_back(path.string());
                }
            } else {
                add_matching(path, files);
            }
            if (files.size() == known) {
                problems_.push_back({node.place(), "there is no such file", "", path.string(),
                                     "paths are seen from the folder of the suite"});
            }
        }
        files_ += files.size();
        return files;
    }

    static void add_matching(const fs::path& path, std::vector<std::string>& files) {
        std::error_code error;
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(path.parent_path(), error)) {
            if (mapping::matches_glob(path.filename().string(), entry.path().filename().string())) {
                found.push_back(entry.path().string());
            }
        }
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }

    std::vector<std::string> files_under(input::Fields& fields, const char* key) {
        const Node* node = fields.required(key);
        return node != nullptr ? files_of(*node) : std::vector<std::string>{};
    }

    /// What cases and matrices have alike.
    SuiteCase read_settings(input::Fields& fields, const Node& node) {
        SuiteCase settings;
        settings.place = node.place();
        settings.expectations = of_all_;
        settings.sample = fields.integer("sample", input::positive);
        if (const Node* layers = fields.optional("layers")) {
            settings.layers = read_texts(*layers, problems_);
        }
        if (const Node* changes = fields.optional("set")) {
            read_overrides(*changes, settings.overrides);
        }
        if (const Node* expectations = fields.optional("expect")) {
            for (Expectation& each : read_expectations(*expectations, problems_)) {
                settings.expectations.push_back(std::move(each));
            }
        }
        return settings;
    }

    void read_overrides(const Node& node, std::vector<mapping::Override>& overrides) {
        for (const Node* item : input::items_of(node, problems_)) {
            const std::string text = input::text_of(*item, problems_).value_or("a=b");
            const std::size_t equals = text.find('=');
            if (equals == std::string::npos || equals == 0) {
                input::expect(*item, "this names no value of the files",
                              "PATH=VALUE, such as hardware.memories.L2.slots=3", problems_);
                continue;
            }
            overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
        }
    }

    void read_matrix(const Node& node) {
        input::Fields fields(node, problems_);
        const std::vector<std::string> workloads = files_under(fields, "workloads");
        const std::vector<std::string> mappings = files_under(fields, "mappings");
        const std::vector<std::string> hardware = files_under(fields, "hardware");
        const SuiteCase settings = read_settings(fields, node);
        fields.annotations();
        fields.finish();
        const auto stem = [](const std::string& file) { return fs::path(file).stem().string(); };
        for (const std::string& workload : workloads) {
            for (const std::string& mapping : mappings) {
                for (const std::string& device : hardware) {
                    SuiteCase each = settings;
                    each.name = stem(workload) + '/' + stem(mapping) + '/' + stem(device);
                    each.files = {workload, mapping, device};
                    if (!add(std::move(each))) {
                        return;
                    }
                }
            }
        }
    }

    SuiteCase read_case(const Node& node) {
        input::Fields fields(node, problems_);
        SuiteCase each = read_settings(fields, node);
        each.name = fields.required_name("name");
        for (const char* key : {"files", "workload", "mapping", "hardware"}) {
            if (const Node* files = fields.optional(key)) {
                for (std::string& file : files_of(*files)) {
                    each.files.push_back(std::move(file));
                }
            }
        }
        if (const Node* figures = fields.optional("published")) {
            each.published = read_published(*figures, problems_);
        }
        fields.annotations();
        fields.finish();
        return each;
    }

    void check_cases(const Node& root) {
        std::set<std::string> names;
        for (const SuiteCase& each : suite_.cases) {
            if (!each.name.empty() && !names.insert(each.name).second) {
                problems_.push_back({each.place,
                                     "two cases are named " + input::in_quotes(each.name), "", "",
                                     "name the single ones differently from those of a matrix"});
            }
        }
        if (suite_.cases.empty() && problems_.empty()) {
            problems_.push_back(
                {root.place(), "the suite has no cases", "`cases` or a `matrix` of files", "", ""});
        }
    }

    fs::path folder_;
    Suite suite_;
    std::vector<Expectation> of_all_;
    Problems problems_;
    std::size_t files_ = 0; ///< that paths stand for
    std::size_t bytes_ = 0; ///< of the cases
};

} // namespace

Suite read_suite(const std::string& file) {
    const input::Document document = input::read_document(file);
    return SuiteReader(file).read(document.root());
}

} // namespace counterpoint::validation
