// What libFuzzer calls. Which reader it fuzzes is said by --reader=NAME, which libFuzzer passes
// over.

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>

#include <pthread.h>

#include "tests/fuzzing/readers.hpp"

namespace {

const counterpoint::fuzzing::Reader* chosen = nullptr;

/// ONNX's library runs in a child because it crashes: that is no finding.
void let_child_crash() {
    for (const int crash : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
        std::signal(crash, SIG_DFL);
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(const int* count, char*** values) {
    constexpr std::string_view option = "--reader=";
    std::string_view name;
    for (int i = 1; i < *count; ++i) {
        const std::string_view value = (*values)[i];
        name = value.substr(0, option.size()) == option ? value.substr(option.size()) : name;
    }
    try {
        pthread_atfork(nullptr, nullptr, let_child_crash);
        chosen = &counterpoint::fuzzing::reader_named(name);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "fuzz --reader=NAME ...: %s\n", error.what());
        std::exit(2);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen->refusal(std::string(data, data + size));
    return 0;
}
