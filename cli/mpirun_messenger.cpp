#include <utility>

#include "cli/mpirun.hpp"
#include "explore/ranks/mpi_messenger.hpp"

namespace counterpoint::cli {

std::unique_ptr<explore::Messenger> messenger_of_mpirun() {
    if (!was_begun_with_others()) {
        return nullptr;
    }
    std::unique_ptr<explore::Messenger> messenger = explore::mpi_messenger();
    return messenger->size() > 1 ? std::move(messenger) : nullptr;
}

} // namespace counterpoint::cli
