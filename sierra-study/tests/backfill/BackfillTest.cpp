#include "BackfillDay.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

std::string StatusOf(const BackfillDay& day) {
    std::string text;
    for (const auto& [line, drawing] : day.chart.canvas.on_chart)
        text += drawing.tool == DrawTool::Panel ? drawing.text : "";
    return text;
}

}  // namespace

TEST(Backfill, What_came_before_the_study_is_history_and_the_tape_joins_it) {
    BackfillDay day;
    day.TradesEvery(9000, 20000);
    day.happened = 8000;
    day.tape_since = 7900;
    day.Calls(20);
    day.Calls(20, 50);
    const BackfillDay::Sent sent = day.WhatWasSent();
    EXPECT_EQ(sent.history, BackfillDay::Numbers(1, 8000));
    EXPECT_EQ(sent.live, BackfillDay::Numbers(8001, 9000));
    EXPECT_TRUE(sent.history_is_first);
    EXPECT_TRUE(sent.only_history_bears_time);
    EXPECT_TRUE(sent.gaps.empty());
    EXPECT_TRUE(day.chart.Logged("7901 trade(s) of Sierra's records, of the 2.6 minutes before"));
}

TEST(Backfill, History_goes_back_as_far_as_the_input_says) {
    for (const uint32_t minutes : {0u, 1u, 3u, 1440u}) {
        BackfillDay day;
        day.chart.facts.history_minutes = minutes;
        day.TradesEvery(12000, 50000);  // ten minutes
        day.happened = 12000;
        day.tape_since = 12000;
        day.Calls(40);
        const std::vector<uint32_t> history = day.WhatWasSent().history;
        if (minutes == 0) {
            EXPECT_TRUE(history.empty());
            continue;
        }
        // Whole bars: from the first one that begins so long before the newest.
        const int64_t newest_bar_us = day.trades.back().unix_us / BackfillDay::MinuteUs * BackfillDay::MinuteUs;
        uint32_t first = 1;
        for (; day.trades[first - 1].unix_us < newest_bar_us - minutes * BackfillDay::MinuteUs; ++first)
            ;
        EXPECT_EQ(history, BackfillDay::Numbers(first, 12000)) << minutes;
        EXPECT_EQ(first > 1, minutes < 1440);
    }
}

TEST(Backfill, An_empty_chart_has_no_past_and_is_live_from_its_first_trade_on) {
    BackfillDay day;
    day.TradesEvery(300, 20000);
    day.Calls(3);
    day.Calls(300, 1);
    const BackfillDay::Sent sent = day.WhatWasSent();
    EXPECT_TRUE(sent.history.empty());
    EXPECT_EQ(sent.live, BackfillDay::Numbers(1, 300));
}

TEST(Backfill, After_a_start_of_Sierra_the_tape_is_empty_and_its_first_trade_is_live) {
    BackfillDay day;
    day.TradesEvery(3001, 20000);
    day.happened = day.tape_since = 3000;
    day.Calls(50);
    EXPECT_EQ(day.WhatWasSent().history, BackfillDay::Numbers(1, 3000)) << "history does not wait for a trade";
    day.CallAfter(1);
    EXPECT_EQ(day.WhatWasSent().live, BackfillDay::Numbers(3001, 3001));
    EXPECT_TRUE(day.WhatWasSent().gaps.empty());
}

TEST(Backfill, A_tape_that_begins_within_a_millisecond_takes_over_at_the_next_one) {
    BackfillDay day;
    day.TradesEvery(500, 1000);
    day.TradesEvery(9, 1);  // ten trades of one millisecond
    day.TradesEvery(50, 1000);
    day.happened = day.trades.size();
    day.tape_since = 505;
    day.Calls(5);
    const BackfillDay::Sent sent = day.WhatWasSent();
    EXPECT_EQ(sent.history, BackfillDay::Numbers(1, 559));
}

TEST(Backfill, Trades_that_come_while_it_reads_are_sent_once) {
    BackfillDay day;
    day.TradesEvery(26000, 5000);
    day.happened = 10000;
    day.tape_since = 9990;
    day.tape_holds = 700;  // forgets most of what comes meanwhile
    day.Calls(20, 500);
    day.Calls(60, 50);
    const BackfillDay::Sent sent = day.WhatWasSent();
    std::vector<uint32_t> all = sent.history;
    all.insert(all.end(), sent.live.begin(), sent.live.end());
    EXPECT_EQ(all, BackfillDay::Numbers(1, static_cast<uint32_t>(all.size())));
    EXPECT_EQ(all.size(), day.happened);
    EXPECT_FALSE(sent.live.empty());
    EXPECT_TRUE(sent.history_is_first);
    EXPECT_TRUE(sent.gaps.empty());
}

TEST(Backfill, A_download_that_brings_older_bars_in_is_waited_for) {
    BackfillDay day;
    day.TradesEvery(20000, 20000);
    day.chart_since = 2000;
    day.happened = 15000;
    day.tape_since = 14000;
    day.Calls(3);
    day.chart.facts.downloading = true;
    day.Calls(30, 10);
    const size_t read_before = day.WhatWasSent().history.size();
    EXPECT_GT(read_before, 0u);
    day.chart_since = 500;  // all indexes move
    day.Calls(3, 10);
    EXPECT_EQ(day.WhatWasSent().history.size(), read_before);
    day.chart.facts.downloading = false;
    day.Calls(60, 10);
    const BackfillDay::Sent sent = day.WhatWasSent();
    std::vector<uint32_t> all = sent.history;
    all.insert(all.end(), sent.live.begin(), sent.live.end());
    EXPECT_EQ(all, BackfillDay::Numbers(2001, static_cast<uint32_t>(day.happened)));
}

TEST(Backfill, Records_that_lag_behind_the_tape_are_waited_for_and_then_a_gap_says_so) {
    for (const bool catches_up : {true, false}) {
        BackfillDay day;
        day.TradesEvery(2000, 20000);
        day.happened = 2000;
        day.tape_since = 1900;
        day.records_lag = 200;
        day.Calls(100);
        EXPECT_TRUE(day.WhatWasSent().gaps.empty());
        EXPECT_EQ(day.WhatWasSent().history, BackfillDay::Numbers(1, 1800));
        if (catches_up)
            day.records_lag = 0;
        day.Calls(150);
        const BackfillDay::Sent sent = day.WhatWasSent();
        EXPECT_EQ(sent.gaps, catches_up ? std::vector<std::string>() : std::vector<std::string>{"backfill_end"});
        EXPECT_EQ(sent.history.size(), catches_up ? 2000u : 1900u);
    }
}

TEST(Backfill, Records_that_sum_up_trades_or_have_other_prices_are_not_read) {
    const auto history_of = [](auto spoil, const char* log) {
        BackfillDay day;
        day.TradesEvery(1000, 20000);
        day.happened = 1000;
        day.tape_since = 990;
        spoil(day);
        day.Calls(4);
        EXPECT_TRUE(day.chart.Logged(log)) << log;
        return day.WhatWasSent().history;
    };
    const std::vector<uint32_t> tape_alone = BackfillDay::Numbers(991, 1000);
    EXPECT_EQ(history_of([](BackfillDay& day) { day.chart.records.are_single = false; }, "1 Tick"), tape_alone);
    EXPECT_EQ(history_of(
                  [](BackfillDay& day) {
                      for (TapeRecord& trade : day.trades)
                          trade.price = trade.sequence < 990 ? 3000 : trade.price;
                  },
                  "other prices"),
              tape_alone);
}

TEST(Backfill, A_file_whose_prices_are_a_hundred_times_as_high_is_read_by_its_multiplier) {
    BackfillDay day;
    day.TradesEvery(400, 20000);
    for (TapeRecord& trade : day.trades)
        trade.price = 481025;
    day.chart.facts.price_multiplier = 0.01f;
    day.chart.records.multiplier = 0.01;
    day.happened = 400;
    day.tape_since = 390;
    day.Calls(4);
    ASSERT_FALSE(day.Link().OfKind(v1::StudyFrame::kTrades).empty());
    EXPECT_EQ(day.Link().OfKind(v1::StudyFrame::kTrades)[0].trades().base_price_ticks(), 19241);
    EXPECT_EQ(day.WhatWasSent().history, BackfillDay::Numbers(1, 400));
}

TEST(Backfill, A_reader_reads_no_history) {
    BackfillDay day;
    day.role = v1::ROLE_READER;
    day.TradesEvery(5000, 20000);
    day.happened = 5000;
    day.CallAfter(0);
    const uint64_t before = day.chart.records.reads;
    day.Calls(10);
    EXPECT_LE(day.chart.records.reads, before + Backfill::LargestRecordsPerCall + 100);
}

TEST(Backfill, Without_acknowledgements_it_fills_a_quarter_of_the_ring_and_waits) {
    BackfillDay day;
    day.acknowledges = false;
    day.TradesEvery(61000, 2000);
    day.happened = 60000;
    day.tape_since = 59990;
    day.Calls(400);
    EXPECT_GE(day.instance->GetSession().Ring().FilledThousandths(), 250u);
    EXPECT_LT(day.instance->GetSession().Ring().FilledThousandths(), 300u);
    day.acknowledges = true;
    day.Calls(600);
    day.Calls(20, 50);
    const BackfillDay::Sent sent = day.WhatWasSent();
    EXPECT_TRUE(sent.gaps.empty());
    EXPECT_EQ(sent.history, BackfillDay::Numbers(1, 60000));
    EXPECT_EQ(sent.live, BackfillDay::Numbers(60001, 61000));
}

TEST(Backfill, An_engine_that_starts_later_gets_all_that_came_before_it) {
    BackfillDay day;
    day.welcomes = false;
    day.TradesEvery(9000, 20000);
    day.happened = 4000;
    day.tape_since = 3900;
    day.tape_holds = 500;
    day.Calls(300, 10);
    EXPECT_EQ(day.chart.records.reads, 0u);
    EXPECT_TRUE(day.WhatWasSent().history.empty());
    day.welcomes = true;
    day.Welcome();
    day.Calls(60, 10);
    const BackfillDay::Sent sent = day.WhatWasSent();
    std::vector<uint32_t> all = sent.history;
    all.insert(all.end(), sent.live.begin(), sent.live.end());
    EXPECT_EQ(all, BackfillDay::Numbers(1, static_cast<uint32_t>(day.happened)));
    EXPECT_GE(sent.history.size(), 7000u);
    EXPECT_GE(sent.live.size(), 500u);
    EXPECT_TRUE(sent.only_history_bears_time);
}

TEST(Backfill, A_download_that_does_not_end_gives_way_to_the_tape) {
    BackfillDay day;
    day.TradesEvery(5000, 20000);
    day.happened = 4000;
    day.tape_since = 3990;
    day.chart.facts.downloading = true;
    day.Calls(12100);
    EXPECT_TRUE(day.chart.Logged("does not end"));
    EXPECT_EQ(day.WhatWasSent().history, BackfillDay::Numbers(3991, 4000));
    day.Calls(10, 10);
    EXPECT_EQ(day.WhatWasSent().live, BackfillDay::Numbers(4001, 4100));
}

TEST(Backfill, No_book_overtakes_a_tape_that_takes_several_calls) {
    BackfillDay day;
    day.TradesEvery(12000, 20000);
    day.tape_holds = 20000;
    day.happened = 12000;
    day.tape_since = 10;  // more than a call takes
    day.Calls(20);
    const BackfillDay::Sent sent = day.WhatWasSent();
    EXPECT_EQ(sent.history, BackfillDay::Numbers(1, 12000));
    EXPECT_TRUE(sent.only_history_bears_time);
    EXPECT_FALSE(day.Link().OfKind(v1::StudyFrame::kDepth).empty());
}

TEST(Backfill, The_status_tells_how_far_it_is) {
    BackfillDay day;
    day.acknowledges = false;
    day.TradesEvery(60000, 2000);
    day.happened = 60000;
    day.tape_since = 59990;
    day.Calls(2);
    v1::EngineFrame past = day.Frame();
    past.mutable_state()->set_observed_unix_us(day.chart.facts.market_unix_us);
    past.mutable_state()->set_score(-0.24);
    past.mutable_state()->set_coverage(0.8);
    past.mutable_state()->set_tier(v1::TIER_WEAK);
    day.Link().Push(past);
    day.Calls(248);
    EXPECT_NE(day.chart.canvas.PanelBody()->text.find("no score of now"), std::string::npos) << day.chart.canvas.PanelBody()->text;
    EXPECT_EQ(day.chart.canvas.PanelBody()->text.find("-0.24"), std::string::npos) << day.chart.canvas.PanelBody()->text;
    EXPECT_EQ(day.chart.canvas.PanelBody()->text.find("not now"), std::string::npos) << day.chart.canvas.PanelBody()->text;
    EXPECT_NE(StatusOf(day).find("reading history "), std::string::npos) << StatusOf(day);
    day.acknowledges = true;
    day.Calls(600);
    EXPECT_EQ(StatusOf(day).find("reading history"), std::string::npos) << StatusOf(day);
    EXPECT_NE(day.chart.canvas.PanelBody()->text.find("score -0.24"), std::string::npos) << day.chart.canvas.PanelBody()->text;
}
