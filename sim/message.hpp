#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/simulation.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::sim {

/// Numbers and texts in a row of bytes, for another process of the same program.
class Writer {
  public:
    void add(std::int64_t number);
    void add(const std::string& text);
    void add(const std::vector<std::int64_t>& numbers);

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

/// Takes them out again in the same order. Throws Defect where the bytes end too early.
class Reader {
  public:
    explicit Reader(std::string bytes) : bytes_(std::move(bytes)) {}

    std::int64_t number();
    std::string text();
    std::vector<std::int64_t> numbers();

  private:
    [[nodiscard]] const char* take(std::size_t size);

    std::string bytes_;
    std::size_t place_ = 0;
};

void write(Writer& writer, const Simulation& simulation);
Simulation read_simulation(Reader& reader);

void write(Writer& writer, const std::vector<Problem>& problems);
std::vector<Problem> read_problems(Reader& reader);

} // namespace counterpoint::sim
