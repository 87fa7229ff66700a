#include "validation/report/html_report.hpp"

#include <nlohmann/json.hpp>

#include "results/html/page.hpp"
#include "validation/report/validation_script.hpp"

namespace counterpoint::validation {

std::string html_report(const std::string& validation) {
    return results::html_page({"Counterpoint validation", "", validation_script()},
                              nlohmann::ordered_json::parse(validation));
}

} // namespace counterpoint::validation
