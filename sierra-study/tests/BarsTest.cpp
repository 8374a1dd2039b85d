#include "MiaIaBars.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

using namespace miaia;

namespace {

struct FakeBars {
    std::vector<RawBar> bars;

    int Count() const { return static_cast<int>(bars.size()); }
    int64_t ChartTimeAt(int index) const { return bars[static_cast<size_t>(index)].start_unix_us - 18000000000; }
    RawBar At(int index) const { return bars[static_cast<size_t>(index)]; }

    void Add(int minute) {
        RawBar bar;
        bar.start_unix_us = 1703500000000000 + minute * int64_t{60000000};
        bar.open = 4810;
        bar.high = 4811;
        bar.low = 4809.75;
        bar.close = 4810.25;
        bar.volume = 100 + minute;
        bar.trades = 7;
        bars.push_back(bar);
    }
};

struct BarsFixture {
    FakeBars bars;
    BarCapture capture;
    TickScale scale;
    std::vector<BarClose> taken;
    int refused = 0;

    BarsFixture() { scale.Set(0.25f, 0.01f); }
    void Bar(const BarClose& bar) { taken.push_back(bar); }
    void RefusedBar(int64_t, Refusal) { ++refused; }
    size_t Call(bool recalculating = false) {
        const size_t before = taken.size();
        capture.Take(bars, scale, 60, recalculating, *this);
        return taken.size() - before;
    }
};

}  // namespace

TEST(Bars, Are_sent_when_they_have_closed_and_never_while_they_form) {
    BarsFixture f;
    f.Call(true);
    f.bars.Add(0);
    EXPECT_EQ(f.Call(), 0u);
    f.bars.Add(1);
    EXPECT_EQ(f.Call(), 1u);
    EXPECT_EQ(f.taken[0].volume_lots, 100u);
    EXPECT_EQ(f.taken[0].close_ticks, 19241) << "a bar's price is the chart's own: the multiplier is in it";
    EXPECT_FALSE(f.taken[0].history);
    EXPECT_EQ(f.Call(), 0u);
}

TEST(Bars, Of_a_recalculation_are_history_and_none_comes_twice) {
    BarsFixture f;
    for (int i = 0; i < 5; ++i)
        f.bars.Add(i);
    EXPECT_EQ(f.Call(true), 4u);
    EXPECT_TRUE(f.taken.back().history);
    f.bars.Add(5);
    EXPECT_EQ(f.Call(), 1u);
    EXPECT_FALSE(f.taken.back().history);
    EXPECT_EQ(f.Call(true), 0u);
    f.bars.Add(6);
    EXPECT_EQ(f.Call(), 1u);
}

TEST(Bars, Whose_indexes_moved_are_found_again_by_their_time) {
    BarsFixture f;
    for (int i = 0; i < 10; ++i)
        f.bars.Add(i);
    f.Call(true);
    f.bars.bars.erase(f.bars.bars.begin(), f.bars.bars.begin() + 6);
    f.bars.Add(10);
    EXPECT_EQ(f.Call(true), 1u);
    EXPECT_EQ(f.taken.back().volume_lots, 109u);
}

TEST(Bars, Of_a_long_past_come_in_bounded_portions_and_not_all_of_them) {
    BarsFixture f;
    for (int i = 0; i < 1001; ++i)
        f.bars.Add(i);
    size_t total = f.Call(true);
    EXPECT_EQ(total, static_cast<size_t>(BarCapture::LargestBarsPerCall));
    for (int i = 0; i < 20; ++i)
        total += f.Call();
    EXPECT_EQ(total, static_cast<size_t>(BarCapture::LargestHistoryBars));
    for (const BarClose& bar : f.taken)
        EXPECT_TRUE(bar.history);
    EXPECT_EQ(f.taken.back().volume_lots, 1099u);
}

TEST(Bars, With_a_bad_price_or_volume_are_refused_and_the_next_one_is_taken) {
    BarsFixture f;
    f.Call(true);
    for (int i = 0; i < 4; ++i)
        f.bars.Add(i);
    f.bars.bars[0].high = std::nan("");
    f.bars.bars[1].volume = -1;
    EXPECT_EQ(f.Call(), 1u);
    EXPECT_EQ(f.refused, 2);
}

TEST(Bars, One_bar_on_the_chart_is_no_recalculation_for_ever) {
    EXPECT_TRUE(IsRealRecalculation(true, 1, -1)) << "the first call";
    EXPECT_FALSE(IsRealRecalculation(true, 1, 0)) << "its first bar begins";
    EXPECT_FALSE(IsRealRecalculation(true, 1, 1));
    EXPECT_FALSE(IsRealRecalculation(true, 2, 1)) << "its second bar begins";
    EXPECT_TRUE(IsRealRecalculation(true, 1, 500)) << "the chart was reloaded";
    EXPECT_TRUE(IsRealRecalculation(true, 500, 500));
    EXPECT_FALSE(IsRealRecalculation(false, 500, 500));
}
