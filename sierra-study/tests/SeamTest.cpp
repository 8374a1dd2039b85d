// The study through what a trader and Sierra do to a chart: faults.md, row 63.
#include "InstanceFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr uint32_t KnownTrades = 9000;

struct SeamFixture : InstanceFixture {
    uint32_t sequence = 0;
    int64_t market_us = 1703500000000000;

    /// A trade of one lot, 20 ms after the one before.
    void Trade(double price = 4810.25) {
        TapeRecord& record = chart.tape.Add(++sequence, price);
        record.unix_us = market_us += 20000;
        chart.facts.market_unix_us = market_us;
    }

    void Trades(uint32_t count, double price = 4810.25) {
        for (uint32_t i = 0; i < count; ++i)
            Trade(price);
    }

    uint64_t Lots(bool history, uint64_t epoch) {
        uint64_t lots = 0;
        for (const auto& frame : Link().OfKind(v1::StudyFrame::kTrades))
            for (uint32_t volume : frame.trades().volume_lots())
                lots += frame.trades().history() == history && frame.epoch() == epoch ? volume : 0;
        return lots;
    }
    uint64_t Live() { return Lots(false, Epoch()); }
    uint64_t History() { return Lots(true, Epoch()); }

    /// Everything that is in the buffer goes out.
    void Settle() {
        for (int call = 0; call < 6; ++call) {
            HearTheBridge();
            Call();
        }
    }

    /// An hour of trades, as one call of ten milliseconds brings a few.
    void TradeAndCall(uint32_t count, double price = 4810.25) {
        for (uint32_t i = 0; i < count; ++i) {
            Trade(price);
            HearTheBridge();
            Call();
        }
    }
};

}  // namespace

TEST(Fault63, Every_live_trade_stays_live_through_recalculations_and_a_download) {
    SeamFixture f;
    f.chart.bars.bars.resize(5, {1703500000000000, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3});
    f.Attach();
    for (int call = 0; call < 70; ++call) {
        f.chart.facts.recalculating = call % 7 != 0;
        f.chart.facts.downloading = call > 30;
        f.TradeAndCall(1);
    }
    f.Settle();
    EXPECT_EQ(f.Live(), 70u);
    EXPECT_EQ(f.History(), 0u);
    for (const auto& frame : f.Link().OfKind(v1::StudyFrame::kDepth))
        EXPECT_FALSE(frame.depth().history());
}

TEST(Fault63, After_leaving_a_replay_the_known_tape_is_history_and_nothing_is_lost) {
    SeamFixture f;
    f.Trades(KnownTrades);
    const FakeTape live = f.chart.tape;
    const int64_t now_us = f.market_us;
    f.Attach();
    f.chart.facts.replay = ReplayState::Running;
    f.chart.tape = FakeTape();
    f.sequence = 0;
    f.market_us = now_us - 20 * HourUs;
    f.Call();
    f.Attach();
    f.TradeAndCall(300);
    f.Settle();
    EXPECT_EQ(f.Live() + f.History(), 300u);
    EXPECT_LE(f.History(), 1u) << "the first sight of the replay's own tape";
    const uint64_t replay = f.Epoch();

    f.chart.facts.replay = ReplayState::Stopped;
    // For some calls Sierra still shows the replay's tape, and then nothing.
    f.Trade();
    f.Attach();
    EXPECT_NE(f.Epoch(), replay);
    f.chart.tape = FakeTape();
    f.Settle();
    f.chart.tape = live;
    f.sequence = KnownTrades;
    f.market_us = now_us;
    f.Settle();
    EXPECT_EQ(f.Live(), 0u) << "9,000 known trades";
    EXPECT_EQ(f.History(), KnownTrades);
    f.TradeAndCall(10);
    f.Settle();
    EXPECT_EQ(f.Live(), 10u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kHello).back().hello().label(), "");
}

TEST(Fault63, After_a_symbol_change_its_older_tape_is_history_and_the_old_symbols_is_not_its_own) {
    SeamFixture f;
    f.Attach();
    f.TradeAndCall(20);
    f.chart.facts.symbol = "NQH24_FUT_CME";
    f.Trades(5);
    f.Attach();
    f.Settle();
    EXPECT_EQ(f.Live() + f.History(), 0u) << "these are trades of ES";
    f.chart.tape = FakeTape();
    f.sequence = 50000;
    f.Trades(KnownTrades, 16800.25);
    f.Settle();
    EXPECT_EQ(f.Live(), 0u);
    EXPECT_EQ(f.History(), KnownTrades);
    f.TradeAndCall(10, 16800.50);
    f.Settle();
    EXPECT_EQ(f.Live(), 10u);
}

TEST(Fault63, An_empty_buffer_that_comes_back_brings_nothing_old) {
    SeamFixture f;
    f.Attach();
    f.TradeAndCall(400);
    f.Settle();
    const uint64_t epoch = f.Epoch();
    const FakeTape full = f.chart.tape;
    f.chart.tape = FakeTape();
    f.Settle();
    f.chart.tape = full;
    f.TradeAndCall(10);
    f.Settle();
    EXPECT_EQ(f.Epoch(), epoch) << "the same tape";
    EXPECT_EQ(f.Live(), 410u);
    EXPECT_EQ(f.History(), 0u);
}

TEST(Fault63, A_study_that_is_loaded_again_takes_what_lies_there_as_history) {
    SeamFixture f;
    f.Trades(KnownTrades);
    f.Attach();
    f.Settle();
    EXPECT_EQ(f.History(), KnownTrades);
    f.TradeAndCall(3);
    f.Settle();
    EXPECT_EQ(f.Live(), 3u);
}

TEST(Fault63, Bars_of_another_symbol_are_sent_whole_and_as_history) {
    SeamFixture f;
    f.chart.bars.bars.resize(5, {1703500000000000, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3});
    for (size_t i = 0; i < 5; ++i)
        f.chart.bars.bars[i].start_unix_us += static_cast<int64_t>(i) * 60000000;
    f.Attach();
    f.TradeAndCall(1);
    f.Settle();
    const auto bars = [&] {
        size_t history = 0;
        for (const auto& frame : f.Link().OfKind(v1::StudyFrame::kBarClose))
            history += frame.epoch() == f.Epoch() && frame.bar_close().history() ? 1 : 0;
        return history;
    };
    EXPECT_EQ(bars(), 4u) << "a chart that is full when the study comes";
    f.chart.facts.symbol = "NQH24_FUT_CME";
    f.chart.tape = FakeTape();
    f.Attach();
    f.Settle();
    EXPECT_EQ(bars(), 4u) << "another symbol's bars have the same times";
}

TEST(Seam, Drawings_stand_once_through_a_download_and_a_recalculation) {
    SeamFixture f;
    f.chart.bars.bars.resize(3, {1703500000000000, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3});
    f.Attach();
    v1::EngineFrame frame = f.Frame(1);
    frame.mutable_signal()->set_id(1);
    frame.mutable_signal()->set_event(v1::SIGNAL_EVENT_BORN);
    frame.mutable_signal()->set_direction(v1::DIRECTION_LONG);
    frame.mutable_signal()->set_reference_price_ticks(19240);
    frame.mutable_signal()->set_stop_price_ticks(19230);
    f.Link().Push(frame);
    f.Call();
    const size_t drawings = f.chart.canvas.on_chart.size();
    f.chart.facts.downloading = true;
    for (int call = 0; call < 6000; ++call)
        f.Call();
    EXPECT_EQ(f.chart.canvas.on_chart.size(), drawings) << "Sierra deletes nothing in a download";
    f.chart.facts.recalculating = true;
    for (int call = 0; call < 100; ++call)
        f.Call();
    EXPECT_EQ(f.chart.canvas.on_chart.size(), drawings) << "nor twice in two recalculations";
    f.chart.canvas.Wipe();
    f.Call();
    EXPECT_EQ(f.chart.canvas.on_chart.size(), drawings);
}

TEST(Seam, Market_time_is_the_tapes_and_a_book_without_one_waits) {
    SeamFixture f;
    f.chart.facts.market_unix_us = f.market_us_a_call = 0;
    f.Attach();
    for (int call = 0; call < 150; ++call) {
        f.HearTheBridge();
        f.Call();
    }
    EXPECT_TRUE(f.Link().OfKind(v1::StudyFrame::kDepth).empty());
    ASSERT_FALSE(f.Link().OfKind(v1::StudyFrame::kHeartbeat).empty());
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kHeartbeat).back().heartbeat().market_unix_us(), 0);
    f.chart.facts.market_unix_us = 1703500000000123;
    f.Call();
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth).size(), 1u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth)[0].depth().observed_unix_us(), 1703500000000123);
}

TEST(Seam, A_record_with_an_impossible_date_dates_no_book) {
    for (const int64_t off_us : {-400 * 24 * HourUs, 400 * 24 * HourUs}) {
        SeamFixture f;
        f.Attach();
        f.TradeAndCall(3);
        f.Link().sent.clear();
        const int64_t market_us = f.market_us;
        f.chart.tape.Add(++f.sequence).unix_us = f.chart.facts.market_unix_us = market_us + off_us;
        f.chart.book.bid[0].lots += 1;
        f.Call();
        const auto books = f.Link().OfKind(v1::StudyFrame::kDepth);
        ASSERT_EQ(books.size(), 1u);
        EXPECT_EQ(books[0].depth().observed_unix_us(), market_us);
    }
}

TEST(Seam, A_drawing_that_failed_is_tried_again_and_made_once) {
    SeamFixture f;
    f.Attach();
    f.chart.canvas.fails = true;
    v1::EngineFrame frame = f.Frame(1);
    frame.mutable_signal()->set_id(1);
    frame.mutable_signal()->set_event(v1::SIGNAL_EVENT_BORN);
    frame.mutable_signal()->set_direction(v1::DIRECTION_LONG);
    frame.mutable_signal()->set_reference_price_ticks(19240);
    f.Link().Push(frame);
    const int before = f.chart.canvas.puts;
    for (int call = 0; call < 300; ++call)
        f.Call();
    EXPECT_LT(f.chart.canvas.puts - before, 40) << "not at every call";
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::TriangleUp), 0);
    EXPECT_TRUE(f.chart.Logged("did not make a drawing"));
    f.chart.canvas.fails = false;
    for (int call = 0; call < 101; ++call)
        f.Call();
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::TriangleUp), 1);
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Panel), 2);
}

TEST(Fault64, A_chart_that_trades_another_symbol_sends_nothing_whatever_role_it_gets) {
    InstanceFixture f;
    f.chart.facts.trade_symbol = "MESH24_FUT_CME";
    f.Attach();
    for (uint32_t i = 1; i <= 50; ++i) {
        f.chart.tape.Add(i);
        f.chart.book.bid[0].lots = i + 1;
        f.Call();
    }
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kHello).back().hello().trade_symbol(), "MESH24_FUT_CME");
    EXPECT_TRUE(f.Link().Counters().empty());
    EXPECT_TRUE(f.chart.Logged("only draws"));
    EXPECT_NE(f.chart.canvas.PanelHead()->text.find("trade symbol MESH24_FUT_CME"), std::string::npos);
    EXPECT_EQ(f.chart.canvas.PanelHead()->color, SubgraphRows[SubgraphPanelAlarm].color);

    const uint64_t before = f.Epoch();
    f.chart.facts.trade_symbol = "";
    f.Attach();
    EXPECT_NE(f.Epoch(), before);
    f.chart.tape.Add(51);
    f.Call();
    EXPECT_EQ(f.LotsSent(), 51u) << "what it did not send while it only drew comes as history";
    EXPECT_EQ(f.LotsSent(true), 50u);
}
