#pragma once

#include <memory>
#include <string>

#include "cli/console.hpp"
#include "cli/explore/options.hpp"
#include "explore/costs.hpp"
#include "explore/designs.hpp"
#include "explore/space.hpp"
#include "explore/sweep.hpp"
#include "mapping/design_tree.hpp"

namespace counterpoint::cli {

/// What a search is about, read from its files.
class SearchSetup {
  public:
    /// Throws InputError. `is_shared`: other processes read the same files.
    SearchSetup(const ExploreOptions& options, bool is_shared, Console& console);

    [[nodiscard]] const explore::Space& space() const { return space_; }
    [[nodiscard]] const explore::Designs& designs() const { return designs_; }
    [[nodiscard]] const explore::Question& question() const { return question_; }
    /// What tells one search from another, in a few letters: everything that its results depend on.
    /// Empty where nobody has to tell them apart.
    [[nodiscard]] const std::string& asked() const { return asked_; }

  private:
    explore::Space space_;
    mapping::DesignTree tree_;
    explore::Designs designs_;
    std::unique_ptr<explore::Costs> costs_;
    explore::Question question_;
    std::string asked_;
};

} // namespace counterpoint::cli
