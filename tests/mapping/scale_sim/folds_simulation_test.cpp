#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/process.hpp"
#include "sim/simulation.hpp"
#include "tests/mapping/scale_sim/reading.hpp"

namespace counterpoint::mapping::scale_sim {
namespace {

struct FoldedProduct {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::int64_t m = 1;
    std::int64_t n = 1;
    std::int64_t k = 1;
};

/// What lies along the rows, along the columns, and passes through; the cycles to load.
struct FoldForm {
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    std::int64_t stream = 1;
    std::int64_t load = 0;
};

FoldForm form_of(const std::string& dataflow, const FoldedProduct& product) {
    if (dataflow == "os") {
        return {product.m, product.n, product.k, 0};
    }
    return dataflow == "ws" ? FoldForm{product.k, product.n, product.m, product.rows}
                            : FoldForm{product.k, product.m, product.n, product.rows};
}

/// Cycles from the first operand in the buffers to the last MAC. The first one takes a cycle from
/// DRAM, whatever its bandwidth.
std::int64_t cycles_to_last_mac(const std::string& dataflow, const FoldedProduct& product) {
    const Design design =
        design_of(product_header + "a," + std::to_string(product.m) + ',' +
                      std::to_string(product.n) + ',' + std::to_string(product.k) + ",\n",
                  configuration_of(static_cast<int>(product.rows),
                                   static_cast<int>(product.columns), dataflow, 4096));
    const workloads::Layer& layer = design.workload.layers.front();
    const sim::Simulation result =
        sim::simulate(layer, design.hardware, bind(design.dataflow, layer, design.hardware));
    EXPECT_EQ(result.macs, product.m * product.n * product.k);
    return result.cycles - result.stack.tail - 1;
}

std::int64_t fold_time(const FoldForm& form, const FoldedProduct& product) {
    return form.load + form.stream + product.rows + product.columns - 2;
}

std::int64_t fold_count(const FoldForm& form, const FoldedProduct& product) {
    const auto folds = [](std::int64_t size, std::int64_t units) {
        return (size + units - 1) / units;
    };
    return folds(form.rows, product.rows) * folds(form.columns, product.columns);
}

const std::vector<std::string> all_dataflows{"os", "ws", "is"};

/// The product of one fold, all of the array in use.
FoldedProduct one_fold(const std::string& dataflow, const FoldedProduct& product) {
    FoldedProduct fold = product;
    if (dataflow == "os") {
        fold.m = product.rows;
        fold.n = product.columns;
    } else {
        fold.k = product.rows;
        (dataflow == "ws" ? fold.n : fold.m) = product.columns;
    }
    return fold;
}

/// Whole folds in each dataflow.
const std::vector<FoldedProduct>& products() {
    static const std::vector<FoldedProduct> all{
        {16, 16, 32, 48, 64}, {16, 16, 16, 16, 16}, {8, 4, 24, 16, 40}, {4, 8, 8, 24, 12},
        {1, 8, 8, 24, 7},     {8, 1, 16, 5, 24},    {2, 2, 2, 2, 2}};
    return all;
}

std::string text_of(const std::string& dataflow, const FoldedProduct& product) {
    return dataflow + ", " + std::to_string(product.rows) + " x " +
           std::to_string(product.columns) + ": " + std::to_string(product.m) + ' ' +
           std::to_string(product.n) + ' ' + std::to_string(product.k);
}

// Fold by fold, nothing overlapped: what SCALE-Sim reports is one less over all of them.
TEST(ScaleSimFolds, EachTakesTheFoldTime) {
    for (const std::string& dataflow : all_dataflows) {
        for (const FoldedProduct& product : products()) {
            SCOPED_TRACE(text_of(dataflow, product));
            const FoldForm form = form_of(dataflow, product);
            EXPECT_EQ(cycles_to_last_mac(dataflow, one_fold(dataflow, product)),
                      fold_time(form, product));
        }
    }
}

// A fold follows the one before through the array, so the skew counts once.
TEST(ScaleSimFolds, SeveralFollowEachOtherThroughTheArray) {
    for (const std::string& dataflow : all_dataflows) {
        for (const FoldedProduct& product : products()) {
            SCOPED_TRACE(text_of(dataflow, product));
            const FoldForm form = form_of(dataflow, product);
            const std::int64_t folds = fold_count(form, product);
            EXPECT_EQ(cycles_to_last_mac(dataflow, product),
                      folds * fold_time(form, product) -
                          (folds - 1) * (product.rows + product.columns - 2));
        }
    }
}

// 479, 791 and 655 cycles are what SCALE-Sim reports of 20 x 36 x 50 on 16 x 16, with partial folds
// that it counts as whole ones.
TEST(ScaleSimFolds, TheirTimesAddUpToWhatScaleSimReports) {
    const FoldedProduct product{16, 16, 20, 36, 50};
    const std::map<std::string, std::int64_t> reported{{"os", 479}, {"ws", 791}, {"is", 655}};
    for (const auto& [dataflow, cycles] : reported) {
        SCOPED_TRACE(dataflow);
        const std::int64_t folds = fold_count(form_of(dataflow, product), product);
        EXPECT_EQ(folds * cycles_to_last_mac(dataflow, one_fold(dataflow, product)) - 1, cycles);
    }
}

} // namespace
} // namespace counterpoint::mapping::scale_sim
