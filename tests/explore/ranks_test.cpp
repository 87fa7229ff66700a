// Processes that search together find what one finds; here they are threads with mail boxes.

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explore/checkpoint.hpp"
#include "explore/ranks/messages.hpp"
#include "explore/ranks/remote_workers.hpp"
#include "explore/ranks/serve.hpp"
#include "explore/search.hpp"
#include "tests/explore/small_space.hpp"

namespace counterpoint::explore {
namespace {

/// The letters of all ranks.
class Post {
  public:
    explicit Post(int size) : boxes_(static_cast<std::size_t>(size)) {}

    void send(int to, Message message) {
        const std::lock_guard<std::mutex> lock(mutex_);
        boxes_.at(static_cast<std::size_t>(to)).push_back(std::move(message));
    }
    std::optional<Message> receive(int at) {
        const std::lock_guard<std::mutex> lock(mutex_);
        auto& box = boxes_.at(static_cast<std::size_t>(at));
        if (box.empty()) {
            return std::nullopt;
        }
        Message message = std::move(box.front());
        box.pop_front();
        return message;
    }
    [[nodiscard]] int size() const { return static_cast<int>(boxes_.size()); }

  private:
    std::vector<std::deque<Message>> boxes_;
    std::mutex mutex_;
};

class PostMessenger : public Messenger {
  public:
    PostMessenger(Post& post, int rank) : post_(post), rank_(rank) {}
    [[nodiscard]] int rank() const override { return rank_; }
    [[nodiscard]] int size() const override { return post_.size(); }
    void send(int to, std::string bytes) override { post_.send(to, {rank_, std::move(bytes)}); }
    std::optional<Message> receive() override { return post_.receive(rank_); }

  private:
    Post& post_;
    int rank_;
};

std::string axes_of_products() {
    return "    - {set: hardware.pe.count, values: [2, 4, 6]}\n"
           "    - {set: mapping.parameters.rows, from: 1, to: 6}\n"
           "    - {set: hardware.memories.L1.fill.bytes_per_cycle, from: 1, to: 8}\n"
           "    - {set: hardware.memories.L1.capacity_bytes, from: 4, to: 60, step: 4}\n";
}

class Ranks : public testing::Test {
  protected:
    Ranks() {
        question_.designs = &small_.designs;
        question_.costs = &costs_;
        question_.goals = {{Objective::cycles, Objective::area}, 1};
        question_.best_wanted = 5;
    }

    /// Every rank but 0, each by itself with its own reading of the files.
    std::vector<std::thread> others(Post& post, const std::string& asked) {
        std::vector<std::thread> threads;
        for (int rank = 1; rank < post.size(); ++rank) {
            threads.emplace_back([this, &post, rank, asked] {
                SmallSpace small(product_on_pes(), axes_of_products());
                Question question = question_;
                question.designs = &small.designs;
                PostMessenger messenger(post, rank);
                serve(question, asked, static_cast<std::size_t>(rank), messenger);
            });
        }
        return threads;
    }

    struct Outcome {
        std::string checkpoint;
        std::string valid;
    };

    enum class Until { first_chunk, end };

    /// Goes on from the state.
    Outcome search_with(int ranks, bool wants_valid, SearchState& state, Until until = Until::end,
                        std::size_t threads_of_rank_0 = 1) {
        Post post(ranks);
        std::vector<std::thread> threads = others(post, "it");
        Outcome outcome;
        {
            PostMessenger messenger(post, 0);
            RemoteWorkers remote(messenger);
            EXPECT_TRUE(remote.meet("it", [] { return false; }));
            SearchOptions options;
            options.others = &remote;
            options.threads = threads_of_rank_0;
            options.designs_at_once = 64;
            options.report_interval = std::chrono::milliseconds(1);
            std::vector<DesignFigures> valid;
            if (wants_valid) {
                options.valid = [&](const std::vector<DesignFigures>& more) {
                    valid.insert(valid.end(), more.begin(), more.end());
                };
            }
            options.interrupted = [&] { return until == Until::first_chunk && state.rows > 0; };
            EXPECT_EQ(search(question_, state, options), until == Until::end);
            outcome.valid = in_lines(valid);
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        outcome.checkpoint = checkpoint_text({"it", state, {}});
        return outcome;
    }

    [[nodiscard]] SearchState nothing() const {
        return {0, Findings(question_.goals, question_.best_by, question_.best_wanted)};
    }

    ExactCosts costs_;
    SmallSpace small_{product_on_pes(), axes_of_products()};
    Question question_;
};

TEST_F(Ranks, FindTogetherWhatOneFinds) {
    for (const bool wants_valid : {true, false}) {
        SearchState alone = nothing();
        const Outcome wanted = search_with(1, wants_valid, alone);
        EXPECT_EQ(alone.findings.tally.searched(), small_.designs.size());
        EXPECT_GT(alone.findings.front.designs().size(), 2U);
        EXPECT_EQ(wanted.valid.empty(), !wants_valid);
        for (const int ranks : {2, 3, 4}) {
            for (const std::size_t threads_of_rank_0 :
                 {0U, 1U}) { // without any the others do it all
                SearchState state = nothing();
                const Outcome found =
                    search_with(ranks, wants_valid, state, Until::end, threads_of_rank_0);
                EXPECT_EQ(found.checkpoint, wanted.checkpoint) << ranks;
                EXPECT_EQ(found.valid, wanted.valid) << ranks;
            }
        }
    }
}

TEST_F(Ranks, GoOnWhereOthersWereInterrupted) {
    SearchState alone = nothing();
    const Outcome wanted = search_with(1, true, alone);
    SearchState state = nothing();
    std::string valid = search_with(3, true, state, Until::first_chunk).valid;
    EXPECT_LT(state.findings.tally.searched(), small_.designs.size());
    EXPECT_GT(state.findings.tally.searched(), 0);
    valid += search_with(2, true, state).valid;
    EXPECT_EQ(checkpoint_text({"it", state, {}}), wanted.checkpoint);
    EXPECT_EQ(valid, wanted.valid);
}

TEST_F(Ranks, OfAnotherQuestionAreRefused) {
    Post post(3);
    std::vector<std::thread> threads = others(post, "something else");
    {
        PostMessenger messenger(post, 0);
        RemoteWorkers remote(messenger);
        EXPECT_THROW(remote.meet("it", [] { return false; }), InputError);
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
}

TEST_F(Ranks, ThatCannotReadTheirFilesSayWhoAndWhy) {
    for (const bool bad_input : {true, false}) {
        Post post(2);
        std::thread other([&] {
            PostMessenger messenger(post, 1);
            const std::exception_ptr reason =
                bad_input ? std::make_exception_ptr(InputError(
                                Problem{{"space.yaml", 3, 1, ""}, "it is not there", "", "", ""}))
                          : std::make_exception_ptr(std::logic_error("a slip"));
            decline(reason, messenger);
        });
        std::string told;
        {
            PostMessenger messenger(post, 0);
            RemoteWorkers remote(messenger);
            try {
                remote.meet("it", [] { return false; });
            } catch (const InputError& error) {
                EXPECT_TRUE(bad_input);
                told = to_string(error.problems().front());
            } catch (const std::runtime_error& error) {
                told = error.what();
            }
        }
        other.join();
        EXPECT_THAT(told, testing::HasSubstr("rank 1 on "));
        EXPECT_THAT(told, testing::HasSubstr(bad_input ? "it is not there" : "a slip"));
    }
}

/// Costs that fail for one structure.
class FailingCosts : public ExactCosts {
  public:
    [[nodiscard]] Cost pes(const CountedStructure& structure) const override {
        if (structure.hardware.pe.count == 6) {
            throw std::logic_error("six are too many");
        }
        return ExactCosts::pes(structure);
    }
};

TEST_F(Ranks, ThatFailWhileTheySearchEndIt) {
    const FailingCosts costs;
    question_.costs = &costs;
    SearchState state = nothing();
    Post post(2);
    std::vector<std::thread> threads = others(post, "it");
    {
        PostMessenger messenger(post, 0);
        RemoteWorkers remote(messenger);
        ASSERT_TRUE(remote.meet("it", [] { return false; }));
        SearchOptions options;
        options.others = &remote;
        options.threads = 0; // so that the other one does it all
        EXPECT_THROW(search(question_, state, options), std::runtime_error);
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
}

TEST_F(Ranks, AreNotWaitedForByOneThatIsInterrupted) {
    Post post(2);
    PostMessenger messenger(post, 0);
    std::thread other;
    {
        RemoteWorkers remote(messenger);
        EXPECT_FALSE(remote.meet("it", [] { return true; }));
        other = std::move(others(post, "it").front());
    }
    other.join();
}

TEST(Messages, AreReadBackAsTheyWereWritten) {
    const Hello hello = read_hello(hello_message({"host", "asked", 7}));
    EXPECT_EQ(hello.host + hello.asked, "hostasked");
    EXPECT_EQ(hello.threads, 7U);
    const std::vector<DesignFigures> designs{{3, {1e15 + 1, 0.1 + 0.2, 1.0 / 3, 5e-324}}, {4, {}}};
    for (const bool has_front : {true, false}) {
        Work work{{5, 1LL << 60}, true, std::nullopt};
        if (has_front) {
            work.known = designs;
        }
        const Work read = read_work(work_message(work));
        EXPECT_EQ(read.rows.first, 5);
        EXPECT_EQ(read.rows.last, 1LL << 60);
        EXPECT_TRUE(read.wants_valid);
        ASSERT_EQ(read.known.has_value(), has_front);
        EXPECT_EQ(in_lines(read.known.value_or(designs)), in_lines(designs));
    }
    EXPECT_EQ(kind_of(end_message()), MessageKind::end);
    EXPECT_EQ(kind_of(bye_message()), MessageKind::bye);
}

} // namespace
} // namespace counterpoint::explore
