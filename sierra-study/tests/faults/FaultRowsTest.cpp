// Faults of the list in the design, by their numbers, as the whole study meets them on a made-up chart.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "InstanceFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// A study whose mode is sim, with everything that Sierra needs for it.
struct TradingFixture : InstanceFixture {
    uint64_t counter = 0;

    TradingFixture() {
        chart.facts.mode = TradingMode::Sim;
        chart.facts.account = "Sim1";
        chart.facts.trade_simulation_on = chart.facts.auto_trading_global = chart.facts.auto_trading_chart = true;
        chart.facts.server_state = 2;
        chart.facts.position_ceiling = 2;
        chart.facts.last_price = 4810.25f;
    }

    void Order(const char* id) {
        v1::EngineFrame frame = Frame(++counter);
        frame.set_study_sent_unix_ns(FakeClock::unix_nanos);
        v1::OrderCommand& command = *frame.mutable_order_command();
        command.set_command_id(id);
        command.set_direction(v1::DIRECTION_LONG);
        command.set_type(v1::ORDER_TYPE_MARKET);
        command.set_quantity_lots(1);
        command.set_reference_price_ticks(19241);
        command.set_stop_offset_ticks(8);
        command.set_target_offset_ticks(16);
        command.set_max_drift_ticks(4);
        command.set_nonce(counter);
        command.set_mode(v1::TRADING_MODE_SIM);
        command.set_time_to_live_ms(1000);
        Link().Push(frame);
        Call();
        Call();
    }

    std::string CodeOf(const std::string& id) {
        std::string code = "(none)";
        for (const auto& frame : Link().OfKind(v1::StudyFrame::kOrderReport))
            if (frame.order_report().command_id() == id)
                code = frame.order_report().code();
        return code;
    }

    /// An engine that has everything up to now.
    void Welcome() {
        v1::EngineFrame frame = Frame();
        frame.mutable_welcome()->set_protocol_version(ProtocolVersion);
        frame.mutable_welcome()->set_resume_counter(instance->GetSession().Ring().Newest() + 1);
        frame.mutable_welcome()->set_role(v1::ROLE_PUBLISHER);
        Link().Push(frame);
        Call();
        Call();
        Call();
    }

    void Say(bool engine_connected) {
        v1::EngineFrame frame = Frame();
        frame.mutable_heartbeat()->set_engine_connected(engine_connected);
        Link().Push(frame);
        Call();
    }
};

}  // namespace

TEST(FaultRows, Fault01_A_dead_bridge_is_shown_within_three_seconds_and_what_Sierra_has_is_told_before_an_entry_passes_again) {
    TradingFixture f;
    f.Attach();
    f.HearTheBridge();
    f.Call();
    for (int call = 0; call < 290; ++call)
        f.Call();
    EXPECT_FALSE(f.chart.Logged("STALE"));
    for (int call = 0; call < 20; ++call)
        f.Call();
    EXPECT_TRUE(f.chart.Logged("STALE")) << "after three seconds";
    for (int call = 0; call < 100; ++call)
        f.Call();
    EXPECT_NE(f.chart.canvas.PanelHead()->text.find("STALE"), std::string::npos);
    EXPECT_EQ(f.chart.canvas.PanelHead()->color, SubgraphRows[SubgraphPanelAlarm].color);

    // A new bridge: the study greets, and after the welcome tells what Sierra has before anything else of orders.
    f.Link().sent.clear();
    f.Link().connections = 1;
    f.Call();
    f.Call();
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kHello).size(), 1u);
    f.Order("c-1");
    EXPECT_EQ(f.chart.trading.Calls(), 0) << "nobody has welcomed it";
    f.Welcome();
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kOrderSnapshot).size(), 1u);
    EXPECT_TRUE(f.Link().OfKind(v1::StudyFrame::kOrderSnapshot)[0].order_snapshot().has_position());

    // The bridge is there and the engine is not: what was under way then is refused.
    f.Say(false);
    f.Order("c-2");
    f.Say(true);
    EXPECT_EQ(f.CodeOf("c-2"), "stale");
    EXPECT_EQ(f.chart.trading.Calls(), 0);
    f.Order("c-3");
    EXPECT_EQ(f.CodeOf("c-3"), "");
    EXPECT_EQ(f.chart.trading.placed.size(), 1u);
}

TEST(FaultRows, Fault03_A_study_that_leaves_says_goodbye_with_its_totals_and_closes_its_link) {
    InstanceFixture f;
    f.Attach();
    for (uint32_t i = 1; i <= 10; ++i)
        f.chart.tape.Add(i, 4810.25, 2);
    f.Call();
    f.instance->Leave(f.chart, FakeClock::Get());
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kGoodbye).size(), 1u);
    EXPECT_EQ(f.Link().sent.back().goodbye().reason(), "study_removed") << "the last word";
    EXPECT_EQ(f.LotsSent(), 20u) << "and nothing that was taken stays behind";
    EXPECT_FALSE(f.Link().open);
    EXPECT_LT(f.Link().closed_with_linger_ms, 1000);
}

TEST(FaultRows, Fault05_What_a_recalculation_or_a_download_shows_again_is_sent_once_and_what_is_older_as_history) {
    for (const bool downloads : {true, false}) {
        InstanceFixture f;
        const auto bar = [](int minute) {
            return RawBar{1703500000000000 + minute * int64_t{60000000}, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3};
        };
        for (int minute = 0; minute < 5; ++minute)
            f.chart.bars.bars.push_back(bar(minute));
        f.Attach();
        for (uint32_t i = 1; i <= 20; ++i) {
            f.chart.tape.Add(i, 4810.25, 2);
            f.Call();
        }
        const size_t before = f.Link().OfKind(v1::StudyFrame::kBarClose).size();
        // Sierra goes through its whole chart again, which has a longer past now; the tape goes on meanwhile.
        for (int minute = -1; minute >= -40; --minute)
            f.chart.bars.bars.insert(f.chart.bars.bars.begin(), bar(minute));
        (downloads ? f.chart.facts.downloading : f.chart.facts.recalculating) = true;
        for (uint32_t i = 21; i <= 60; ++i) {
            f.chart.tape.Add(i, 4810.25, 2);
            f.HearTheBridge();
            f.Call();
        }
        f.chart.facts.downloading = f.chart.facts.recalculating = false;
        f.chart.bars.bars.push_back(bar(5));
        for (uint32_t i = 61; i <= 70; ++i) {
            f.chart.tape.Add(i, 4810.25, 2);
            f.Call();
        }
        EXPECT_EQ(f.LotsSent(), 140u) << "each trade once";
        for (const auto& frame : f.Link().OfKind(v1::StudyFrame::kTrades))
            EXPECT_FALSE(frame.trades().history());
        std::set<int64_t> starts;
        const auto bars = f.Link().OfKind(v1::StudyFrame::kBarClose);
        for (size_t i = 0; i < bars.size(); ++i) {
            EXPECT_TRUE(starts.insert(bars[i].bar_close().start_unix_us()).second) << "each bar once";
            const bool closed_now = bars[i].bar_close().start_unix_us() == bar(4).start_unix_us;
            EXPECT_EQ(bars[i].bar_close().history(), !closed_now) << i << " of " << before;
        }
    }
}

TEST(FaultRows, Fault12_No_price_that_is_none_gets_in_by_tape_book_or_bars_and_each_is_counted_by_its_reason) {
    constexpr double Nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double Infinite = std::numeric_limits<double>::infinity();
    struct Bad {
        double price;
        Refusal why;
    };
    for (const Bad& bad : {Bad{Nan, Refusal::NotANumber}, Bad{Infinite, Refusal::NotANumber}, Bad{-Infinite, Refusal::NotANumber},
                           Bad{0, Refusal::NotPositive}, Bad{-4810.25, Refusal::NotPositive}, Bad{4810.1, Refusal::OffTick},
                           Bad{1.7976931348623157e308, Refusal::OffTick}}) {
        InstanceFixture f;
        f.Attach();
        const auto refused = [&] { return f.instance->Refused().of[static_cast<size_t>(bad.why)]; };
        f.chart.tape.Add(1, 4810.25, 3);
        f.chart.tape.Add(2, bad.price, 5);
        f.chart.tape.Add(3, 4810.25, 4);
        f.Call();
        EXPECT_EQ(refused(), 1u) << bad.price;
        EXPECT_EQ(f.LotsSent(), 7u) << "its neighbours";
        EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kTrades).size(), 1u);

        const size_t books = f.Link().OfKind(v1::StudyFrame::kDepth).size();
        // Zero ends a book: Sierra leaves such a level empty.
        if (bad.price != 0) {
            f.chart.book.ask[0].price = bad.price;
            f.Call();
            EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth).size(), books) << "a book with such a level is none";
            EXPECT_GT(refused(), 1u);
        }
        f.chart.book.ask[0] = {4810.50, 28, 6};
        f.Call();
        EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth).size(), books + 1) << "and the next one is";

        const uint64_t before = refused();
        f.chart.bars.bars.assign(3, {1703500000000000, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3});
        for (int i = 0; i < 3; ++i)
            f.chart.bars.bars[static_cast<size_t>(i)].start_unix_us += i * int64_t{60000000};
        f.chart.bars.bars[0].high = bad.price;
        f.Call();
        EXPECT_EQ(refused(), before + 1);
        ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kBarClose).size(), 1u);
        EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kBarClose)[0].bar_close().high_ticks(), 19244);
        FakeClock::AdvanceMs(1000);
        f.Call();
        const auto beats = f.Link().OfKind(v1::StudyFrame::kHeartbeat);
        ASSERT_FALSE(beats.empty());
        EXPECT_EQ(beats.back().heartbeat().counters().refused_records(), f.instance->Refused().Total()) << "the engine is told";
    }
}

TEST(FaultRows, Fault14_What_the_study_answers_and_tells_of_orders_is_never_left_out_and_a_call_waits_for_nobody) {
    TradingFixture f;
    f.Attach();
    f.Order("c-1");
    f.chart.trading.Fill(1001, 1, 4810.25);
    f.chart.trading.Work(1002, 1003, 1, 4808.25, 4814.25);
    f.Link().room = 0;
    const size_t polls = static_cast<size_t>(f.Link().polls);
    for (uint32_t i = 1; i <= 250; ++i) {
        f.chart.tape.Add(i);
        f.chart.book.bid[0].lots = i + 100;
        if (i == 200)
            f.chart.trading.Fill(1003, 1, 4814.25);
        f.HearTheBridge();
        f.Call();
    }
    EXPECT_EQ(static_cast<size_t>(f.Link().polls), polls + 250) << "one look at the socket a call, whatever it says";
    EXPECT_GT(f.instance->GetSession().counters.depth_conflated, 0u) << "books are left out";
    f.Link().room = SIZE_MAX;
    for (int i = 0; i < 20; ++i)
        f.Call();
    EXPECT_EQ(f.LotsSent(), 250u);
    std::set<std::string> fills;
    for (const auto& frame : f.Link().OfKind(v1::StudyFrame::kFillReport))
        fills.insert(frame.fill_report().fill_id());
    EXPECT_EQ(fills.size(), 2u);
    bool entry = false;
    bool target = false;
    for (const auto& frame : f.Link().OfKind(v1::StudyFrame::kOrderReport)) {
        const bool filled = frame.order_report().status() == v1::ORDER_STATUS_FILLED;
        entry = entry || (filled && frame.order_report().role() == v1::ORDER_ROLE_ENTRY);
        target = target || (filled && frame.order_report().role() == v1::ORDER_ROLE_TARGET);
    }
    EXPECT_TRUE(entry);
    EXPECT_TRUE(target);
    ASSERT_FALSE(f.Link().OfKind(v1::StudyFrame::kPositionReport).empty());
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kPositionReport).back().position_report().quantity_lots(), 0);
}
