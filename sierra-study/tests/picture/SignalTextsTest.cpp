// A signal's text gives way to the panel: where both stood nobody could read either.
#include "MiaIaSignalPlan.h"
#include "PanelFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// Signals on a chart of 1200 by 600 pixels: a bar is 8 wide and one tick 1 high, tick 19200 at the top.
struct DrawnChart {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;

    DrawnChart() {
        for (int64_t bar = 0; bar < 1000; ++bar)
            canvas.bar_starts.push_back(bar * 60000000);
        canvas.no_ticks_px = 19200;
    }

    void Take(uint64_t id, SignalEvent event, int32_t price_ticks, int64_t bar) {
        Signal signal;
        signal.id = id;
        signal.event = static_cast<uint32_t>(event);
        signal.direction = static_cast<uint32_t>(Direction::Long);
        signal.tier = 3;
        signal.reference_price_ticks = price_ticks;
        signal.born_unix_us = bar * 60000000 + 1;
        plan.Take(signal, canvas);
    }

    int Texts() {
        for (int i = 0; i < 5; ++i)
            plan.Draw(view, 0, canvas);
        return canvas.Count(DrawTool::Label);
    }
};

constexpr PixelBox PanelBox{0, 0, 400, 200};

}  // namespace

TEST(SignalTexts, One_that_would_lie_on_the_panel_gives_way_and_its_marker_stays) {
    DrawnChart f;
    f.Take(1, SignalEvent::Born, 19100, 25);
    EXPECT_EQ(f.Texts(), 1) << "where the panel stands is not known";
    f.plan.KeepClearOf(PanelBox);
    EXPECT_EQ(f.Texts(), 0);
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleUp), 1);
    f.plan.KeepClearOf(PixelBox());
    EXPECT_EQ(f.Texts(), 1) << "the panel is gone";
}

TEST(SignalTexts, It_is_the_whole_text_that_keeps_clear_not_its_place_alone) {
    // LONG GOOD, nine letters of nine points, is taken for 65 pixels and ends at its bar; the panel's edge is at 400.
    for (const auto& [bar, texts] : {std::pair<int, int>{49, 0}, {57, 0}, {59, 1}}) {
        DrawnChart f;
        f.plan.KeepClearOf(PanelBox);
        f.Take(1, SignalEvent::Born, 19100, bar);
        EXPECT_EQ(f.Texts(), texts) << bar * 8 << " pixels from the left";
    }
    // A line of nine points is eighteen pixels high, and the text stands four ticks below the price.
    for (const auto& [price_ticks, texts] : {std::pair<int, int>{19100, 0}, {18999, 0}, {18980, 1}}) {
        DrawnChart f;
        f.plan.KeepClearOf(PanelBox);
        f.Take(1, SignalEvent::Born, price_ticks, 25);
        EXPECT_EQ(f.Texts(), texts) << 19200 - price_ticks + 4 << " pixels from above";
    }
}

TEST(SignalTexts, A_text_comes_back_where_the_chart_has_moved_away_from_the_panel) {
    DrawnChart f;
    f.plan.KeepClearOf(PanelBox);
    f.Take(1, SignalEvent::Born, 19100, 25);
    ASSERT_EQ(f.Texts(), 0);
    f.canvas.first_bar_px = 600;
    f.plan.LookWhetherMoved();
    EXPECT_EQ(f.Texts(), 1);
    f.canvas.first_bar_px = 0;
    f.plan.LookWhetherMoved();
    EXPECT_EQ(f.Texts(), 0);
    EXPECT_EQ(f.canvas.unknown_removals, 0);
}

TEST(SignalTexts, Who_gives_way_to_the_panel_takes_no_place_from_another_one) {
    DrawnChart f;
    f.plan.KeepClearOf(PanelBox);
    f.Take(1, SignalEvent::Born, 19100, 60);
    f.Take(2, SignalEvent::Born, 19100, 40);
    EXPECT_EQ(f.Texts(), 1) << "the newer one would have been asked first";
}

TEST(SignalTexts, The_panel_that_is_drawn_is_the_one_that_they_keep_clear_of) {
    PanelFixture f;
    f.chart.facts.region_width_px = 1200;
    f.chart.facts.region_height_px = 600;
    // At the left of the chart, 100 pixels from above: within a panel above on the left, and within no other.
    f.chart.canvas.first_bar_px = 150;
    f.chart.canvas.no_ticks_px = 19240 + 100;
    f.Say();
    v1::EngineFrame frame = f.Frame();
    v1::Signal& signal = *frame.mutable_signal();
    signal.set_id(1);
    signal.set_event(v1::SIGNAL_EVENT_BORN);
    signal.set_direction(v1::DIRECTION_LONG);
    signal.set_tier(v1::TIER_GOOD);
    signal.set_reference_price_ticks(19240);
    f.Link().Push(frame);
    const auto texts_with = [&](PanelPlace place, bool panel) {
        f.chart.view.panel_place = place;
        f.chart.view.panel = panel;
        f.chart.facts.recalculating = true;
        f.Call();
        f.chart.facts.recalculating = false;
        for (int i = 0; i < 4; ++i)
            f.Settle();
        return f.chart.canvas.Count(DrawTool::Label);
    };
    EXPECT_EQ(texts_with(PanelPlace::TopLeft, true), 0);
    EXPECT_EQ(texts_with(PanelPlace::TopRight, true), 1);
    EXPECT_EQ(texts_with(PanelPlace::BottomLeft, true), 1);
    EXPECT_EQ(texts_with(PanelPlace::BottomRight, true), 1);
    EXPECT_EQ(texts_with(PanelPlace::TopLeft, true), 0);
    EXPECT_EQ(texts_with(PanelPlace::TopLeft, false), 1) << "no panel";
    EXPECT_EQ(texts_with(PanelPlace::TopLeft, true), 0);
    f.chart.facts.region_width_px = 0;
    EXPECT_EQ(texts_with(PanelPlace::TopLeft, true), 1) << "Sierra has not said how large the chart is";
}

TEST(SignalTexts, Other_corners_hold_texts_too) {
    PanelFixture f;
    f.chart.facts.region_width_px = 1200;
    f.chart.facts.region_height_px = 600;
    f.chart.facts.region_left_px = 60;
    f.Say();
    v1::EngineFrame frame = f.Frame();
    v1::Signal& signal = *frame.mutable_signal();
    signal.set_id(1);
    signal.set_event(v1::SIGNAL_EVENT_BORN);
    signal.set_direction(v1::DIRECTION_LONG);
    signal.set_tier(v1::TIER_GOOD);
    signal.set_reference_price_ticks(19240);
    f.Link().Push(frame);
    struct Corner {
        PanelPlace place;
        int x, y;
    };
    for (const Corner& corner : {Corner{PanelPlace::TopLeft, 160, 80},
                                 {PanelPlace::TopRight, 1160, 80},
                                 {PanelPlace::BottomLeft, 160, 540},
                                 {PanelPlace::BottomRight, 1160, 540}}) {
        f.chart.view.panel_place = corner.place;
        for (const Corner& at : {corner, Corner{corner.place, 640, 300}}) {
            f.chart.canvas.first_bar_px = at.x;
            f.chart.canvas.no_ticks_px = 19240 + at.y;
            f.chart.facts.recalculating = true;
            f.Call();
            f.chart.facts.recalculating = false;
            for (int i = 0; i < 4; ++i)
                f.Settle();
            EXPECT_EQ(f.chart.canvas.Count(DrawTool::Label), at.x == 640 ? 1 : 0) << static_cast<int>(corner.place) << " " << at.x;
        }
    }
}
