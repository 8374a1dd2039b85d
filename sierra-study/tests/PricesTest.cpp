#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "MiaIaPrices.h"

using namespace miaia;

namespace {

int32_t TicksOf(const TickScale& scale, double price) {
    int32_t ticks = -1;
    return scale.ToTicks(price, ticks) == Refusal::None ? ticks : -1;
}

TickScale Scale(float tick_size, float multiplier) {
    TickScale scale;
    EXPECT_TRUE(scale.Set(tick_size, multiplier));
    return scale;
}

Refusal Why(double price) {
    int32_t ticks = 0;
    return Scale(0.25f, 1).ToTicks(price, ticks);
}

}  // namespace

TEST(Prices, Become_ticks) {
    EXPECT_EQ(TicksOf(Scale(0.25f, 1), 4810.25), 19241);
    EXPECT_EQ(TicksOf(Scale(0.25f, 0.01f), 481025), 19241);
    EXPECT_EQ(TicksOf(Scale(0.01f, 1), static_cast<double>(75.37f)), 7537);
    EXPECT_EQ(TicksOf(Scale(0.0000005f, 1), static_cast<double>(0.0067125f)), 13425);
    EXPECT_EQ(TicksOf(Scale(0.03125f, 1), 118.96875), 3807);
}

TEST(Prices, Every_tick_of_a_wide_range_survives_the_float_that_carries_it) {
    const TickScale plain = Scale(0.25f, 1);
    const TickScale hundredth = Scale(0.25f, 0.01f);
    for (int32_t ticks = 1; ticks < 120000; ++ticks) {
        ASSERT_EQ(TicksOf(plain, static_cast<double>(static_cast<float>(ticks * 0.25))), ticks);
        ASSERT_EQ(TicksOf(hundredth, static_cast<double>(static_cast<float>(ticks * 25))), ticks);
    }
}

TEST(Prices, That_are_none_are_refused_by_name) {
    EXPECT_EQ(Why(std::numeric_limits<double>::quiet_NaN()), Refusal::NotANumber);
    EXPECT_EQ(Why(std::numeric_limits<double>::infinity()), Refusal::NotANumber);
    EXPECT_EQ(Why(-std::numeric_limits<double>::infinity()), Refusal::NotANumber);
    EXPECT_EQ(Why(0), Refusal::NotPositive);
    EXPECT_EQ(Why(-4810.25), Refusal::NotPositive);
    EXPECT_EQ(Why(4810.10), Refusal::OffTick);
    EXPECT_EQ(Why(0.001), Refusal::OffTick);
    EXPECT_EQ(Why(1.797e308), Refusal::OffTick);
    EXPECT_EQ(Why(4810.25), Refusal::None);
}

TEST(Prices, Need_a_tick_size) {
    TickScale scale;
    EXPECT_FALSE(scale.Set(0, 1));
    EXPECT_FALSE(scale.Set(-0.25f, 1));
    EXPECT_FALSE(scale.Set(std::numeric_limits<float>::quiet_NaN(), 1));
    EXPECT_FALSE(scale.Set(std::numeric_limits<float>::infinity(), 1));
}

TEST(Prices, A_multiplier_that_sierra_has_not_set_counts_as_one) {
    for (float multiplier : {0.0f, -1.0f, std::numeric_limits<float>::quiet_NaN()})
        EXPECT_EQ(TicksOf(Scale(0.25f, multiplier), 4810.25), 19241);
}

TEST(Prices, A_tick_size_shows_no_float_noise) {
    EXPECT_DOUBLE_EQ(Scale(0.01f, 1).tick_size_points, 0.01);
}
