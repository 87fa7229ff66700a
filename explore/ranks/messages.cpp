#include "explore/ranks/messages.hpp"

#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "explore/findings_json.hpp"

namespace counterpoint::explore {

namespace {

using Json = nlohmann::ordered_json;

/// The kind, then the content as CBOR, which keeps every number as it is and takes designs as plain
/// bytes.
std::string message(MessageKind kind, const Json& content) {
    std::string bytes(1, static_cast<char>(kind));
    Json::to_cbor(content, bytes);
    return bytes;
}

Json content_of(const std::string& bytes) {
    return Json::from_cbor(bytes.begin() + 1, bytes.end());
}

static_assert(std::is_trivially_copyable_v<DesignFigures>);

Json designs_as_bytes(const std::vector<DesignFigures>& designs) {
    std::vector<std::uint8_t> bytes(designs.size() * sizeof(DesignFigures));
    if (!bytes.empty()) {
        std::memcpy(bytes.data(), designs.data(), bytes.size());
    }
    return Json::binary(std::move(bytes));
}

std::vector<DesignFigures> designs_of_bytes(const Json& json) {
    const auto& bytes = json.get_binary();
    std::vector<DesignFigures> designs(bytes.size() / sizeof(DesignFigures));
    if (!designs.empty()) {
        std::memcpy(designs.data(), bytes.data(), designs.size() * sizeof(DesignFigures));
    }
    return designs;
}

Json rows_json(const RowRange& rows) { return {rows.first, rows.last}; }

RowRange read_rows(const Json& json) {
    return {json.at(0).get<std::int64_t>(), json.at(1).get<std::int64_t>()};
}

} // namespace

MessageKind kind_of(const std::string& bytes) { return static_cast<MessageKind>(bytes.at(0)); }

std::string hello_message(const Hello& hello) {
    return message(MessageKind::hello,
                   {{"host", hello.host}, {"asked", hello.asked}, {"threads", hello.threads}});
}

Hello read_hello(const std::string& bytes) {
    const Json content = content_of(bytes);
    return {content.at("host").get<std::string>(), content.at("asked").get<std::string>(),
            content.at("threads").get<std::size_t>()};
}

std::string work_message(const Work& work) {
    Json content{{"rows", rows_json(work.rows)}, {"wants_valid", work.wants_valid}};
    if (work.known) {
        content["known"] = designs_as_bytes(*work.known);
    }
    return message(MessageKind::work, content);
}

Work read_work(const std::string& bytes) {
    const Json content = content_of(bytes);
    Work work{read_rows(content.at("rows")), content.at("wants_valid").get<bool>(), std::nullopt};
    if (content.contains("known")) {
        work.known = designs_of_bytes(content.at("known"));
    }
    return work;
}

std::string done_message(const Chunk& chunk) {
    return message(MessageKind::done, {{"rows", rows_json(chunk.rows)},
                                       {"findings", findings_json(chunk.findings)},
                                       {"valid", designs_as_bytes(chunk.valid)}});
}

void read_done(const std::string& bytes, Chunk& chunk) {
    const Json content = content_of(bytes);
    chunk.rows = read_rows(content.at("rows"));
    read_findings(content.at("findings"), chunk.findings);
    chunk.valid = designs_of_bytes(content.at("valid"));
}

std::string failed_message(const RemoteFailure& failure) {
    Json problems = Json::array();
    for (const Problem& problem : failure.problems) {
        problems.push_back(problem_json(problem));
    }
    return message(
        MessageKind::failed,
        {{"host", failure.host}, {"problems", std::move(problems)}, {"what", failure.what}});
}

RemoteFailure read_failed(const std::string& bytes) {
    const Json content = content_of(bytes);
    RemoteFailure failure{
        content.at("host").get<std::string>(), {}, content.at("what").get<std::string>()};
    for (const Json& problem : content.at("problems")) {
        failure.problems.push_back(read_problem(problem));
    }
    return failure;
}

std::string end_message() { return message(MessageKind::end, Json::object()); }
std::string bye_message() { return message(MessageKind::bye, Json::object()); }

} // namespace counterpoint::explore
