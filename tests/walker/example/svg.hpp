#pragma once

#include <string>

namespace counterpoint::walker {

/// Left upper corner and extent, in pixels.
struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// Writes an SVG whose colours suit light and dark pages. Shapes and texts are styled by class.
class Svg {
  public:
    /// `title` and `description` are what a reader hears who cannot see the picture.
    Svg(double width, double height, const std::string& title, const std::string& description);

    void rectangle(const Box& box, const std::string& style, double radius = 2);
    void line(double x1, double y1, double x2, double y2, const std::string& style);
    void path(const std::string& steps, const std::string& style);
    void text(double x, double y, const std::string& style, const std::string& content);

    [[nodiscard]] std::string written() const;

  private:
    std::string body_;
};

} // namespace counterpoint::walker
