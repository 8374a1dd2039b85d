// Where prices meet, no text lies on another one, and every line stays.
#include <algorithm>

#include "MiaIaSignalPlan.h"
#include "PanelFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

struct SignalTexts {
    SignalPlan plan;
    FakeCanvas canvas;
    ViewSettings view;

    SignalTexts() {
        // A bar a minute from 0 on.
        for (int64_t bar = 0; bar < 1000; ++bar)
            canvas.bar_starts.push_back(bar * 60000000);
    }

    void Take(uint64_t id, SignalEvent event, int32_t price_ticks, int64_t bar) {
        Signal signal;
        signal.id = id;
        signal.event = static_cast<uint32_t>(event);
        signal.direction = static_cast<uint32_t>(Direction::Long);
        signal.tier = 3;
        signal.size_lots = static_cast<uint32_t>(id);
        signal.reference_price_ticks = price_ticks;
        signal.born_unix_us = bar * 60000000 + 1;
        plan.Take(signal, canvas);
    }

    /// The signals that have a text, by the size that each says.
    std::vector<std::string> Texts() {
        for (int i = 0; i < 30; ++i)
            plan.Draw(view, 0, canvas);
        std::vector<std::string> texts;
        for (const auto& [line, drawing] : canvas.on_chart)
            if (drawing.tool == DrawTool::Label)
                texts.push_back(drawing.text.substr(10, 3));
        std::sort(texts.begin(), texts.end());
        return texts;
    }
};

using Names = std::vector<std::string>;

/// A study whose engine says levels, a VWAP and a signal.
struct LineTexts : PanelFixture {
    v1::Levels levels;

    void Level(const char* name, const char* text, int32_t price_ticks) {
        auto* level = levels.add_level();
        level->set_name(name);
        level->set_text(text);
        level->set_price_ticks(price_ticks);
    }

    void SayLevels() {
        v1::EngineFrame frame = Frame();
        *frame.mutable_levels() = levels;
        Link().Push(frame);
        Settle();
    }

    /// Texts of the lines that have one, downwards.
    Names Texts(DrawTool tool = DrawTool::Line) const {
        std::vector<std::pair<double, std::string>> found;
        for (const auto& [line, drawing] : chart.canvas.on_chart)
            if (drawing.tool == tool && !drawing.text.empty())
                found.emplace_back(-drawing.price_ticks, drawing.text);
        std::sort(found.begin(), found.end());
        Names texts;
        for (const auto& [price, text] : found)
            texts.push_back(text);
        return texts;
    }
};

}  // namespace

TEST(Labels, Of_ended_signals_the_newest_three_keep_a_text_and_the_others_their_marker) {
    SignalTexts f;
    for (uint64_t id = 1; id <= 8; ++id)
        f.Take(id, id == 2 ? SignalEvent::Born : SignalEvent::Ended, static_cast<int32_t>(19000 + 100 * id), 100);
    EXPECT_EQ(f.Texts(), (Names{"x2", "x6 ", "x7 ", "x8 "})) << "and the one that lives, as old as it is";
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleUp), 8);
}

TEST(Labels, Of_two_signals_at_one_place_the_newer_one_has_the_text_and_one_that_lives_before_any_that_has_ended) {
    SignalTexts f;
    f.Take(1, SignalEvent::Ended, 19240, 100);
    EXPECT_EQ(f.Texts(), (Names{"x1 "}));
    f.Take(2, SignalEvent::Ended, 19243, 120);
    EXPECT_EQ(f.Texts(), (Names{"x2 "})) << "the text that was there is taken away";
    f.Take(3, SignalEvent::Born, 19238, 90);
    EXPECT_EQ(f.Texts(), (Names{"x3"}));
    f.Take(3, SignalEvent::Ended, 19238, 90);
    f.Take(2, SignalEvent::Raised, 19243, 120);
    EXPECT_EQ(f.Texts(), (Names{"x2 "}));
    EXPECT_EQ(f.canvas.Count(DrawTool::TriangleUp), 3);
    EXPECT_EQ(f.canvas.unknown_removals, 0);
}

TEST(Labels, Signals_apart_in_time_or_in_price_keep_their_texts) {
    SignalTexts f;
    f.Take(1, SignalEvent::Ended, 19240, 100);
    f.Take(2, SignalEvent::Ended, 19240, 140);
    f.Take(3, SignalEvent::Ended, 19248, 140);
    EXPECT_EQ(f.Texts(), (Names{"x1 ", "x2 ", "x3 "}));
}

TEST(Labels, A_signal_that_is_not_shown_takes_no_place) {
    SignalTexts f;
    f.Take(1, SignalEvent::Born, 19240, 100);
    f.Take(2, SignalEvent::Born, 19240, 101);
    f.view.lowest_tier = 4;
    EXPECT_TRUE(f.Texts().empty());
    f.view.lowest_tier = 2;
    f.view.signals = true;
    f.plan.Restyle();
    EXPECT_EQ(f.Texts(), (Names{"x2"}));
}

TEST(Labels, Of_many_signals_that_live_a_bounded_number_has_a_text) {
    SignalTexts f;
    for (uint64_t id = 1; id <= SignalPlan::Capacity; ++id)
        f.Take(id, SignalEvent::Born, static_cast<int32_t>(10000 + 100 * id), 100);
    EXPECT_EQ(f.Texts().size(), 16u);
}

TEST(Labels, Levels_at_one_price_have_one_text_with_the_names_of_all_the_nearest_first) {
    LineTexts f;
    f.Level("put_wall", "put wall", 19234);
    f.Level("call_wall", "call wall", 19240);
    f.Level("zero_gamma", "zero gamma", 19240);
    f.Level("poc", "POC", 19237);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"put wall & 4809.25 POC & 4810.00 call wall & 4810.00 zero gamma"}));
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Line), 4) << "every line stays";
    f.levels.mutable_level(3)->set_price_ticks(19231);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"call wall & zero gamma", "POC & 4808.50 put wall"})) << "two texts are at least so far apart";
    f.levels.mutable_level(1)->set_price_ticks(19300);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"call wall", "zero gamma", "POC & 4808.50 put wall"}));
    f.levels.mutable_level(1)->set_price_ticks(19240);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"call wall & zero gamma", "POC & 4808.50 put wall"})) << "the one that loses its text has none";
    EXPECT_EQ(f.chart.canvas.unknown_removals, 0);
}

TEST(Labels, One_name_at_two_prices_is_said_with_each_and_at_one_price_once) {
    LineTexts f;
    f.Level("vah", "edge", 19240);
    f.Level("val", "edge", 19237);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"edge & 4810.00 edge"}));
    f.levels.mutable_level(1)->set_price_ticks(19240);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"edge"}));
}

TEST(Labels, A_market_of_larger_prices_is_shown_with_more_ticks_to_a_line_of_text) {
    LineTexts f;
    f.Level("vah", "VAH", 68020);
    f.Level("poc", "POC", 68000);
    f.Level("val", "VAL", 67960);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"POC & 17005.00 VAH", "VAL"}));
}

TEST(Labels, A_note_and_the_charts_label_are_said_once) {
    LineTexts f;
    f.chart.facts.symbol = "SYNTHETIC-ESH24";
    f.Call();
    f.Attach();
    auto* options = f.state.mutable_market()->mutable_options();
    options->set_fitted_unix_us(f.chart.facts.market_unix_us - 3 * 60000000LL);
    options->set_coverage(0.97);
    f.Level("put_wall", "put wall (partial)", 19240);
    f.Level("absolute_gamma", "absolute gamma", 19239);
    f.SayLevels();
    f.state.set_observed_unix_us(f.chart.facts.market_unix_us);
    f.Say();
    EXPECT_EQ(f.Texts(), (Names{"SYNTHETIC absolute gamma & 4810.00 put wall (partial), 3 min, 97%"}));
}

TEST(Labels, The_VWAPs_names_join_the_levels_and_a_signals_stop_gives_way_to_them) {
    LineTexts f;
    auto* vwap = f.state.mutable_market()->mutable_regular_vwap();
    vwap->set_ticks(19240);
    vwap->set_deviation_ticks(3);
    f.Level("poc", "POC", 19100);
    f.SayLevels();
    f.Say();
    EXPECT_EQ(f.Texts(DrawTool::Label), (Names{"VWAP +1 & 4811.50 VWAP +2", "VWAP -2 & 4809.25 VWAP -1 & 4810.00 VWAP"}));
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Label), 2) << "a name without a text is no drawing";
    v1::EngineFrame frame = f.Frame();
    v1::Signal& signal = *frame.mutable_signal();
    signal.set_id(1);
    signal.set_event(v1::SIGNAL_EVENT_BORN);
    signal.set_direction(v1::DIRECTION_LONG);
    signal.set_tier(v1::TIER_GOOD);
    signal.set_reference_price_ticks(19220);
    signal.set_stop_price_ticks(19202);
    signal.set_target_price_ticks(19280);
    signal.set_observed_unix_us(f.chart.facts.market_unix_us);
    f.Link().Push(frame);
    f.Settle();
    EXPECT_EQ(f.Texts(), (Names{"POC"}));
    EXPECT_EQ(f.Texts(DrawTool::Ray), (Names{"target", "stop"}));
    f.levels.mutable_level(0)->set_price_ticks(19200);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"POC & 4800.50 stop"}));
    EXPECT_EQ(f.Texts(DrawTool::Ray), (Names{"target"}));
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Ray), 2);
    signal.set_event(v1::SIGNAL_EVENT_ENDED);
    f.Link().Push(frame);
    f.Settle();
    EXPECT_EQ(f.Texts(), (Names{"POC"})) << "what is gone is not named";
}

TEST(Labels, A_line_that_is_not_shown_is_not_named) {
    LineTexts f;
    f.Level("call_wall", "call wall", 19240);
    f.Level("poc", "POC", 19240);
    f.SayLevels();
    ASSERT_EQ(f.Texts(), (Names{"call wall & POC"}));
    f.chart.view.gamma = false;
    f.chart.facts.recalculating = true;
    f.Call();
    f.chart.facts.recalculating = false;
    f.Settle();
    EXPECT_EQ(f.Texts(), (Names{"POC"}));
    const int puts = f.chart.canvas.puts;
    f.chart.view.panel = false;
    f.Settle();
    EXPECT_EQ(f.chart.canvas.puts, puts) << "quiet calls draw nothing";
}

TEST(Labels, What_is_near_is_what_Sierra_says_of_its_pixels_and_a_little_more_or_less_changes_nothing) {
    LineTexts f;
    f.Level("call_wall", "call wall", 19300);
    f.Level("poc", "POC", 19290);
    f.SayLevels();
    EXPECT_EQ(f.Texts(), (Names{"call wall", "POC"})) << "nobody has said how high a pixel is";
    const auto with = [&](double ticks_per_px) {
        f.chart.facts.ticks_per_px = ticks_per_px;
        f.Settle();
        return f.Texts();
    };
    EXPECT_EQ(with(1), (Names{"POC & 4825.00 call wall"})) << "ten pixels";
    EXPECT_EQ(with(0.25), (Names{"call wall", "POC"})) << "forty";
    EXPECT_EQ(with(0), (Names{"call wall", "POC"})) << "what it has said last";
    EXPECT_EQ(with(0.6), (Names{"POC & 4825.00 call wall"}));
    EXPECT_EQ(with(0.5), (Names{"POC & 4825.00 call wall"})) << "twenty pixels, but hardly another scale";
    EXPECT_EQ(with(0.6), (Names{"POC & 4825.00 call wall"}));
}

TEST(Labels, On_a_chart_that_is_stretched_signals_a_few_ticks_apart_both_have_a_text) {
    SignalTexts f;
    f.Take(1, SignalEvent::Born, 19240, 10);
    f.Take(2, SignalEvent::Born, 19244, 11);
    EXPECT_EQ(f.Texts().size(), 1u);
    f.plan.Rescale(0.2);
    EXPECT_EQ(f.Texts().size(), 2u);
    f.plan.Rescale(2);
    EXPECT_EQ(f.Texts().size(), 1u);
}

TEST(Labels, The_scale_that_Sierra_says_is_that_of_the_signals_texts) {
    PanelFixture f;
    for (const uint64_t id : {1, 2}) {
        v1::EngineFrame frame = f.Frame(id);
        v1::Signal& signal = *frame.mutable_signal();
        signal.set_id(id);
        signal.set_event(v1::SIGNAL_EVENT_BORN);
        signal.set_direction(v1::DIRECTION_LONG);
        signal.set_tier(v1::TIER_GOOD);
        signal.set_reference_price_ticks(static_cast<int32_t>(19240 + 4 * id));
        f.Link().Push(frame);
    }
    f.Settle();
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Label), 1);
    f.chart.facts.ticks_per_px = 0.2;
    f.Settle();
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Label), 2);
}
