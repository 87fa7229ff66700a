// `mpirun -n N counterpoint explore` as a user runs it.

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/explored_products.hpp"
#include "tests/cli/program.hpp"

namespace counterpoint::cli {
namespace {

using testing::HasSubstr;

/// In containers tests run as root, and with fewer cores than ranks. What Open MPI leaks is not
/// ours.
const std::string mpirun = "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "
                           "ASAN_OPTIONS=detect_leaks=0 mpirun --oversubscribe ";

class ExploreRanksTest : public ExploredProductsTest {
  protected:
    void SetUp() override {
        const Finished begun = shell(mpirun + "-n 2 true");
        if (begun.status != 0) {
            GTEST_SKIP() << "mpirun begins no processes here; scripts/install build gets it\n"
                         << begun.err;
        }
        if (shell("ldd $counterpoint | grep -q libmpi").status != 0) {
            GTEST_SKIP() << "this build has no MPI";
        }
    }

    /// `threads` are those of every rank.
    static std::string command(int ranks, const std::string& arguments, int threads = 1) {
        const std::string program = "$counterpoint explore space.yaml design.yaml --threads " +
                                    std::to_string(threads) + " " + arguments;
        return ranks == 0 ? program : mpirun + "-n " + std::to_string(ranks) + " " + program;
    }

    static std::string files_of(const std::string& name) {
        return "--format json --output " + name + ".json --csv " + name + ".csv --npy " + name +
               ".npy ";
    }

    void expect_same(const std::string& one, const std::string& other) {
        const Finished compared =
            shell("for kind in json csv npy; do cmp " + one + ".$kind " + other + ".$kind; done");
        EXPECT_EQ(compared.out + compared.err, "") << other;
    }
};

TEST_F(ExploreRanksTest, WriteTheSameFilesWhateverTheirNumber) {
    ASSERT_EQ(shell(command(0, files_of("alone"))).status, 0);
    for (const int ranks : {1, 2, 4}) {
        const std::string name = "of_" + std::to_string(ranks);
        const Finished finished = shell(command(ranks, files_of(name), ranks == 2 ? 3 : 1));
        EXPECT_EQ(finished.status, 0) << finished.err;
        EXPECT_EQ(finished.out, "");
        expect_same("alone", name);
    }
    const Finished said = shell(command(2, ""));
    EXPECT_EQ(said.out, shell(command(0, "")).out);
}

TEST_F(ExploreRanksTest, GoOnWithAnyNumberOfRanksWhereAllWereKilled) {
    make_space_longer();
    const std::string slow = "--timing exact ";
    ASSERT_EQ(shell(command(0, slow + files_of("whole"))).status, 0);
    const std::string resumed = slow + files_of("parts") + "--checkpoint c.json --save-every 0 ";
    for (const int ranks : {2, 3, 0, 4}) {
        ASSERT_TRUE(is_killed_after_saving(command(ranks, resumed)))
            << "the search is over too soon to be killed";
    }
    const Finished finished = shell(command(2, resumed));
    EXPECT_EQ(finished.status, 0) << finished.err;
    expect_same("whole", "parts");
    EXPECT_EQ(shell("ls *.part c.json 2>/dev/null").out, "");
}

TEST_F(ExploreRanksTest, OfOtherCommandsWorkEachForItself) {
    const Finished finished = shell(mpirun + "-n 2 $counterpoint analyze design.yaml --format csv");
    EXPECT_EQ(finished.status, 0) << finished.err;
    const std::size_t first = finished.out.find("model,workload");
    ASSERT_NE(first, std::string::npos) << finished.out;
    EXPECT_NE(finished.out.find("model,workload", first + 1), std::string::npos) << finished.out;
}

TEST_F(ExploreRanksTest, TellOfBadInputOnce) {
    for (const std::string arguments : {"--objective cycle", "--objectiv cycles"}) {
        const Finished finished = shell(command(3, arguments));
        EXPECT_EQ(finished.status, 2);
        EXPECT_EQ(finished.out, "");
        const std::size_t first = finished.err.find("did you mean");
        ASSERT_NE(first, std::string::npos) << finished.err;
        EXPECT_EQ(finished.err.find("did you mean", first + 1), std::string::npos);
    }
    const Finished piped =
        shell("cat design.yaml | " + mpirun + "-n 2 $counterpoint explore space.yaml /dev/stdin");
    EXPECT_THAT(piped.err, HasSubstr("files that can be read again"));
}

TEST_F(ExploreRanksTest, ThatReadOtherFilesAreRefused) {
    // Each rank has its own working folder, and in one of them another space.
    const std::string ranks = mpirun + "-n 1 $counterpoint explore space.yaml design.yaml : "
                                       "-n 1 --wdir other $counterpoint explore space.yaml "
                                       "design.yaml";
    const Finished finished = shell("mkdir other && cp design.yaml other && sed 's/to: 64/to: 48/' "
                                    "space.yaml > other/space.yaml && " +
                                    ranks);
    EXPECT_EQ(finished.status, 2);
    EXPECT_EQ(finished.out, "");
    EXPECT_THAT(finished.err, HasSubstr("is asked something else than rank 0"));
    const Finished missing = shell("rm other/space.yaml; " + ranks);
    EXPECT_EQ(missing.status, 2);
    EXPECT_THAT(missing.err, HasSubstr("rank 1 on "));
    EXPECT_THAT(missing.err, HasSubstr("the file does not exist"));
}

} // namespace
} // namespace counterpoint::cli
