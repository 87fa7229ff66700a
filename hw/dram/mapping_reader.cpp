#include <algorithm>
#include <array>

#include "hw/dram/configuration.hpp"
#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::hw {

namespace {

const std::vector<std::string>& field_names() {
    static const std::vector<std::string> names{"channel", "pseudochannel", "rank",  "bankgroup",
                                                "bank",    "row",           "column"};
    return names;
}

} // namespace

std::string name_of(AddressField field) {
    return field_names().at(static_cast<std::size_t>(field));
}

std::optional<std::vector<AddressField>> parse_mapping(std::string_view text, const Place& place,
                                                       std::vector<Problem>& problems) {
    std::vector<AddressField> mapping;
    bool complete = true;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(':', from), text.size());
        const std::string word(text.substr(from, to - from));
        const auto found = std::find(field_names().begin(), field_names().end(), word);
        if (found == field_names().end()) {
            problems.push_back({place, "this is no field of an address",
                                "fields, the most significant first, such as "
                                "row:bank:column:bankgroup",
                                input::in_quotes(word), input::suggestion(word, field_names())});
            complete = false;
        } else {
            mapping.push_back(static_cast<AddressField>(found - field_names().begin()));
        }
        from = to + 1;
    }
    return complete ? std::optional(mapping) : std::nullopt;
}

std::string mapping_text(const std::vector<AddressField>& mapping) {
    std::string text;
    for (const AddressField field : mapping) {
        text += (text.empty() ? "" : ":") + name_of(field);
    }
    return text;
}

} // namespace counterpoint::hw
