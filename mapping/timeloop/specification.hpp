#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hw/hardware.hpp"
#include "input/document.hpp"
#include "input/expression.hpp"
#include "mapping/dataflow.hpp"
#include "mapping/timeloop/architecture.hpp"
#include "mapping/timeloop/directives.hpp"
#include "mapping/timeloop/reading.hpp"
#include "vocabulary/problem.hpp"
#include "workloads/layer.hpp"

namespace counterpoint::mapping::timeloop {

/// What Timeloop's files of a design say together. They may come in any order, so all are taken
/// before any is read.
class Specification {
  public:
    explicit Specification(bool lenient) : reading_(lenient) {}

    /// Takes the parts of one more file, whose nodes have to stay where they are.
    void take(const input::Node& root);

    [[nodiscard]] bool has_mapping() const { return parts_.count("mapping") > 0; }
    [[nodiscard]] Place mapping_place() const { return parts_.at("mapping")->key_place(); }

    /// The trees of `problem` and `architecture`, as far as they are there. Reads the directives of
    /// the mapping too. Throws InputError with all problems.
    std::vector<input::Document> trees();

    /// The loop nests of the mapping for layers and hardware, which may have been changed since.
    /// Throws InputError with all problems.
    Dataflow dataflow(const workloads::Workload& workload, const hw::Hardware& hardware);

    /// What was left out.
    [[nodiscard]] const std::vector<std::string>& notes() const { return reading_.notes(); }

  private:
    [[nodiscard]] const input::Node* part(const char* key) const;
    void read_variables();
    void throw_problems();

    Reading reading_;
    std::map<std::string, const input::Node*> parts_; ///< by key
    input::Scope variables_;
    std::optional<Architecture> architecture_;
    std::vector<Directive> directives_;
};

} // namespace counterpoint::mapping::timeloop
