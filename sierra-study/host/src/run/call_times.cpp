#include "call_times.h"

#include <algorithm>
#include <cmath>

namespace miaia::host {

void CallTimes::Add(int64_t nanoseconds) {
    const int64_t duration = std::max<int64_t>(0, nanoseconds);
    ++counts_[BucketOf(static_cast<uint64_t>(duration))];
    ++count_;
    max_ns_ = std::max(max_ns_, duration);
}

double CallTimes::PercentileUs(double share) const {
    if (count_ == 0)
        return 0;
    const auto wanted = static_cast<uint64_t>(std::ceil(share * static_cast<double>(count_)));
    uint64_t seen = 0;
    for (size_t i = 0; i < counts_.size(); ++i) {
        seen += counts_[i];
        if (seen >= wanted && seen > 0)
            return std::min(static_cast<double>(UpperEdgeOf(i)) / 1000.0, MaxUs());
    }
    return MaxUs();
}

// Durations below 64 ns have a bucket each; above, the highest six bits after the leading one choose the step.
size_t CallTimes::BucketOf(uint64_t nanoseconds) {
    int power = 0;
    while ((nanoseconds >> power) >= 2u * kSteps)
        ++power;
    const auto bucket = static_cast<size_t>(power) * kSteps + (nanoseconds >> power);
    return std::min<size_t>(bucket, static_cast<size_t>(kSteps) * kPowers - 1);
}

uint64_t CallTimes::UpperEdgeOf(size_t bucket) {
    if (bucket < 2 * kSteps)
        return bucket;
    const size_t power = bucket / kSteps - 1;
    return ((bucket - power * kSteps + 1) << power) - 1;
}

}  // namespace miaia::host
