#include "MiaIaChart.h"

#include <gtest/gtest.h>

using namespace miaia;

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
    chart.replay = ReplayState::Stopped;
    EXPECT_STREQ(EpochIdentity::Of(chart, 0.5).DifferenceTo(before), "tick_size_changed");
}

TEST(Chart, Hello_says_dry_run_whatever_the_input_says) {
    ChartFacts chart;
    chart.mode = TradingMode::Live;
    Hello hello;
    FillHello(chart, 0.25, hello);
    EXPECT_EQ(hello.mode, TradingMode::DryRun);
}

TEST(Chart, The_start_is_logged_with_advice_on_the_update_interval) {
    ChartFacts chart;
    chart.symbol = "ESH24_FUT_CME";
    chart.update_interval_ms = 500;
    chart.data_export_allowed = 1;
    LogLines log;
    LogStart(chart, 5, 0.25, log);
    ASSERT_EQ(log.count, 2u);
    EXPECT_NE(std::strstr(log.line[1].chars, "Chart Update Interval to 10 ms"), nullptr);
    LogLines quiet;
    chart.update_interval_ms = 10;
    LogStart(chart, 5, 0.25, quiet);
    EXPECT_EQ(quiet.count, 1u);
}
