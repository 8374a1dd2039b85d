#include "call_meter.h"

#include <chrono>

#include "thread_cpu_clock.h"

namespace miaia::host {
namespace {

int64_t WallNanos() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

void CallMeter::Begin() {
    cpu_began_ns_ = ThreadCpuNanos();
    began_ns_ = WallNanos();
}

void CallMeter::End(bool hasNews) {
    (hasNews ? on_wall_ : quiet_).Add(WallNanos() - began_ns_);
    if (hasNews)
        on_cpu_.Add(ThreadCpuNanos() - cpu_began_ns_);
}

}  // namespace miaia::host
