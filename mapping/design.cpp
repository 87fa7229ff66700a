#include "mapping/design.hpp"

#include <deque>
#include <functional>
#include <set>

#include "hw/reader.hpp"
#include "input/fields.hpp"
#include "input/nearest.hpp"
#include "mapping/layout_rules.hpp"
#include "mapping/override.hpp"
#include "mapping/reader.hpp"
#include "workloads/reader.hpp"

namespace counterpoint::mapping {

namespace {

using input::Document;
using input::Problems;

/// The trees of several files joined under one root, a map with the top-level keys of all.
class DesignTree {
  public:
    DesignTree() : tree_("") { tree_.add().kind = input::Node::Kind::map; }

    /// Reads one more file by `read` and joins its keys.
    void take(const std::string& file, const std::function<Document()>& read) {
        files_.push_back(file);
        try {
            join(documents_.emplace_back(read()).root());
        } catch (const InputError& error) {
            all_were_read_ = false;
            problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
        }
    }

    Design read(const std::vector<Override>& overrides) {
        for (const Override& change : overrides) {
            apply_override(change, tree_.root(), documents_, problems_);
        }
        Design design;
        input::Fields fields(tree_.root(), problems_);
        if (const input::Node* node = part(fields, "workload")) {
            design.workload = workloads::read_workload(*node, problems_);
        }
        if (const input::Node* node = part(fields, "hardware")) {
            design.hardware = hw::read_hardware(*node, problems_);
            check_element_bytes(*node, design.workload);
            check_layout_names(design.hardware, design.workload, problems_);
        }
        if (const input::Node* node = part(fields, "mapping")) {
            design.dataflow = read_dataflow(*node, problems_);
        }
        fields.finish();
        if (!problems_.empty()) {
            throw InputError(std::move(problems_));
        }
        return design;
    }

  private:
    void join(input::Node& file_root) {
        if (file_root.kind != input::Node::Kind::map) {
            all_were_read_ = false;
            input::expect(file_root, "the file is not a design",
                          "a map with the keys workload, hardware and mapping", problems_);
            return;
        }
        for (input::Node* part : file_root.children) {
            join_part(*part);
        }
    }

    void join_part(input::Node& part) {
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

    const input::Node* part(input::Fields& fields, const char* key) {
        const input::Node* node = fields.optional(key);
        // A file that could not be read most likely has the part.
        if (node == nullptr && all_were_read_) {
            const std::string read =
                files_.empty() ? "no file was read" : "read: " + input::enumerated(files_);
            problems_.push_back(
                {{}, input::in_quotes(key) + " is missing: no file gives it", "", "", read});
        }
        return node;
    }

    /// Element widths of tensors that no layer has are misspelt, unless they are the usual names.
    void check_element_bytes(const input::Node& hardware, const workloads::Workload& workload) {
        const input::Node* widths = hardware.find("element_bytes");
        if (widths == nullptr || workload.layers.empty()) {
            return;
        }
        std::set<std::string> tensors{"Weight", "Input", "Output"};
        for (const workloads::Layer& layer : workload.layers) {
            for (const workloads::Tensor& tensor : layer.tensors) {
                tensors.insert(tensor.name);
            }
        }
        for (const input::Node* width : widths->children) {
            if (widths->kind == input::Node::Kind::map && tensors.count(width->key) == 0) {
                problems_.push_back(
                    {width->key_place(), "no tensor is named " + input::in_quotes(width->key), "",
                     "", input::suggestion(width->key, {tensors.begin(), tensors.end()})});
            }
        }
    }

    Document tree_;
    std::deque<Document> documents_; ///< own the nodes that hang in the tree
    std::vector<std::string> files_;
    Problems problems_;
    bool all_were_read_ = true;
};

} // namespace

Design read_design(const std::vector<std::string>& files, const std::vector<Override>& overrides) {
    DesignTree tree;
    for (const std::string& file : files) {
        tree.take(file, [&] { return input::read_document(file); });
    }
    return tree.read(overrides);
}

Design read_design_text(const std::string& text, const std::string& name,
                        const std::vector<Override>& overrides) {
    DesignTree tree;
    tree.take(name, [&] { return input::parse_document(text, name); });
    return tree.read(overrides);
}

} // namespace counterpoint::mapping
