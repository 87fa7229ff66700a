#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/console.hpp"
#include "validation/journal.hpp"
#include "validation/plan.hpp"

namespace counterpoint::cli {

/// The version of the program with a fingerprint of its file: another build may compute other
/// numbers.
std::string program_identity();

/// Opens the journal that was named, or one in the user's cache (${XDG_CACHE_HOME:-~/.cache}),
/// named after what the plan says. Throws InputError where the named one cannot be written; without
/// the one in the cache the validation goes on, and says so: null.
std::unique_ptr<validation::Journal> open_journal(const std::optional<std::string>& file,
                                                  const validation::Plan& plan, Console& console);

} // namespace counterpoint::cli
