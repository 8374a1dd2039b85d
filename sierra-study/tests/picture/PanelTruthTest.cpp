// What the panel and the labels say is of this chart, of one moment, and of no other market than the one that is shown.
#include "PanelFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

struct NoticeFixture : PanelFixture {
    /// The panel's colour once the engine has this alert.
    uint32_t ColorWith(const std::string& notice) {
        HearTheBridge();
        v1::EngineFrame frame = Frame();
        frame.mutable_trading_view()->set_state(v1::TRADING_STATE_ACTIVE);
        frame.mutable_trading_view()->set_notice(notice);
        Link().Push(frame);
        Settle();
        return chart.canvas.PanelHead()->color;
    }
};

}  // namespace

TEST(Panel, Without_a_contribution_nothing_is_said_to_be_by_something) {
    PanelFixture f;
    for (auto& reading : *f.state.mutable_reading())
        reading.set_contribution(0);
    f.Say();
    EXPECT_FALSE(f.Says("\nby")) << f.Body();
}

TEST(Panel, What_rounds_to_0_has_no_sign) {
    PanelFixture f;
    f.state.set_score(-0.004);
    f.state.set_short_sum(-0.0);
    f.state.set_long_sum(0.0049);
    f.Say();
    EXPECT_TRUE(f.Says("score 0.00 WEAK")) << f.Body();
    EXPECT_TRUE(f.Says("LONG 0.00 SHORT 0.00")) << f.Body();
    f.state.set_score(-0.005001);
    f.Say();
    EXPECT_TRUE(f.Says("score -0.01 WEAK SHORT")) << f.Body();
}

TEST(Panel, The_score_and_its_reason_are_of_one_moment) {
    PanelFixture f;
    auto* why = f.state.mutable_explanation();
    why->set_next_tier(v1::TIER_GOOD);
    for (int second = 0; second < 200; ++second) {
        const bool is_long = second % 2 == 0;
        f.state.set_score(is_long ? 0.2 : -0.2);
        why->set_next_direction(is_long ? v1::DIRECTION_LONG : v1::DIRECTION_SHORT);
        v1::EngineFrame frame = f.Frame();
        *frame.mutable_state() = f.state;
        f.Link().Push(frame);
        for (int i = 0; i < 3; ++i)
            f.Call();
        const FakeCanvas::Drawing* const body = f.chart.canvas.PanelBody();
        if (body == nullptr || body->text.find("begins") == std::string::npos)
            continue;
        const bool shows_long = body->text.find("score +0.20 WEAK LONG") != std::string::npos;
        ASSERT_EQ(body->text.find("GOOD LONG begins") != std::string::npos, shows_long) << body->text;
    }
}

TEST(Panel, Its_head_and_its_reason_are_of_one_moment_in_every_call) {
    PanelFixture f;
    f.Say();
    int halted = 0;
    for (int call = 0; call < 3000; ++call) {
        // Every seventh call, so that each step of the panel has one before it now and then.
        if (call % 7 == 0) {
            f.state.set_halted(call / 7 % 2 == 0);
            v1::EngineFrame frame = f.Frame();
            *frame.mutable_state() = f.state;
            f.Link().Push(frame);
            f.HearTheBridge();
        }
        f.Call();
        const bool head_halted = f.Head().find("HALTED") != std::string::npos;
        ASSERT_EQ(f.Says("not now: halted"), head_halted) << call << f.Head() << f.Body();
        halted += head_halted ? 1 : 0;
    }
    EXPECT_GT(halted, 500);
    EXPECT_LT(halted, 2500);
}

TEST(Panel, What_an_engine_said_that_is_silent_now_is_told_with_its_age_and_is_no_reason) {
    for (const bool lives : {false, true}) {
        PanelFixture f;
        if (lives) {
            v1::EngineFrame frame = f.Frame(1);
            frame.mutable_signal()->set_id(5);
            frame.mutable_signal()->set_event(v1::SIGNAL_EVENT_BORN);
            frame.mutable_signal()->set_direction(v1::DIRECTION_SHORT);
            frame.mutable_signal()->set_tier(v1::TIER_STRONG);
            frame.mutable_signal()->set_score(-0.33);
            frame.mutable_signal()->set_coverage(0.9);
            f.Link().Push(frame);
        }
        f.Say();
        EXPECT_FALSE(f.Says(" ago: ")) << f.Body();
        EXPECT_TRUE(f.Says(lives ? "now: STRONG SHORT at -0.33" : "not now: ")) << f.Body();
        // The bridge is there; after its beats a dead one is not.
        for (const bool beats : {true, false}) {
            for (int i = 0; i < 1000; ++i) {
                if (beats)
                    f.HearTheBridge();
                f.Call();
            }
            const std::string seconds = beats ? "10 s" : "20 s";
            EXPECT_TRUE(f.Says(seconds + " ago: score +0.21 WEAK LONG")) << f.Body();
            EXPECT_TRUE(f.Says(lives ? seconds + " ago: STRONG SHORT at -0.33" : "not now: nothing from the engine for " + seconds))
                << f.Body();
            EXPECT_FALSE(lives && f.Says("now: STRONG")) << f.Body();
        }
        f.HearTheBridge();
        f.Say();
        EXPECT_FALSE(f.Says(" ago: ")) << f.Body();
    }
}

TEST(Panel, A_critical_alert_is_red_and_one_of_another_instrument_changes_no_colour) {
    NoticeFixture f;
    const uint32_t good = SubgraphRows[SubgraphPanelGood].color;
    const uint32_t warning = SubgraphRows[SubgraphPanelWarning].color;
    const uint32_t alarm = SubgraphRows[SubgraphPanelAlarm].color;
    EXPECT_EQ(f.ColorWith("CRITICAL ibkr_error IBKR: gateway_wedged (link Live)"), alarm);
    EXPECT_EQ(f.ColorWith("CRITICAL naked_position ES: 2 lots"), alarm);
    EXPECT_EQ(f.ColorWith("WARNING stale_feed ES: silent"), warning);
    EXPECT_EQ(f.ColorWith("WARNING stale_feed MES: no study is attached"), good);
    EXPECT_NE(f.Head().find("ALERT WARNING stale_feed MES: no study"), std::string::npos) << "it is said";
    EXPECT_EQ(f.ColorWith("CRITICAL naked_position NQ: 2 lots"), good);
    EXPECT_EQ(f.ColorWith("WARNING feature_dead MES vwap_bands_signal: no value"), good);
    EXPECT_EQ(f.ColorWith("WARNING feature_dead ES vwap_bands_signal: no value"), warning);
    EXPECT_EQ(f.ColorWith("CRITICAL disk_low: 1 GB of ES"), alarm) << "one without a subject is everybody's";
}

TEST(Panel, That_the_engine_is_away_is_said_once_and_in_one_language) {
    PanelFixture f;
    f.chart.view.language = Language::French;
    v1::EngineFrame frame = f.Frame();
    frame.mutable_heartbeat()->set_text("the engine is away");
    f.Link().Push(frame);
    f.Settle();
    EXPECT_NE(f.Head().find("moteur absent"), std::string::npos) << f.Head();
    EXPECT_EQ(f.Head().find("engine"), std::string::npos) << f.Head();
}

TEST(Panel, Levels_of_a_replay_say_so) {
    for (const ReplayState replay : {ReplayState::Stopped, ReplayState::Running}) {
        PanelFixture f;
        f.chart.facts.replay = replay;
        f.Call();
        f.Attach();
        v1::EngineFrame frame = f.Frame();
        int32_t price_ticks = 19240;
        for (const char* name : {"poc", "vah", "call_wall"}) {
            auto* level = frame.mutable_levels()->add_level();
            level->set_name(name);
            level->set_text(name);
            level->set_price_ticks(price_ticks += 100);
        }
        f.Link().Push(frame);
        f.Settle();
        int lines = 0;
        for (const auto& drawing : f.chart.canvas.on_chart) {
            if (drawing.second.tool != DrawTool::Line)
                continue;
            ++lines;
            EXPECT_EQ(drawing.second.text.compare(0, 7, "REPLAY ") == 0, replay == ReplayState::Running) << drawing.second.text;
        }
        EXPECT_EQ(lines, 3);
    }
}

TEST(Chart, The_instrument_may_be_written_in_small_letters) {
    ChartFacts chart;
    chart.symbol = "SOMETHING";
    chart.instrument = "mnq";
    EXPECT_STREQ(InstrumentOn(chart).chars, "MNQ");
}

TEST(Panel, A_long_alert_leaves_room_for_what_money_hangs_on) {
    PanelFixture f;
    f.chart.view.language = Language::French;
    f.chart.view.panel_font = 24;
    f.chart.facts.region_width_px = 824;
    f.chart.facts.region_height_px = 439;
    f.HearTheBridge();
    v1::EngineFrame frame = f.Frame();
    frame.mutable_trading_view()->set_state(v1::TRADING_STATE_ACTIVE);
    frame.mutable_trading_view()->set_day_profit_cents(-12550);
    frame.mutable_trading_view()->set_last_refusal("SESSION");
    frame.mutable_trading_view()->set_notice(
        "WARNING latency_high ES: from the study to the engine up to 288 ms, above 50 ms in 3 of the last 10 s");
    f.Link().Push(frame);
    f.Say();
    EXPECT_TRUE(f.Says("jour -125.50 USD")) << f.Head() << f.Body();
    EXPECT_TRUE(f.Says("horaires")) << f.Head() << f.Body();
}

TEST(Panel, A_market_whose_time_goes_back_is_told_in_both_languages_and_rings_once) {
    for (const Language language : {Language::English, Language::French}) {
        PanelFixture f;
        f.chart.view.language = language;
        f.chart.view.alert[static_cast<int>(AlertKind::Stale)] = 3;
        f.Say();
        ASSERT_EQ(f.chart.alerts.size(), 0u);
        // The engine has seen a day later, and the tape goes on where it was.
        f.state.set_observed_unix_us(f.chart.facts.market_unix_us + 24 * HourUs + HourUs / 2);
        f.HearTheBridge();
        f.Say();
        EXPECT_EQ(f.Head().find("24 h"), std::string::npos) << "nothing trades: that is no tape that goes back" << f.Head();
        f.chart.tape.Add(1);
        f.HearTheBridge();
        f.Settle();
        EXPECT_EQ(f.Head().find("24 h"), std::string::npos) << "one record may be dated wrongly" << f.Head();
        EXPECT_EQ(f.chart.alerts.size(), 0u);
        f.chart.tape.Add(2);
        f.HearTheBridge();
        f.Settle();
        const bool french = language == Language::French;
        EXPECT_NE(f.Head().find(french ? "heure du marché reculée de 24 h" : "market time went back 24 h"), std::string::npos) << f.Head();
        EXPECT_EQ(f.chart.canvas.PanelHead()->color, SubgraphRows[SubgraphPanelAlarm].color);
        ASSERT_EQ(f.chart.alerts.size(), 1u);
        EXPECT_EQ(
            f.chart.alerts[0].second,
            french ? "MIA IA : heure du marche reculee, le score est en avance" : "MIA IA: market time went back, the score is ahead");
        // It comes to where it was.
        f.chart.facts.market_unix_us = f.state.observed_unix_us() - HourUs / 2;
        f.HearTheBridge();
        f.Settle();
        EXPECT_EQ(f.Head().find("24 h"), std::string::npos) << f.Head();
        EXPECT_EQ(f.chart.alerts.size(), 1u);
    }
}

TEST(Panel, A_chart_that_only_reads_may_be_of_a_contract_that_seldom_trades) {
    PanelFixture f;
    f.Attach(v1::ROLE_READER);
    f.HearTheBridge();
    f.state.set_observed_unix_us(f.chart.facts.market_unix_us + 24 * HourUs);
    f.Say();
    for (uint32_t record = 1; record <= 2; ++record) {
        f.chart.tape.Add(record);
        f.HearTheBridge();
        f.Settle();
    }
    EXPECT_NE(f.Head().find("reading only"), std::string::npos) << f.Head();
    EXPECT_EQ(f.Head().find("24 h"), std::string::npos) << f.Head();
}

TEST(Panel, An_outage_of_sierras_server_is_said_in_the_first_line) {
    for (const Language language : {Language::English, Language::French}) {
        const char* const away = language == Language::French ? "serveur de données de Sierra absent" : "Sierra's data server is away";
        PanelFixture f;
        f.chart.view.language = language;
        f.Say();
        EXPECT_EQ(f.Head().find(away), std::string::npos) << f.Head();
        // Never connected, connecting, lost, leaving, coming back.
        for (const uint32_t state : {0u, 1u, 3u, 4u, 5u}) {
            f.chart.facts.server_state = state;
            f.HearTheBridge();
            f.Settle();
            EXPECT_NE(f.Head().find(away), std::string::npos) << state << f.Head();
            EXPECT_EQ(f.chart.canvas.PanelHead()->color, SubgraphRows[SubgraphPanelWarning].color);
        }
        f.chart.facts.server_state = ServerConnected;
        f.HearTheBridge();
        f.Settle();
        EXPECT_EQ(f.Head().find(away), std::string::npos) << f.Head();
    }
}

TEST(Panel, A_replay_needs_no_server) {
    PanelFixture f;
    f.chart.facts.server_state = 0;
    f.chart.facts.replay = ReplayState::Running;
    f.Say();
    EXPECT_EQ(f.Head().find("server"), std::string::npos) << f.Head();
}
