// How long the study's calls take: on the wall, and of that on the processor. Those that saw nothing new are told apart: among the others
// they would only flatter.
#pragma once

#include "call_times.h"

namespace miaia::host {

class CallMeter {
public:
    void Begin();
    // hasNews: the call saw something new.
    void End(bool hasNews);

    const CallTimes& OnWall() const { return on_wall_; }
    const CallTimes& OnCpu() const { return on_cpu_; }
    // Of calls that saw nothing new, on the wall.
    const CallTimes& Quiet() const { return quiet_; }

private:
    CallTimes on_wall_;
    CallTimes on_cpu_;
    CallTimes quiet_;
    int64_t began_ns_ = 0;
    int64_t cpu_began_ns_ = 0;
};

}  // namespace miaia::host
