#include "tests/architecture/include_rules.hpp"

#include <tuple>

#include <gmock/gmock.h>

namespace counterpoint::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> verdict(const std::string& path, const std::string& text) {
    return forbidden_includes(source_from_text(path, text));
}

std::string include_of(const std::string& folder) { return "#include \"" + folder + "/x.hpp\"\n"; }

TEST(TheHouse, includes_only_what_it_allows_itself) {
    const std::vector<SourceFile> sources = read_sources(COUNTERPOINT_SOURCE_DIR);
    ASSERT_FALSE(sources.empty());
    std::vector<std::string> violations;
    for (const SourceFile& source : sources) {
        const auto found = forbidden_includes(source);
        violations.insert(violations.end(), found.begin(), found.end());
    }
    EXPECT_THAT(violations, IsEmpty());
}

using FromTo = std::tuple<const char*, const char*>;

class ForbiddenInclude : public testing::TestWithParam<FromTo> {};

TEST_P(ForbiddenInclude, is_found_with_its_line) {
    const auto [from, to] = GetParam();
    const std::string path = std::string(from) + "/made_up.cpp";
    EXPECT_THAT(
        verdict(path, "#include <vector>\n" + include_of(to)),
        ElementsAre(path + ":2: " + std::string(from) + " may not include " + std::string(to)));
}

INSTANTIATE_TEST_SUITE_P(MadeUp, ForbiddenInclude,
                         testing::Values(FromTo{"vocabulary", "input"},
                                         FromTo{"input", "workloads"}, FromTo{"workloads", "hw"},
                                         FromTo{"hw", "workloads"}, FromTo{"mapping", "analytical"},
                                         FromTo{"analytical", "sim"}, FromTo{"analytical", "input"},
                                         FromTo{"sim", "analytical"}, FromTo{"sim", "input"},
                                         FromTo{"validation", "cli"}, FromTo{"explore", "sim"},
                                         FromTo{"explore", "cli"}, FromTo{"cli", "tests"}));

TEST(AllowedInclude, passes) {
    EXPECT_THAT(verdict("analytical/a.cpp", include_of("mapping") + include_of("analytical")),
                IsEmpty());
    EXPECT_THAT(verdict("validation/a.cpp", include_of("sim") + include_of("analytical")),
                IsEmpty());
    EXPECT_THAT(verdict("cli/a.cpp", include_of("explore") + include_of("vocabulary")), IsEmpty());
    EXPECT_THAT(verdict("tests/cli/a.cpp", include_of("cli") + include_of("tests")), IsEmpty());
}

TEST(Include, may_not_hide_behind_angle_brackets_or_spaces) {
    EXPECT_THAT(verdict("sim/a.cpp", "  #  include <analytical/analysis.hpp> // quick fix\n"),
                ElementsAre("sim/a.cpp:1: sim may not include analytical"));
}

TEST(Include, is_written_from_the_root) {
    EXPECT_THAT(verdict("hw/a.cpp", "#include \"hardware.hpp\"\n#include \"../sim/x.hpp\"\n"),
                ElementsAre("hw/a.cpp:1: an include is written from the root of the project",
                            "hw/a.cpp:2: an include is written from the root of the project"));
}

TEST(SystemC, is_for_the_simulator_only) {
    const std::string kernel = "#include <systemc>\n";
    EXPECT_THAT(verdict("sim/a.cpp", kernel), IsEmpty());
    EXPECT_THAT(verdict("tests/sim/a_test.cpp", kernel), IsEmpty());
    EXPECT_THAT(verdict("analytical/a.cpp", kernel),
                ElementsAre("analytical/a.cpp:1: only sim may include SystemC"));
    EXPECT_THAT(verdict("cli/a.cpp", "#include <systemc.h>\n"),
                ElementsAre("cli/a.cpp:1: only sim may include SystemC"));
}

TEST(OnnxLibrary, is_for_its_reader_only) {
    const std::string header = "#include <onnx/onnx_pb.h>\n";
    EXPECT_THAT(verdict("workloads/onnx/a.cpp", header), IsEmpty());
    EXPECT_THAT(verdict("tests/workloads/onnx/a.cpp", header), IsEmpty());
    EXPECT_THAT(verdict("mapping/a.cpp", header),
                ElementsAre("mapping/a.cpp:1: only workloads/onnx may include ONNX's library"));
    EXPECT_THAT(verdict("workloads/a.cpp", "#include <google/protobuf/message.h>\n"),
                ElementsAre("workloads/a.cpp:1: only workloads/onnx may include ONNX's library"));
}

TEST(Walker, knows_neither_model_but_its_comparison_does) {
    EXPECT_THAT(verdict("tests/walker/a.cpp", include_of("analytical")),
                ElementsAre("tests/walker/a.cpp:1: the walker is a third method and must not know "
                            "the models"));
    EXPECT_THAT(verdict("tests/walker/a_test.cpp", include_of("analytical")), IsEmpty());
}

TEST(CheckerOfDramCommands, knows_no_controller) {
    EXPECT_THAT(verdict("tests/sim/dram/checker/a.cpp", include_of("sim") + include_of("hw")),
                ElementsAre("tests/sim/dram/checker/a.cpp:1: the checker of DRAM commands must not "
                            "know the controller"));
    EXPECT_THAT(verdict("tests/sim/dram/traffic/a.cpp", include_of("sim")), IsEmpty());
}

TEST(Folder, has_a_name_that_says_what_it_holds) {
    EXPECT_THAT(verdict("utils/a.cpp", ""),
                ElementsAre("utils/a.cpp: a folder named `utils` says nothing of what it holds"));
    EXPECT_THAT(verdict("analytical/common/a.hpp", ""),
                ElementsAre("analytical/common/a.hpp: a folder named `common` says nothing of what "
                            "it holds"));
    EXPECT_THAT(verdict("model/a.cpp", ""),
                ElementsAre("model/a.cpp: is in no folder of the house"));
    EXPECT_THAT(verdict("main.cpp", ""), ElementsAre("main.cpp: is in no folder of the house"));
}

} // namespace
} // namespace counterpoint::architecture
