#include "explore/checkpoint.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "explore/findings_json.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::explore {

namespace {

using Json = nlohmann::ordered_json;

constexpr int format = 2; // of the file

} // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    const Json json{{"counterpoint_explore_checkpoint", format},
                    {"asked", checkpoint.asked},
                    {"rows", checkpoint.state.rows},
                    {"written", checkpoint.written},
                    {"findings", findings_json(checkpoint.state.findings)}};
    // Names of files need not be UTF-8.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

void read_checkpoint(const std::string& text, const std::string& name, Checkpoint& checkpoint) {
    try {
        const Json json = Json::parse(text);
        if (json.at("counterpoint_explore_checkpoint") == format) {
            if (json.at("asked") != checkpoint.asked) {
                throw InputError(Problem{{name, 0, 0, ""},
                                         "this is the checkpoint of another search",
                                         "the same space, files and options as when it was begun",
                                         "",
                                         "name another file, or remove this one"});
            }
            checkpoint.written = json.at("written").get<std::vector<std::int64_t>>();
            checkpoint.state.rows = json.at("rows").get<std::int64_t>();
            read_findings(json.at("findings"), checkpoint.state.findings);
            return;
        }
    } catch (const Json::exception&) { // told below
    }
    throw InputError(Problem{{name, 0, 0, ""},
                             "this is no checkpoint of a search",
                             "a file that `counterpoint explore --checkpoint` wrote",
                             "",
                             "name another file"});
}

std::string fingerprint(const std::string& text) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    }
    std::string letters;
    for (int shift = 60; shift >= 0; shift -= 4) {
        letters += "0123456789abcdef"[(hash >> static_cast<unsigned>(shift)) & 15U];
    }
    return letters;
}

} // namespace counterpoint::explore
