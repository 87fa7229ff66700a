#include "tests/walker/example/svg.hpp"

#include <fmt/format.h>

namespace counterpoint::walker {

namespace {

/// One colour for each tensor and each kind of waiting, the same in all pictures.
constexpr const char* styles = R"(  <style>
    svg { --page: #ffffff; --ink: #1f2733; --soft: #5d6878; --rule: #d5dae2; --band: #f3f5f8;
          --weight: #e08a1e; --input: #2f7ed8; --output: #2a9d6f; --compute: #6b5bd2;
          --wait: #d64550; }
    @media (prefers-color-scheme: dark) {
      svg { --page: #14181f; --ink: #e8ecf2; --soft: #9ba7b7; --rule: #3a4352; --band: #1d232d;
            --weight: #f0a94a; --input: #62a5f2; --output: #4cc492; --compute: #988bf0;
            --wait: #f0737c; }
    }
    text { font: 12px ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif;
           fill: var(--ink); }
    .page { fill: var(--page); }
    .band { fill: var(--band); }
    .card { fill: var(--page); stroke: var(--rule); }
    .rule { stroke: var(--rule); fill: none; }
    .link { stroke: var(--soft); stroke-width: 1.5; fill: none; }
    .head { font-weight: 600; font-size: 13px; }
    .soft { fill: var(--soft); }
    .small { font-size: 11px; }
    .middle { text-anchor: middle; }
    .end { text-anchor: end; }
    .bright { fill: var(--page); font-weight: 600; font-size: 11px; text-anchor: middle; }
    .weight { fill: var(--weight); }
    .input { fill: var(--input); }
    .output { fill: var(--output); }
    .compute { fill: var(--compute); }
    .wait { fill: var(--wait); }
    .pale { fill-opacity: 0.32; }
    .empty { fill: none; stroke: var(--rule); }
  </style>
)";

std::string escaped(const std::string& content) {
    std::string safe;
    for (const char letter : content) {
        safe += letter == '&' ? "&amp;" : letter == '<' ? "&lt;" : std::string(1, letter);
    }
    return safe;
}

} // namespace

Svg::Svg(double width, double height, const std::string& title, const std::string& description) {
    body_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" "
                        "width=\"{0}\" height=\"{1}\" role=\"img\">\n"
                        "  <title>{2}</title>\n  <desc>{3}</desc>\n",
                        width, height, escaped(title), escaped(description));
    body_ += styles;
    rectangle({0, 0, width, height}, "page", 8);
}

void Svg::rectangle(const Box& box, const std::string& style, double radius) {
    body_ += fmt::format("  <rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
                         "rx=\"{}\"/>\n",
                         style, box.x, box.y, box.width, box.height, radius);
}

void Svg::line(double x1, double y1, double x2, double y2, const std::string& style) {
    body_ += fmt::format("  <line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", style,
                         x1, y1, x2, y2);
}

void Svg::path(const std::string& steps, const std::string& style) {
    body_ += fmt::format("  <path class=\"{}\" d=\"{}\"/>\n", style, steps);
}

void Svg::text(double x, double y, const std::string& style, const std::string& content) {
    body_ += fmt::format("  <text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>\n", style, x, y,
                         escaped(content));
}

std::string Svg::written() const { return body_ + "</svg>\n"; }

} // namespace counterpoint::walker
