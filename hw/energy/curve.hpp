#pragma once

#include <optional>
#include <string>
#include <vector>

namespace counterpoint::hw {

/// A figure that somebody published. `source` is a key of Technology::sources.
struct Figure {
    double value = 0;
    std::string source;
};

struct CurvePoint {
    double at = 0;    ///< positive
    double value = 0; ///< positive
};

/// How a value of a curve came about.
enum class Basis {
    cited,        ///< a point of the source
    interpolated, ///< between two of them
    extrapolated  ///< beyond the first or the last
};

struct CurveValue {
    double value = 0;
    Basis basis = Basis::cited;
};

/// A figure by size: powers between neighbouring points, value = c · at^exponent, so straight lines
/// where both axes are logarithmic.
struct Curve {
    std::vector<CurvePoint> points; ///< rising
    std::string source;
    /// Exponents beyond the first and the last point; nothing: that of the nearest two points. With
    /// a single point both are there.
    std::optional<double> below;
    std::optional<double> above;

    [[nodiscard]] bool empty() const { return points.empty(); }

    /// `at` is positive and the curve not empty.
    [[nodiscard]] CurveValue value_at(double at) const;

    /// The same curve, all values times the factor.
    [[nodiscard]] Curve scaled(double factor) const;
};

} // namespace counterpoint::hw
