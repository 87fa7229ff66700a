#include "sim/census.hpp"

#include <algorithm>

namespace counterpoint::sim {

Census::Census(const Program& program, PhaseWalk& walk, const workloads::Layer& layer,
               MemoryIndex memory, std::size_t place, MemoryIndex parents)
    : memory_(memory) {
    const std::size_t outer_place = program.last_store[parents];
    for (DimensionIndex d{0}; layer.dimensions.contains(d); ++d.value) {
        Counted counted;
        counted.dimension = d;
        counted.depth = program.depth(d, place);
        walk.watch(d, counted.depth);
        const auto& axes = layer.tensors[layer.output].axes;
        counted.reduction =
            std::none_of(axes.begin(), axes.end(),
                         [d](const workloads::Axis& axis) { return axis.front().dimension == d; });
        counted.parents = static_cast<std::size_t>(program.pieces(d, outer_place));
        const std::int64_t pieces = program.pieces(d, place);
        counted.stride = Table<MemoryIndex, std::size_t>(everyone().value + 1, 1);
        for (MemoryIndex b{1}; b.value <= memory.value; ++b.value) {
            const MemoryIndex outer{b.value - 1};
            counted.stride[b] = counted.reduction
                                    ? static_cast<std::size_t>(
                                          pieces / program.pieces(d, program.last_store[outer]))
                                    : 1;
        }
        dimensions_.push_back(std::move(counted));
    }
}

void Census::update(const PhaseWalk& walk) {
    for (Counted& counted : dimensions_) {
        counted.form = walk.position(counted.dimension, counted.depth).form;
        while (counted.shares.size() <= counted.form) {
            counted.shares.push_back(
                count(counted, walk.form(counted.dimension, counted.depth, counted.shares.size())));
        }
        counted.longest = walk.form(counted.dimension, counted.depth, counted.form).front().high;
    }
}

Table<MemoryIndex, Census::Share> Census::count(const Counted& counted,
                                                const std::vector<Range>& form) const {
    Table<MemoryIndex, Share> shares(everyone().value + 1);
    const std::size_t children = form.size() / counted.parents;
    for (MemoryIndex from{1}; shares.contains(from); ++from.value) {
        Share& share = shares[from];
        share.by_parent.resize(counted.parents);
        for (std::size_t unit = 0; unit < form.size(); unit += counted.stride[from]) {
            share.by_parent[unit / children] += counted.share_of(form[unit]);
        }
        for (const std::int64_t part : share.by_parent) {
            share.all += part;
            share.most = std::max(share.most, part);
        }
    }
    return shares;
}

std::int64_t Census::elements(MemoryIndex first_from) const {
    std::int64_t product = 1;
    for (const Counted& counted : dimensions_) {
        product *= counted.shares[counted.form][first_from].all;
    }
    return product;
}

std::int64_t Census::most_elements(MemoryIndex first_from) const {
    std::int64_t product = 1;
    for (const Counted& counted : dimensions_) {
        product *= counted.shares[counted.form][first_from].most;
    }
    return product;
}

void Census::add_elements(MemoryIndex first_from, std::int64_t factor,
                          std::vector<std::int64_t>& by_parent) const {
    std::vector<std::int64_t> products{factor};
    std::vector<std::int64_t> next;
    for (const Counted& counted : dimensions_) {
        next.clear();
        for (const std::int64_t product : products) {
            for (const std::int64_t part : counted.shares[counted.form][first_from].by_parent) {
                next.push_back(product * part);
            }
        }
        products.swap(next);
    }
    for (std::size_t parent = 0; parent < by_parent.size(); ++parent) {
        by_parent[parent] += products[parent];
    }
}

std::vector<std::int64_t> Census::shares(const PhaseWalk& walk, DimensionIndex dimension,
                                         MemoryIndex first_from) const {
    const Counted& counted = dimensions_[dimension.value];
    const std::vector<Range>& form = walk.form(dimension, counted.depth, counted.form);
    std::vector<std::int64_t> found(form.size(), 0);
    for (std::size_t unit = 0; unit < form.size(); unit += counted.stride[first_from]) {
        found[unit] = counted.share_of(form[unit]);
    }
    return found;
}

void Census::add_forms(std::vector<std::int64_t>& key) const {
    for (const Counted& counted : dimensions_) {
        key.push_back(static_cast<std::int64_t>(counted.form));
    }
}

std::int64_t Census::largest_tile() const {
    std::int64_t product = 1;
    for (const Counted& counted : dimensions_) {
        product *= counted.reduction ? 1 : counted.longest;
    }
    return product;
}

} // namespace counterpoint::sim
