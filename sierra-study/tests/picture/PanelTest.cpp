// The panel: what it says in which case, where it stands, and that it is drawn only when it says something else.
#include "PanelFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Panel, The_score_stands_there_with_its_three_largest_contributions) {
    PanelFixture f;
    f.Say();
    EXPECT_TRUE(f.Says("score +0.21 WEAK LONG | LONG +0.35 SHORT -0.14 | coverage 85%\n")) << f.Body();
    EXPECT_TRUE(f.Says("by vwap_trend_signal +0.20, gamma_levels -0.14, order_flow +0.12\n")) << f.Body();
    EXPECT_FALSE(f.Says("missing"));
}

TEST(Panel, A_score_to_which_no_feature_adds_is_unknown_and_not_0) {
    PanelFixture f;
    f.state.clear_reading();
    f.Reading("order_flow", 0, "stale");
    f.state.set_score(0);
    f.state.set_coverage(0);
    f.state.set_tier(v1::TIER_NO_TRADE);
    f.Say();
    EXPECT_TRUE(f.Says("score unknown: no feature has a value\n")) << f.Body();
    EXPECT_TRUE(f.Says("missing order_flow (stale)\n")) << f.Body();
    EXPECT_FALSE(f.Says("0.00")) << f.Body();
}

TEST(Panel, What_is_missing_is_named_with_its_reason_and_counted_when_it_is_much) {
    PanelFixture f;
    f.Reading("vix_regime", 0, "no VIX yet");
    f.Say();
    EXPECT_TRUE(f.Says("missing vix_regime (no VIX yet)\n")) << f.Body();
    for (const char* name : {"a", "b", "c"})
        f.Reading(name, 0, "stale");
    f.Say();
    EXPECT_TRUE(f.Says("missing vix_regime (no VIX yet), a (stale), b (stale) and 1 more\n")) << f.Body();
}

TEST(Panel, Why_not_now_names_the_nearest_feature_the_gate_or_the_coverage) {
    PanelFixture f;
    auto* why = f.state.mutable_explanation();
    why->set_next_tier(v1::TIER_GOOD);
    why->set_next_limit(0.28);
    why->set_next_direction(v1::DIRECTION_LONG);
    why->add_to_next_tier()->set_name("order_flow");
    why->mutable_to_next_tier(0)->set_change(0.35);
    f.Say();
    EXPECT_TRUE(f.Says("not now: GOOD LONG begins at 0.28, order_flow +0.35 alone would do\n")) << f.Body();

    auto* gate = f.state.add_gate();
    gate->set_gate("tier_held");
    gate->set_passed(true);
    gate = f.state.add_gate();
    gate->set_gate("session_open");
    gate->set_detail("0 (limit 1)");
    f.Say();
    EXPECT_TRUE(f.Says("not now: gate session_open 0 (limit 1)\n")) << f.Body();

    why->set_coverage_short(0.12);
    why->add_to_coverage("gamma_levels");
    f.Say();
    EXPECT_TRUE(f.Says("not now: coverage is 12% short, gamma_levels alone would do\n")) << f.Body();

    f.state.set_halted(true);
    f.state.set_halt_reason("by the cli");
    f.Say();
    EXPECT_TRUE(f.Says("not now: halted, by the cli\n")) << f.Body();
}

TEST(Panel, A_signal_that_lives_is_why) {
    PanelFixture f;
    f.Say();
    v1::EngineFrame frame = f.Frame(1);
    frame.mutable_signal()->set_id(5);
    frame.mutable_signal()->set_event(v1::SIGNAL_EVENT_BORN);
    frame.mutable_signal()->set_direction(v1::DIRECTION_SHORT);
    frame.mutable_signal()->set_tier(v1::TIER_STRONG);
    frame.mutable_signal()->set_score(-0.33);
    f.Link().Push(frame);
    f.Settle();
    EXPECT_TRUE(f.Says("now: STRONG SHORT at -0.33\n")) << f.Body();
}

TEST(Panel, State_and_mode_have_their_colour) {
    PanelFixture f;
    const auto color = [&] { return f.chart.canvas.PanelHead()->color; };
    f.HearTheBridge();
    f.Settle();
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | connected");
    EXPECT_EQ(color(), SubgraphRows[SubgraphPanelGood].color);
    v1::EngineFrame frame = f.Frame();
    frame.mutable_trading_view()->set_state(v1::TRADING_STATE_REDUCING);
    frame.mutable_trading_view()->set_reason("loss_limit_near");
    frame.mutable_trading_view()->set_day_profit_cents(-12550);
    frame.mutable_trading_view()->set_trades_today(3);
    frame.mutable_trading_view()->set_last_refusal("spread");
    f.Link().Push(frame);
    f.Settle();
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | connected | reducing: loss_limit_near");
    EXPECT_EQ(color(), SubgraphRows[SubgraphPanelWarning].color);
    EXPECT_TRUE(f.Says("day -125.50 USD, 3 trade(s) | last refusal spread\n")) << f.Body();
    f.chart.facts.kill = true;
    f.Settle();
    EXPECT_NE(f.Head().find("KILLED by the study's button"), std::string::npos);
    EXPECT_EQ(color(), SubgraphRows[SubgraphPanelAlarm].color);
}

TEST(Panel, The_engines_most_serious_alert_stands_in_the_head_until_it_is_over_or_the_engine_away) {
    PanelFixture f;
    f.HearTheBridge();
    v1::EngineFrame frame = f.Frame();
    frame.mutable_trading_view()->set_state(v1::TRADING_STATE_ACTIVE);
    frame.mutable_trading_view()->set_notice("ERROR no_volume ES: nothing has traded for 61 s");
    f.Link().Push(frame);
    f.Settle();
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | connected | ALERT ERROR no_volume ES: nothing has traded for 61 s");
    EXPECT_EQ(f.chart.canvas.PanelHead()->color, SubgraphRows[SubgraphPanelWarning].color);
    v1::EngineFrame away = f.Frame();
    away.mutable_heartbeat()->set_text("no answer");
    f.Link().Push(away);
    f.Settle();
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | engine away, data is kept (no answer)");
    f.HearTheBridge();
    frame.mutable_trading_view()->clear_notice();
    f.Link().Push(frame);
    f.Settle();
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | connected");
}

TEST(Panel, Of_an_engine_that_is_away_it_says_what_the_bridge_does) {
    PanelFixture f;
    v1::EngineFrame frame = f.Frame();
    frame.mutable_heartbeat()->set_text("this bridge has started it, it does not answer yet");
    for (int i = 0; i < 3; ++i) {
        f.Link().Push(frame);
        f.Settle();
    }
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | engine away, data is kept (this bridge has started it, it does not answer yet)");
    const auto said = [](const std::string& line) {
        return line.find("no engine behind the bridge: this bridge has") != std::string::npos;
    };
    EXPECT_EQ(std::count_if(f.chart.log.begin(), f.chart.log.end(), said), 1) << "once, not at each beat";
    f.HearTheBridge();
    f.Settle();
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | connected");
}

TEST(Panel, A_call_does_a_line_of_it_and_one_that_comes_seldom_all) {
    PanelFixture f;
    f.Settle();
    const auto killed = [&] { return f.Head().find("KILLED") != std::string::npos; };
    f.chart.facts.kill = true;
    int calls = 0;
    for (; !killed() && calls < 100; ++calls)
        f.Call();
    EXPECT_TRUE(calls >= 7 && calls <= 33) << calls << ": a quarter of a second, and a call for each of its lines";
    f.chart.facts.kill = false;
    FakeClock::AdvanceMs(490);
    f.Call();
    EXPECT_FALSE(killed());
}

TEST(Panel, Ages_are_those_of_each_feed) {
    PanelFixture f;
    f.chart.tape.Add(1);
    f.chart.book.bid[0].lots = 99;
    f.Say();
    EXPECT_TRUE(f.Says("ages: trades <1 s book <1 s engine <1 s")) << f.Body();
    for (int i = 0; i < 250; ++i) {
        f.HearTheBridge();
        f.Call();
    }
    EXPECT_TRUE(f.Says("ages: trades 2 s book 2 s engine 2 s")) << f.Body();
    f.state.mutable_market()->mutable_options()->set_coverage(0.9);
    f.state.mutable_market()->mutable_options()->set_fitted_unix_us(f.state.observed_unix_us() - 45000000);
    f.Say();
    EXPECT_TRUE(f.Says("options 45 s")) << f.Body();
}

TEST(Panel, It_has_a_place_and_a_size_and_head_and_body_never_share_a_line) {
    PanelFixture f;
    f.Say();
    EXPECT_EQ(f.Body().compare(0, 2, " \n"), 0) << "the first line is the head's";
    f.chart.view.panel_place = PanelPlace::BottomRight;
    f.chart.view.panel_font = 14;
    f.chart.facts.recalculating = true;
    f.Call();
    f.chart.facts.recalculating = false;
    f.Settle();
    const FakeCanvas::Drawing& drawn = *f.chart.canvas.PanelHead();
    EXPECT_EQ(drawn.place, PanelPlace::BottomRight);
    EXPECT_EQ(drawn.size, 14);
    const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
    EXPECT_EQ(lines(f.Head()), lines(f.Body()) + 1) << "from below, the head stands above as many lines as the body has";
    EXPECT_GT(lines(f.Body()), 3);
}

TEST(Panel, Nothing_is_drawn_while_it_says_the_same) {
    PanelFixture f;
    f.market_us_a_call = 0;
    f.Say();
    f.HearTheBridge();
    f.Settle();
    const int puts = f.chart.canvas.puts;
    for (int i = 0; i < 20; ++i)
        f.Call();
    EXPECT_EQ(f.chart.canvas.puts, puts);
}

TEST(Panel, Its_longest_text_is_cut_and_does_no_harm) {
    PanelFixture f;
    const std::string text(300, 'x');
    f.state.clear_reading();
    for (int i = 0; i < 30; ++i)
        f.Reading((text + std::to_string(i)).c_str(), 1 - i * 0.01, i % 2 == 0 ? "" : text.c_str());
    f.state.mutable_explanation()->set_coverage_short(0.5);
    f.state.mutable_explanation()->add_to_coverage(text);
    f.state.set_halted(true);
    f.state.set_halt_reason(text);
    f.Say();
    EXPECT_LT(f.Body().size(), 1400u);
    EXPECT_TRUE(f.Says("unacknowledged"));
}
