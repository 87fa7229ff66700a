#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

class BadInput : public ProgramTest {
  protected:
    /// The two GEMMs with one text put in place of another.
    void write_changed(const std::string& name, const std::string& from, const std::string& to) {
        std::string text = two_gemms;
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write(name, text.replace(at, from.size(), to));
    }
};

TEST_F(BadInput, IsListedWithItsPlaceAndLeavesStandardOutputEmpty) {
    write_changed("design.yaml", "capacity_bytes", "capacity_byte");
    const Finished finished = shell("$counterpoint analyze design.yaml");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, HasSubstr("design.yaml:11:18: "));
    EXPECT_THAT(finished.err, HasSubstr("capacity_bytes"));
}

TEST_F(BadInput, OfSeveralFilesIsListedTogether) {
    write("a.yaml", "workload: {name: w, layers: [{name: l, type: GEMN}]}\n");
    write("b.yaml", "hardware: {name: h, clock_ghz: fast}\n");
    const Finished finished = shell("$counterpoint analyze a.yaml b.yaml missing.yaml");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, HasSubstr("a.yaml:1:"));
    EXPECT_THAT(finished.err, HasSubstr("b.yaml:1:"));
    EXPECT_THAT(finished.err, HasSubstr("missing.yaml: "));
    EXPECT_THAT(finished.err, ContainsRegex("\n[0-9]+ problems\n$"));
}

TEST_F(BadInput, OfAllLayersIsListedTogether) {
    write_changed("design.yaml", "units: 2", "units: 1");
    const Finished finished = shell("$counterpoint analyze design.yaml");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, HasSubstr("first"));
    EXPECT_THAT(finished.err, HasSubstr("second"));
    EXPECT_THAT(finished.err, HasSubstr("design.yaml:16:9: "));
}

TEST_F(BadInput, NamesALayerThatNoMappingMatches) {
    write_changed("design.yaml", "  - nodes:", "  - layers: ['f*']\n    nodes:");
    const Finished finished = shell("$counterpoint analyze design.yaml");
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, HasSubstr("second"));
    EXPECT_EQ(shell("$counterpoint analyze design.yaml --layer first").status, 0);
}

TEST_F(BadInput, NeverEndsInACrash) {
    write("deep.yaml", "workload: " + std::string(100000, '[') + "\n");
    write("empty.yaml", "");
    write("bytes.yaml", std::string("\xff\xfe\x00\x01", 4));
    write("alias.yaml", "workload: &a [*a]\n");
    write("huge.yaml", "workload: {name: w, layers: [{name: l, type: GEMM, dimensions: "
                       "{M: 99999999999999999999}}]}\n");
    for (const char* file : {"deep.yaml", "empty.yaml", "bytes.yaml", "alias.yaml", "huge.yaml",
                             ".", "/dev/null", "missing.yaml"}) {
        const Finished finished = shell(std::string("$counterpoint analyze ") + file);
        EXPECT_EQ(finished.status, 2) << file << ": " << finished.err;
        EXPECT_EQ(finished.out, "") << file;
        EXPECT_THAT(finished.err, HasSubstr(file));
    }
}

TEST_F(BadInput, CannotSteerTheTerminal) {
    write("design.yaml", "{\"workload\": {\"na\\u001b[2Jme\": \"w\"}}\n");
    const Finished finished = shell("$counterpoint analyze design.yaml");
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.err.find('\x1b'), std::string::npos);
}

} // namespace
} // namespace counterpoint::cli
