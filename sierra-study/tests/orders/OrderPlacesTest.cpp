// What is ours after a reload, and while the chart shows something else.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(OrderFaults, Fault04_After_a_reload_an_execution_is_ours_whose_order_Sierra_no_longer_lists) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.Fill(1002, 2, 4808.25);
    f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.Call();
    // Of the first trade nothing is listed any more, of the second one its stop is not; a trader's position came between.
    f.CallFor(1500);
    f.Order(f.Command("c-2"));
    ASSERT_EQ(f.trading.placed.size(), 2u) << f.LastCode("c-2");
    f.trading.Fill(1004, 1, 4810.25);
    f.trading.Work(1005, 1006, 1, 4808.25, 4814.25);
    f.Call();
    f.trading.Fill(1005, 1, 4808.25);
    f.trading.Of(1006).status = BrokerStatus::Canceled;
    f.Call();
    f.trading.fills.push_back(f.trading.fills.back());  // told twice
    for (const uint64_t id : {1001, 1002, 1003, 1005, 1006})
        f.trading.Forget(id);
    f.trading.Move(true, 1, 4811);
    f.LoseMemory();
    f.CallFor(5000);
    EXPECT_EQ(f.orders->Watch().OwnLots(), 0) << "what the stop has closed is closed";
    EXPECT_EQ(f.orders->Watch().own.Total(), 0);
    f.Query();
    const v1::OrderSnapshot snapshot = f.Snapshots().back();
    ASSERT_EQ(snapshot.fill_size(), 4);
    for (const auto& fill : snapshot.fill())
        EXPECT_NE(fill.role(), v1::ORDER_ROLE_EXTERNAL) << fill.fill_id();
    EXPECT_EQ(snapshot.fill(1).role(), v1::ORDER_ROLE_STOP);
    EXPECT_EQ(snapshot.fill(1).command_id(), "c-1");
    EXPECT_EQ(snapshot.fill(3).command_id(), "c-2");
}

TEST(OrderFaults, Fault16_A_chart_without_its_symbol_shows_nothing_of_ours_and_is_no_other_place) {
    OrdersFixture f;
    f.Enter(2);
    const int calls = f.trading.Calls();
    const auto orders = f.trading.orders;
    const auto fills = f.trading.fills;
    const BrokerPosition position = f.trading.position;
    const uint32_t places = f.orders->Place().Places();
    f.trading.orders.clear();
    f.trading.fills.clear();
    f.trading.position = BrokerPosition();
    f.chart.symbol_is_away = true;
    f.out.sent.clear();
    f.CallFor(5000);
    EXPECT_TRUE(f.Positions().empty()) << "a position that nobody shows is not flat";
    EXPECT_TRUE(f.Reports().empty());
    EXPECT_EQ(f.orders->LeftIn(), nullptr);
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "no_symbol");
    EXPECT_EQ(f.trading.Calls(), calls);
    f.trading.orders = orders;
    f.trading.fills = fills;
    f.trading.position = position;
    f.chart.symbol_is_away = false;
    f.CallFor(1000);
    EXPECT_EQ(f.orders->Watch().OwnLots(), 2);
    EXPECT_EQ(f.orders->Place().Places(), places);
    EXPECT_EQ(f.trading.Calls(), calls) << "nothing has to be done";
}

TEST(OrderFaults, Fault16_While_the_chart_shows_another_symbol_or_account_our_orders_are_left_as_they_are) {
    for (const bool symbol : {true, false}) {
        OrdersFixture f;
        f.Enter(2);
        f.Order(f.Command("c-1"));
        const int calls = f.trading.Calls();
        const auto orders = f.trading.orders;
        const auto fills = f.trading.fills;
        const BrokerPosition position = f.trading.position;
        f.trading.orders.clear();
        f.trading.fills.clear();
        f.trading.position = BrokerPosition();
        (symbol ? f.chart.symbol : f.chart.account) = symbol ? "NQH24_FUT_CME" : "Sim2";
        ++f.link.epoch;
        f.out.sent.clear();
        f.CallFor(20000);
        f.Order(f.Command("c-2"));
        EXPECT_EQ(f.LastCode("c-2"), "not_ready");
        f.Flatten("f-1");
        EXPECT_EQ(f.LastCode("f-1"), "not_ready");
        f.Query();
        f.CallFor(1000);
        EXPECT_EQ(f.trading.Calls(), calls) << "no exit of ours is without a position because another chart's is 0";
        EXPECT_TRUE(f.Snapshots().empty());
        EXPECT_TRUE(f.Positions().empty());
        EXPECT_TRUE(f.Logged(symbol ? "are left in ESH24_FUT_CME" : "account Sim1"));
        // Back again everything is as it was, and what happened meanwhile is seen.
        f.trading.orders = orders;
        f.trading.fills = fills;
        f.trading.position = position;
        f.trading.Of(1002).status = BrokerStatus::Canceled;
        f.chart.symbol = "ESH24_FUT_CME";
        f.chart.account = "Sim1";
        ++f.link.epoch;
        f.CallFor(900);
        EXPECT_EQ(f.trading.Calls(), calls);
        f.CallFor(300);
        EXPECT_EQ(f.trading.Calls(), calls + 1);
        EXPECT_TRUE(f.trading.placed.back().stop);
        EXPECT_EQ(f.trading.placed.back().lots, 2u);
        EXPECT_EQ(f.orders->Watch().OwnLots(), 2);
    }
}

TEST(OrderFaults, Fault16_With_nothing_open_another_symbol_is_begun_anew) {
    OrdersFixture f;
    f.Enter();
    f.trading.Fill(1002, 1, 4808.25);
    f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.CallFor(2000);
    f.trading.orders.clear();
    f.trading.fills.clear();
    f.chart.symbol = "ESM24_FUT_CME";
    f.Call();
    f.Call();
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.trading.placed.size(), 2u) << f.LastCode("c-2");
}

TEST(OrderPlaces, Fault16_An_order_of_another_account_is_not_ours_whatever_its_tag_says_and_is_told_with_its_account) {
    OrdersFixture f;
    BrokerOrder& stop = f.trading.Add(false, BrokerKind::Stop, 1, 4800);
    stop.tag.Assign("MIA.S:c-1");
    stop.status = BrokerStatus::Open;
    stop.account.Assign("Sim2");
    f.LoseMemory();
    f.CallFor(3000);
    f.Query();
    f.CallFor(100);
    EXPECT_TRUE(f.trading.cancelled.empty()) << "an exit of ours without a position would be cancelled";
    ASSERT_FALSE(f.Snapshots().empty());
    ASSERT_EQ(f.Snapshots().back().order_size(), 1);
    EXPECT_EQ(f.Snapshots().back().order(0).role(), v1::ORDER_ROLE_EXTERNAL);
    EXPECT_EQ(f.Snapshots().back().order(0).account(), "Sim2");
}

TEST(OrderPlaces, An_execution_of_another_account_closes_nothing_of_ours) {
    for (const bool other : {false, true}) {
        OrdersFixture f;
        f.Enter(2);
        f.trading.position.lots = 0;
        f.trading.List(7001, false, 2, 4809);
        f.trading.fills.back().account.Assign(other ? "Sim2" : "SIM1");
        f.Call();
        EXPECT_EQ(f.orders->Watch().own.Open(), other ? 2 : 0);
        EXPECT_EQ(f.Fills().back().account(), other ? "Sim2" : "SIM1");
    }
}
