#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/scale_sim/lines.hpp"
#include "mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {

/// What a column of a topology says. The columns of a form come first, in its order.
enum class Column {
    name,
    ifmap_height,
    ifmap_width,
    filter_height,
    filter_width,
    channels,
    filters,
    stride,
    m,
    n,
    k,
    stride_width,
    batch,
    sparsity,
    unnamed, ///< a further column without a heading
    unknown  ///< a further column that nothing is known of
};

/// The columns of one topology: those of its form, and further ones as its header names them.
class Columns {
  public:
    /// Is this row a header? Then a word of it names a column.
    static bool is_header(const std::vector<Piece>& row);

    /// From the header. SCALE-Sim goes by position, so a problem where a name stands elsewhere.
    static Columns of_header(const std::vector<Piece>& header, Reading& reading);

    /// Without a header: by how many numbers the first layer has. A problem if there are none.
    static Columns of_row(const std::vector<Piece>& row, Reading& reading);

    [[nodiscard]] bool are_products() const { return products_; }
    /// Columns that a layer has to have.
    [[nodiscard]] std::size_t required() const;
    [[nodiscard]] Column at(std::size_t position) const;
    /// The heading, or a usual one.
    [[nodiscard]] std::string name(std::size_t position) const;

  private:
    explicit Columns(bool products) : products_(products) {}

    bool products_;
    std::vector<Piece> header_;
};

} // namespace counterpoint::mapping::scale_sim
