#include "MiaIaChart.h"

#include "InstanceFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Chart, The_instrument_is_the_symbols_root) {
    EXPECT_STREQ(InstrumentOf("ESH24_FUT_CME").chars, "ES");
    EXPECT_STREQ(InstrumentOf("SYNTHETIC-ESZ26_FUT_CME").chars, "ES");
    EXPECT_STREQ(InstrumentOf("MESU24_FUT_CME").chars, "MES");
    EXPECT_STREQ(InstrumentOf("NQM5.CME").chars, "NQ");
    EXPECT_STREQ(InstrumentOf("MNQH6").chars, "MNQ");
    EXPECT_STREQ(InstrumentOf("ES_1M").chars, "ES");
    EXPECT_STREQ(InstrumentOf("").chars, "");
    EXPECT_STREQ(InstrumentOf("[Sim]ESH24").chars, "");
}

TEST(Chart, Symbols_of_CQG_and_IQFeed_name_the_same_instruments) {
    EXPECT_STREQ(InstrumentOf("@ESH24").chars, "ES");
    EXPECT_STREQ(InstrumentOf("@ES#").chars, "ES");
    EXPECT_STREQ(InstrumentOf("@MNQM26").chars, "MNQ");
    EXPECT_STREQ(InstrumentOf("F.US.EPH24").chars, "ES");
    EXPECT_STREQ(InstrumentOf("F.US.ENQZ26").chars, "NQ");
    EXPECT_STREQ(InstrumentOf("F.US.MESZ26").chars, "MES");
    EXPECT_STREQ(InstrumentOf("F.US.MNQZ26").chars, "MNQ");
    EXPECT_STREQ(InstrumentOf("SYNTHETIC-@ESZ26").chars, "ES");
    EXPECT_STREQ(InstrumentOf("EPH24").chars, "EP") << "of no CQG, and so another one";
}

TEST(Chart, Fault_64_a_trade_symbol_of_its_own_is_told_and_another_one_is_said) {
    ChartFacts chart;
    chart.symbol = "ESH24_FUT_CME";
    chart.update_interval_ms = 10;
    chart.data_export_allowed = 1;
    Hello hello;
    for (const char* same : {"", "ESH24_FUT_CME", "esh24_fut_cme"}) {
        chart.trade_symbol = same;
        EXPECT_FALSE(TradesAnotherSymbol(chart)) << same;
        FillHello(chart, 0.25, hello);
        EXPECT_STREQ(hello.trade_symbol.chars, "ESH24_FUT_CME");
    }
    for (const char* other : {"MESH24_FUT_CME", "ESH24_FUT_CM", "ESH24_FUT_CME2", "ESM24_FUT_CME"}) {
        chart.trade_symbol = other;
        EXPECT_TRUE(TradesAnotherSymbol(chart)) << other;
        FillHello(chart, 0.25, hello);
        EXPECT_STREQ(hello.trade_symbol.chars, other);
        LogLines log;
        LogStart(chart, 5, 0.25, log);
        ASSERT_EQ(log.count, 2u);
        EXPECT_NE(std::strstr(log.line[1].chars, other), nullptr);
        EXPECT_NE(std::strstr(log.line[1].chars, "only draws"), nullptr);
    }
    ChartFacts before = chart;
    before.trade_symbol = "";
    EXPECT_STREQ(EpochIdentity::Of(chart, 0.25).DifferenceTo(EpochIdentity::Of(before, 0.25)), "trade_symbol_changed");
    EXPECT_STREQ(EpochIdentity::Of(before, 0.25).DifferenceTo(chart, 0.25), "trade_symbol_changed");
}

TEST(Chart, Made_up_and_replayed_data_carry_their_label) {
    ChartFacts chart;
    chart.symbol = "ESH24_FUT_CME";
    EXPECT_STREQ(LabelOf(chart), "");
    chart.replay = ReplayState::Running;
    EXPECT_STREQ(LabelOf(chart), "REPLAY");
    chart.replay = ReplayState::Paused;
    EXPECT_STREQ(LabelOf(chart), "REPLAY");
    chart.symbol = "SYNTHETIC-ESZ26_FUT_CME";
    EXPECT_STREQ(LabelOf(chart), "SYNTHETIC");
}

TEST(Chart, An_epoch_ends_when_what_it_is_about_changes) {
    ChartFacts chart;
    chart.symbol = "ESH24_FUT_CME";
    const EpochIdentity before = EpochIdentity::Of(chart, 0.25);
    EXPECT_EQ(before.DifferenceTo(before), nullptr);
    chart.symbol = "ESM24_FUT_CME";
    EXPECT_STREQ(EpochIdentity::Of(chart, 0.25).DifferenceTo(before), "symbol_changed");
    chart.symbol = "ESH24_FUT_CME";
    chart.account = "Sim1";
    EXPECT_STREQ(EpochIdentity::Of(chart, 0.25).DifferenceTo(before), "account_changed");
    chart.account = "";
    chart.replay = ReplayState::Running;
    EXPECT_STREQ(EpochIdentity::Of(chart, 0.25).DifferenceTo(before), "replay_changed");
    chart.symbol = "SYNTHETIC-ESH24";
    const EpochIdentity made_up = EpochIdentity::Of(chart, 0.25);
    chart.replay = ReplayState::Stopped;
    EXPECT_STREQ(made_up.DifferenceTo(chart, 0.25), "replay_changed") << "although its label is SYNTHETIC in both";
    chart.symbol = "ESH24_FUT_CME";
    EXPECT_STREQ(EpochIdentity::Of(chart, 0.5).DifferenceTo(before), "tick_size_changed");
}

TEST(Chart, Hello_says_the_mode_of_the_input_and_another_mode_is_another_epoch) {
    ChartFacts chart;
    Hello hello;
    FillHello(chart, 0.25, hello);
    EXPECT_EQ(hello.mode, TradingMode::DryRun);
    const EpochIdentity before = EpochIdentity::Of(chart, 0.25);
    chart.mode = TradingMode::Sim;
    FillHello(chart, 0.25, hello);
    EXPECT_EQ(hello.mode, TradingMode::Sim);
    EXPECT_STREQ(before.DifferenceTo(chart, 0.25), "mode_changed");
    chart.mode = TradingMode::DryRun;
    chart.trade_simulation_on = true;
    EXPECT_STREQ(before.DifferenceTo(chart, 0.25), "simulation_changed");
    EXPECT_FALSE(hello.trade_simulation_on);
    FillHello(chart, 0.25, hello);
    EXPECT_TRUE(hello.trade_simulation_on);
}

TEST(Chart, The_start_is_logged_with_advice_on_the_update_interval) {
    ChartFacts chart;
    chart.symbol = "ESH24_FUT_CME";
    chart.update_interval_ms = 500;
    chart.data_export_allowed = 1;
    LogLines log;
    LogStart(chart, 5, 0.25, log);
    ASSERT_EQ(log.count, 2u);
    EXPECT_NE(std::strstr(log.line[0].chars, "chart update interval 500 ms"), nullptr) << log.line[0].chars;
    for (const char* advice :
         {"Chart Update Interval to 10 ms", "Minimum Chart Update Interval for ACSIL UpdateAlways", "own chart with few studies"})
        EXPECT_NE(std::strstr(log.line[1].chars, advice), nullptr) << advice;
    LogLines quiet;
    chart.update_interval_ms = 10;
    LogStart(chart, 5, 0.25, quiet);
    EXPECT_EQ(quiet.count, 1u);
}

TEST(Chart, Each_beat_says_whether_Sierra_has_its_own_server) {
    InstanceFixture f;
    f.chart.facts.server_state = 2;
    f.Attach();
    for (const uint32_t state : {2u, 3u, 2u}) {
        f.chart.facts.server_state = state;
        for (int i = 0; i < 150; ++i) {
            f.HearTheBridge();
            f.Call();
        }
        const auto beats = f.Link().OfKind(v1::StudyFrame::kHeartbeat);
        ASSERT_FALSE(beats.empty());
        EXPECT_EQ(static_cast<uint32_t>(beats.back().heartbeat().server_state()), state);
    }
}

TEST(BridgeStarter, That_another_study_has_started_it_is_said) {
    struct Another {
        static Started Start(const char*, const char*, uint16_t, StartedProgram&) { return Started::ByAnother; }
        static bool HasEnded(StartedProgram&, int&) { return false; }
    };
    BridgeStarter<Another> starter;
    LogLines log;
    ChartFacts chart;
    chart.endpoint = "tcp://127.0.0.1:5557";
    chart.bridge_path = "/opt/miaia/bridge";
    for (int64_t second = 1; second < 60; ++second)
        starter.Look(chart, false, second * SecondNanos, log);
    ASSERT_EQ(log.count, 1u);
    EXPECT_NE(std::strstr(log.line[0].chars, "was started by a study before"), nullptr) << log.line[0].chars;
}
