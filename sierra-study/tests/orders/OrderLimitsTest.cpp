// Faults of time, of repetition and of the wrong symbol: commands that must not become orders.
#include <algorithm>

#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(OrderFaults, Fault38_The_button_stops_orders_at_once_and_flattens_what_is_ours_until_it_is_reset) {
    OrdersFixture f;
    f.Enter();
    f.chart.kill = true;
    const int64_t pressed = f.now;
    f.Call();
    bool told = false;
    for (const auto& frame : f.out.sent)
        told = told || (frame.has_study_switch() && frame.study_switch().flatten());
    EXPECT_TRUE(told);
    while (f.trading.placed.size() < 2 && f.now - pressed < SecondNanos)
        f.Call();
    ASSERT_EQ(f.trading.placed.size(), 2u) << "within a second";
    EXPECT_TRUE(f.trading.placed[1].is_exit);
    EXPECT_FALSE(f.trading.placed[1].buy);
    EXPECT_EQ(f.trading.placed[1].tag, "MIA.X:c-1");
    f.trading.Fill(1004, 1, 4810);
    f.CallFor(2000);
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "killed");
    // The engine's word does not reset the trader's button.
    f.Call([&](TestCall&) { f.orders->TakeResume(); });
    f.Order(f.Command("c-3"));
    EXPECT_EQ(f.LastCode("c-3"), "killed");
    // A new engine is told again.
    f.out.sent.clear();
    f.link.epoch++;
    f.Call();
    EXPECT_EQ(std::count_if(f.out.sent.begin(), f.out.sent.end(), [](const auto& frame) { return frame.has_study_switch(); }), 1);
    f.chart.kill = false;
    f.Call();
    f.Order(f.Command("c-4"));
    EXPECT_EQ(f.trading.placed.size(), 3u);
}

TEST(OrderFaults, Fault38_The_button_closes_the_whole_symbol_only_where_an_input_says_so) {
    for (const bool whole : {false, true}) {
        OrdersFixture f;
        f.Enter();
        f.trading.Move(true, 1, 4811);  // one more by hand
        BrokerOrder& external = f.trading.Add(false, BrokerKind::Limit, 1, 4820);
        external.status = BrokerStatus::Open;
        f.CallFor(100);
        f.chart.kill = true;
        f.chart.kill_whole_symbol = whole;
        f.CallFor(whole ? 3000 : 1000);
        EXPECT_EQ(f.trading.whole_symbol_cancels > 0, whole);
        ASSERT_EQ(f.trading.placed.size(), 2u);
        EXPECT_EQ(f.trading.placed[1].lots, whole ? 2u : 1u);
        f.trading.Fill(1005, whole ? 2 : 1, 4810);
        f.CallFor(4000);
        EXPECT_EQ(f.trading.position.lots, whole ? 0 : 1);
        EXPECT_EQ(f.trading.placed.size(), 2u);
        EXPECT_FALSE(f.orders->Flatten().Active());
    }
}

TEST(OrderFaults, Fault38_A_button_that_is_pressed_before_the_study_knows_anything_closes_what_it_finds) {
    OrdersFixture f;
    f.Enter();
    f.LoseMemory();
    f.chart.kill = true;
    f.CallFor(1000);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_EQ(f.trading.placed[1].lots, 1u);
}

TEST(OrderFaults, Fault38_A_halt_stops_entries_and_cancels_the_working_one) {
    OrdersFixture f;
    f.Order(f.Command("c-1"));
    f.trading.Of(1001).status = BrokerStatus::Open;
    f.Call([&](TestCall& call) { f.orders->TakeHalt(call, 0); });
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1001});
    f.CallFor(100);
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "halted");
    f.CallFor(2000);  // the bracket that its entry has left behind goes too
    EXPECT_EQ(f.trading.cancelled.size(), 3u);
    f.Call([&](TestCall&) { f.orders->TakeResume(); });
    f.Order(f.Command("c-3"));
    EXPECT_EQ(f.trading.placed.size(), 2u);
}

TEST(OrderFaults, Fault38_A_view_from_before_a_halt_does_not_end_it) {
    OrdersFixture f;
    TradingView active;
    active.state = static_cast<uint32_t>(TradingState::Active);
    const auto see = [&](int64_t said) { f.Call([&](TestCall& call) { f.orders->Take(call, active, said); }); };
    f.Call([&](TestCall& call) { f.orders->TakeHalt(call, 1000); });
    see(999);
    EXPECT_TRUE(f.orders->Halted()) << "it had waited while the Halt went past it";
    see(1000);
    EXPECT_TRUE(f.orders->Halted());
    see(1001);
    EXPECT_FALSE(f.orders->Halted());
    // A clock that was set back does not halt the study for ever.
    f.Call([&](TestCall& call) { f.orders->TakeHalt(call, 5000); });
    f.CallFor(9900);
    see(10);
    EXPECT_TRUE(f.orders->Halted());
    f.CallFor(100);
    see(10);
    EXPECT_FALSE(f.orders->Halted());
    // Nor does a view that waits lift what a view has said.
    TradingView halted;
    halted.state = static_cast<uint32_t>(TradingState::Halted);
    f.Call([&](TestCall& call) { f.orders->Take(call, halted, 6000); });
    see(5999);
    EXPECT_TRUE(f.orders->Halted());
    f.Call([&](TestCall&) { f.orders->TakeResume(); });
    EXPECT_FALSE(f.orders->Halted());
}

TEST(OrderFaults, Fault41_A_command_that_comes_late_or_far_from_the_market_is_refused) {
    OrdersFixture f;
    f.Order(f.Command("c-1"), 1001);
    EXPECT_EQ(f.LastCode("c-1"), "expired");
    f.chart.last_price = 4810.25f + 5 * 0.25f;
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "drift");
    f.chart.last_price = 4810.25f - 5 * 0.25f;
    f.Order(f.Command("c-3"));
    EXPECT_EQ(f.LastCode("c-3"), "drift");
    EXPECT_EQ(f.trading.Calls(), 0);
    f.chart.last_price = 4810.25f + 4 * 0.25f;
    f.Order(f.Command("c-4"), 1000);
    EXPECT_EQ(f.trading.placed.size(), 1u) << "at both limits it is still good";
}

TEST(OrderFaults, Fault41_A_command_without_an_age_or_beside_a_step_of_the_clock_is_refused) {
    OrdersFixture f;
    const OrderCommand none = f.Command("c-1");
    f.Call([&](TestCall& call) { f.orders->Take(call, none, 0); });
    EXPECT_EQ(f.LastCode("c-1"), "age_unknown");
    f.Order(f.Command("c-2"), -50);  // of the future
    EXPECT_EQ(f.LastCode("c-2"), "age_unknown");
    // Set back by two seconds, a command of three seconds ago would look one second old.
    f.unix_ns -= 2 * SecondNanos;
    f.Order(f.Command("c-3"), 1000);
    EXPECT_EQ(f.LastCode("c-3"), "clock_step");
    f.CallFor(7000);
    f.Order(f.Command("c-4"));
    EXPECT_EQ(f.trading.placed.size(), 1u);
}

TEST(OrderFaults, Fault58_A_replayed_command_is_refused_by_its_nonce_and_its_age) {
    OrdersFixture f;
    OrderCommand command = f.Command("c-1");
    f.chart.last_price = 4900;
    f.Order(command);
    f.chart.last_price = 4810.25f;
    OrderCommand again = command;
    again.command_id.Assign("c-2");
    f.Order(again);
    EXPECT_EQ(f.LastCode("c-2"), "nonce_seen");
    again.nonce = 99;
    again.command_id.Assign("c-3");
    f.Order(again, 60000);
    EXPECT_EQ(f.LastCode("c-3"), "expired");
    EXPECT_EQ(f.trading.Calls(), 0);
}

TEST(OrderFaults, Fault64_A_chart_that_trades_another_symbol_makes_no_order_call) {
    OrdersFixture f;
    f.Enter();
    const int calls = f.trading.Calls();
    f.chart.trade_symbol = "NQH24_FUT_CME";
    f.trading.position.lots = 3;  // of that symbol
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "trade_symbol");
    f.chart.kill = true;
    f.CallFor(5000);
    EXPECT_EQ(f.trading.Calls(), calls);
    f.chart.trade_symbol = "esh24_fut_cme";
    f.trading.position.lots = 1;
    f.CallFor(1000);
    EXPECT_EQ(f.trading.Calls(), calls + 3) << "stop and target cancelled, and the exit";
}
