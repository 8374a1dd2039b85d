#include "call_meter.h"

#include <chrono>

#include "thread_cpu_clock.h"

namespace miaia::host {
namespace {

int64_t WallNanos() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void AddTo(CallTimes& times, int64_t nanos, bool hasNews) {
    hasNews ? times.Add(nanos) : times.AddIdle(nanos);
}

}  // namespace

void CallMeter::Begin() {
    cpu_began_ns_ = ThreadCpuNanos();
    began_ns_ = WallNanos();
}

void CallMeter::End(bool hasNews) {
    AddTo(on_wall_, WallNanos() - began_ns_, hasNews);
    AddTo(on_cpu_, ThreadCpuNanos() - cpu_began_ns_, hasNews);
}

}  // namespace miaia::host
