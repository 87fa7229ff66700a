#include "cli/mpirun.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::cli {

std::unique_ptr<explore::Messenger> messenger_of_mpirun() {
    if (was_begun_with_others()) {
        throw InputError(Problem{{"mpirun", 0, 0, ""},
                                 "this program was built without MPI and searches in one process",
                                 "",
                                 "",
                                 "begin it without mpirun, or build it with COUNTERPOINT_MPI=ON"});
    }
    return nullptr;
}

} // namespace counterpoint::cli
