#include <atomic>
#include <csignal>
#include <iostream>

#include "run_host.h"

namespace {

std::atomic<bool> stopRequested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void RequestStop(int) {
    stopRequested = true;
}

}  // namespace

int main(int count, char** arguments) {
    std::signal(SIGINT, RequestStop);
    std::signal(SIGTERM, RequestStop);
    return miaia::host::RunHost(std::vector<std::string>(arguments + 1, arguments + count), std::cout, std::cerr, stopRequested);
}
