#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hw/energy/technology.hpp"
#include "input/fields.hpp"

namespace counterpoint::hw {

/// Reads the parts of a technology that are figures. Each names its source, which is one of the
/// technology's.
class FigureReader {
  public:
    FigureReader(const Technology& technology, input::Problems& problems)
        : technology_(technology), problems_(problems) {}

    /// `{value: 0.12, source: keckler}`
    std::optional<Figure> figure(input::Fields& fields, const char* key);

    /// `{source: horowitz, points: {8: 0.03, 32: 0.1}, below: 1, above: 1}`
    Curve curve(input::Fields& fields, const char* key);

    /// `{read: 6, write: 6, per: element, source: eyeriss, area_um2: …, leakage_uw: …}`
    MemoryFigures memory(const input::Node& node);

    ArithmeticFigures arithmetic(const input::Node& node);
    SramFigures sram(const input::Node& node);
    NetworkFigures network(const input::Node& node);

  private:
    std::string source(input::Fields& fields);
    std::optional<double> number(input::Fields& fields, const char* key);
    std::optional<AccessFigures> access(input::Fields& fields, const std::string& from);
    Operation operation(input::Fields& fields, const char* key);
    void points(const input::Node& node, Curve& curve);
    NetworkAreaTerm area_term(const input::Node& node);

    const Technology& technology_;
    input::Problems& problems_;
};

/// A number that may be 0, or below where `least` is. Otherwise a problem and nothing.
std::optional<double> number_of(const input::Node& node, double least, input::Problems& problems);

} // namespace counterpoint::hw
