#include "mapping/design_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <variant>

#include "hw/reader.hpp"
#include "input/fields.hpp"
#include "input/nearest.hpp"
#include "input/source.hpp"
#include "mapping/energy_rules.hpp"
#include "mapping/layout_rules.hpp"
#include "mapping/maestro/dataflow.hpp"
#include "mapping/maestro/hardware.hpp"
#include "mapping/maestro/parser.hpp"
#include "mapping/maestro/workload.hpp"
#include "mapping/override.hpp"
#include "mapping/reader.hpp"
#include "mapping/scale_sim/dataflow.hpp"
#include "mapping/scale_sim/topology.hpp"
#include "mapping/timeloop/sections.hpp"
#include "mapping/width_rules.hpp"
#include "workloads/onnx/lean_model.hpp"
#include "workloads/onnx/reader.hpp"
#include "workloads/reader.hpp"

namespace counterpoint::mapping {

namespace {

template <class Limits>
std::string text_within(const std::string& file) {
    return input::read_source(file, Limits{}.bytes);
}

} // namespace

DesignTree::DesignTree(ReadingOptions options)
    : options_(std::move(options)), tree_(""), specification_(options_.lenient) {
    tree_.add().kind = input::Node::Kind::map;
}

const DesignTree::ForeignFormat* DesignTree::foreign_format(const std::string& file) {
    static const std::vector<ForeignFormat> formats{
        {".m", &text_within<maestro::Limits>, &DesignTree::take_maestro},
        {".csv", &text_within<scale_sim::Limits>, &DesignTree::take_topology},
        {".cfg", &text_within<scale_sim::Limits>, &DesignTree::take_configuration},
        {".onnx", &workloads::onnx::lean_model_of_file, &DesignTree::take_onnx},
    };
    const std::string ending = std::filesystem::path(file).extension().string();
    const auto found =
        std::find_if(formats.begin(), formats.end(),
                     [&](const ForeignFormat& format) { return format.ending == ending; });
    return found == formats.end() ? nullptr : &*found;
}

void DesignTree::take_file(const std::string& file) {
    take(file, [&] {
        if (const ForeignFormat* format = foreign_format(file)) {
            (this->*format->take)(format->text_of(file), file);
        } else {
            take_yaml(input::read_source(file, input::Limits{}.bytes), file);
        }
    });
}

void DesignTree::take_text(const std::string& text, const std::string& name) {
    take(name, [&] {
        if (const ForeignFormat* format = foreign_format(name)) {
            (this->*format->take)(text, name);
        } else {
            take_yaml(text, name);
        }
    });
}

void DesignTree::take(const std::string& file, const std::function<void()>& read) {
    files_.push_back(file);
    keep_problems(read);
}

void DesignTree::keep_problems(const std::function<void()>& read) {
    try {
        read();
    } catch (const InputError& error) {
        all_were_read_ = false;
        problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
    }
}

/// Ours or Timeloop's, of which some have tags.
void DesignTree::take_yaml(const std::string& text, const std::string& file) {
    input::Node& root = documents_.emplace_back(timeloop::parse_yaml(text, file)).root();
    if (timeloop::is_specification(root)) {
        foreign_files_.insert(file);
        specification_.take(root);
    } else {
        join(root);
    }
}

void DesignTree::join_specification() {
    keep_problems([this] {
        for (input::Document& tree : specification_.trees()) {
            join(documents_.emplace_back(std::move(tree)).root());
        }
    });
}

void DesignTree::take_maestro(const std::string& text, const std::string& file) {
    maestro::FileDescription description = maestro::parse(text, file);
    foreign_files_.insert(file);
    std::vector<Problem> found;
    if (const auto* hardware = std::get_if<maestro::HardwareDescription>(&description)) {
        documents_.push_back(maestro::hardware_tree(*hardware, found));
    } else {
        auto& network = std::get<maestro::NetworkDescription>(description);
        documents_.push_back(maestro::workload_tree(network, found));
        if (!network.dataflows.empty() && !network_) {
            network_ = std::move(network);
        }
    }
    if (!found.empty()) { // the tree has gaps, of which the user is not to hear again
        throw InputError(std::move(found));
    }
    join(documents_.back().root());
}

void DesignTree::take_topology(const std::string& text, const std::string& file) {
    foreign_files_.insert(file);
    scale_sim::Reading reading(file, options_.lenient);
    const scale_sim::Topology topology = scale_sim::parse_topology(text, reading);
    notes_.insert(notes_.end(), reading.notes().begin(), reading.notes().end());
    join(documents_.emplace_back(scale_sim::workload_tree(topology, file)).root());
}

void DesignTree::take_configuration(const std::string& text, const std::string& file) {
    foreign_files_.insert(file);
    scale_sim::Reading reading(file, options_.lenient);
    scale_sim::Configuration configuration = scale_sim::parse_configuration(text, reading);
    notes_.insert(notes_.end(), reading.notes().begin(), reading.notes().end());
    join(documents_.emplace_back(scale_sim::hardware_tree(configuration)).root());
    array_ = std::move(configuration);
}

void DesignTree::take_onnx(const std::string& text, const std::string& file) {
    foreign_files_.insert(file);
    workloads::onnx::DimensionSizes dimensions{options_.dimensions, {}};
    workloads::onnx::Reading reading =
        workloads::onnx::read_model(text, file, dimensions, options_.lenient);
    dimensions_.merge(dimensions.used);
    notes_.insert(notes_.end(), reading.notes.begin(), reading.notes.end());
    join(documents_.emplace_back(std::move(reading.tree)).root());
}

/// A size for a dimension that no model has is misspelt.
void DesignTree::check_dimensions() {
    for (const auto& [name, size] : options_.dimensions) {
        if (dimensions_.count(name) == 0 && all_were_read_) {
            problems_.push_back(
                {{"--dim", 0, 0, ""},
                 "no ONNX model that is read has the symbolic dimension " + input::in_quotes(name),
                 "",
                 "",
                 ""});
        }
    }
}

Design DesignTree::read(const std::vector<Override>& overrides, const JudgeResidency& judge,
                        Parts parts) {
    join_specification();
    for (const Override& change : overrides) {
        apply_override(change, tree_.root(), documents_, problems_);
    }
    check_dimensions();
    Design design;
    design.notes = notes_;
    input::Fields fields(tree_.root(), problems_);
    if (const input::Node* node = part(fields, "workload", parts)) {
        design.workload = workloads::read_workload(*node, problems_);
    }
    if (const input::Node* node = part(fields, "hardware", parts)) {
        design.hardware = hw::read_hardware(*node, problems_);
        check_widths(*node, design.workload, problems_);
        check_layout_names(design.hardware, design.workload, problems_);
        if (const input::Node* technology = node->find("technology")) {
            check_energy_names(design.hardware, design.workload, technology->place(), problems_);
        }
    }
    read_mapping(fields, design, judge, parts);
    fields.finish();
    const std::vector<std::string>& left_out = specification_.notes();
    design.notes.insert(design.notes.end(), left_out.begin(), left_out.end());
    if (!problems_.empty()) {
        throw InputError(std::move(problems_));
    }
    return design;
}

void DesignTree::read_mapping(input::Fields& fields, Design& design, const JudgeResidency& judge,
                              Parts parts) {
    if (specification_.has_mapping()) {
        map_by_specification(design, fields.optional("mapping"));
        return;
    }
    const bool has_mapping = network_ || tree_.root().find("mapping") != nullptr;
    if (!has_mapping && array_ && array_->stationary) {
        map_onto_array(design, judge);
        return;
    }
    if (!has_mapping && array_ && parts == Parts::all && all_were_read_) {
        problems_.push_back({{array_->file, 0, 0, ""},
                             "the configuration has no Dataflow, and no file gives a mapping",
                             "a line such as Dataflow: ws in [architecture_presets]",
                             "",
                             ""});
        return;
    }
    if (!network_) {
        if (const input::Node* node = part(fields, "mapping", parts)) {
            design.dataflow = read_dataflow(*node, problems_);
        }
        return;
    }
    if (const input::Node* other = fields.optional("mapping")) {
        problems_.push_back(
            {network_->place(network_->spot, ""),
             "the layers have dataflows, and there is another mapping", "", "",
             "the other one stands at " + *other->file + ':' + std::to_string(other->key_line)});
        return;
    }
    if (tree_.root().find("hardware") == nullptr && all_were_read_) {
        problems_.push_back({network_->place(network_->spot, ""),
                             "MAESTRO's directives divide the PEs of some hardware, and no file "
                             "gives it",
                             "", "",
                             "give its hardware file, which begins with a line such as num_pes: "
                             "256, or YAML with `hardware`"});
    }
    if (problems_.empty()) { // without layers and hardware directives mean nothing
        design.dataflow =
            maestro::dataflow_of(*network_, design.workload, design.hardware, judge, problems_);
    }
}

void DesignTree::map_by_specification(Design& design, const input::Node* other) {
    if (network_ || other != nullptr) {
        problems_.push_back({specification_.mapping_place(),
                             "this is a mapping, and there is another one", "", "",
                             network_ ? "the layers of " + network_->file + " have dataflows"
                                      : "the other one stands in " + *other->file});
    } else if (problems_.empty()) { // without layers and levels loops mean nothing
        keep_problems(
            [&] { design.dataflow = specification_.dataflow(design.workload, design.hardware); });
    }
}

/// The dataflow of a configuration maps matrix products, so convolutions become some.
void DesignTree::map_onto_array(Design& design, const JudgeResidency& judge) {
    if (!problems_.empty() || design.workload.layers.empty()) {
        return;
    }
    if (!scale_sim::are_products(design.workload)) {
        products_ = scale_sim::lowered_tree(design.workload, problems_);
        if (problems_.empty()) {
            design.workload =
                workloads::read_workload(*products_->root().children.front(), problems_);
        }
    }
    if (problems_.empty()) {
        design.dataflow =
            scale_sim::dataflow_of(*array_, design.workload, design.hardware, judge, problems_);
        is_mapped_onto_array_ = true;
    }
}

const input::Node* DesignTree::foreign_part(const std::string& key) const {
    if (products_ && key == "workload") {
        return products_->root().children.front();
    }
    const input::Node* node = tree_.root().find(key);
    return node != nullptr && foreign_files_.count(*node->file) > 0 ? node : nullptr;
}

bool DesignTree::has_foreign_mapping() const {
    return network_.has_value() || is_mapped_onto_array_ || specification_.has_mapping();
}

void DesignTree::join(input::Node& file_root) {
    if (file_root.kind != input::Node::Kind::map) {
        all_were_read_ = false;
        input::expect(file_root, "the file is not a design",
                      "a map with the keys workload, hardware and mapping", problems_);
        return;
    }
    constexpr std::size_t most_parts = 64;
    if (!input::has_at_most(file_root, most_parts, problems_)) {
        all_were_read_ = false;
        return;
    }
    for (input::Node* part : file_root.children) {
        join_part(*part);
    }
}

void DesignTree::join_part(input::Node& part) {
    input::Node& root = tree_.root();
    if (const input::Node* other = root.find(part.key)) {
        problems_.push_back(
            {part.key_place(), input::in_quotes(part.key) + " is given twice", "", "",
             "the other one stands at " + *other->file + ':' + std::to_string(other->key_line) +
                 ':' + std::to_string(other->key_column)});
        return;
    }
    part.parent = &root;
    part.position = root.children.size();
    root.children.push_back(&part);
}

const input::Node* DesignTree::part(input::Fields& fields, const char* key, Parts parts) {
    const input::Node* node = fields.optional(key);
    const bool is_told_by_mapping = network_ && std::string_view(key) == "hardware";
    // A file that could not be read most likely has the part.
    if (node == nullptr && all_were_read_ && parts == Parts::all && !is_told_by_mapping) {
        const std::string read =
            files_.empty() ? "no file was read" : "read: " + input::enumerated(files_);
        problems_.push_back(
            {{}, input::in_quotes(key) + " is missing: no file gives it", "", "", read});
    }
    return node;
}

} // namespace counterpoint::mapping
