#include "explore/workers.hpp"

#include <utility>

namespace counterpoint::explore {

namespace {

void work(const Question& question, WorkPlace& place, bool wants_valid) {
    try {
        Sweep sweep(question);
        Front known(question.goals); // a copy, since a front remembers what covered last
        while (const std::optional<RowRange> rows = place.next(known)) {
            Chunk chunk(question);
            chunk.rows = *rows;
            sweep.run(rows->first, rows->last, known, chunk.findings,
                      wants_valid ? &chunk.valid : nullptr);
            place.hand_in(std::move(chunk));
        }
    } catch (...) {
        place.fail(std::current_exception());
    }
}

} // namespace

Workers::Workers(const Question& question, WorkPlace& place, std::size_t threads,
                 bool wants_valid) {
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back(
            [&question, &place, wants_valid] { work(question, place, wants_valid); });
    }
}

Workers::~Workers() {
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

} // namespace counterpoint::explore
