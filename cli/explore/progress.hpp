#pragma once

#include <cstdint>
#include <ostream>
#include <string>

#include "cli/style.hpp"
#include "explore/search.hpp"

namespace counterpoint::cli {

/// A line on a terminal that says how far a search is; it is gone when this object is.
class SearchLine {
  public:
    /// Both outlive it.
    SearchLine(std::ostream& terminal, const TextStyle& style);
    ~SearchLine();
    SearchLine(const SearchLine&) = delete;
    SearchLine& operator=(const SearchLine&) = delete;
    SearchLine(SearchLine&&) = delete;
    SearchLine& operator=(SearchLine&&) = delete;

    void show(const explore::SearchProgress& progress);

  private:
    std::ostream& terminal_;
    const TextStyle& style_;
};

/// `12.0M of 480M designs, 1.20M valid, 21.3M designs a second, about 22 s left`.
std::string search_progress_text(const explore::SearchProgress& progress);

/// `480M designs in 12.3 s, 39.0M a second`.
std::string speed_text(std::int64_t searched, double seconds);

} // namespace counterpoint::cli
