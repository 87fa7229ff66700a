#include "hw/energy/curve.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace counterpoint::hw {

namespace {

double exponent_between(const CurvePoint& a, const CurvePoint& b) {
    return std::log(b.value / a.value) / std::log(b.at / a.at);
}

double along(const CurvePoint& from, double exponent, double at) {
    return from.value * std::pow(at / from.at, exponent);
}

} // namespace

CurveValue Curve::value_at(double at) const {
    const auto next = std::lower_bound(points.begin(), points.end(), at,
                                       [](const CurvePoint& p, double x) { return p.at < x; });
    if (next != points.end() && next->at == at) {
        return {next->value, Basis::cited};
    }
    if (next == points.begin()) {
        const double exponent = below ? *below : exponent_between(points[0], points[1]);
        return {along(points.front(), exponent, at), Basis::extrapolated};
    }
    if (next == points.end()) {
        const std::size_t last = points.size() - 1;
        const double exponent = above ? *above : exponent_between(points[last - 1], points[last]);
        return {along(points.back(), exponent, at), Basis::extrapolated};
    }
    const CurvePoint& before = *(next - 1);
    return {along(before, exponent_between(before, *next), at), Basis::interpolated};
}

Curve Curve::scaled(double factor) const {
    Curve result = *this;
    for (CurvePoint& point : result.points) {
        point.value *= factor;
    }
    return result;
}

} // namespace counterpoint::hw
