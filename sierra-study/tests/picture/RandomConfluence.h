// Random scores made with libprotobuf, and their comparison with what our reader read.
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "MiaIaConfluence.h"
#include "miaia/v1/signal.pb.h"

namespace miaia::tests {

/// Between −1 and +1 in thousandths, now and then 0, which is not on the wire.
inline double RandomPart(std::mt19937_64& random) {
    return static_cast<double>(random() % 2001) / 1000 - 1;
}

template <class RandomText>
void FillExplanation(std::mt19937_64& random, RandomText text, v1::Explanation& why) {
    why.set_next_tier(static_cast<v1::Tier>(random() % 6));
    why.set_next_limit(RandomPart(random));
    why.set_next_direction(static_cast<v1::Direction>(random() % 3));
    for (uint64_t i = random() % 4; i > 0; --i) {
        why.add_to_next_tier()->set_name(text(45));
        why.mutable_to_next_tier(why.to_next_tier_size() - 1)->set_change(RandomPart(random));
    }
    why.set_coverage_short(RandomPart(random));
    for (uint64_t i = random() % 3; i > 0; --i)
        why.add_to_coverage(text(45));
}

template <class RandomText>
void FillState(std::mt19937_64& random, RandomText text, v1::ConfluenceState& state) {
    state.set_instrument("ES");
    state.set_observed_unix_us(static_cast<int64_t>(random()));
    state.set_score(RandomPart(random));
    state.set_long_sum(RandomPart(random));
    state.set_short_sum(RandomPart(random));
    state.set_coverage(RandomPart(random));
    state.set_tier(static_cast<v1::Tier>(random() % 6));
    state.set_halted(random() % 2 == 0);
    state.set_halt_reason(text(10));
    state.set_label(text(3));
    for (uint64_t i = random() % 19; i > 0; --i) {
        auto* reading = state.add_reading();
        reading->set_name(text(20));
        reading->set_valid(random() % 2 == 0);
        reading->set_reason(text(20));
        reading->set_contribution(RandomPart(random));
        reading->set_age_us(static_cast<int64_t>(random()));
    }
    for (uint64_t i = random() % 19; i > 0; --i) {
        auto* gate = state.add_gate();
        gate->set_gate(text(15));
        gate->set_passed(random() % 2 == 0);
        gate->set_detail(text(20));
    }
    if (random() % 2 == 0)
        FillExplanation(random, text, *state.mutable_explanation());
    if (random() % 2 == 0)
        state.mutable_market()->mutable_globex_vwap()->set_ticks(RandomPart(random));
    if (random() % 2 == 0)
        state.mutable_market()->mutable_regular_vwap()->set_deviation_ticks(RandomPart(random));
    if (random() % 2 == 0) {
        state.mutable_market()->mutable_options()->set_coverage(RandomPart(random));
        state.mutable_market()->mutable_options()->set_fitted_unix_us(static_cast<int64_t>(random()));
    }
    for (uint64_t i = random() % 4 == 0 ? random() % 120 : 0; i > 0; --i) {
        auto* point = state.mutable_market()->add_session_vwap();
        point->set_unix_us(static_cast<int64_t>(random()));
        point->set_ticks(RandomPart(random));
        point->set_deviation_ticks(RandomPart(random));
    }
    state.mutable_tier_limits()->set_weak(RandomPart(random));
    state.mutable_tier_limits()->set_premium(RandomPart(random));
}

inline void ExpectSameLine(const VwapLine& ours, const v1::MarketView& theirs) {
    ASSERT_EQ(ours.count, std::min(theirs.session_vwap_size(), VwapLine::Capacity));
    for (int i = 0; i < ours.count; ++i) {
        const auto& point = theirs.session_vwap(i);
        EXPECT_EQ(ours.point[i].unix_us, point.unix_us());
        const double of_ours[] = {ours.point[i].ticks, ours.point[i].deviation_ticks};
        const double of_theirs[] = {point.ticks(), point.deviation_ticks()};
        EXPECT_EQ(std::memcmp(of_ours, of_theirs, sizeof of_ours), 0);
    }
}

/// expect_text(ours, theirs) compares a bounded text of ours with a whole one.
template <class ExpectText>
void ExpectSameState(const ConfluenceState& ours, const v1::ConfluenceState& theirs, ExpectText expect_text) {
    EXPECT_EQ(ours.observed_unix_us, theirs.observed_unix_us());
    EXPECT_EQ(ours.tier, static_cast<uint32_t>(theirs.tier()));
    EXPECT_EQ(ours.halted, theirs.halted());
    expect_text(ours.halt_reason, theirs.halt_reason());
    expect_text(ours.label, theirs.label());
    // By their bytes: a mutated double may be no number, which equals nothing.
    const double our_numbers[] = {ours.score,
                                  ours.long_sum,
                                  ours.short_sum,
                                  ours.coverage,
                                  ours.limits.limit[0],
                                  ours.limits.limit[3],
                                  ours.explanation.next_limit,
                                  ours.explanation.coverage_short,
                                  ours.market.globex_vwap.ticks,
                                  ours.market.regular_vwap.deviation_ticks,
                                  ours.market.options.coverage};
    const double their_numbers[] = {theirs.score(),
                                    theirs.long_sum(),
                                    theirs.short_sum(),
                                    theirs.coverage(),
                                    theirs.tier_limits().weak(),
                                    theirs.tier_limits().premium(),
                                    theirs.explanation().next_limit(),
                                    theirs.explanation().coverage_short(),
                                    theirs.market().globex_vwap().ticks(),
                                    theirs.market().regular_vwap().deviation_ticks(),
                                    theirs.market().options().coverage()};
    EXPECT_EQ(std::memcmp(our_numbers, their_numbers, sizeof our_numbers), 0);
    EXPECT_EQ(ours.market.globex_vwap.known, theirs.market().has_globex_vwap());
    EXPECT_EQ(ours.market.options.known, theirs.market().has_options());
    EXPECT_EQ(ours.market.options.fitted_unix_us, theirs.market().options().fitted_unix_us());
    ExpectSameLine(ours.market.session_vwap, theirs.market());
    ASSERT_EQ(ours.readings, std::min<uint32_t>(static_cast<uint32_t>(theirs.reading_size()), ConfluenceState::LargestReadings));
    for (uint32_t i = 0; i < ours.readings; ++i) {
        const auto& reading = theirs.reading(static_cast<int>(i));
        expect_text(ours.reading[i].name, reading.name());
        expect_text(ours.reading[i].reason, reading.reason());
        EXPECT_EQ(ours.reading[i].valid, reading.valid());
        EXPECT_EQ(ours.reading[i].age_us, reading.age_us());
    }
    ASSERT_EQ(ours.gates, std::min<uint32_t>(static_cast<uint32_t>(theirs.gate_size()), ConfluenceState::LargestGates));
    for (uint32_t i = 0; i < ours.gates; ++i) {
        const auto& gate = theirs.gate(static_cast<int>(i));
        expect_text(ours.gate[i].gate, gate.gate());
        expect_text(ours.gate[i].detail, gate.detail());
        EXPECT_EQ(ours.gate[i].passed, gate.passed());
    }
    const auto& why = theirs.explanation();
    EXPECT_EQ(ours.explanation.next_tier, static_cast<uint32_t>(why.next_tier()));
    EXPECT_EQ(ours.explanation.to_next_tier_count, static_cast<uint32_t>(why.to_next_tier_size()));
    if (why.to_next_tier_size() != 0)
        expect_text(ours.explanation.to_next_tier.name, why.to_next_tier(0).name());
    if (why.to_coverage_size() != 0)
        expect_text(ours.explanation.to_coverage, why.to_coverage(0));
}

}  // namespace miaia::tests
