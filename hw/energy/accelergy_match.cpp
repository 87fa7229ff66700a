#include "hw/energy/accelergy_match.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::hw {

namespace {

constexpr const char* source_name = "accelergy";

std::optional<double> action_of(const AccelergyComponent& component,
                                std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const auto found = component.actions.find(name);
        if (found != component.actions.end()) {
            return found->second;
        }
    }
    return std::nullopt;
}

std::optional<double> compute_of(const AccelergyComponent& component) {
    return action_of(component, {"compute", "mac_random", "mac"});
}

class AccelergyMatch {
  public:
    AccelergyMatch(const AccelergyTables& tables, const AccelergyChoices& choices,
                   const std::vector<std::string>& memories, const Place& place,
                   Technology& technology, std::vector<Problem>& problems)
        : tables_(tables), choices_(choices), memories_(memories), place_(place),
          technology_(technology), problems_(problems) {}

    void run() {
        if (!tables_.has_energy) {
            problems_.push_back(
                {place_, "there is no energy reference table", "an ERT of Accelergy", "", ""});
            return;
        }
        if (technology_.unit != EnergyUnit::picojoule) {
            problems_.push_back({place_, "the tables of Accelergy are in pJ", "`unit: pJ`",
                                 to_string(technology_.unit), ""});
        }
        technology_.process = "as told to Accelergy";
        technology_.sources[source_name] = {"energy and area reference tables of Accelergy",
                                            technology_.process, true};
        for (const auto& [memory, of_tensors] : choices_.memories) {
            check_memory(memory, of_tensors);
        }
        for (const std::string& memory : memories_) {
            match_memory(memory);
        }
        match_mac();
        refuse_others();
        if (!technology_.network.has_energies()) {
            technology_.network.not_counted = "Accelergy's tables are those of components";
        }
    }

  private:
    void check_memory(const std::string& memory,
                      const std::map<std::string, AccelergyChoice>& of_tensors) {
        if (std::find(memories_.begin(), memories_.end(), memory) == memories_.end()) {
            problems_.push_back({of_tensors.empty() ? place_ : of_tensors.begin()->second.place,
                                 "the hardware has no such memory", input::enumerated(memories_),
                                 input::in_quotes(memory), ""});
        }
    }

    [[nodiscard]] const AccelergyComponent* find(const std::string& name) const {
        const auto is_called = [&name](const AccelergyComponent& each) {
            return each.name == name || each.plain_name() == name || each.last_part() == name;
        };
        const auto found =
            std::find_if(tables_.components.begin(), tables_.components.end(), is_called);
        return found == tables_.components.end() ? nullptr : &*found;
    }

    const AccelergyComponent* chosen(const AccelergyChoice& choice) {
        const AccelergyComponent* component = find(choice.component);
        if (component == nullptr) {
            std::vector<std::string> known;
            for (const AccelergyComponent& each : tables_.components) {
                known.push_back(each.last_part());
            }
            problems_.push_back({choice.place, "the tables have no such component", "",
                                 input::in_quotes(choice.component),
                                 input::suggestion(choice.component, known)});
        }
        return component;
    }

    void match_memory(const std::string& memory) {
        const auto choice = choices_.memories.find(memory);
        MemoryFigures figures;
        if (choice != choices_.memories.end()) {
            for (const auto& [tensor, of_tensor] : choice->second) {
                if (const AccelergyComponent* component = chosen(of_tensor)) {
                    add(*component, of_tensor.access_bytes, tensor, figures);
                }
            }
        } else if (const AccelergyComponent* component = find(memory)) {
            add(*component, std::nullopt, "", figures);
        } else {
            problems_.push_back({place_, "the tables have no component for the memory " + memory,
                                 "one whose name ends in ." + memory, names(),
                                 "say which it is in the section `accelergy` of a technology"});
        }
        technology_.memories[memory] = figures;
    }

    [[nodiscard]] std::string names() const {
        std::vector<std::string> all;
        for (const AccelergyComponent& each : tables_.components) {
            all.push_back(each.last_part());
        }
        return input::enumerated(all);
    }

    void add(const AccelergyComponent& component, std::optional<double> access_bytes,
             const std::string& tensor, MemoryFigures& figures) {
        used_.insert(component.name);
        const auto read = action_of(component, {"read"});
        const auto write = action_of(component, {"write", "fill"});
        if (!read || !write) {
            problems_.push_back({component.place, "the component is no memory",
                                 "actions read and write (or fill)", component.name, ""});
            return;
        }
        const double share = access_bytes ? 1 / *access_bytes : 1;
        AccessFigures access;
        access.read = *read * share;
        access.write = *write * share;
        if (const auto update = action_of(component, {"update"})) {
            access.update = *update * share;
        }
        access.per = access_bytes ? Per::byte : Per::element;
        access.source = source_name;
        if (tensor.empty()) {
            figures.access = access;
        } else {
            figures.by_tensor[tensor] = access;
        }
        if (const auto leakage = action_of(component, {"leak", "idle"})) {
            figures.leakage_per_cycle = Figure{
                (figures.leakage_per_cycle ? figures.leakage_per_cycle->value : 0) + *leakage,
                source_name};
        }
        if (component.area) {
            figures.area =
                Figure{(figures.area ? figures.area->value : 0) + *component.area, source_name};
        }
    }

    void match_mac() {
        const AccelergyComponent* mac = choices_.mac ? chosen(*choices_.mac) : nullptr;
        for (const AccelergyComponent& each : tables_.components) {
            mac = mac == nullptr && !choices_.mac && compute_of(each) ? &each : mac;
        }
        const auto energy = mac == nullptr ? std::nullopt : compute_of(*mac);
        if (!energy) {
            problems_.push_back({mac == nullptr ? place_ : mac->place,
                                 "the tables do not say what a MAC costs",
                                 "a component with the action compute or mac_random", names(), ""});
            return;
        }
        used_.insert(mac->name);
        technology_.arithmetic = {};
        technology_.arithmetic.mac = Figure{*energy, source_name};
        if (const auto leakage = action_of(*mac, {"leak", "idle"})) {
            technology_.arithmetic.mac_leakage_per_cycle = Figure{*leakage, source_name};
        }
        if (mac->area) {
            technology_.arithmetic.mac_area = Figure{*mac->area, source_name};
        }
    }

    void refuse_others() {
        for (const AccelergyComponent& each : tables_.components) {
            const bool ignored = std::any_of(
                choices_.ignored.begin(), choices_.ignored.end(), [&](const std::string& name) {
                    return name == each.name || name == each.plain_name() ||
                           name == each.last_part();
                });
            if (used_.count(each.name) == 0 && !ignored) {
                problems_.push_back(
                    {each.place, "the component stands for nothing in the hardware",
                     "a name that ends in one of the memories " + input::enumerated(memories_),
                     input::in_quotes(each.name),
                     "in the section `accelergy` of a technology, put it into `memories` or "
                     "`ignore`"});
            }
        }
    }

    const AccelergyTables& tables_;
    const AccelergyChoices& choices_;
    const std::vector<std::string>& memories_;
    const Place& place_;
    Technology& technology_;
    std::vector<Problem>& problems_;
    std::set<std::string> used_;
};

} // namespace

void match_accelergy(const AccelergyTables& tables, const AccelergyChoices& choices,
                     const std::vector<std::string>& memories, const Place& place,
                     Technology& technology, std::vector<Problem>& problems) {
    AccelergyMatch(tables, choices, memories, place, technology, problems).run();
}

} // namespace counterpoint::hw
