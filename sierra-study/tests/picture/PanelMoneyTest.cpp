// What the panel says of modes, orders, position and latency; and the alert of a position without its stop.
#include <cstdlib>

#include "MiaIaAlerts.h"
#include "PanelFixture.h"
#include "orders/OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// A chart on which the study may trade, in Sierra's simulation or for real.
struct MoneyFixture : PanelFixture {
    explicit MoneyFixture(TradingMode mode = TradingMode::Sim) {
        chart.facts.mode = mode;
        chart.facts.account = chart.facts.confirmed_account = "Sim1";
        chart.facts.trade_simulation_on = mode == TradingMode::Sim;
        chart.facts.auto_trading_global = chart.facts.auto_trading_chart = true;
        chart.facts.server_state = 2;
        chart.facts.position_ceiling = 2;
        chart.facts.last_price = 4810.25f;
        Attach();
        Say();
    }
};

struct NakedFixture : OrdersFixture {
    AlertPlan plan;
    FakeChart ears;
    NakedFixture() {
        chart.view = &ears.view;
        ears.view.alert[static_cast<int>(AlertKind::Naked)] = 4;
    }

    /// So many seconds on, in which the study itself does nothing about it.
    void Wait(int seconds) {
        for (int tenth = 0; tenth < 10 * seconds; ++tenth) {
            now += SecondNanos / 10;
            plan.LookAtPosition(chart, *orders, now);
            plan.Ring(ears);
        }
    }
};

}  // namespace

TEST(Panel, Each_mode_is_named) {
    EXPECT_EQ(MoneyFixture(TradingMode::Sim).Head().compare(0, 13, "MIA IA | sim "), 0);
    EXPECT_EQ(MoneyFixture(TradingMode::Live).Head().compare(0, 14, "MIA IA | LIVE "), 0);
    EXPECT_EQ(PanelFixture().chart.facts.mode, TradingMode::DryRun) << "what a trader gets who has chosen nothing";
}

TEST(Panel, A_position_stands_there_with_what_of_it_is_ours_and_its_average) {
    MoneyFixture f;
    EXPECT_TRUE(f.Says("position +0, ours +0")) << f.Body();
    EXPECT_FALSE(f.Says(" at 48")) << f.Body();
    f.chart.trading.Move(false, 2, 4811.50);
    f.Say();
    EXPECT_TRUE(f.Says("position -2, ours +0 at 4811.50, open +125.00 USD")) << f.Body();
    f.chart.facts.last_price = 4812.00f;
    f.Say();
    EXPECT_TRUE(f.Says(" at 4811.50, open -50.00 USD")) << f.Body();
    f.chart.facts.tick_value = 0;
    f.Say();
    EXPECT_FALSE(f.Says("open")) << "what Sierra does not say is no 0";
}

TEST(Panel, What_is_ours_is_counted_and_what_was_left_in_another_symbol_is_said_in_red) {
    OrdersFixture f;
    const auto session = std::make_unique<Session>();
    const auto signals = std::make_unique<SignalPlan>();
    const auto panel = [&] {
        PanelText text;
        AppendTrading({f.chart, *session, *f.orders, "", f.now, false, "", nullptr, *signals, {}, -1, {}, 0, 0}, text);
        return text;
    };
    f.Enter(2);
    EXPECT_EQ(std::string(panel().body.chars).find("position +2, ours +2 at 4810.25"), 0u) << panel().body.chars;
    EXPECT_EQ(panel().mood, Mood::Plain);
    f.chart.symbol = "NQH24_FUT_CME";
    ++f.link.epoch;
    f.Call();
    EXPECT_EQ(std::string(panel().body.chars).find("orders or a position of ours are left in ESH24_FUT_CME"), 0u) << panel().body.chars;
    EXPECT_EQ(panel().mood, Mood::Alarm);
}

TEST(Panel, What_keeps_orders_away_is_said_in_red) {
    MoneyFixture f;
    EXPECT_FALSE(f.Says("no orders")) << f.Body();
    f.chart.facts.auto_trading_chart = false;
    f.Say();
    EXPECT_TRUE(f.Says("no orders: auto_trading_off")) << f.Body();
    EXPECT_EQ(f.chart.canvas.PanelHead()->color, SubgraphRows[SubgraphPanelAlarm].color);
}

TEST(Panel, An_order_that_the_study_refused_stands_there_before_the_engines_own_last_refusal) {
    PanelFixture f;
    v1::EngineFrame view = f.Frame();
    view.mutable_trading_view()->set_state(v1::TRADING_STATE_ACTIVE);
    view.mutable_trading_view()->set_last_refusal("spread");
    f.Link().Push(view);
    f.Settle();
    EXPECT_TRUE(f.Says("last refusal spread")) << f.Body();
    v1::EngineFrame order = f.Frame(1);
    order.mutable_order_command()->set_command_id("c-1");
    f.Link().Push(order);
    f.Settle();
    EXPECT_TRUE(f.Says("last refusal dry_run")) << f.Body();
}

TEST(Panel, Latency_is_the_round_trips_middle_and_its_99th_percentile) {
    PanelFixture f;
    EXPECT_FALSE(f.Says("round trip")) << f.Body();
    for (int i = 1; i <= 200; ++i) {
        v1::EngineFrame ack = f.Frame();
        ack.mutable_ack()->set_counter(1);
        // All but four came back after a millisecond, those after a second.
        const int64_t took_ns = i <= 4 ? 1000000000 : 1000000;
        const int64_t begun_ns = FakeClock::unix_nanos + 10000000 - took_ns;
        ack.set_study_seen_unix_ns(begun_ns);
        ack.set_study_sent_unix_ns(begun_ns + 1000);
        ack.set_bridge_received_unix_ns(begun_ns + 3000);
        ack.set_engine_received_unix_ns(begun_ns + 6000);
        ack.set_engine_answered_unix_ns(begun_ns + 10000);
        f.Link().Push(ack);
        f.HearTheBridge();
        f.Call();
    }
    f.Say();
    EXPECT_TRUE(f.Says("round trip p50 1.0 ms, p99 1")) << f.Body();
    const size_t at = f.Body().find("p99 ");
    ASSERT_NE(at, std::string::npos);
    EXPECT_NEAR(std::atof(f.Body().c_str() + at + 4), 1000, 100) << f.Body();
}

TEST(Panel, Without_a_tier_the_score_is_in_the_way_and_no_gate) {
    PanelFixture f;
    f.state.set_tier(v1::TIER_NO_TRADE);
    auto* why = f.state.mutable_explanation();
    why->set_next_tier(v1::TIER_WEAK);
    why->set_next_limit(0.18);
    why->set_next_direction(v1::DIRECTION_SHORT);
    auto* gate = f.state.add_gate();
    gate->set_gate("tier_held");
    gate->set_detail("0 s of 5 s");
    f.Say();
    EXPECT_TRUE(f.Says("not now: WEAK SHORT begins at 0.18")) << f.Body();
    EXPECT_FALSE(f.Says("tier_held")) << f.Body();
}

TEST(Alerts, A_position_rings_once_when_a_part_of_it_has_had_no_stop_for_a_second) {
    for (const uint32_t stopped_lots : {2u, 1u, 0u}) {
        NakedFixture f;
        f.Enter(2);
        f.trading.Of(1002).lots = stopped_lots;
        if (stopped_lots == 0)
            f.trading.Of(1002).status = BrokerStatus::Canceled;
        f.Call();
        f.plan.LookAtPosition(f.chart, *f.orders, f.now);
        f.now += SecondNanos * 9 / 10;
        f.plan.LookAtPosition(f.chart, *f.orders, f.now);
        f.plan.Ring(f.ears);
        EXPECT_TRUE(f.ears.alerts.empty()) << "an order takes its time on its way";
        f.Wait(5);
        ASSERT_EQ(f.ears.alerts.size(), stopped_lots == 2 ? 0u : 1u) << stopped_lots;
        if (stopped_lots == 2)
            continue;
        EXPECT_EQ(f.ears.alerts[0].first, 4);
        EXPECT_EQ(f.ears.alerts[0].second, "MIA IA: no working stop for our position of +2");
        f.trading.Of(1002).lots = 2;
        f.trading.Of(1002).status = BrokerStatus::Open;
        f.Call();
        f.Wait(3);
        EXPECT_EQ(f.ears.alerts.size(), 1u);
    }
}
