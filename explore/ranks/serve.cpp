#include "explore/ranks/serve.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <unistd.h>

#include "explore/ranks/messages.hpp"
#include "explore/workers.hpp"

namespace counterpoint::explore {

namespace {

/// Messages come without a signal, so they are looked for.
constexpr std::chrono::milliseconds between_looks_for_work{1};

std::string host_name() {
    char name[256] = ""; // NOLINT(modernize-avoid-c-arrays): that of POSIX
    ::gethostname(name, sizeof name - 1);
    return name;
}

std::string failure_text(const std::exception_ptr& reason) {
    RemoteFailure failure{host_name(), {}, ""};
    try {
        std::rethrow_exception(reason);
    } catch (const InputError& error) {
        failure.problems = error.problems();
    } catch (const std::exception& error) {
        failure.what = error.what();
    } catch (...) {
        failure.what = "an error without a text";
    }
    return failed_message(failure);
}

/// Where the threads of this process get what rank 0 sends, and lay what is to be sent.
class Desk : public WorkPlace {
  public:
    explicit Desk(const Question& question) : known_(question.goals) {}

    std::optional<RowRange> next(Front& known) override {
        std::unique_lock<std::mutex> lock(mutex_);
        has_work_.wait(lock, [this] { return closed_ || !ranges_.empty(); });
        if (closed_) {
            return std::nullopt;
        }
        known = known_;
        const RowRange rows = ranges_.front();
        ranges_.pop_front();
        return rows;
    }
    void hand_in(Chunk chunk) override { post(done_message(chunk)); }
    void fail(std::exception_ptr error) override { post(failure_text(error)); }

    void put(const Work& work, const Goals& goals) {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (work.known) {
            known_ = Front(goals);
            for (const DesignFigures& design : *work.known) {
                known_.add(design);
            }
        }
        ranges_.push_back(work.rows);
        has_work_.notify_one();
    }

    /// What is to be sent; waits a little for it.
    std::deque<std::string> outgoing() {
        std::unique_lock<std::mutex> lock(mutex_);
        has_outgoing_.wait_for(lock, between_looks_for_work, [this] { return !outgoing_.empty(); });
        return std::exchange(outgoing_, {});
    }

    void close() {
        const std::lock_guard<std::mutex> lock(mutex_);
        closed_ = true;
        has_work_.notify_all();
    }

  private:
    void post(std::string bytes) {
        const std::lock_guard<std::mutex> lock(mutex_);
        outgoing_.push_back(std::move(bytes));
        has_outgoing_.notify_one();
    }

    Front known_;
    std::deque<RowRange> ranges_;
    std::deque<std::string> outgoing_;
    bool closed_ = false;
    std::mutex mutex_;
    std::condition_variable has_work_;
    std::condition_variable has_outgoing_;
};

/// Takes every message up to the end, which it waits for if nothing else is to be done.
class Correspondence {
  public:
    explicit Correspondence(Messenger& messenger) : messenger_(messenger) {}

    template <class OnWork>
    void receive_all(const OnWork& on_work) {
        while (const std::optional<Message> message = messenger_.receive()) {
            if (kind_of(message->bytes) == MessageKind::end) {
                is_over_ = true;
            } else if (!is_over_) {
                on_work(read_work(message->bytes));
            }
        }
    }
    [[nodiscard]] bool is_over() const { return is_over_; }

  private:
    Messenger& messenger_;
    bool is_over_ = false;
};

} // namespace

void serve(const Question& question, const std::string& asked, std::size_t threads,
           Messenger& messenger) {
    messenger.send(0, hello_message({host_name(), asked, threads}));
    // Threads know by the first message whether valid designs are wanted, and begin with it.
    Desk desk(question);
    std::optional<Workers> workers;
    Correspondence correspondence(messenger);
    while (!correspondence.is_over()) {
        correspondence.receive_all([&](const Work& work) {
            desk.put(work, question.goals);
            if (!workers) {
                workers.emplace(question, desk, threads, work.wants_valid);
            }
        });
        for (std::string& bytes : desk.outgoing()) {
            messenger.send(0, std::move(bytes));
        }
    }
    desk.close();
    workers.reset();
    messenger.send(0, bye_message());
}

void decline(const std::exception_ptr& reason, Messenger& messenger) {
    messenger.send(0, failure_text(reason));
    Correspondence correspondence(messenger);
    while (!correspondence.is_over()) {
        std::this_thread::sleep_for(between_looks_for_work);
        correspondence.receive_all([](const Work&) {});
    }
    messenger.send(0, bye_message());
}

} // namespace counterpoint::explore
