// Durations of the study's calls; memory is constant.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace miaia::host {

// A histogram over powers of two, each split into 64 equal steps: a percentile is at most 1.6 % too high.
class CallTimes {
public:
    void Add(int64_t nanoseconds);

    uint64_t Count() const { return count_; }
    // The duration that the given share (0 to 1) of the calls did not exceed, in microseconds; 0 without them.
    double PercentileUs(double share) const;
    double MaxUs() const { return static_cast<double>(max_ns_) / 1000.0; }

private:
    static constexpr int kSteps = 64;
    static constexpr int kPowers = 36;  // up to about 70 seconds; longer counts as the longest

    static size_t BucketOf(uint64_t nanoseconds);
    static uint64_t UpperEdgeOf(size_t bucket);

    std::array<uint64_t, static_cast<size_t>(kSteps) * kPowers> counts_{};
    uint64_t count_ = 0;
    int64_t max_ns_ = 0;
};

}  // namespace miaia::host
