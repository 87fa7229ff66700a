#pragma once

#include "cli/report.hpp"

namespace counterpoint::cli {

/// Two GEMM layers on DRAM → L2 → L1 with hand-made numbers: what the renderers are shown.
NetworkReport sample_report();

} // namespace counterpoint::cli
