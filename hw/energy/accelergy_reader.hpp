#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hw/energy/technology.hpp"
#include "input/fields.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::hw {

/// A component in Accelergy's energy and area reference tables.
struct AccelergyComponent {
    std::string name;                      ///< `system.chip.glb[1..1]`
    std::map<std::string, double> actions; ///< pJ; of an action with several arguments the dearest
    std::optional<double> area;            ///< µm²
    Place place;

    /// Behind the last dot, without the range of instances: `glb`.
    [[nodiscard]] std::string last_part() const;
    /// Whole, without ranges: `system.chip.glb`.
    [[nodiscard]] std::string plain_name() const;
};

struct AccelergyTables {
    std::vector<AccelergyComponent> components; ///< in the order of the files
    bool has_energy = false;
    bool has_area = false;
};

/// Reads `ERT: {tables: [{name, actions: [{name, arguments, energy}]}]}` and
/// `ART: {tables: [{name, area}]}`, as Accelergy 0.3 and 0.4 write them, from the root of a file.
void read_accelergy_tables(const input::Node& root, AccelergyTables& tables,
                           std::vector<Problem>& problems);

/// A component that stands for a memory, or for what it holds of a tensor.
struct AccelergyChoice {
    std::string component;              ///< as in the tables, or its last part
    std::optional<double> access_bytes; ///< that an action moves; nothing: one element
    Place place;
};

/// What the section `accelergy` of a technology says beside its files.
struct AccelergyChoices {
    std::optional<AccelergyChoice> mac;
    std::map<std::string, std::map<std::string, AccelergyChoice>> memories; ///< "": all tensors
    std::vector<std::string> ignored;
};

/// `mac`, `memories` and `ignore` out of the section.
AccelergyChoices read_accelergy_choices(input::Fields& fields, std::vector<Problem>& problems);

} // namespace counterpoint::hw
