#include "hw/energy/technology_reader.hpp"

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
        try {
            return input::read_document(file);
        } catch (const InputError& error) {
            problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
            return std::nullopt;
        }
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
            auto document = name ? opened(seen_from(*item, *name)) : std::nullopt;
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
        input::Fields fields(node, problems_);
        Technology technology;
        if (const Node* base = fields.optional("based_on")) {
            technology = base_of(*base, depth);
        }
        technology.name = fields.required_name("name");
        technology.unit = fields.choice<EnergyUnit>(
            "unit", {{"pJ", EnergyUnit::picojoule}, {"MAC", EnergyUnit::mac}}, technology.unit);
        technology.process = fields.name("process", technology.process);
        if (const Node* sources = fields.optional("sources")) {
            read_sources(*sources, technology);
        }
        if (const Node* scale = fields.optional("scale")) {
            technology = scaled(std::move(technology), read_scaling(*scale));
        }
        read_figures(fields, technology);
        if (const Node* tables = fields.optional("accelergy")) {
            read_accelergy(*tables, technology);
        } else {
            check_is_whole(node, technology);
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
            for (const Node* child : node->children) {
                technology.memories[child->key] = figures.memory(*child);
            }
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

    const std::vector<std::string>& memories_;
    Problems& problems_;
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
    return TechnologyReader(memories, problems).read(node, most_bases);
}

} // namespace counterpoint::hw
