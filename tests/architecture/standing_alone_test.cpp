#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>

namespace counterpoint {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, decltype(&pclose)> pipe(popen(command.c_str(), "r"), &pclose);
    if (!pipe) {
        throw std::runtime_error("cannot run " + command);
    }
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t read = 0; (read = fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;) {
        output.append(buffer.data(), read);
    }
    return output;
}

TEST(AnalyticalLibrary, calls_nothing_of_systemc) {
    const std::string symbols = output_of("nm --demangle " COUNTERPOINT_ANALYTICAL);
    ASSERT_THAT(symbols, HasSubstr("counterpoint::analytical::analyze("));
    EXPECT_THAT(symbols, Not(HasSubstr("sc_core::")));
}

TEST(AnalyzeOnly, loads_no_systemc) {
    const std::string libraries = output_of("ldd " COUNTERPOINT_ANALYZE_ONLY);
    ASSERT_THAT(libraries, HasSubstr("libyaml-cpp"));
    EXPECT_THAT(libraries, Not(HasSubstr("systemc")));
}

TEST(AnalyzeOnly, has_no_simulation) {
    const std::string help = output_of(COUNTERPOINT_ANALYZE_ONLY " --help");
    EXPECT_THAT(help, HasSubstr("analyze"));
    EXPECT_THAT(help, Not(HasSubstr("simulate")));
}

TEST(Binary, is_silent_about_systemc) {
    EXPECT_EQ(output_of(COUNTERPOINT_BINARY " --version 2>&1"),
              output_of(COUNTERPOINT_ANALYZE_ONLY " --version 2>&1"));
}

} // namespace
} // namespace counterpoint
