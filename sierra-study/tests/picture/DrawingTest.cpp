#include "FakeCanvas.h"

#include <gtest/gtest.h>

#include "MiaIaLevelPlan.h"
#include "MiaIaSignalPlan.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

Signal Make(uint64_t id, SignalEvent event, Direction direction = Direction::Long) {
    Signal signal;
    signal.id = id;
    signal.event = static_cast<uint32_t>(event);
    signal.direction = static_cast<uint32_t>(direction);
    signal.tier = 3;
    signal.score = 0.473;
    signal.coverage = 0.9;
    signal.reference_price_ticks = 19240;
    signal.stop_price_ticks = 19232;
    signal.target_price_ticks = 19256;
    signal.size_lots = 2;
    signal.born_unix_us = 1703500000000000;
    signal.label.Assign("SYNTHETIC");
    return signal;
}

}  // namespace

TEST(Drawing, A_signal_is_a_marker_a_text_and_two_lines) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    plan.Take(Make(1, SignalEvent::Born), canvas);
    plan.Draw(view, 0, canvas);
    ASSERT_EQ(canvas.on_chart.size(), 4u);
    ASSERT_EQ(canvas.Count(DrawTool::TriangleUp), 1);
    EXPECT_EQ(canvas.Count(DrawTool::Ray), 2);
    EXPECT_EQ(canvas.Find(DrawTool::TriangleUp)->price_ticks, 19240);
    EXPECT_EQ(canvas.Find(DrawTool::TriangleUp)->unix_us, 1703500000000000);
    EXPECT_EQ(canvas.Find(DrawTool::Label)->text, "SYNTHETIC LONG GOOD +0.47 x2");
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.puts, 4) << "nothing has changed, so nothing is drawn";
}

TEST(Drawing, A_short_signal_points_down) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    plan.Take(Make(1, SignalEvent::Born, Direction::Short), canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.Count(DrawTool::TriangleDown), 1);
    EXPECT_EQ(canvas.Find(DrawTool::TriangleDown)->color, view.look[SubgraphShortTiers + 1].color);
    EXPECT_EQ(canvas.Find(DrawTool::Label)->text.compare(0, 20, "SYNTHETIC SHORT GOOD"), 0) << canvas.Find(DrawTool::Label)->text;
}

TEST(Drawing, A_signal_raised_or_demoted_keeps_its_drawings_and_changes_them) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    plan.Take(Make(1, SignalEvent::Born), canvas);
    plan.Draw(view, 0, canvas);
    Signal raised = Make(1, SignalEvent::Raised);
    raised.tier = 5;
    raised.score = 0.9;
    raised.reference_price_ticks = 19300;
    plan.Take(raised, canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.on_chart.size(), 4u);
    EXPECT_EQ(canvas.Find(DrawTool::Label)->text, "SYNTHETIC LONG PREMIUM +0.90 x2 raised");
    EXPECT_EQ(canvas.Find(DrawTool::ArrowUp)->price_ticks, 19240) << "the marker stays where the signal was born";
}

TEST(Drawing, A_signal_that_ended_loses_its_lines_and_turns_grey) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    plan.Take(Make(1, SignalEvent::Born), canvas);
    plan.Draw(view, 0, canvas);
    Signal ended = Make(1, SignalEvent::Ended);
    ended.ended_because.Assign("flipped");
    plan.Take(ended, canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.Count(DrawTool::Ray), 0);
    EXPECT_EQ(canvas.Find(DrawTool::TriangleUp)->color, view.look[SubgraphSignalEnded].color);
    EXPECT_EQ(canvas.Find(DrawTool::Label)->text, "SYNTHETIC LONG GOOD x2 ended at +0.47: flipped");
    EXPECT_EQ(plan.AliveCount(), 0u);
}

/// As when the feeds fell silent: no feature says anything, and a score of 0 would be made up.
TEST(Drawing, A_signal_whose_score_nobody_knows_shows_none) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    plan.Take(Make(1, SignalEvent::Born), canvas);
    Signal ended = Make(1, SignalEvent::Ended);
    ended.score = ended.coverage = 0;
    ended.ended_because.Assign("stale");
    plan.Take(ended, canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.Find(DrawTool::Label)->text, "SYNTHETIC LONG GOOD x2 ended: stale");
    ended.coverage = 0.8;
    plan.Take(ended, canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.Find(DrawTool::Label)->text, "SYNTHETIC LONG GOOD x2 ended at 0.00: stale") << "a 0 that features agree on is one";
}

TEST(Drawing, After_a_recalculation_everything_stands_there_again_once) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    plan.Take(Make(1, SignalEvent::Born), canvas);
    Signal ended = Make(2, SignalEvent::Ended);
    ended.reference_price_ticks = 19300;
    plan.Take(ended, canvas);
    plan.Draw(view, 0, canvas);
    ASSERT_EQ(canvas.on_chart.size(), 6u);
    canvas.Wipe();
    plan.ForgetLostLines(canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.on_chart.size(), 6u);
    EXPECT_EQ(canvas.unknown_removals, 0);
}

TEST(Drawing, The_same_event_again_draws_over_itself) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    for (int i = 0; i < 3; ++i) {
        plan.Take(Make(1, SignalEvent::Born), canvas);
        plan.Draw(view, 0, canvas);
    }
    EXPECT_EQ(canvas.on_chart.size(), 4u);
    EXPECT_EQ(plan.Count(), 1u);
}

TEST(Drawing, Kept_signals_are_bounded_and_the_oldest_ended_one_leaves_first) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    for (uint64_t id = 1; id <= SignalPlan::Capacity; ++id)
        plan.Take(Make(id, id == 3 ? SignalEvent::Ended : SignalEvent::Born), canvas);
    for (int i = 0; i < 20; ++i)
        plan.Draw(view, 0, canvas);
    // All stand at one place: the newest has the text.
    EXPECT_EQ(canvas.on_chart.size(), 3 * SignalPlan::Capacity - 2 + 1);
    plan.Take(Make(1000, SignalEvent::Born), canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(plan.Count(), SignalPlan::Capacity);
    EXPECT_EQ(plan.AliveCount(), SignalPlan::Capacity) << "number 3, the only one that had ended, has left";
    EXPECT_EQ(canvas.on_chart.size(), 3 * SignalPlan::Capacity + 1);
    plan.Take(Make(1001, SignalEvent::Born), canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.on_chart.size(), 3 * SignalPlan::Capacity + 1);
    EXPECT_EQ(canvas.unknown_removals, 0);
}

TEST(Drawing, A_call_draws_a_bounded_number) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    for (uint64_t id = 1; id <= SignalPlan::LargestSignalsDrawnPerCall + 1; ++id) {
        Signal signal = Make(id, SignalEvent::Born);
        signal.reference_price_ticks += static_cast<int32_t>(100 * id);
        plan.Take(signal, canvas);
    }
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.Count(DrawTool::TriangleUp), static_cast<int>(SignalPlan::LargestSignalsDrawnPerCall));
    EXPECT_EQ(canvas.puts, 4 * static_cast<int>(SignalPlan::LargestSignalsDrawnPerCall) - 1) << "the oldest of them has no text";
}

TEST(Drawing, A_signal_without_stop_or_size_shows_neither) {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    Signal signal = Make(1, SignalEvent::Born);
    signal.stop_price_ticks = signal.target_price_ticks = 0;
    signal.size_lots = 0;
    signal.label.Clear();
    plan.Take(signal, canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.Count(DrawTool::Ray), 0);
    EXPECT_EQ(canvas.Find(DrawTool::Label)->text, "LONG GOOD +0.47");
}

TEST(Drawing, A_new_set_of_levels_keeps_moves_and_removes) {
    LevelPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    Levels levels;
    levels.count = 2;
    levels.level[0].name.Assign("call_wall");
    levels.level[0].price_ticks = 19400;
    levels.level[1].name.Assign("put_wall");
    levels.level[1].price_ticks = 19000;
    plan.Take(levels, Language::English, "");
    plan.Draw(view, 0, canvas);
    ASSERT_EQ(canvas.Count(DrawTool::Line), 2);
    const int first_line = canvas.on_chart.begin()->first;
    levels.count = 1;
    levels.level[0].price_ticks = 19440;
    levels.level[0].text.Assign("Call wall 4860");
    plan.Take(levels, Language::English, "");
    plan.Draw(view, 0, canvas);
    ASSERT_EQ(canvas.Count(DrawTool::Line), 1);
    EXPECT_EQ(canvas.on_chart.begin()->first, first_line);
    EXPECT_EQ(canvas.on_chart.begin()->second.price_ticks, 19440);
    EXPECT_EQ(canvas.on_chart.begin()->second.text, "Call wall 4860");
    canvas.Wipe();
    plan.ForgetLostLines(canvas);
    plan.Draw(view, 0, canvas);
    EXPECT_EQ(canvas.Count(DrawTool::Line), 1);
    EXPECT_EQ(canvas.unknown_removals, 0);
}

TEST(Labels, Prices_have_the_decimals_of_their_tick) {
    for (const auto& [tick_size, text] : {std::pair<float, const char*>{0.25f, "POC & 4810.00 call wall"},
                                          {1.0f, "POC & 19240 call wall"},
                                          {0.1f, "POC & 1924.0 call wall"},
                                          {0.03125f, "POC & 601.25000 call wall"}}) {
        LineLabels labels("", 0, static_cast<double>(tick_size));
        labels.Add(19240, "call wall", "", false);
        const uint32_t poc = labels.Add(19237, "POC", "", false);
        labels.Join();
        LineLabels::Text said;
        labels.Say(poc, said);
        EXPECT_STREQ(said.chars, text);
    }
}
