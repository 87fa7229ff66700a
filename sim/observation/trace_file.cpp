#include "sim/observation/trace_file.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

namespace {

constexpr int process_number = 1;

/// As a JSON string, whatever bytes a user's name is made of.
std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

} // namespace

TraceFile::TraceFile(const TraceOptions& options, const std::string& process)
    : options_(options), unfinished_(options.trace_file), stream_(unfinished_.name()) {
    stream_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
    begin_event();
    stream_ << fmt::format(R"({{"ph":"M","name":"process_name","pid":{},"args":{{"name":{}}}}})",
                           process_number, quoted(process));
}

void TraceFile::begin_event() {
    stream_ << (first_ ? "\n" : ",\n");
    first_ = false;
}

TrackNumber TraceFile::add_track(const std::string& name, std::int64_t order) {
    ++tracks_;
    begin_event();
    stream_ << fmt::format(
        R"({{"ph":"M","name":"thread_name","pid":{},"tid":{},"args":{{"name":{}}}}})",
        process_number, tracks_, quoted(name));
    begin_event();
    stream_ << fmt::format(
        R"({{"ph":"M","name":"thread_sort_index","pid":{},"tid":{},"args":{{"sort_index":{}}}}})",
        process_number, tracks_, order);
    return tracks_;
}

/// Is there anything to write of these cycles? Cuts them to those asked for.
bool TraceFile::takes(std::int64_t& from, std::int64_t& until) {
    from = std::max(from, options_.from);
    until = std::min(until, options_.to);
    if (until <= from) {
        return false;
    }
    if (events_ >= options_.most_events) {
        cut_at_ = cut_at_ < 0 ? from : std::min(cut_at_, from);
        return false;
    }
    ++events_;
    return true;
}

void TraceFile::write_numbers(const TraceNumbers& numbers) {
    const char* separator = "{";
    for (const auto& [name, value] : numbers) {
        stream_ << separator << '"' << name << "\":" << value;
        separator = ",";
    }
    stream_ << "}}";
}

void TraceFile::slice(TrackNumber track, const std::string& name, std::int64_t from,
                      std::int64_t until, const TraceNumbers& arguments) {
    if (!takes(from, until)) {
        return;
    }
    begin_event();
    stream_ << fmt::format(R"({{"ph":"X","name":{},"pid":{},"tid":{},"ts":{},"dur":{},"args":)",
                           quoted(name), process_number, track, from, until - from);
    write_numbers(arguments);
}

void TraceFile::counter(const std::string& name, std::int64_t from, std::int64_t until,
                        const TraceNumbers& values) {
    if (!takes(from, until)) {
        return;
    }
    begin_event();
    stream_ << fmt::format(R"({{"ph":"C","name":{},"pid":{},"ts":{},"args":)", quoted(name),
                           process_number, from);
    write_numbers(values);
}

std::vector<std::string> TraceFile::left_out(std::int64_t cycles) const {
    std::vector<std::string> notes;
    if (options_.from > 0 || options_.to < cycles) {
        notes.push_back(fmt::format("{} shows cycles {} to {} of {}", options_.trace_file,
                                    std::min(options_.from, cycles), std::min(options_.to, cycles),
                                    cycles));
    }
    if (cut_at_ >= 0) {
        notes.push_back(fmt::format("{} is complete up to cycle {} only, where it has {} events",
                                    options_.trace_file, cut_at_, options_.most_events));
    }
    return notes;
}

std::vector<std::string> TraceFile::complete(std::int64_t cycles, const std::string& layer,
                                             const std::string& hardware) {
    std::vector<std::string> notes = left_out(cycles);
    if (cut_at_ >= 0) {
        begin_event();
        stream_ << fmt::format(
            R"({{"ph":"i","s":"g","name":"complete up to here","pid":{},"tid":0,"ts":{}}})",
            process_number, cut_at_);
    }
    nlohmann::json facts;
    facts["layer"] = layer;
    facts["hardware"] = hardware;
    facts["cycles"] = cycles;
    facts["unit_of_time"] = "1 us is 1 cycle";
    facts["left_out"] = notes;
    stream_ << "\n],\"otherData\":"
            << facts.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) << "}\n";
    stream_.close();
    if (!stream_) {
        throw InputError(Problem{{options_.trace_file, 0, 0, ""},
                                 "the file cannot be written whole",
                                 "",
                                 "",
                                 "make room, or trace fewer cycles"});
    }
    unfinished_.complete();
    return notes;
}

} // namespace counterpoint::sim
