#include "hw/energy/technology_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>

#include "hw/energy/accelergy_match.hpp"
#include "hw/energy/accelergy_reader.hpp"
#include "hw/energy/figure_reader.hpp"
#include "hw/energy/shipped_technologies.hpp"
#include "hw/energy/technology_scaling.hpp"
#include "input/document.hpp"
#include "input/nearest.hpp"

namespace counterpoint::hw {

namespace {

using input::Node;
using input::Problems;
namespace fs = std::filesystem;

constexpr int most_bases = 8; ///< how deep technologies may stand on others

/// The file as seen from where its name stands: the folder of that file, or the working folder
/// where it stands on the command line.
std::string seen_from(const Node& node, const std::string& path) {
    std::error_code error;
    return fs::is_regular_file(*node.file, error)
               ? (fs::path(*node.file).parent_path() / path).string()
               : path;
}

class TechnologyReader {
  public:
    TechnologyReader(const std::vector<std::string>& memories, Problems& problems)
        : memories_(memories), problems_(problems) {}

    Technology read(const Node& node, int depth) {
        if (node.kind == Node::Kind::map) {
            return is_accelergy(node) ? read_tables({&node}, *node.file, node)
                                      : read_map(node, depth);
        }
        if (node.kind == Node::Kind::list) {
            return read_files(node);
        }
        const auto name = input::name_of(node, problems_);
        return name ? read_named(*name, node, depth) : Technology{};
    }

    [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

  private:
    static bool is_accelergy(const Node& node) {
        return node.find("ERT") != nullptr || node.find("ART") != nullptr;
    }

    Technology read_named(const std::string& name, const Node& node, int depth) {
        for (const ShippedTechnology& shipped : shipped_technologies()) {
            if (shipped.name == name) {
                const input::Document document =
                    input::parse_document(std::string(shipped.text), std::string(shipped.file));
                return read(document.root(), depth);
            }
        }
        std::error_code error;
        const std::string file = seen_from(node, name);
        if (!fs::is_regular_file(file, error)) {
            problems_.push_back({node.place(), "there is no such technology",
                                 "the name of a shipped one, or a file", node.shown(),
                                 input::suggestion(name, technology_names())});
            return {};
        }
        const auto document = opened(file);
        return document ? read(document->root(), depth) : Technology{};
    }

    /// Nothing, and a problem, where it cannot be read.
    std::optional<input::Document> opened(const std::string& file) {
        files_.push_back(file);
        try {
            return input::read_document(file);
        } catch (const InputError& error) {
            problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
            return std::nullopt;
        }
    }

    std::optional<input::Document> opened_table(const Node& node, const std::string& name) {
        const std::vector<std::string> shipped = technology_names();
        if (std::find(shipped.begin(), shipped.end(), name) != shipped.end()) {
            problems_.push_back({node.place(), "this is no table of Accelergy", "its ERT or ART",
                                 node.shown(), "a shipped technology stands alone"});
            return std::nullopt;
        }
        return opened(seen_from(node, name));
    }

    /// An ERT and an ART.
    Technology read_files(const Node& node) {
        std::vector<input::Document> documents;
        std::vector<const Node*> roots;
        if (node.children.empty()) {
            input::expect(node, "these are no tables", "an ERT and an ART of Accelergy", problems_);
        }
        for (const Node* item : input::items_of(node, problems_)) {
            const auto name = input::name_of(*item, problems_);
            auto document = name ? opened_table(*item, *name) : std::nullopt;
            if (document && !is_accelergy(document->root())) {
                problems_.push_back({document->root().place(), "this is no table of Accelergy",
                                     "ERT or ART at the top", "",
                                     "a technology of another kind stands alone"});
            } else if (document) {
                documents.push_back(std::move(*document));
            }
        }
        for (const input::Document& document : documents) {
            roots.push_back(&document.root());
        }
        return roots.empty() ? Technology{} : read_tables(roots, documents.front().file(), node);
    }

    Technology read_tables(const std::vector<const Node*>& roots, const std::string& file,
                           const Node& node) {
        AccelergyTables tables;
        for (const Node* root : roots) {
            read_accelergy_tables(*root, tables, problems_);
        }
        Technology technology;
        technology.name = fs::path(file).stem().string();
        match_accelergy(tables, AccelergyChoices{}, memories_, node.place(), technology, problems_);
        return technology;
    }

    Technology read_map(const Node& node, int depth) {
        const std::size_t before = problems_.size();
        input::Fields fields(node, problems_);
        Technology technology;
        std::optional<EnergyUnit> base_unit;
        if (const Node* base = fields.optional("based_on")) {
            technology = base_of(*base, depth);
            base_unit = technology.unit;
        }
        technology.name = fields.required_name("name");
        technology.unit = fields.choice<EnergyUnit>(
            "unit", {{"pJ", EnergyUnit::picojoule}, {"MAC", EnergyUnit::mac}}, technology.unit);
        technology.process = fields.name("process", technology.process);
        if (const Node* sources = fields.optional("sources")) {
            read_sources(*sources, technology);
        }
        if (const Node* scale = fields.optional("scale")) {
            const std::string outermost = memories_.empty() ? "" : memories_.front();
            technology = scaled(std::move(technology), read_scaling(*scale), outermost);
        }
        read_figures(fields, technology);
        if (const Node* tables = fields.optional("accelergy")) {
            read_accelergy(*tables, technology);
        }
        if (problems_.size() == before) {
            check_is_whole(node, technology);
            check_unit(node, base_unit, technology);
        }
        fields.annotations();
        fields.finish();
        return technology;
    }

    Technology base_of(const Node& base, int depth) {
        if (depth == 0) {
            problems_.push_back({base.place(), "too many technologies stand on each other", "", "",
                                 "one that stands on itself never ends"});
            return {};
        }
        return read(base, depth - 1);
    }

    void read_sources(const Node& node, Technology& technology) {
        if (node.kind != Node::Kind::map) {
            input::expect(node, "these are not sources", "a map of names to citations", problems_);
            return;
        }
        for (const Node* child : node.children) {
            input::Fields fields(*child, problems_);
            Source source;
            source.citation = fields.required_name("citation");
            source.technology = fields.required_name("technology");
            source.confirmed = fields.truth("confirmed", source.confirmed);
            fields.finish();
            technology.sources[child->key] = source;
        }
    }

    Scaling read_scaling(const Node& node) {
        input::Fields fields(node, problems_);
        Scaling scaling;
        scaling.energy = fields.positive_number("energy", scaling.energy);
        scaling.wire = fields.positive_number("wire", scaling.wire);
        scaling.area = fields.positive_number("area", scaling.area);
        scaling.distance = fields.positive_number("distance", scaling.distance);
        scaling.leakage = fields.positive_number("leakage", scaling.leakage);
        scaling.rule = fields.required_name("rule");
        fields.finish();
        return scaling;
    }

    void read_figures(input::Fields& fields, Technology& technology) {
        FigureReader figures(technology, problems_);
        if (const Node* node = fields.optional("arithmetic")) {
            technology.arithmetic = figures.arithmetic(*node);
        }
        if (const Node* node = fields.optional("sram")) {
            technology.sram = figures.sram(*node);
        }
        if (const Node* node = fields.optional("network")) {
            technology.network = figures.network(*node);
        }
        if (const Node* node = fields.optional("places")) {
            input::Fields places(*node, problems_);
            for (const auto& [name, role] : {std::pair("outermost", MemoryRole::outermost),
                                             std::pair("between", MemoryRole::between),
                                             std::pair("innermost", MemoryRole::innermost)}) {
                if (const Node* place = places.optional(name)) {
                    technology.places[role] = figures.memory(*place);
                }
            }
            places.finish();
        }
        if (const Node* node = fields.optional("memories")) {
            read_memories(*node, figures, technology);
        }
    }

    void read_memories(const Node& node, FigureReader& figures, Technology& technology) {
        if (node.kind != Node::Kind::map) {
            input::expect(node, "these are no memories", "a map of their names to their energies",
                          problems_);
            return;
        }
        for (const Node* child : node.children) {
            if (std::find(memories_.begin(), memories_.end(), child->key) == memories_.end()) {
                problems_.push_back({child->key_place(), "the hardware has no such memory", "",
                                     input::in_quotes(child->key),
                                     input::suggestion(child->key, memories_)});
            }
            technology.memories[child->key] = figures.memory(*child);
        }
    }

    void read_accelergy(const Node& node, Technology& technology) {
        input::Fields fields(node, problems_);
        AccelergyTables tables;
        for (const char* key : {"ert", "art"}) {
            const Node* file = fields.optional(key);
            const auto document =
                file != nullptr ? opened(seen_from(*file, file->text)) : std::nullopt;
            if (document) {
                read_accelergy_tables(document->root(), tables, problems_);
            }
        }
        const AccelergyChoices choices = read_accelergy_choices(fields, problems_);
        fields.annotations();
        fields.finish();
        match_accelergy(tables, choices, memories_, node.place(), technology, problems_);
    }

    void check_is_whole(const Node& node, const Technology& technology) {
        const ArithmeticFigures& arithmetic = technology.arithmetic;
        if (!arithmetic.mac && arithmetic.multiply.energy.empty()) {
            problems_.push_back({node.place(), "the technology does not say what a MAC costs",
                                 "`arithmetic`", "", ""});
        }
    }

    void check_unit(const Node& node, std::optional<EnergyUnit> base_unit,
                    const Technology& technology) {
        if (base_unit && *base_unit != technology.unit) {
            problems_.push_back({node.place(), "figures in two units cannot be added up",
                                 "the unit of the base, " + to_string(*base_unit),
                                 to_string(technology.unit), ""});
        } else if (technology.unit == EnergyUnit::mac && leaks_in_microwatts(technology)) {
            problems_.push_back({node.place(),
                                 "leakage in µW cannot be added to multiples of a MAC",
                                 "no `leakage` and no `leakage_uw`", "", ""});
        }
    }

    static bool leaks_in_microwatts(const Technology& technology) {
        const auto leaks = [](const auto& memory) { return memory.second.leakage.has_value(); };
        const auto some_leak = [&leaks](const auto& memories) {
            return std::any_of(memories.begin(), memories.end(), leaks);
        };
        return !technology.arithmetic.multiply.leakage.empty() ||
               !technology.arithmetic.add.leakage.empty() || !technology.sram.leakage.empty() ||
               some_leak(technology.places) || some_leak(technology.memories);
    }

    const std::vector<std::string>& memories_;
    Problems& problems_;
    std::vector<std::string> files_;
};

} // namespace

std::string to_string(EnergyUnit unit) { return unit == EnergyUnit::mac ? "MAC" : "pJ"; }

std::vector<std::string> technology_names() {
    std::vector<std::string> names;
    for (const ShippedTechnology& shipped : shipped_technologies()) {
        names.emplace_back(shipped.name);
    }
    return names;
}

Technology read_technology(const Node& node, const std::vector<std::string>& memories,
                           std::vector<Problem>& problems) {
    TechnologyReader reader(memories, problems);
    Technology technology = reader.read(node, most_bases);
    technology.files = reader.files();
    return technology;
}

} // namespace counterpoint::hw
