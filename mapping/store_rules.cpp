#include <algorithm>
#include <cstddef>
#include <optional>

#include "input/nearest.hpp"
#include "mapping/rules.hpp"

namespace counterpoint::mapping {

namespace {

using hw::MemoryIndex;
using workloads::TensorIndex;

/// Where each tensor is stored in each memory or bypasses it, by the position of the first node
/// that says so.
class StoreRules {
  public:
    explicit StoreRules(const RuleContext& context)
        : context_(context), stored_(context.hardware.memories.size(),
                                     Positions(context.layer.tensors.size(), std::nullopt)) {}

    void check() {
        note_stores();
        check_completeness();
        check_order();
        check_spatial_nodes();
        check_end();
    }

  private:
    /// Positions of nodes, by tensor.
    using Positions = Table<TensorIndex, std::optional<std::size_t>>;

    [[nodiscard]] const std::vector<Node>& nodes() const { return context_.mapping.nodes; }

    [[nodiscard]] const std::string& name(MemoryIndex memory) const {
        return context_.hardware.memories[memory].name;
    }

    [[nodiscard]] const std::string& name(TensorIndex tensor) const {
        return context_.layer.tensors[tensor].name;
    }

    void note_stores() {
        for (std::size_t i = 0; i < nodes().size(); ++i) {
            const auto* store = std::get_if<Store>(&nodes()[i].what);
            if (store == nullptr) {
                continue;
            }
            last_store_ = i;
            if (store->memory == MemoryIndex{0}) {
                context_.broken_at(
                    nodes()[i],
                    (store->tensors.empty()
                         ? "nothing bypasses " + name(store->memory)
                         : "nothing is stored in " + name(store->memory) + " by a node") +
                        ": it is memory 0 and holds every tensor whole",
                    "leave the node out");
                continue;
            }
            for (const TensorIndex tensor : store->tensors) {
                note_store(i, store->memory, tensor);
            }
            for (const TensorIndex tensor : store->bypassed) {
                note_store(i, store->memory, tensor);
            }
        }
    }

    void note_store(std::size_t position, MemoryIndex memory, TensorIndex tensor) {
        auto& first = stored_[memory][tensor];
        if (!first) {
            first = position;
            return;
        }
        const bool stored = stores(position, tensor);
        const std::string what =
            stores(*first, tensor) != stored
                ? " is stored in and bypasses "
                : (stored ? " is stored twice in " : " is said twice to bypass ");
        const Place& place = nodes()[*first].place;
        context_.broken_at(nodes()[position], name(tensor) + what + name(memory),
                           place.path.empty() ? "" : "the first to say so is " + place.path);
    }

    [[nodiscard]] bool stores(std::size_t position, TensorIndex tensor) const {
        const auto& stored = std::get<Store>(nodes()[position].what).tensors;
        return std::find(stored.begin(), stored.end(), tensor) != stored.end();
    }

    /// The last store node of the memory, where a forgotten tensor most likely belongs.
    [[nodiscard]] const Node& likely_node(MemoryIndex memory) const {
        std::optional<std::size_t> last;
        for (const auto& position : stored_[memory]) {
            last = std::max(last, position); // an empty optional is less than any other
        }
        return last ? nodes()[*last] : nodes().back();
    }

    void check_completeness() const {
        for (MemoryIndex memory{1}; stored_.contains(memory); ++memory.value) {
            std::vector<std::string> missing;
            for (TensorIndex tensor{0}; context_.layer.tensors.contains(tensor); ++tensor.value) {
                if (!stored_[memory][tensor]) {
                    missing.push_back(name(tensor));
                }
            }
            if (!missing.empty()) {
                context_.broken_at(likely_node(memory),
                                   input::enumerated(missing) +
                                       (missing.size() == 1 ? " is" : " are") + " not stored in " +
                                       name(memory),
                                   "every tensor is stored once in every memory but the outermost, "
                                   "or said to bypass it: bypass: [" +
                                       input::enumerated(missing) + "]");
            }
        }
    }

    /// A tensor that meets a memory before one further out.
    void check_order() const {
        for (TensorIndex tensor{0}; context_.layer.tensors.contains(tensor); ++tensor.value) {
            std::optional<MemoryIndex> outer;
            for (MemoryIndex memory{1}; stored_.contains(memory); ++memory.value) {
                const auto& position = stored_[memory][tensor];
                if (outer && position && *position < *stored_[*outer][tensor]) {
                    context_.broken_at(
                        nodes()[*position],
                        name(tensor) +
                            (stores(*position, tensor) ? " is stored in " : " bypasses ") +
                            name(memory) + " before " +
                            (stores(*stored_[*outer][tensor], tensor) ? "" : "it bypasses ") +
                            name(*outer),
                        "the outer memory comes first");
                }
                outer = position ? memory : outer;
            }
        }
    }

    void check_spatial_nodes() const {
        for (MemoryIndex memory{1}; stored_.contains(memory); ++memory.value) {
            const Node* first = nullptr;
            const Node* last = nullptr;
            for (const auto& position : stored_[memory]) {
                if (position) {
                    const Node* node = &nodes()[*position];
                    first = first == nullptr ? node : std::min(first, node);
                    last = last == nullptr ? node : std::max(last, node);
                }
            }
            for (const Node* node = first; node != last; ++node) {
                if (std::holds_alternative<Spatial>(node->what)) {
                    context_.broken_at(
                        *node, "a spatial node stands between the store nodes of " + name(memory),
                        "move it above the first or below the last of them");
                }
            }
        }
    }

    void check_end() const {
        if (last_store_ && *last_store_ + 1 < nodes().size()) {
            context_.broken_at(nodes()[*last_store_ + 1], "a node stands below the last store node",
                               "what is left of the ranges there is what one PE does; leave out "
                               "this node and those behind it");
        }
    }

    const RuleContext& context_;
    Table<MemoryIndex, Positions> stored_;
    std::optional<std::size_t> last_store_;
};

} // namespace

void check_stores(const RuleContext& context) {
    if (context.mapping.nodes.empty()) {
        context.problems.push_back({context.layer.place, "the mapping has no nodes", "",
                                    "layer '" + context.layer.name + "'", ""});
        return;
    }
    StoreRules(context).check();
}

} // namespace counterpoint::mapping
