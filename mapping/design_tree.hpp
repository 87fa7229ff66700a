#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hw/energy/technology.hpp"
#include "input/document.hpp"
#include "mapping/design.hpp"
#include "mapping/maestro/description.hpp"
#include "mapping/residency.hpp"
#include "mapping/scale_sim/configuration.hpp"
#include "mapping/timeloop/specification.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::input {
class Fields;
}

namespace counterpoint::mapping {

/// Which parts of a design have to be there.
enum class Parts { all, those_given };

/// A technology as it was read, and where it was asked for.
struct PlacedTechnology {
    hw::Technology technology;
    Place place;
};

/// The trees of several files joined under one root, a map with the top-level keys of all. Files of
/// other tools become the trees of what they say.
class DesignTree {
  public:
    explicit DesignTree(ReadingOptions options = {});

    /// Reads one more file, or a text in its place, and joins its keys. Problems are kept.
    void take_file(const std::string& file);
    void take_text(const std::string& text, const std::string& name);

    /// Reads the design out of the tree, once. Throws InputError with all problems.
    Design read(const std::vector<Override>& overrides, const JudgeResidency& judge, Parts parts);

    /// For designs that differ in a few values: puts the value at its path, as an override, and
    /// returns the node that now stands there. Whoever changes its text later changes what
    /// read_hardware_again() reads. Both throw InputError; to be asked after read().
    input::Node& put(const Override& change);
    [[nodiscard]] hw::Hardware read_hardware_again() const;

    /// Takes the hardware's technology out of the tree, so that it is read once only. Nothing where
    /// there is none. `hardware` is what was read. Throws InputError; to be asked after read().
    std::optional<PlacedTechnology> take_technology(const hw::Hardware& hardware);

    /// The part of a file that is not in the project's own format, such as `hardware`; null where
    /// there is none. A foreign mapping has no tree.
    [[nodiscard]] const input::Node* foreign_part(const std::string& key) const;
    [[nodiscard]] bool has_foreign_mapping() const;

  private:
    /// How files of another tool, known by the ending of their names, are read.
    struct ForeignFormat {
        std::string_view ending;
        std::string (*text_of)(const std::string& file); ///< or as much of it as counts
        void (DesignTree::*take)(const std::string& text, const std::string& file);
    };

    static const ForeignFormat* foreign_format(const std::string& file);
    void take(const std::string& file, const std::function<void()>& read);
    void keep_problems(const std::function<void()>& read);
    void take_maestro(const std::string& text, const std::string& file);
    void take_topology(const std::string& text, const std::string& file);
    void take_onnx(const std::string& text, const std::string& file);
    void take_yaml(const std::string& text, const std::string& file);
    void join_specification();
    void check_dimensions();
    void take_configuration(const std::string& text, const std::string& file);
    void join(input::Node& file_root);
    void join_part(input::Node& part);
    const input::Node* part(input::Fields& fields, const char* key, Parts parts);
    void read_mapping(input::Fields& fields, Design& design, const JudgeResidency& judge,
                      Parts parts);
    void map_onto_array(Design& design, const JudgeResidency& judge);
    void map_by_specification(Design& design, const input::Node* other);

    ReadingOptions options_;
    input::Document tree_;
    std::deque<input::Document> documents_; ///< own the nodes that hang in the tree
    std::vector<std::string> files_;
    std::set<std::string> foreign_files_;
    std::optional<maestro::NetworkDescription> network_; ///< one with dataflows
    std::optional<scale_sim::Configuration> array_;
    bool is_mapped_onto_array_ = false;
    timeloop::Specification specification_;
    std::optional<input::Document> products_; ///< the layers, where they became matrix products
    std::set<std::string> dimensions_;        ///< of `options_` that a model has
    std::vector<std::string> notes_;
    std::vector<Problem> problems_;
    bool all_were_read_ = true;
};

} // namespace counterpoint::mapping
