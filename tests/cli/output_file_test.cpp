#include "cli/output_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/temporary_folder.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class OutputFileTest : public testing::Test {
  protected:
    [[nodiscard]] std::string path(const std::string& name) const {
        return (folder_ / name).string();
    }
    static std::string text_of(const std::string& path) {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] std::size_t files_there() const { return folder_.files(); }
    static std::string refusal(const std::string& path) {
        try {
            const OutputFile file(path);
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    }

    TemporaryFolder folder_;
};

TEST_F(OutputFileTest, ChangesNothingBeforeItIsWritten) {
    const OutputFile file(path("a"));
    EXPECT_EQ(files_there(), 0);
    file.write("result\n");
    EXPECT_EQ(text_of(path("a")), "result\n");
    EXPECT_EQ(files_there(), 1);
}

TEST_F(OutputFileTest, ReplacesAFileAndKeepsItsPermissions) {
    std::ofstream(path("a")) << "a longer text that was there before\n";
    ASSERT_EQ(::chmod(path("a").c_str(), 0640), 0);
    OutputFile(path("a")).write("new\n");
    EXPECT_EQ(text_of(path("a")), "new\n");
    EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms(0640));
}

TEST_F(OutputFileTest, GivesANewFileTheUsualPermissions) {
    const mode_t mask = ::umask(0027);
    OutputFile(path("a")).write("new\n");
    ::umask(mask);
    EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms(0640));
}

TEST_F(OutputFileTest, FollowsALinkInsteadOfReplacingIt) {
    fs::create_directory(path("there"));
    fs::create_symlink("there/target", path("link"));
    OutputFile(path("link")).write("first\n");
    OutputFile(path("link")).write("second\n");
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(text_of(path("there/target")), "second\n");
}

TEST_F(OutputFileTest, WritesToADeviceWithoutReplacingIt) {
    OutputFile("/dev/null").write("gone\n");
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(OutputFileTest, ReportsAFullDevice) {
    const OutputFile full("/dev/full");
    EXPECT_THROW(full.write("text"), InputError);
}

TEST_F(OutputFileTest, RefusesWhatCannotBeWritten) {
    EXPECT_THAT(refusal(path("missing/a")), HasSubstr("there is no folder"));
    EXPECT_THAT(refusal(path("missing/a")), HasSubstr("missing"));
    EXPECT_THAT(refusal(folder_.path()), HasSubstr("is a directory"));
    EXPECT_THAT(refusal(""), HasSubstr("empty"));
    EXPECT_EQ(refusal(path("a")), "");
}

TEST_F(OutputFileTest, RefusesALinkThatLeadsInACircle) {
    fs::create_symlink("b", path("a"));
    fs::create_symlink("a", path("b"));
    EXPECT_THAT(refusal(path("a")), HasSubstr("circle"));
}

TEST_F(OutputFileTest, RefusesAFolderThatIsClosedToTheUser) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "nothing is closed to root";
    }
    fs::create_directory(path("closed"));
    ASSERT_EQ(::chmod(path("closed").c_str(), 0555), 0);
    EXPECT_THAT(refusal(path("closed/a")), HasSubstr("cannot be written"));
}

TEST_F(OutputFileTest, LeavesNothingBehindWhereItsFolderGoesAway) {
    fs::create_directory(path("soon_gone"));
    const OutputFile file(path("soon_gone/a"));
    fs::remove(path("soon_gone"));
    EXPECT_THROW(file.write("text"), InputError);
    EXPECT_EQ(files_there(), 0);
}

TEST(WriteAll, ReportsTheReason) {
    EXPECT_EQ(write_all(-1, "text"), EBADF);
    EXPECT_EQ(write_all(-1, ""), 0);
}

} // namespace
} // namespace counterpoint::cli
