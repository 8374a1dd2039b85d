// The parts of the chart: time and sales, bars, drawings, call times, inputs and output lines.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

#include "call_times.h"
#include "drawing_board.h"
#include "input_value.h"
#include "json_line.h"
#include "chart_bars.h"
#include "sample_files.h"
#include "time_and_sales_ring.h"

namespace miaia::host::test {
namespace {

s_TimeAndSales Record(float price) {
    s_TimeAndSales record;
    record.Price = price;
    record.Type = SC_TS_ASK;
    return record;
}

TEST(TimeAndSalesRing, Shows_the_oldest_record_first_also_after_it_wrapped) {
    TimeAndSalesRing ring(4);
    c_SCTimeAndSalesArray view;
    for (int i = 1; i <= 6; ++i)
        ring.Add(Record(static_cast<float>(i)));
    ring.Show(view);
    ASSERT_EQ(view.Size(), 4);
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(view[i].Price, static_cast<float>(i + 3));
    EXPECT_EQ(view[4].Price, 0.0f);
    EXPECT_EQ(view[-1].Price, 0.0f);
}

TEST(TimeAndSalesRing, Numbers_records_in_ascending_order_with_holes_from_1) {
    TimeAndSalesRing ring(100);
    c_SCTimeAndSalesArray view;
    for (int i = 0; i < 20; ++i)
        ring.Add(Record(1));
    ring.Show(view);
    EXPECT_EQ(view[0].Sequence, 1u);
    int holes = 0;
    for (int i = 1; i < 20; ++i) {
        ASSERT_GT(view[i].Sequence, view[i - 1].Sequence);
        if (view[i].Sequence != view[i - 1].Sequence + 1)
            ++holes;
    }
    EXPECT_GT(holes, 0);
}

TEST(TimeAndSalesRing, Finds_the_first_newer_record_and_the_last_one_when_none_is_newer) {
    TimeAndSalesRing ring(4);
    c_SCTimeAndSalesArray view;
    ring.Show(view);
    EXPECT_EQ(view.GetRecordIndexAtGreaterThanSequenceNumber(0), UINT32_MAX);
    for (int i = 0; i < 7; ++i)
        ring.Add(Record(1));
    ring.Show(view);
    EXPECT_EQ(view.GetRecordIndexAtGreaterThanSequenceNumber(0), 0u);
    EXPECT_EQ(view.GetRecordIndexAtGreaterThanSequenceNumber(view[1].Sequence), 2u);
    EXPECT_EQ(view.GetRecordIndexAtGreaterThanSequenceNumber(view[3].Sequence), 3u);
}

TEST(TimeAndSalesRing, Restarts_the_numbering_and_makes_an_old_number_0) {
    TimeAndSalesRing ring(4);
    for (int i = 0; i < 7; ++i)
        ring.Add(Record(1));
    ring.Restart();
    ring.Add(Record(9));
    c_SCTimeAndSalesArray view;
    ring.Show(view);
    ASSERT_EQ(view.Size(), 1);
    EXPECT_EQ(view[0].Sequence, 1u);
    uint32_t prior = 8;
    view.ValidateAndCorrectPriorSequenceNumber(prior);
    EXPECT_EQ(prior, 0u);
    prior = 1;
    view.ValidateAndCorrectPriorSequenceNumber(prior);
    EXPECT_EQ(prior, 1u);
}

TEST(ChartBars, Begins_a_bar_each_minute_that_traded) {
    ChartBars bars{ChartSettings()};
    bars.Add(kStart + 59999999, 4800.25f, 2, true);
    bars.Add(kStart + 60000000, 4801.0f, 3, false);
    bars.Add(kStart + 61000000, 4799.5f, 4, true);
    bars.Add(kStart + 62000000, 4800.0f, 1, true);
    bars.Add(kStart + 240000000, 4802.0f, 5, true);
    s_sc sc;
    bars.Show(sc);
    ASSERT_EQ(sc.ArraySize, 3);
    EXPECT_EQ(sc.BaseDateTimeIn[0].AsMicrosecondsSinceBaseDate(), kStart);
    EXPECT_EQ(sc.BaseDateTimeIn[1].AsMicrosecondsSinceBaseDate(), kStart + 60000000);
    EXPECT_EQ(sc.BaseDateTimeIn[2].AsMicrosecondsSinceBaseDate(), kStart + 240000000);
    EXPECT_EQ(sc.Open[1], 4801.0f);
    EXPECT_EQ(sc.High[1], 4801.0f);
    EXPECT_EQ(sc.Low[1], 4799.5f);
    EXPECT_EQ(sc.Close[1], 4800.0f);
    EXPECT_EQ(sc.Volume[1], 8.0f);
    EXPECT_EQ(sc.BidVolume[1], 3.0f);
    EXPECT_EQ(sc.BaseData[SC_ASKVOL][1], 5.0f);
    EXPECT_EQ(sc.NumberOfTrades[1], 3.0f);
    EXPECT_EQ(sc.Close[99], 4802.0f) << "an index beyond the end is clamped";
}

// The starts, in seconds after the first trade, of the bars that seven trades make: a second and a tick apart, two lots each.
std::vector<int64_t> StartsOf(BarKind kind, int timeZoneMinutes = 0) {
    ChartSettings settings;
    settings.bars = kind;
    settings.time_zone_minutes = timeZoneMinutes;
    ChartBars bars(settings);
    for (int i = 0; i < 7; ++i)
        bars.Add(kStart + i * 1000000, 4800.0f + 0.25f * static_cast<float>(i), 2, true);
    s_sc sc;
    bars.Show(sc);
    std::vector<int64_t> starts;
    for (int i = 0; i < sc.ArraySize; ++i)
        starts.push_back((sc.BaseDateTimeIn[i].AsMicrosecondsSinceBaseDate() - kStart) / 1000000);
    return starts;
}

TEST(ChartBars, Close_by_trades_lots_and_range_as_well) {
    using Starts = std::vector<int64_t>;
    EXPECT_EQ(StartsOf({BarsBy::Trades, 3}), Starts({0, 3, 6}));
    EXPECT_EQ(StartsOf({BarsBy::Lots, 4}), Starts({0, 2, 4, 6}));
    EXPECT_EQ(StartsOf({BarsBy::RangeTicks, 2}), Starts({0, 3, 6}));
    EXPECT_EQ(StartsOf({BarsBy::Trades, 100}, -300), Starts({-5 * 3600})) << "a chart shows its own time zone";
}

s_UseTool Marker(int line = -1) {
    s_UseTool tool;
    tool.DrawingType = DRAWING_MARKER;
    tool.BeginValue = 4800.0f;
    tool.LineNumber = line;
    tool.Text = "a";
    return tool;
}

TEST(DrawingBoard, Numbers_a_new_drawing_and_adjusts_a_known_one) {
    std::ostringstream out;
    HostReport report(out);
    DrawingBoard board(report);
    s_UseTool tool = Marker();
    EXPECT_EQ(board.Use(tool, 1), 1);
    EXPECT_GT(tool.LineNumber, 0);
    s_UseTool move = Marker(tool.LineNumber);
    move.BeginValue = 4801.0f;
    EXPECT_EQ(board.Use(move, 2), 1);
    EXPECT_EQ(board.Count(), 1u);
    EXPECT_NE(out.str().find("\"op\":\"adjust\",\"line\":1,\"tool\":\"marker\",\"price\":4801"), std::string::npos) << out.str();
    s_UseTool untyped;
    EXPECT_EQ(board.Use(untyped, 3), 0);
    EXPECT_EQ(board.Delete(TOOL_DELETE_CHARTDRAWING, 99, 3), 0);
    EXPECT_EQ(board.Delete(TOOL_DELETE_CHARTDRAWING, tool.LineNumber, 3), 1);
    EXPECT_FALSE(board.Exists(tool.LineNumber));
}

TEST(DrawingBoard, A_recalculation_deletes_all_but_the_users_own_drawings) {
    std::ostringstream out;
    HostReport report(out);
    DrawingBoard board(report);
    s_UseTool mine = Marker();
    s_UseTool users = Marker();
    users.AddAsUserDrawnDrawing = 1;
    board.Use(mine, 1);
    board.Use(users, 1);
    board.DeleteStudyDrawn(2);
    EXPECT_FALSE(board.Exists(mine.LineNumber));
    EXPECT_TRUE(board.Exists(users.LineNumber));
}

TEST(CallTimes, Percentiles_lie_within_two_percent_above_the_true_value) {
    CallTimes times;
    EXPECT_EQ(times.PercentileUs(0.99), 0.0);
    for (int us = 1; us <= 10000; ++us)
        times.Add(us * 1000);
    EXPECT_EQ(times.Count(), 10000u);
    EXPECT_GE(times.PercentileUs(0.50), 5000.0);
    EXPECT_LE(times.PercentileUs(0.50), 5100.0);
    EXPECT_GE(times.PercentileUs(0.99), 9900.0);
    EXPECT_LE(times.PercentileUs(0.99), 10000.0);
    EXPECT_EQ(times.MaxUs(), 10000.0);
    CallTimes one;
    one.Add(70);
    EXPECT_EQ(one.PercentileUs(0.5), 0.07);
    one.Add(int64_t{1} << 60);
    EXPECT_GT(one.PercentileUs(1.0), 1e6);
}

TEST(JsonLine, Escapes_text_and_writes_no_number_as_null) {
    EXPECT_EQ(JsonLine("log").Text("text", "a\"b\\c\nd").Finish(), R"({"type":"log","text":"a\"b\\c\u000ad"})");
    EXPECT_EQ(JsonLine("x").Number("n", 4810.25).Integer("i", -3).Number("m", std::numeric_limits<double>::quiet_NaN()).Finish(),
              R"({"type":"x","n":4810.25,"i":-3,"m":null})");
}

TEST(InputValue, Sets_values_as_the_trader_would_and_refuses_others) {
    s_SCInput_145 inputs[3];
    inputs[0].Name = "Bridge endpoint";
    inputs[0].SetString("");
    inputs[1].Name = "Mode";
    inputs[1].SetCustomInputStrings("Dry run;Sim;Live");
    inputs[1].SetCustomInputIndex(2);
    inputs[2].Name = "Book depth";
    inputs[2].SetInt(10);
    inputs[2].SetIntLimits(1, 10);
    SetInputValue(*FindInput(inputs, 3, "endpoint"), "tcp://127.0.0.1:1");
    EXPECT_STREQ(inputs[0].GetString(), "tcp://127.0.0.1:1");
    SetInputValue(*FindInput(inputs, 3, "mode"), "dry-run");
    EXPECT_EQ(inputs[1].GetIndex(), 0u);
    EXPECT_EQ(FindInput(inputs, 3, "nothing"), nullptr);
    try {
        SetInputValue(inputs[2], "11");
        FAIL() << "accepted";
    } catch (const std::invalid_argument& error) {
        EXPECT_STREQ(error.what(), "input \"Book depth\": 11 is not between 1 and 10");
    }
    EXPECT_THROW(SetInputValue(inputs[1], "wild"), std::invalid_argument);
}

}  // namespace
}  // namespace miaia::host::test
