#pragma once

#include <string>
#include <utility>
#include <vector>

namespace counterpoint::cli {

/// Ends of an axis and the distance of its ticks.
struct AxisRange {
    double begin = 0;
    double end = 1;
    double step = 0.2;
};

/// From 0 to `most` or a little more, with four to eight ticks at round numbers.
AxisRange axis_up_to(double most);

/// The text with what SVG and HTML would read as markup written out.
std::string escaped(const std::string& text);

/// A chart of lines on two axes from 0 on, as SVG. What lies beyond the axes is cut off.
class SvgChart {
  public:
    struct Titles {
        std::string title;
        std::string subtitle;
        std::string x;
        std::string y;
    };
    SvgChart(Titles titles, const AxisRange& x, const AxisRange& y);

    using Points = std::vector<std::pair<double, double>>;
    /// A line through the points, with a dot at each.
    void add_curve(const Points& points);
    /// A thin dashed line across, named at its end.
    void add_vertical(double x, const std::string& name);
    void add_horizontal(double y, const std::string& name);

    /// All of it, an <svg> element.
    [[nodiscard]] std::string text() const;

  private:
    [[nodiscard]] double x_of(double value) const;
    [[nodiscard]] double y_of(double value) const;
    [[nodiscard]] std::string axes() const;

    Titles titles_;
    AxisRange x_;
    AxisRange y_;
    std::string body_;
};

} // namespace counterpoint::cli
