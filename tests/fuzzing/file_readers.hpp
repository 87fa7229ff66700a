#pragma once

#include <string>

namespace counterpoint::fuzzing {

/// The input and output values of `simulate`, NPY.
void read_npy_file(const std::string& bytes);

/// A trace of requests to a memory, gzipped or not.
void read_dram_trace(const std::string& bytes);

/// A suite of cases for `validate`, YAML.
void read_suite_file(const std::string& bytes);

/// The golden numbers of a suite.
void read_golden_file(const std::string& bytes);

/// The journal of an interrupted validation.
void read_journal(const std::string& bytes);

} // namespace counterpoint::fuzzing
