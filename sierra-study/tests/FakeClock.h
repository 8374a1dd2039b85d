// Two clocks in a test's hands.
#pragma once

#include "MiaIaClock.h"

namespace miaia::tests {

/// Clocks that stand still until a test moves them.
struct FakeClock {
    static inline int64_t unix_nanos = 1700000000000000000;
    static inline int64_t steady_nanos = 1000000000;

    static void Reset() {
        unix_nanos = 1700000000000000000;
        steady_nanos = 1000000000;
    }
    static void AdvanceMs(int64_t ms) {
        unix_nanos += ms * 1000000;
        steady_nanos += ms * 1000000;
    }
    static Clock Get() {
        Clock clock;
        clock.unix_nanos = [] { return unix_nanos; };
        clock.steady_nanos = [] { return steady_nanos; };
        return clock;
    }
};

}  // namespace miaia::tests
