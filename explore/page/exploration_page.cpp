#include "explore/page/exploration_page.hpp"

#include <nlohmann/json.hpp>

#include "explore/page/page_files.hpp"
#include "results/html/page.hpp"

namespace counterpoint::explore {

std::string exploration_page(const nlohmann::ordered_json& exploration) {
    return results::html_page({"Counterpoint exploration", page_style(), page_script()},
                              exploration);
}

} // namespace counterpoint::explore
