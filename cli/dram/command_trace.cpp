#include "cli/dram/command_trace.hpp"

#include <array>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

namespace counterpoint::cli {

namespace {

using sim::IssuedCommand;

static_assert(std::is_trivially_copyable_v<IssuedCommand>);

/// The commands of one channel that are not yet written.
class Rest {
  public:
    explicit Rest(std::string_view bytes) : bytes_(bytes) { read(); }

    [[nodiscard]] bool empty() const { return bytes_.empty(); }
    [[nodiscard]] const IssuedCommand& front() const { return front_; }
    void pop() {
        bytes_.remove_prefix(sizeof front_);
        read();
    }

  private:
    void read() {
        if (!empty()) {
            std::memcpy(&front_, bytes_.data(), sizeof front_);
        }
    }

    std::string_view bytes_;
    IssuedCommand front_;
};

/// The channel whose next command comes first, of several the one with the lowest number.
Rest* earliest(std::vector<Rest>& channels) {
    Rest* first = nullptr;
    for (Rest& rest : channels) {
        const bool sooner =
            !rest.empty() && (first == nullptr || rest.front().clock < first->front().clock);
        first = sooner ? &rest : first;
    }
    return first;
}

void add_line(std::string& text, const IssuedCommand& command) {
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{}", command.clock, command.channel,
                   command.pseudo_channel, hw::name_of(command.command), command.rank);
    for (const std::int64_t field :
         {command.bank_group, command.bank, command.row, command.column}) {
        if (field < 0) {
            text += ',';
        } else {
            fmt::format_to(std::back_inserter(text), ",{}", field);
        }
    }
    text += '\n';
}

} // namespace

CommandTrace::CommandTrace(std::int64_t channels) : channels_(static_cast<std::size_t>(channels)) {}

void CommandTrace::issued(const IssuedCommand& command) {
    std::array<char, sizeof command> bytes{};
    std::memcpy(bytes.data(), &command, sizeof command);
    channels_[static_cast<std::size_t>(command.channel)].append({bytes.data(), bytes.size()});
}

void CommandTrace::write(const OutputFile& file) {
    constexpr std::size_t block = 1U << 16U;
    std::vector<Rest> rests;
    for (Spool& channel : channels_) {
        rests.emplace_back(channel.content());
    }
    Spool lines;
    std::string text = "clock,channel,pseudochannel,command,rank,bankgroup,bank,row,column\n";
    for (Rest* next = earliest(rests); next != nullptr; next = earliest(rests)) {
        add_line(text, next->front());
        next->pop();
        if (text.size() > block) {
            lines.append(text);
            text.clear();
        }
    }
    lines.append(text);
    file.write(lines.content());
}

} // namespace counterpoint::cli
