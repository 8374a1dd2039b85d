#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "MiaIaHistogram.h"

using namespace miaia;

TEST(Histogram, Percentiles_are_right_to_a_sixteenth) {
    std::mt19937_64 random(7);
    std::lognormal_distribution<double> latencies(11, 1.5);
    LatencyHistogram histogram;
    std::vector<int64_t> samples;
    for (int i = 0; i < 20000; ++i) {
        samples.push_back(static_cast<int64_t>(latencies(random)));
        histogram.Add(samples.back());
    }
    std::sort(samples.begin(), samples.end());
    for (double share : {0.01, 0.5, 0.9, 0.99, 0.999}) {
        const double exact = static_cast<double>(samples[static_cast<size_t>(share * static_cast<double>(samples.size())) - 1]);
        const double told = static_cast<double>(histogram.PercentileNanos(share));
        EXPECT_GE(told, exact) << share;
        EXPECT_LE(told, exact * (1 + 1.0 / 16) + 1) << share;
    }
    EXPECT_EQ(histogram.MaxNanos(), static_cast<uint64_t>(samples.back()));
    EXPECT_EQ(histogram.Count(), samples.size());
}

TEST(Histogram, Takes_every_value_without_leaving_its_memory) {
    LatencyHistogram histogram;
    for (int bit = 0; bit < 63; ++bit)
        histogram.Add(int64_t{1} << bit);
    histogram.Add(INT64_MAX);
    histogram.Add(0);
    histogram.Add(-5);
    histogram.Add(INT64_MIN);
    EXPECT_EQ(histogram.Count(), 67u);
    EXPECT_EQ(histogram.PercentileNanos(1), static_cast<uint64_t>(INT64_MAX));
    EXPECT_EQ(histogram.PercentileNanos(0.01), 0u);
}

TEST(Histogram, Without_samples_all_is_zero) {
    const LatencyHistogram histogram;
    EXPECT_EQ(histogram.PercentileNanos(0.5), 0u);
    EXPECT_EQ(histogram.Report("x").count, 0u);
}

TEST(Hops, Lie_end_to_end_and_add_up_to_the_round_trip) {
    HopHistograms hops;
    TraceTimes trace;
    trace.study_seen_unix_ns = 1000;
    trace.study_sent_unix_ns = 1001;
    trace.bridge_received_unix_ns = 1003;
    trace.bridge_sent_unix_ns = 1004;
    trace.engine_received_unix_ns = 1007;
    trace.engine_answered_unix_ns = 1012;
    hops.Add(trace, 1020);
    uint64_t sum = 0;
    for (size_t hop = 0; hop + 1 < HopCount; ++hop)
        sum += hops.of[hop].MaxNanos();
    EXPECT_EQ(sum, 20u);
    EXPECT_EQ(hops.of[HopCount - 1].MaxNanos(), 20u);
}

TEST(Hops, An_answer_without_all_its_times_is_left_out) {
    HopHistograms hops;
    TraceTimes trace;
    trace.study_seen_unix_ns = 1000;
    trace.study_sent_unix_ns = 1001;
    hops.Add(trace, 1020);
    EXPECT_EQ(hops.of[0].Count(), 0u);
}

TEST(Hops, Absurd_times_from_the_wire_do_no_harm) {
    HopHistograms hops;
    TraceTimes trace;
    trace.study_seen_unix_ns = INT64_MIN;
    trace.study_sent_unix_ns = INT64_MAX;
    trace.bridge_received_unix_ns = INT64_MIN;
    trace.engine_received_unix_ns = INT64_MAX;
    trace.engine_answered_unix_ns = -1;
    hops.Add(trace, INT64_MAX);
    EXPECT_EQ(hops.of[0].Count(), 1u);
}
