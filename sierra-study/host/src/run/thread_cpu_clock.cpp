#include "thread_cpu_clock.h"

#ifndef _WIN32
#include <time.h>
#endif

namespace miaia::host {

int64_t ThreadCpuNanos() {
#ifdef _WIN32
    return 0;
#else
    timespec now{};
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0)
        return 0;
    return static_cast<int64_t>(now.tv_sec) * 1000000000 + now.tv_nsec;
#endif
}

}  // namespace miaia::host
