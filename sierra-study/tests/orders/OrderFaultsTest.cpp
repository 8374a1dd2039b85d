// Faults of the list in the design, by their numbers, as the study's order side meets them: commands, reports and reading.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(OrderFaults, Fault03_A_study_that_leaves_cancels_the_entry_that_nobody_would_watch_and_keeps_the_stop) {
    OrdersFixture f;
    OrderCommand command = f.Command("c-1");
    f.Order(command);
    TestCall call = f.NewCall();
    f.orders->Leave(call);
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1001});

    OrdersFixture in_position;
    in_position.Enter();
    TestCall last = in_position.NewCall();
    in_position.orders->Leave(last);
    EXPECT_TRUE(in_position.trading.cancelled.empty());
}

TEST(OrderFaults, Fault04_After_a_reload_sent_commands_are_known_again_by_their_tag) {
    OrdersFixture f;
    f.Enter();
    f.LoseMemory();
    f.Call();
    f.Call();
    f.out.sent.clear();
    f.Order(f.Command("c-1"));
    ASSERT_EQ(f.Reports("c-1").size(), 1u);
    EXPECT_EQ(f.Reports("c-1")[0].status(), v1::ORDER_STATUS_EXISTS);
    EXPECT_EQ(f.Reports("c-1")[0].sierra_order_id(), 1001u);
    EXPECT_EQ(f.trading.placed.size(), 1u);
    // And so is the position: with its stop gone it is protected again.
    EXPECT_EQ(f.orders->Watch().OwnLots(), 1);
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.CallFor(1500);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_TRUE(f.trading.placed[1].stop);
}

TEST(OrderFaults, Fault04_After_a_reload_a_position_is_known_by_the_bracket_whose_entry_Sierra_has_forgotten) {
    enum class KnownBy { Tag, Kept, Nothing };
    for (const KnownBy by : {KnownBy::Tag, KnownBy::Kept, KnownBy::Nothing}) {
        OrdersFixture f;
        f.Enter(2);
        f.trading.Forget(1001);
        if (by == KnownBy::Tag)
            f.trading.Of(1002).tag.Assign("MIA:c-1"), f.trading.Of(1003).tag.Assign("MIA:c-1");
        if (by != KnownBy::Kept)
            f.trading.kept.clear();
        f.LoseMemory();
        f.Call();
        f.Call();
        // Where nothing says that it is ours, it is the trader's, and nobody touches it.
        const bool is_ours = by != KnownBy::Nothing;
        EXPECT_EQ(f.orders->Watch().OwnLots(), is_ours ? 2 : 0);
        f.trading.Of(1002).status = f.trading.Of(1003).status = BrokerStatus::Canceled;
        const int calls = f.trading.Calls();
        f.CallFor(1500);
        EXPECT_EQ(f.trading.Calls(), calls + (is_ours ? 1 : 0));
    }
}

TEST(OrderFaults, Fault15_A_study_without_the_lease_neither_orders_nor_guards) {
    OrdersFixture f;
    f.Enter();
    f.link.publisher = false;
    f.link.reader = true;
    f.trading.Of(1002).status = BrokerStatus::Canceled;  // naked now
    f.CallFor(10000);
    f.chart.kill = true;
    f.CallFor(3000);
    EXPECT_EQ(f.trading.Calls(), 1) << "the entry, and nothing since";
}

TEST(OrderFaults, Fault16_An_order_for_another_account_or_from_another_one_is_refused) {
    OrdersFixture f(TradingMode::Live);
    OrderCommand command = f.Command("c-1");
    f.chart.account = f.chart.confirmed_account = "Other";
    f.Order(command);
    EXPECT_EQ(f.LastCode("c-1"), "account_mismatch");
    EXPECT_EQ(f.trading.Calls(), 0);
}

TEST(OrderFaults, Fault17_With_replay_or_the_wrong_simulation_no_call_of_any_kind_is_made) {
    for (const bool replay : {true, false}) {
        OrdersFixture f;
        f.Enter();
        const int calls = f.trading.Calls();
        if (replay)
            f.chart.replay = ReplayState::Paused;
        else
            f.chart.trade_simulation_on = false;
        // What Sierra shows now is the real account's, or the replay's.
        f.trading.position.lots = -5;
        f.out.sent.clear();
        f.Order(f.Command("c-2"));
        EXPECT_EQ(f.LastCode("c-2"), replay ? "replay" : "simulation_off");
        f.Flatten("f-1", "cli");
        EXPECT_EQ(f.LastCode("f-1"), replay ? "replay" : "simulation_off");
        f.chart.kill = f.chart.kill_whole_symbol = true;
        f.CallFor(10000);
        EXPECT_EQ(f.trading.Calls(), calls);
        EXPECT_TRUE(f.Positions().empty()) << "a reading of another account is none of ours";
        // Back in the simulation the kill goes on, and what is ours is closed.
        f.chart.replay = ReplayState::Stopped;
        f.chart.trade_simulation_on = true;
        f.chart.kill_whole_symbol = false;
        f.trading.position.lots = 1;
        f.CallFor(1000);
        EXPECT_EQ(f.trading.placed.back().is_exit, true);
        EXPECT_EQ(f.trading.placed.back().lots, 1u);
    }
}

TEST(OrderFaults, Fault17_In_live_nothing_that_was_simulated_is_told) {
    OrdersFixture f(TradingMode::Live);
    const uint64_t id = f.trading.Add(true, BrokerKind::Limit, 2, 4809).id;
    f.trading.Of(id).status = BrokerStatus::Open;
    f.trading.List(id, true, 1, 4809);
    f.CallFor(500);
    f.Query();
    f.CallFor(100);
    ASSERT_FALSE(f.Snapshots().empty());
    EXPECT_EQ(f.Snapshots().back().order_size(), 0);
    EXPECT_EQ(f.Snapshots().back().fill_size(), 0);
    EXPECT_TRUE(f.Fills().empty());
}

TEST(OrderFaults, Fault27_A_command_delivered_twice_gives_one_order_and_the_answer_exists) {
    OrdersFixture f;
    const OrderCommand command = f.Command("c-1");
    f.Order(command);
    f.Order(command);
    EXPECT_EQ(f.trading.placed.size(), 1u);
    std::vector<v1::OrderReport> exists;
    for (const auto& report : f.Reports("c-1"))
        if (report.status() == v1::ORDER_STATUS_EXISTS)
            exists.push_back(report);
    ASSERT_EQ(exists.size(), 1u);
    EXPECT_EQ(exists[0].sierra_order_id(), 1001u);
    EXPECT_EQ(exists[0].stop_order_id(), 1002u);
    f.trading.Fill(1001, 1, 4810.25);
    f.Call();
    f.Order(command);
    EXPECT_EQ(f.Reports("c-1").back().filled_lots(), 1u);
    EXPECT_EQ(f.trading.placed.size(), 1u);
}

TEST(OrderFaults, Fault27_A_refused_command_delivered_again_stays_refused) {
    OrdersFixture f;
    f.chart.last_price = 4900;
    const OrderCommand command = f.Command("c-1");
    f.Order(command);
    EXPECT_EQ(f.LastCode("c-1"), "drift");
    f.chart.last_price = 4810.25f;
    f.Order(command);
    EXPECT_EQ(f.LastCode("c-1"), "command_seen");
    EXPECT_EQ(f.trading.Calls(), 0);
}

TEST(OrderFaults, Fault28_A_question_after_a_command_says_whether_it_is_known_and_what_became_of_it) {
    OrdersFixture f;
    f.out.accepts = false;  // every report is lost
    f.Order(f.Command("c-1"));
    f.trading.Fill(1001, 1, 4810.25);
    f.CallFor(100);
    f.out.accepts = true;
    f.Query("c-1");
    ASSERT_EQ(f.Snapshots().size(), 1u);
    const v1::OrderSnapshot snapshot = f.Snapshots()[0];
    EXPECT_TRUE(snapshot.command_known());
    EXPECT_EQ(snapshot.command_id(), "c-1");
    ASSERT_EQ(snapshot.fill_size(), 1);
    EXPECT_EQ(snapshot.fill(0).command_id(), "c-1");
    EXPECT_TRUE(snapshot.fills_known());
    EXPECT_EQ(snapshot.position().quantity_lots(), 1);
    ASSERT_GE(snapshot.order_size(), 1);
    EXPECT_EQ(snapshot.order(0).status(), v1::ORDER_STATUS_FILLED);
    f.Query("c-2");
    EXPECT_FALSE(f.Snapshots()[1].command_known());
    EXPECT_EQ(f.trading.placed.size(), 1u);
}

TEST(OrderFaults, Fault29_A_partial_fill_is_told_and_the_bracket_is_counted_for_what_has_filled) {
    OrdersFixture f;
    f.Order(f.Command("c-1", Direction::Long, 2));
    f.trading.Of(1001).status = BrokerStatus::Open;
    f.Call();
    f.trading.Fill(1001, 1, 4810.25);
    f.trading.Work(1002, 1003, 1, 4808.25, 4814.25);
    f.Call();
    bool partial = false;
    for (const auto& report : f.Reports("c-1"))
        partial =
            partial || (report.role() == v1::ORDER_ROLE_ENTRY && report.status() == v1::ORDER_STATUS_PARTIAL && report.filled_lots() == 1);
    EXPECT_TRUE(partial);
    EXPECT_EQ(f.Positions().back().own_lots(), 1);
    EXPECT_EQ(f.Positions().back().working_stop_lots(), 1u);
    EXPECT_EQ(f.Positions().back().working_target_lots(), 1u);
    // The rest is not cancelled by the engine's cancel: it belongs to a position now.
    f.Cancel("c-1");
    EXPECT_TRUE(f.trading.cancelled.empty());
    f.trading.Fill(1001, 1, 4810.50);
    f.trading.Work(1002, 1003, 2, 4808.25, 4814.25);
    f.CallFor(3000);
    EXPECT_EQ(f.Positions().back().working_stop_lots(), 2u);
    EXPECT_EQ(f.trading.Calls(), 1);
}

TEST(OrderFaults, Fault30_Fills_before_the_answer_and_after_a_cancel_all_count_once) {
    OrdersFixture f;
    f.Order(f.Command("c-1", Direction::Long, 2));
    // The list knows the execution before the order does.
    f.trading.List(1001, true, 1, 4810.25);
    f.trading.Move(true, 1, 4810.25);
    f.Call();
    ASSERT_EQ(f.Fills().size(), 1u);
    EXPECT_EQ(f.Fills()[0].command_id(), "c-1");
    EXPECT_EQ(f.orders->Watch().own.Total(), 1);
    f.trading.Of(1001).filled = 1;
    f.Call();
    EXPECT_EQ(f.orders->Watch().own.Total(), 1);
    f.trading.Of(1001).status = BrokerStatus::Canceled;
    f.Call();
    // And one comes after the cancel.
    f.trading.List(1001, true, 1, 4810.25);
    f.trading.Move(true, 1, 4810.25);
    f.Call();
    EXPECT_EQ(f.Fills().size(), 2u);
    EXPECT_EQ(f.orders->Watch().own.Total(), 2);
    EXPECT_EQ(f.orders->Watch().OwnLots(), 2);
}

TEST(OrderFaults, Fault31_A_trade_by_hand_is_told_as_external_and_never_touched) {
    OrdersFixture f;
    f.Enter();
    f.trading.Add(true, BrokerKind::Market, 1, 0).status = BrokerStatus::Filled;
    f.trading.List(1004, true, 1, 4811);
    f.trading.Move(true, 1, 4811);
    f.CallFor(3000);
    ASSERT_EQ(f.Fills().size(), 2u);
    EXPECT_EQ(f.Fills()[1].role(), v1::ORDER_ROLE_EXTERNAL);
    EXPECT_EQ(f.Fills()[1].command_id(), "");
    EXPECT_EQ(f.Positions().back().quantity_lots(), 2);
    EXPECT_EQ(f.Positions().back().own_lots(), 1);
    EXPECT_TRUE(f.Logged("EXTERNAL: +1 of +2"));
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "ceiling");
    // What is ours is closed, the rest is not.
    f.Flatten("f-1");
    f.CallFor(500);
    EXPECT_EQ(f.trading.placed.back().lots, 1u);
    f.trading.Fill(1005, 1, 4811);
    f.CallFor(3000);
    EXPECT_EQ(f.trading.position.lots, 1);
    EXPECT_EQ(f.trading.placed.size(), 2u);
    EXPECT_EQ(f.Reports("f-1").back().status(), v1::ORDER_STATUS_FILLED);
}
