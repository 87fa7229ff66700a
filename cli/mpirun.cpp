#include "cli/mpirun.hpp"

#include <cstdlib>
#include <initializer_list>

namespace counterpoint::cli {

namespace {

/// The first of these variables that is there, as a number.
int number_by_environment(std::initializer_list<const char*> names, int otherwise) {
    for (const char* name : names) {
        if (const char* text = std::getenv(name)) { // NOLINT(concurrency-mt-unsafe): one thread
            return static_cast<int>(std::strtol(text, nullptr, 10));
        }
    }
    return otherwise;
}

} // namespace

// The variables are those of Open MPI, and of PMIx and PMI, which batch systems use.

bool was_begun_with_others() {
    return number_by_environment({"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}, 1) >
           1;
}

int rank_by_environment() {
    return number_by_environment({"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"}, 0);
}

} // namespace counterpoint::cli
