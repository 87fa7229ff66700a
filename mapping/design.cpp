#include "mapping/design.hpp"

#include "mapping/design_tree.hpp"

namespace counterpoint::mapping {

Design read_design(const std::vector<std::string>& files, const std::vector<Override>& overrides,
                   const JudgeResidency& judge, const ReadingOptions& options) {
    DesignTree tree(options);
    for (const std::string& file : files) {
        tree.take_file(file);
    }
    return tree.read(overrides, judge, Parts::all);
}

Design read_design_text(const std::string& text, const std::string& name,
                        const std::vector<Override>& overrides) {
    DesignTree tree;
    tree.take_text(text, name);
    return tree.read(overrides, {}, Parts::all);
}

} // namespace counterpoint::mapping
