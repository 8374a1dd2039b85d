// Time that this thread has spent on a processor, apart from the time it waited for one.
#pragma once

#include <cstdint>

namespace miaia::host {

// Nanoseconds; 0 on Windows, whose count of a thread's processor time moves in steps of about 16 ms.
int64_t ThreadCpuNanos();

}  // namespace miaia::host
