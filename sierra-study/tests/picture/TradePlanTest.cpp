// Fills and position on the chart, and what they say of a signal.
#include "MiaIaTradePlan.h"

#include <gtest/gtest.h>

#include "FakeCanvas.h"
#include "orders/OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

struct TradesFixture : OrdersFixture {
    TradePlan plan;
    SignalPlan signals;
    FakeCanvas canvas;
    ViewSettings view;

    void Show() {
        plan.Look(*orders, chart, signals);
        plan.Draw(view, now, canvas);
        signals.Draw(view, now, canvas);
    }
    double PriceOf(const std::string& text) const {
        for (const auto& drawing : canvas.on_chart)
            if (drawing.second.text == text)
                return drawing.second.price_ticks;
        return 0;
    }
    void BornAs(uint64_t id, const char* command) {
        Signal signal;
        signal.id = id;
        signal.event = static_cast<uint32_t>(SignalEvent::Born);
        signal.direction = 1;
        signal.tier = 3;
        signal.score = 0.3;
        signal.coverage = 0.9;
        signal.reference_price_ticks = 19241;
        signal.stop_price_ticks = 19233;
        signal.target_price_ticks = 19257;
        signals.Take(signal, canvas);
        signals.Ordered(id, command);
    }
    std::string LabelOfSignal() const {
        for (const auto& drawing : canvas.on_chart)
            if (drawing.second.tool == DrawTool::Label)
                return drawing.second.text;
        return "";
    }
};

}  // namespace

TEST(TradePlan, A_position_stands_on_the_chart_with_its_average_stop_and_target) {
    TradesFixture f;
    f.Enter(2);
    f.Show();
    EXPECT_DOUBLE_EQ(f.PriceOf("position +2"), 4810.25 / 0.25);
    EXPECT_DOUBLE_EQ(f.PriceOf("stop x2"), 4808.25 / 0.25);
    EXPECT_DOUBLE_EQ(f.PriceOf("target x2"), 4814.25 / 0.25);
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleUp), 1) << "the fill";
    EXPECT_DOUBLE_EQ(f.canvas.Find(DrawTool::TriangleUp)->price_ticks, 19241);
    EXPECT_EQ(f.canvas.Find(DrawTool::TriangleUp)->color, SubgraphRows[SubgraphFillBought].color);
    EXPECT_EQ(f.canvas.Find(DrawTool::TriangleUp)->unix_us, f.orders->Watch().Fills().At(0).observed_unix_us);
    EXPECT_NEAR(static_cast<double>(f.canvas.Find(DrawTool::TriangleUp)->unix_us), 1703500000e6, 1e6) << "when it filled";
    const int puts = f.canvas.puts;
    f.Call();
    f.Show();
    EXPECT_EQ(f.canvas.puts, puts) << "nothing has changed, so nothing is drawn";
}

TEST(TradePlan, They_follow_what_Sierra_says_and_go_with_the_position) {
    TradesFixture f;
    f.Enter();
    f.Show();
    f.trading.Of(1002).price = 4809.25;
    f.Call();
    f.Show();
    EXPECT_DOUBLE_EQ(f.PriceOf("stop x1"), 4809.25 / 0.25);
    f.trading.Fill(1003, 1, 4814.25);
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.Call();
    f.Call();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::Line), 0);
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleDown), 1) << "the exit's fill stays";
    EXPECT_EQ(f.canvas.Find(DrawTool::TriangleDown)->color, SubgraphRows[SubgraphFillSold].color);
    EXPECT_EQ(f.canvas.unknown_removals, 0);
}

TEST(TradePlan, A_reading_that_is_missing_is_not_flat_but_one_that_is_forbidden_is_none) {
    TradesFixture f;
    f.Enter();
    f.Show();
    f.trading.position_known = false;
    f.Call();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::Line), 3);
    f.chart.mode = TradingMode::DryRun;
    f.Call();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::Line), 0);
}

TEST(TradePlan, A_chart_of_another_symbol_does_not_show_what_was_left_in_the_one_before) {
    TradesFixture f;
    f.Enter();
    f.Show();
    ASSERT_EQ(f.canvas.Count(DrawTool::Line), 3);
    f.chart.symbol = "NQH24_FUT_CME";
    ++f.link.epoch;
    f.Call();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::Line), 0);
    EXPECT_STREQ(f.orders->LeftIn(), "ESH24_FUT_CME");
    f.chart.symbol = "ESH24_FUT_CME";
    ++f.link.epoch;
    f.CallFor(2000);
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::Line), 3) << "and shows it when it is back";
    EXPECT_EQ(f.orders->LeftIn(), nullptr);
}

TEST(TradePlan, What_is_not_ours_is_said_so) {
    TradesFixture f;
    f.Enter();
    f.trading.Move(true, 1, 4811);
    f.Call();
    f.Show();
    EXPECT_NE(f.PriceOf("position +2, ours +1"), 0);
}

TEST(TradePlan, A_signal_says_what_its_order_has_become) {
    TradesFixture f;
    f.BornAs(7, "c-1");
    f.Enter();
    f.Show();
    EXPECT_EQ(f.LabelOfSignal(), "LONG GOOD +0.30 filled");
    EXPECT_EQ(f.canvas.Count(DrawTool::Ray), 2);
    f.trading.Fill(1002, 1, 4808.25);
    f.Call();
    f.Show();
    EXPECT_EQ(f.LabelOfSignal(), "LONG GOOD +0.30 stopped");
    EXPECT_EQ(f.canvas.Count(DrawTool::Ray), 0) << "its stop and target are history";
}

TEST(TradePlan, A_target_that_fills_is_the_signals_target) {
    TradesFixture f;
    f.BornAs(7, "c-1");
    f.Enter();
    f.trading.Fill(1003, 1, 4814.25);
    f.Call();
    f.Show();
    EXPECT_EQ(f.LabelOfSignal(), "LONG GOOD +0.30 target");
}

TEST(TradePlan, A_recalculation_brings_everything_back_once) {
    TradesFixture f;
    f.Enter();
    f.Show();
    const size_t before = f.canvas.on_chart.size();
    f.canvas.Wipe();
    f.plan.ForgetLostLines(f.canvas);
    f.Show();
    EXPECT_EQ(f.canvas.on_chart.size(), before);
}

TEST(TradePlan, Fills_are_bounded_and_the_newest_stay) {
    TradesFixture f;
    for (int i = 0; i < 300; ++i)
        f.trading.List(5000, i % 2 == 0, 1, 4800 + i * 0.25);
    for (int i = 0; i < 40; ++i) {
        f.Call();
        f.Show();
    }
    EXPECT_EQ(f.canvas.on_chart.size(), TradePlan::LargestFills);
    double lowest = 1e9;
    for (const auto& drawing : f.canvas.on_chart)
        lowest = std::min(lowest, drawing.second.price_ticks);
    EXPECT_DOUBLE_EQ(lowest, 4800 / 0.25 + 300 - TradePlan::LargestFills);
}

TEST(TradePlan, An_order_side_that_begins_anew_goes_on_with_its_list) {
    TradesFixture f;
    f.Enter();
    f.Show();
    f.LoseMemory();
    f.Show();
    f.Call();
    f.Call();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleUp), 1);
    f.trading.Fill(1003, 1, 4814.25);
    f.Call();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleDown), 1);
}

TEST(TradePlan, Fills_of_another_account_do_not_stay) {
    TradesFixture f;
    f.Enter();
    f.Show();
    f.chart.account = "Sim2";
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleUp), 0);
}

TEST(TradePlan, Each_has_a_switch_a_colour_and_a_width) {
    TradesFixture f;
    f.view.look[SubgraphPosition].color = 0x123456;
    f.view.look[SubgraphPosition].width = 5;
    f.view.look[SubgraphPositionTarget].on = false;
    f.view.fills = false;
    f.Enter();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::Line), 2);
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleUp), 0);
    EXPECT_EQ(f.canvas.Find(DrawTool::Line)->color, 0x123456u);
    EXPECT_EQ(f.canvas.Find(DrawTool::Line)->width, 5);
    f.view.position = false;
    f.plan.Restyle();
    f.Show();
    EXPECT_EQ(f.canvas.Count(DrawTool::Line), 0);
}
