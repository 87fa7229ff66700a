#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const char* const attention =
    "    - {name: scores, type: EINSUM, dimensions: {A: 4, B: 4, E: 4}, tensors: {Query: "
    "{axes: [A, E]}, Key: {axes: [B, E]}, Score: {axes: [A, B], output: true}}}\n";

class MaestroCsv : public TwoGemmsTest {};

TEST_F(MaestroCsv, HasALineALayerThatSplitsAtItsCommas) {
    const std::string text = run("analyze design.yaml --format maestro.csv").out;
    EXPECT_EQ(text.rfind("Neural Network Name, Layer Number, NumPEs, Runtime (Cycles),", 0), 0U);
    EXPECT_THAT(text, HasSubstr("\ntwo_gemms,first,2,"));
    EXPECT_THAT(text, HasSubstr("\ntwo_gemms,second,2,"));
    EXPECT_EQ(
        shell("$counterpoint analyze design.yaml --format maestro.csv | awk -F, '{print NF}'").out,
        "52\n52\n52\n");
}

TEST_F(MaestroCsv, HasTheNumbersOfTheJson) {
    write("compare.py", R"py(
import csv, json, subprocess, sys
def analyze(kind):
    return subprocess.run([sys.argv[1], "analyze", "design.yaml", "--format", kind],
                          check=True, capture_output=True, text=True).stdout
layers = json.loads(analyze("json"))["layers"]
rows = list(csv.DictReader(analyze("maestro.csv").splitlines()))
for row, layer in zip(rows, layers, strict=True):
    l1 = layer["counts"]["L1"]
    width = layer["bandwidth"]["L1"]
    assert int(row[" Runtime (Cycles)"]) == layer["cycles"]
    assert int(row[" Num MACs"]) == layer["macs"]
    assert float(row[" Throughput (MACs/Cycle)"]) == layer["macs"] / layer["cycles"]
    assert int(row[" input l1 read"]) == l1["Input"]["reads"]
    assert int(row[" filter l1 write"]) == l1["Weight"]["writes"]
    assert int(row[" output l1 write"]) == l1["Output"]["writes"]
    assert float(row[" output reuse factor"]) == layer["reuse"]["L1"]["Output"]
    assert float(row[" Avg BW Req"]) == max(
        width["fill"]["bytes_per_compute_cycle"], width["drain"]["bytes_per_compute_cycle"])
    assert int(row[" L1 SRAM Size Req (Bytes)"]) == layer["capacity_bytes"]["L1"]
    assert len(row) == 52 and None not in row
print(len(rows))
)py");
    const Finished finished = shell("python3 compare.py $counterpoint");
    EXPECT_EQ(finished.out, "2\n") << finished.err;
}

TEST_F(MaestroCsv, KeepsItsColumnsWhateverALayerIsCalled) {
    ASSERT_EQ(shell(R"(sed -i "s/name: first/name: 'a, \"b\"'/" design.yaml)").status, 0);
    const std::string text = run("analyze design.yaml --format maestro.csv").out;
    EXPECT_THAT(text, HasSubstr("\ntwo_gemms,a_ _b_,2,"));
    EXPECT_EQ(text.find('"'), std::string::npos);
}

TEST_F(MaestroCsv, TakesTheCyclesOfAShortcut) {
    const std::string cycles = " | tail -1 | cut -d, -f4";
    const std::string command = "$counterpoint analyze design.yaml --timing timeloop";
    const Finished csv = shell(command + " --format maestro.csv" + cycles);
    const Finished exact = shell("$counterpoint analyze design.yaml --format maestro.csv" + cycles);
    EXPECT_NE(csv.out, exact.out);
    EXPECT_THAT(shell(command + " --format json").out,
                HasSubstr("\"cycles\": " + csv.out.substr(0, csv.out.size() - 1)));
}

TEST_F(MaestroCsv, GoesIntoAFile) {
    const std::string text = run("analyze design.yaml --format maestro.csv").out;
    EXPECT_EQ(run("analyze design.yaml --format maestro.csv --output two.maestro.csv").out, "");
    EXPECT_EQ(read("two.maestro.csv"), text);
}

TEST_F(MaestroCsv, RefusesLayersThatMaestroHasNoTensorsFor) {
    ASSERT_EQ(shell("grep -v GEMM design.yaml > other.yaml").status, 0);
    std::string design = read("other.yaml");
    design.insert(design.find("hardware:"), attention);
    write("other.yaml", design);
    const Finished finished =
        shell("$counterpoint analyze other.yaml --format maestro.csv --output x.csv");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, AllOf(HasSubstr("other.yaml:4:"), HasSubstr("layer 'scores'"),
                                    HasSubstr("two inputs, Input and Weight"),
                                    HasSubstr("Query, Key"), HasSubstr("--format csv")));
    EXPECT_NE(shell("test -e x.csv").status, 0);
}

} // namespace
} // namespace counterpoint::cli
