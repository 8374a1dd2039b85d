// Latency histograms of fixed size: a sample costs a few instructions, a percentile is exact to 1/16 of its power of two.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "MiaIaStudyFrames.h"

namespace miaia {

class LatencyHistogram {
public:
    static constexpr uint32_t StepsPerOctave = 16;
    static constexpr uint32_t Buckets = 61 * StepsPerOctave;

    /// A negative latency (a clock was set back) counts as 0.
    void Add(int64_t nanos) {
        const uint64_t value = nanos < 0 ? 0 : static_cast<uint64_t>(nanos);
        const uint32_t bucket = BucketOf(value);
        ++buckets_[bucket];
        ++count_;
        if (bucket < lowest_)
            lowest_ = bucket;
        if (value > max_nanos_)
            max_nanos_ = value;
    }

    uint64_t Count() const { return count_; }
    uint64_t MaxNanos() const { return max_nanos_; }

    /// Upper edge of the bucket in which the given share (0 to 1) of the samples ends, never above the maximum; 0 without samples.
    uint64_t PercentileNanos(double share) const {
        const uint64_t wanted = static_cast<uint64_t>(std::ceil(share * static_cast<double>(count_)));
        uint64_t seen = 0;
        for (uint32_t bucket = lowest_; bucket < Buckets; ++bucket) {
            seen += buckets_[bucket];
            if (seen >= wanted) {
                const uint64_t edge = UpperEdge(bucket);
                return edge < max_nanos_ ? edge : max_nanos_;
            }
        }
        return max_nanos_;
    }

    HopLatency Report(const char* hop) const {
        HopLatency report;
        report.hop = hop;
        report.count = count_;
        report.p50_us = static_cast<double>(PercentileNanos(0.50)) / 1000.0;
        report.p99_us = static_cast<double>(PercentileNanos(0.99)) / 1000.0;
        report.max_us = static_cast<double>(max_nanos_) / 1000.0;
        return report;
    }

private:
    static uint32_t BucketOf(uint64_t value) {
        if (value < StepsPerOctave)
            return static_cast<uint32_t>(value);
        uint32_t octave = 0;
        while ((value >> octave) >= 2 * StepsPerOctave)
            ++octave;
        return (octave + 1) * StepsPerOctave + static_cast<uint32_t>(value >> octave) - StepsPerOctave;
    }

    static uint64_t UpperEdge(uint32_t bucket) {
        if (bucket < StepsPerOctave)
            return bucket;
        const uint32_t octave = bucket / StepsPerOctave - 1;
        const uint64_t low = static_cast<uint64_t>(bucket % StepsPerOctave + StepsPerOctave) << octave;
        return low + ((uint64_t{1} << octave) - 1);
    }

    uint64_t buckets_[Buckets] = {};
    uint32_t lowest_ = Buckets;  // bucket of the smallest sample: most samples lie far above 0, and so does the search
    uint64_t count_ = 0;
    uint64_t max_nanos_ = 0;
};

/// The times that an EngineFrame carries back, all local wall-clock Unix nanoseconds; 0 = not given.
struct TraceTimes {
    int64_t study_seen_unix_ns = 0;
    int64_t study_sent_unix_ns = 0;
    int64_t bridge_received_unix_ns = 0;
    int64_t bridge_sent_unix_ns = 0;
    int64_t engine_received_unix_ns = 0;
    int64_t engine_answered_unix_ns = 0;
    int64_t bridge_returned_unix_ns = 0;
};

/// One histogram a hop; the hops lie end to end, so that they add up to the round trip.
struct HopHistograms {
    LatencyHistogram of[HopCount];

    static const char* Name(size_t hop) {
        static const char* const names[HopCount] = {"seen_sent",     "sent_bridge",  "bridge_engine",
                                                    "engine_answer", "answer_study", "round_trip"};
        return names[hop];
    }

    /// Takes the times of an acknowledgement that was read at now; incomplete ones (a bridge's own frames) are left out.
    void Add(const TraceTimes& trace, int64_t now_unix_ns) {
        if (trace.study_seen_unix_ns == 0 || trace.study_sent_unix_ns == 0 || trace.bridge_received_unix_ns == 0 ||
            trace.engine_received_unix_ns == 0 || trace.engine_answered_unix_ns == 0)
            return;
        of[0].Add(Difference(trace.study_sent_unix_ns, trace.study_seen_unix_ns));
        of[1].Add(Difference(trace.bridge_received_unix_ns, trace.study_sent_unix_ns));
        of[2].Add(Difference(trace.engine_received_unix_ns, trace.bridge_received_unix_ns));
        of[3].Add(Difference(trace.engine_answered_unix_ns, trace.engine_received_unix_ns));
        of[4].Add(Difference(now_unix_ns, trace.engine_answered_unix_ns));
        of[5].Add(Difference(now_unix_ns, trace.study_seen_unix_ns));
    }

    void Report(HopLatency (&report)[HopCount]) const {
        for (size_t hop = 0; hop < HopCount; ++hop)
            report[hop] = of[hop].Report(Name(hop));
    }

private:
    // The times come from the wire: subtract without signed overflow, whatever they hold.
    static int64_t Difference(int64_t later, int64_t earlier) {
        return static_cast<int64_t>(static_cast<uint64_t>(later) - static_cast<uint64_t>(earlier));
    }
};

}  // namespace miaia
