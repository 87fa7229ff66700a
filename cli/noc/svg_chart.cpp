#include "cli/noc/svg_chart.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace counterpoint::cli {

namespace {

// Of the picture and of the axes in it.
constexpr double picture_width = 760;
constexpr double picture_height = 474;
constexpr double left = 72;
constexpr double right = 728;
constexpr double top = 98;
constexpr double bottom = 410;

constexpr const char* head =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" role="img">
<style>
text {{ font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; font-size: 13px; fill: #333; }}
.title {{ font-size: 17px; font-weight: 600; fill: #111; }}
.subtitle {{ fill: #666; }}
.tick {{ fill: #555; font-size: 12px; }}
.grid {{ stroke: #e4e4e4; stroke-width: 1; }}
.axis {{ stroke: #777; stroke-width: 1; }}
.guide {{ stroke: #999; stroke-width: 1; stroke-dasharray: 5 4; }}
.curve {{ fill: none; stroke: #1f5fa8; stroke-width: 2; stroke-linejoin: round; }}
.dot {{ fill: #1f5fa8; stroke: #fff; stroke-width: 1.2; }}
</style>
<rect width="100%" height="100%" fill="#fff"/>
)";

std::string line_element(const char* style, double x1, double y1, double x2, double y2) {
    return fmt::format(R"(<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)"
                       "\n",
                       style, x1, y1, x2, y2);
}

std::string words(const char* style, double x, double y, const char* anchor,
                  const std::string& text) {
    return fmt::format(R"(<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>)"
                       "\n",
                       style, x, y, anchor, escaped(text));
}

std::vector<double> ticks(const AxisRange& range) {
    std::vector<double> values;
    const int count = static_cast<int>(std::lround((range.end - range.begin) / range.step));
    for (int i = 0; i <= count; ++i) {
        values.push_back(range.begin + i * range.step);
    }
    return values;
}

} // namespace

AxisRange axis_up_to(double most) {
    if (!(most > 0)) {
        return {};
    }
    const double rough = most / 4;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        step = factor * power <= rough ? factor * power : step;
    }
    return {0, std::ceil(most / step - 1e-9) * step, step};
}

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            safe += c;
        }
    }
    return safe;
}

SvgChart::SvgChart(Titles titles, const AxisRange& x, const AxisRange& y)
    : titles_(std::move(titles)), x_(x), y_(y) {}

double SvgChart::x_of(double value) const {
    return left + (value - x_.begin) / (x_.end - x_.begin) * (right - left);
}

double SvgChart::y_of(double value) const {
    return bottom - (value - y_.begin) / (y_.end - y_.begin) * (bottom - top);
}

void SvgChart::add_curve(const Points& points) {
    std::string way;
    std::string dots;
    for (const auto& [x, y] : points) {
        way += fmt::format("{}{:.1f},{:.1f}", way.empty() ? "" : " ", x_of(x), y_of(y));
        dots += fmt::format(R"(<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="4"/>)"
                            "\n",
                            x_of(x), y_of(y));
    }
    body_ += fmt::format("<g clip-path=\"url(#inside)\">\n<polyline class=\"curve\" "
                         "points=\"{}\"/>\n{}</g>\n",
                         way, dots);
}

void SvgChart::add_vertical(double x, const std::string& name) {
    const bool near_end = x_of(x) > (left + right) / 2;
    body_ += line_element("guide", x_of(x), top, x_of(x), bottom);
    body_ +=
        words("tick", x_of(x) + (near_end ? -6 : 6), top + 12, near_end ? "end" : "start", name);
}

void SvgChart::add_horizontal(double y, const std::string& name) {
    body_ += line_element("guide", left, y_of(y), right, y_of(y));
    body_ += words("tick", right - 4, y_of(y) + 15, "end", name);
}

std::string SvgChart::axes() const {
    std::string text;
    for (const double value : ticks(y_)) {
        text += line_element("grid", left, y_of(value), right, y_of(value));
        text += words("tick", left - 9, y_of(value) + 4, "end", fmt::format("{:.6g}", value));
    }
    for (const double value : ticks(x_)) {
        text += line_element("axis", x_of(value), bottom, x_of(value), bottom + 5);
        text += words("tick", x_of(value), bottom + 20, "middle", fmt::format("{:.6g}", value));
    }
    text += line_element("axis", left, bottom, right, bottom);
    text += words("label", (left + right) / 2, bottom + 46, "middle", titles_.x);
    text += words("label", left - 48, top - 16, "start", titles_.y);
    return text;
}

std::string SvgChart::text() const {
    std::string text =
        fmt::format(head, picture_width, picture_height, picture_width, picture_height);
    text += fmt::format("<title>{}</title>\n<clipPath id=\"inside\"><rect x=\"{}\" y=\"{}\" "
                        "width=\"{}\" height=\"{}\"/></clipPath>\n",
                        escaped(titles_.title), left, top - 4, right - left + 6, bottom - top + 8);
    text += words("title", left - 48, 28, "start", titles_.title);
    text += words("subtitle", left - 48, 48, "start", titles_.subtitle);
    return text + axes() + body_ + "</svg>\n";
}

} // namespace counterpoint::cli
