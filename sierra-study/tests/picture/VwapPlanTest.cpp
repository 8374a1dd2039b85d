// The session's VWAP as lines: they follow it, are bounded, survive a recalculation and begin anew with a session.
#include <gtest/gtest.h>

#include <cmath>

#include "VwapFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(VwapPlan, The_line_follows_the_session_without_a_hole_from_its_first_moment_to_now) {
    VwapFixture f;
    f.Session(30);
    const auto line = f.LineOf(SubgraphVwap);
    ASSERT_GE(line.size(), 25u);
    int64_t at = StartUs;
    double price = 19200;
    for (const auto& [begin, segment] : line) {
        EXPECT_EQ(begin, at);
        EXPECT_DOUBLE_EQ(segment.price_ticks, price);
        at = segment.end_unix_us;
        price = segment.end_price_ticks;
        EXPECT_NEAR(price, 19200 + static_cast<double>(at - StartUs) / 60e6, 1e-6);
    }
    EXPECT_EQ(at, StartUs + 30 * 60 * SecondUs);
    ASSERT_NE(f.Label("VWAP"), nullptr);
    EXPECT_EQ(f.Label("VWAP")->unix_us, at) << "its name stands at its end";
}

TEST(VwapPlan, Bands_stand_one_and_two_deviations_away) {
    VwapFixture f;
    f.Session(10);
    for (const bool above : {true, false}) {
        for (const auto& [look, away] : {std::pair<int, double>{SubgraphVwapBand1, 8}, {SubgraphVwapBand2, 16}}) {
            const auto band = f.LineOf(look, above);
            const auto line = f.LineOf(SubgraphVwap);
            ASSERT_EQ(band.size(), line.size());
            for (const auto& [begin, segment] : band)
                EXPECT_DOUBLE_EQ(segment.price_ticks, line.at(begin).price_ticks + (above ? away : -away));
        }
    }
    EXPECT_EQ(f.canvas.Count(DrawTool::Label), 5);
}

TEST(VwapPlan, However_long_the_session_its_drawings_are_bounded_and_reach_its_beginning) {
    VwapFixture f;
    f.Session(23 * 60);
    const auto line = f.LineOf(SubgraphVwap);
    EXPECT_LT(line.size(), static_cast<size_t>(VwapPlan::Capacity));
    EXPECT_GT(line.size(), static_cast<size_t>(VwapPlan::Capacity / 3));
    EXPECT_EQ(line.begin()->first, StartUs);
    EXPECT_EQ(line.rbegin()->second.end_unix_us, StartUs + 23 * 3600 * SecondUs);
    EXPECT_LE(f.canvas.on_chart.size(), static_cast<size_t>(VwapPlan::Curves * VwapPlan::Capacity));
    EXPECT_EQ(f.canvas.unknown_removals, 0);
}

TEST(VwapPlan, After_a_recalculation_the_same_lines_stand_there_and_no_other) {
    VwapFixture f;
    f.Session(200);
    const auto told = [&] {
        std::multiset<std::string> all;
        for (const auto& [number, d] : f.canvas.on_chart)
            all.insert(d.text + " " + std::to_string(d.unix_us) + " " + std::to_string(d.price_ticks) + " " +
                       std::to_string(d.end_unix_us) + " " + std::to_string(d.end_price_ticks) + " " + std::to_string(d.color));
        return all;
    };
    const auto before = told();
    f.canvas.Wipe();
    f.plan.ForgetLostLines(f.canvas);
    f.Settle();
    EXPECT_EQ(told(), before);
    EXPECT_EQ(f.canvas.unknown_removals, 0);
}

TEST(VwapPlan, Another_session_begins_another_line) {
    for (const bool rests : {false, true}) {
        VwapFixture f;
        f.regular = rests;
        f.Session(60);
        f.regular = true;
        const int64_t next = StartUs + (rests ? 3 * 3600 : 3601) * SecondUs;
        for (int i = 0; i < 20; ++i)
            f.Say(next + i * 30 * SecondUs, 19500 + i, 5);
        f.Settle();
        for (const auto& [number, drawing] : f.canvas.on_chart) {
            EXPECT_GE(drawing.unix_us, next) << "nothing of the session before";
            EXPECT_GE(drawing.price_ticks, 19480);
        }
        EXPECT_GT(f.canvas.Count(DrawTool::Segment), 0);
    }
}

TEST(VwapPlan, A_replay_that_begins_again_forgets_what_has_not_happened_yet) {
    VwapFixture f;
    f.Session(60);
    f.Say(StartUs + 600 * SecondUs, 19210, 8);
    f.Settle();
    for (const auto& [number, drawing] : f.canvas.on_chart)
        EXPECT_LE(std::max(drawing.unix_us, drawing.end_unix_us), StartUs + 600 * SecondUs);
}

TEST(VwapPlan, A_switch_a_style_and_another_market_take_it_away) {
    VwapFixture f;
    f.Session(20);
    f.view.look[SubgraphVwapBand2].on = false;
    f.plan.Restyle();
    f.Settle();
    EXPECT_TRUE(f.LineOf(SubgraphVwapBand2).empty());
    EXPECT_FALSE(f.LineOf(SubgraphVwapBand1).empty());
    f.view.vwap = false;
    f.plan.Restyle();
    f.Settle();
    EXPECT_TRUE(f.canvas.on_chart.empty());
    f.view.vwap = true;
    f.plan.Restyle();
    f.Settle();
    EXPECT_FALSE(f.canvas.on_chart.empty());
    f.plan.Clear();
    f.Settle();
    EXPECT_TRUE(f.canvas.on_chart.empty());
    EXPECT_EQ(f.canvas.unknown_removals, 0);
}

TEST(VwapPlan, A_call_draws_a_bounded_number_and_one_that_Sierra_refuses_is_tried_again) {
    VwapFixture f;
    f.Session(90);
    f.canvas.Wipe();
    f.plan.ForgetLostLines(f.canvas);
    f.canvas.puts = 0;
    f.plan.Draw(f.view, f.steady, f.canvas);
    EXPECT_LE(f.canvas.puts, VwapPlan::LargestDrawnPerCall + VwapPlan::Curves);
    EXPECT_GT(f.canvas.puts, 0);
    f.Settle();
    const int puts = f.canvas.puts;
    f.Settle();
    EXPECT_EQ(f.canvas.puts, puts) << "nothing has changed, so nothing is drawn";
    f.canvas.fails = true;
    f.plan.Restyle();
    f.plan.Draw(f.view, f.steady, f.canvas);
    EXPECT_GT(f.plan.Failures(), 0u);
    f.canvas.fails = false;
    f.canvas.puts = 0;
    f.plan.Draw(f.view, f.steady, f.canvas);
    EXPECT_EQ(f.canvas.puts, 0) << "a second later";
    f.steady += RedrawAfterNanos;
    f.Settle();
    EXPECT_GT(f.canvas.puts, 0);
}

TEST(VwapPlan, What_is_told_again_of_a_moment_is_no_piece_of_a_line) {
    VwapFixture f;
    for (int i = 0; i < 5; ++i)
        f.Say(StartUs, 19200 + i, 1);
    f.Settle();
    EXPECT_EQ(f.plan.Count(), 1);
    EXPECT_EQ(f.canvas.Count(DrawTool::Segment), 0);
    f.Say(StartUs + SecondUs, 19210, 1);
    f.Settle();
    ASSERT_NE(f.canvas.Find(DrawTool::Segment), nullptr);
    EXPECT_DOUBLE_EQ(f.canvas.Find(DrawTool::Segment)->price_ticks, 19204) << "the newest word counts";
}

TEST(VwapPlan, What_cannot_be_is_not_drawn) {
    VwapFixture f;
    for (const double wrong : {0.0, -5.0, 1e300, std::nan(""), HUGE_VAL})
        f.Say(StartUs, wrong, 1);
    for (const int64_t wrong : {int64_t{0}, INT64_MIN})
        f.Say(wrong, 19200, 1);
    f.Settle();
    EXPECT_TRUE(f.canvas.on_chart.empty());
    f.Say(StartUs, 19200, 1e300);
    f.Say(StartUs + 600 * SecondUs, 19200, std::nan(""));
    f.Settle();
    EXPECT_EQ(f.canvas.Count(DrawTool::Segment), 1) << "without bands";
}

namespace {
/// A line of a point a minute, the last one at a moment.
VwapLine LineUpTo(int64_t at_us, int points) {
    VwapLine line;
    line.count = points;
    for (int i = 0; i < points; ++i)
        line.point[i] = {at_us - (points - 1 - i) * 60 * SecondUs, 19200.0 + i, 8};
    return line;
}
}  // namespace

TEST(VwapPlan, A_study_that_comes_in_the_middle_draws_the_session_from_its_beginning) {
    VwapFixture f;
    const int64_t now = StartUs + 95 * 60 * SecondUs;
    f.Say(now + 20 * SecondUs, 19295.5, 8);
    f.Settle();
    EXPECT_EQ(f.canvas.Count(DrawTool::Segment), 0) << "one moment is no line";
    f.Say(now + 30 * SecondUs, 19296, 8, LineUpTo(now, VwapLine::Capacity));
    f.Settle();
    const auto line = f.LineOf(SubgraphVwap);
    ASSERT_EQ(line.size(), static_cast<size_t>(VwapLine::Capacity));
    EXPECT_EQ(line.begin()->first, StartUs);
    EXPECT_EQ(line.begin()->second.price_ticks, 19200);
    EXPECT_EQ(line.rbegin()->first, now);
    EXPECT_EQ(line.rbegin()->second.end_unix_us, now + 30 * SecondUs) << "the last piece moves with the market";
    EXPECT_EQ(line.rbegin()->second.end_price_ticks, 19296);
    EXPECT_EQ(f.canvas.Count(DrawTool::Segment), 5 * VwapLine::Capacity);
}

TEST(VwapPlan, A_line_that_is_told_again_is_drawn_anew_only_where_it_differs) {
    VwapFixture f;
    const int64_t first = StartUs + 60 * 60 * SecondUs;
    f.Say(first + SecondUs, 19260, 8, LineUpTo(first, 40));
    f.Settle();
    f.canvas.puts = 0;
    const int64_t second = first + 60 * SecondUs;
    VwapLine longer = LineUpTo(first, 40);
    longer.point[longer.count++] = {second, 19240, 8};
    f.Say(second + SecondUs, 19240.5, 8, longer);
    f.Settle();
    EXPECT_LE(f.canvas.puts, 3 * VwapPlan::Curves + 5) << "two pieces and five names";
    EXPECT_EQ(f.plan.Count(), 42);
    // Thinned, it is shorter than it was, and nothing of the longer one stays.
    f.Say(second + 2 * SecondUs, 19240.5, 8, LineUpTo(second, 12));
    f.Settle();
    EXPECT_EQ(f.plan.Count(), 13);
    EXPECT_EQ(f.canvas.Count(DrawTool::Segment), 5 * 12);
    EXPECT_EQ(f.canvas.unknown_removals, 0);
}

TEST(VwapPlan, A_line_that_cannot_be_leaves_what_is_known) {
    VwapFixture f;
    f.Session(10);
    const int before = f.plan.Count();
    const int64_t now = StartUs + 10 * 60 * SecondUs;
    VwapLine backwards = LineUpTo(now, 5);
    std::swap(backwards.point[1], backwards.point[3]);
    VwapLine infinite = LineUpTo(now, 5);
    infinite.point[2].ticks = HUGE_VAL;
    VwapLine unnumbered = LineUpTo(now, 5);
    unnumbered.point[0].ticks = std::nan("");
    for (const VwapLine& wrong : {backwards, infinite, unnumbered, LineUpTo(now + 600 * SecondUs, 5), LineUpTo(60 * SecondUs, 5)}) {
        f.Say(now, 19210, 8, wrong);
        f.Settle();
        EXPECT_EQ(f.plan.Count(), before);
    }
}
