#include "sim/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <new>
#include <numeric>
#include <utility>

#include <poll.h>
#include <sys/mman.h>

#include "sim/child.hpp"
#include "sim/defect.hpp"
#include "sim/effort.hpp"

namespace counterpoint::sim {

namespace {

/// Numbers in memory that this process shares with the children it will have; zero at first.
class SharedCounters {
  public:
    using Counter = std::atomic<std::int64_t>;
    static_assert(Counter::is_always_lock_free, "a lock would not be shared");

    explicit SharedCounters(std::size_t size)
        : bytes_(std::max<std::size_t>(size, 1) * sizeof(Counter)),
          memory_(
              ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
        if (memory_ == MAP_FAILED) {
            throw std::bad_alloc();
        }
        std::uninitialized_value_construct_n(counters(), size);
    }
    ~SharedCounters() { ::munmap(memory_, bytes_); }
    SharedCounters(const SharedCounters&) = delete;
    SharedCounters& operator=(const SharedCounters&) = delete;
    SharedCounters(SharedCounters&&) = delete;
    SharedCounters& operator=(SharedCounters&&) = delete;

    Counter& operator[](std::size_t i) { return counters()[i]; }
    const Counter& operator[](std::size_t i) const { return counters()[i]; }

  private:
    [[nodiscard]] Counter* counters() const { return static_cast<Counter*>(memory_); }

    std::size_t bytes_;
    void* memory_;
};

/// The children that run at the moment, and what is left for them to do.
class Pool {
  public:
    Pool(const std::vector<Job>& jobs, const hw::Hardware& hardware, const Options& options,
         const Parallel& parallel)
        : jobs_(jobs), hardware_(hardware), options_(options), parallel_(parallel),
          outcomes_(jobs.size(), Failure{}), computed_(jobs.size()), order_(jobs.size()) {
        for (const Job& job : jobs) {
            efforts_.push_back(effort_of(job.layer, hardware_of(job), job.mapping, options));
        }
        std::iota(order_.rbegin(), order_.rend(), std::size_t{0});
        std::stable_sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
            return efforts_[a].seconds < efforts_[b].seconds;
        });
    }

    std::vector<Outcome> run() {
        fill_up();
        report();
        while (!running_.empty()) {
            wait();
            fill_up();
            report();
        }
        return std::move(outcomes_);
    }

  private:
    struct Running {
        template <class... Arguments>
        explicit Running(std::size_t which, Arguments&&... arguments)
            : job(which), child(std::forward<Arguments>(arguments)...) {}

        std::size_t job;
        Child child;
    };

    [[nodiscard]] const hw::Hardware& hardware_of(const Job& job) const {
        return job.hardware != nullptr ? *job.hardware : hardware_;
    }

    void fill_up() {
        while (running_.size() < parallel_.processes && !order_.empty()) {
            const std::size_t job = order_.back();
            order_.pop_back();
            try {
                start(job);
            } catch (const Defect& defect) {
                outcomes_[job] = Failure{defect.what()};
                tell(job);
            }
        }
    }

    void tell(std::size_t job) const {
        if (parallel_.finished) {
            parallel_.finished(job, outcomes_[job]);
        }
    }

    void start(std::size_t job) {
        Options options = options_;
        if (jobs_.size() > 1) {
            options.trace = options_of_layer(options.trace, job + 1, jobs_[job].layer.name);
        }
        auto* counter = parallel_.report ? &computed_[job] : nullptr;
        running_.push_back(std::make_unique<Running>(job, jobs_[job].layer, hardware_of(jobs_[job]),
                                                     jobs_[job].mapping, options, counter));
    }

    /// Until a child says something or it is time to report.
    void wait() {
        std::vector<pollfd> descriptors{{parallel_.interruption, POLLIN, 0}};
        for (const auto& running : running_) {
            descriptors.push_back({running->child.descriptor(), POLLIN, 0});
        }
        const int interval =
            parallel_.report ? static_cast<int>(parallel_.report_interval.count()) : -1;
        if (::poll(descriptors.data(), descriptors.size(), interval) < 0) {
            if (errno == EINTR) {
                return;
            }
            throw Defect("cannot wait for the processes of the simulation");
        }
        if (descriptors.front().revents != 0) {
            throw Interrupted();
        }
        for (std::size_t i = running_.size(); i-- > 0;) {
            if (descriptors[i + 1].revents != 0 && !running_[i]->child.listen()) {
                finish(*running_[i]);
                running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
    }

    void finish(Running& running) {
        Outcome& outcome = outcomes_[running.job];
        try {
            outcome = running.child.result();
        } catch (const InputError& error) {
            outcome = error.problems();
        } catch (const Defect& defect) {
            outcome = Failure{defect.what()};
        }
        tell(running.job);
    }

    void report() const {
        if (!parallel_.report) {
            return;
        }
        Progress progress;
        progress.jobs = jobs_.size();
        progress.jobs_done = jobs_.size() - order_.size() - running_.size();
        double seconds = 0;
        double seconds_left = 0;
        for (const Effort& effort : efforts_) {
            progress.phases += effort.phases;
            seconds += effort.seconds;
        }
        double phases_left = 0;
        const auto add_left = [&](std::size_t job, double share) {
            const Effort& effort = efforts_[job];
            phases_left += effort.phases * share;
            seconds_left +=
                effort.seconds_of_values + (effort.seconds - effort.seconds_of_values) * share;
        };
        for (const std::size_t job : order_) {
            add_left(job, 1);
        }
        for (const auto& running : running_) {
            const auto computed = static_cast<double>(computed_[running->job].load());
            add_left(running->job, std::max(0.0, 1 - computed / efforts_[running->job].phases));
        }
        progress.phases_done = progress.phases - phases_left;
        progress.work_done = seconds > 0 ? 1 - seconds_left / seconds : 1;
        parallel_.report(progress);
    }

    const std::vector<Job>& jobs_;
    const hw::Hardware& hardware_;
    const Options& options_;
    const Parallel& parallel_;
    std::vector<Outcome> outcomes_;
    SharedCounters computed_; ///< phases by job
    std::vector<Effort> efforts_;
    std::vector<std::size_t> order_; ///< jobs not begun yet, the next one last
    std::vector<std::unique_ptr<Running>> running_;
};

} // namespace

std::vector<Outcome> simulate_all(const std::vector<Job>& jobs, const hw::Hardware& hardware,
                                  const Options& options, const Parallel& parallel) {
    return Pool(jobs, hardware, options, parallel).run();
}

} // namespace counterpoint::sim
