#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "explore/chunk.hpp"
#include "vocabulary/problem.hpp"

namespace counterpoint::explore {

/// What the processes of a search say to each other. Rank 0 says Work and End, the others the
/// rest. All processes run the same program on processors of one kind.
enum class MessageKind {
    hello, ///< ready, and what for
    work,  ///< search a range
    done,  ///< what was found in it
    failed,
    end, ///< there is no more to do
    bye  ///< the last message
};

/// That of a message; its content is read by the function of that kind.
MessageKind kind_of(const std::string& bytes);

struct Hello {
    std::string host;
    std::string asked; ///< what is searched, in a few letters
    std::size_t threads = 1;
};
std::string hello_message(const Hello& hello);
Hello read_hello(const std::string& bytes);

struct Work {
    RowRange rows;
    bool wants_valid = false;
    std::optional<std::vector<DesignFigures>> known; ///< a front; nothing: that of before
};
std::string work_message(const Work& work);
Work read_work(const std::string& bytes);

std::string done_message(const Chunk& chunk);
/// `chunk` is an empty one.
void read_done(const std::string& bytes, Chunk& chunk);

/// What went wrong on another machine.
struct RemoteFailure {
    std::string host;
    std::vector<Problem> problems; ///< with the input; none: something else
    std::string what;
};
std::string failed_message(const RemoteFailure& failure);
RemoteFailure read_failed(const std::string& bytes);

std::string end_message();
std::string bye_message();

} // namespace counterpoint::explore
