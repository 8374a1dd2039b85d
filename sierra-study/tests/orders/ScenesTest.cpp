// Scenes that other traders have met with Sierra, each as it would look to the study.
#include <algorithm>

#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Scenes, A_modified_stop_that_is_answered_by_a_second_one_loses_one_of_the_two) {
    OrdersFixture f;
    f.Enter();
    BrokerOrder& second = f.trading.Add(false, BrokerKind::Stop, 1, 4809);
    second.parent_id = 1001;
    second.status = BrokerStatus::Open;
    f.CallFor(1000);
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1004}) << "the newer one, within a second, once";
    f.CallFor(3000);
    EXPECT_EQ(f.Positions().back().working_stop_lots(), 1u);
    EXPECT_EQ(f.trading.Calls(), 2);
}

TEST(Scenes, A_foreign_liquidation_beside_our_exit_takes_our_exit_back_and_nothing_is_turned) {
    OrdersFixture f;
    f.Enter(2);
    f.Flatten("f-1");
    f.CallFor(500);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    // Somebody else sells the two contracts while our exit waits at the exchange.
    f.trading.Move(false, 2, 4810);
    f.CallFor(900);
    EXPECT_EQ(f.trading.placed.size(), 2u) << "no second exit, whatever the updates";
    f.CallFor(1500);
    EXPECT_NE(std::find(f.trading.cancelled.begin(), f.trading.cancelled.end(), 1004u), f.trading.cancelled.end());
    f.CallFor(5000);
    EXPECT_EQ(f.trading.placed.size(), 2u);
    EXPECT_FALSE(f.orders->Flatten().Active());
}

TEST(Scenes, A_foreign_liquidation_of_a_part_leaves_one_exit_for_the_rest) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.Move(false, 1, 4810);
    f.CallFor(3000);
    f.Flatten("f-1");
    f.CallFor(500);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_EQ(f.trading.placed[1].lots, 1u);
}

TEST(Scenes, Bracket_legs_that_die_at_the_close_are_replaced_by_a_stop) {
    OrdersFixture f;
    f.Enter(2, Direction::Short);
    f.trading.Of(1002).status = f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.CallFor(1200);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_TRUE(f.trading.placed[1].stop);
    EXPECT_TRUE(f.trading.placed[1].buy);
    EXPECT_EQ(f.trading.placed[1].lots, 2u);
    EXPECT_EQ(f.trading.placed[1].price, 4812.25);
}

TEST(Scenes, A_fill_that_comes_as_part_of_a_modify_counts_at_once) {
    OrdersFixture f;
    f.Order(f.Command("c-1", Direction::Long, 2));
    BrokerOrder& entry = f.trading.Of(1001);
    entry.status = BrokerStatus::PendingModify;
    entry.filled = 1;
    entry.average_price = 4810.25;
    f.trading.Move(true, 1, 4810.25);
    f.Call();
    EXPECT_EQ(f.orders->Watch().OwnLots(), 1);
    EXPECT_EQ(f.LastOfEntry("c-1").filled_lots(), 1u);
    EXPECT_EQ(f.LastOfEntry("c-1").status(), v1::ORDER_STATUS_PARTIAL);
    // The list brings the same execution later: it is told, and not counted again.
    f.trading.List(1001, true, 1, 4810.25);
    f.Call();
    EXPECT_EQ(f.Fills().size(), 1u);
    EXPECT_EQ(f.orders->Watch().own.Total(), 1);
}

TEST(Scenes, A_signal_against_an_open_bracket_is_refused) {
    OrdersFixture f;
    f.Enter();
    f.CallFor(2000);
    f.Order(f.Command("c-2", Direction::Short));
    EXPECT_EQ(f.LastCode("c-2"), "opposite_position");
    EXPECT_EQ(f.trading.placed.size(), 1u);
}

TEST(Scenes, A_part_that_is_closed_by_hand_shrinks_the_bracket) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.Move(false, 1, 4811);
    f.CallFor(1500);
    EXPECT_EQ(f.trading.resized[1002], 1u);
    EXPECT_EQ(f.trading.resized[1003], 1u);
    f.CallFor(3000);
    EXPECT_EQ(f.Positions().back().working_stop_lots(), 1u);
    EXPECT_EQ(f.trading.Calls(), 3);
}

TEST(Scenes, A_bracket_that_does_not_shrink_goes_and_a_stop_for_what_is_left_takes_its_place) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.resizes = false;
    f.trading.Move(false, 1, 4811);
    f.CallFor(800);
    EXPECT_EQ(f.trading.resized, (std::map<uint64_t, uint32_t>{{1002, 1}, {1003, 1}}));
    EXPECT_TRUE(f.trading.cancelled.empty());
    f.CallFor(1000);
    EXPECT_EQ(f.trading.cancelled, (std::vector<uint64_t>{1002, 1003}));
    f.CallFor(1100);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_TRUE(f.trading.placed[1].stop);
    EXPECT_EQ(f.trading.placed[1].lots, 1u);
}

TEST(Scenes, An_order_that_Sierra_forgets_is_told_as_vanished_and_its_fill_still_counts) {
    OrdersFixture f;
    f.Order(f.Command("c-1"));
    f.trading.Of(1001).status = BrokerStatus::Open;
    f.Call();
    f.trading.Forget(1001);
    f.CallFor(1900);
    EXPECT_NE(f.LastCode("c-1"), "vanished") << "a single missing reading proves nothing";
    f.trading.List(1001, true, 1, 4810.25);
    f.trading.Move(true, 1, 4810.25);
    f.trading.Work(1002, 1003, 1, 4808.25, 4814.25);
    f.CallFor(500);
    EXPECT_EQ(f.orders->Watch().OwnLots(), 1);
    bool filled = false;
    for (const auto& report : f.Reports("c-1"))
        filled = filled || (report.role() == v1::ORDER_ROLE_ENTRY && report.status() == v1::ORDER_STATUS_FILLED);
    EXPECT_TRUE(filled);
    f.CallFor(5000);
    EXPECT_EQ(f.trading.Calls(), 1);
}

TEST(Scenes, An_entry_that_is_forgotten_as_it_fills_leaves_no_exits_behind) {
    OrdersFixture f;
    f.Order(f.Command("c-1"));
    f.trading.Fill(1001, 1, 4810.25);
    f.trading.Work(1002, 1003, 1, 4808.25, 4814.25);
    f.trading.Forget(1001);  // before the study has seen it filled
    f.CallFor(100);
    EXPECT_EQ(f.LastOfEntry("c-1").status(), v1::ORDER_STATUS_FILLED);
    EXPECT_EQ(f.LastOfEntry("c-1").code(), "") << "it is filled, and not vanished";
    f.CallFor(2000);
    // The trader closes the position by hand, and Sierra leaves the bracket where it is.
    f.trading.Move(false, 1, 4810);
    f.CallFor(1200);
    EXPECT_EQ(f.trading.cancelled, (std::vector<uint64_t>{1002, 1003}));
}

TEST(Scenes, An_exit_that_Sierra_lists_again_long_after_it_was_gone_is_an_orphan_like_any_other) {
    OrdersFixture f;
    f.Enter();
    const BrokerOrder target = f.trading.Of(1003);
    f.trading.Forget(1003);
    f.trading.Fill(1002, 1, 4808.25);
    f.CallFor(15000);
    ASSERT_EQ(f.orders->Watch().OwnLots(), 0);
    ASSERT_EQ(f.orders->Watch().WorkingOrders(), 0u);
    f.trading.cancelled.clear();
    f.trading.orders.push_back(target);
    f.CallFor(500);
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "exits_left") << "no entry while it works";
    f.CallFor(1000);
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1003});
}

TEST(Scenes, Readings_that_are_missing_for_a_while_lead_to_nothing) {
    OrdersFixture f;
    f.Enter();
    f.trading.position_known = false;
    f.CallFor(10000);
    EXPECT_EQ(f.trading.Calls(), 1);
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "position_unknown");
    f.trading.position_known = true;
    f.CallFor(3000);
    EXPECT_EQ(f.trading.Calls(), 1);
}

TEST(Scenes, Ids_and_children_that_come_late_are_found_by_tag_and_parent) {
    OrdersFixture f;
    f.trading.gives_ids = f.trading.makes_children = false;
    f.Order(f.Command("c-1"));
    EXPECT_EQ(f.Reports("c-1").back().sierra_order_id(), 0u);
    f.CallFor(50);
    EXPECT_EQ(f.Reports("c-1").back().sierra_order_id(), 1001u);
    f.trading.Fill(1001, 1, 4810.25);
    f.trading.Child(1001, false, BrokerKind::Stop);
    f.trading.Child(1001, false, BrokerKind::Limit);
    f.trading.Work(1002, 1003, 1, 4808.25, 4814.25);
    f.CallFor(3000);
    EXPECT_EQ(f.Positions().back().working_stop_lots(), 1u);
    EXPECT_EQ(f.Positions().back().working_target_lots(), 1u);
    EXPECT_EQ(f.trading.Calls(), 1);
    bool with_children = false;
    for (const auto& report : f.Reports("c-1"))
        with_children = with_children || (report.stop_order_id() == 1002 && report.target_order_id() == 1003);
    EXPECT_TRUE(with_children);
}

TEST(Scenes, Each_change_is_told_once_and_the_position_every_five_seconds) {
    OrdersFixture f;
    f.Enter();
    f.CallFor(500);
    const size_t reports = f.Reports().size();
    const size_t positions = f.Positions().size();
    f.CallFor(20000);
    EXPECT_EQ(f.Reports().size(), reports);
    EXPECT_EQ(f.Positions().size(), positions + 4);
    EXPECT_LT(f.Positions()[positions].reading(), f.Positions()[positions + 1].reading());
}

TEST(Scenes, Executions_without_an_id_are_told_apart_and_a_list_that_is_loaded_again_repeats_none) {
    OrdersFixture f;
    f.Order(f.Command("c-1", Direction::Long, 2));
    f.trading.Of(1001).lots = 2;
    for (int i = 0; i < 2; ++i) {
        f.trading.Fill(1001, 1, 4810.25);
        f.trading.fills.back().service_id.Clear();
        f.trading.fills.back().chart_time_us = 77;
    }
    f.Call();
    ASSERT_EQ(f.Fills().size(), 2u);
    EXPECT_NE(f.Fills()[0].fill_id(), f.Fills()[1].fill_id());
    const auto kept = f.trading.fills;
    f.trading.fills.clear();
    f.CallFor(50);
    f.trading.fills = kept;
    f.CallFor(50);
    EXPECT_EQ(f.Fills().size(), 2u);
    const std::string first = f.Fills()[0].fill_id();
    f.LoseMemory();
    f.CallFor(100);
    ASSERT_EQ(f.Snapshots().size(), 1u);
    ASSERT_EQ(f.Snapshots()[0].fill_size(), 2);
    EXPECT_EQ(f.Snapshots()[0].fill(0).fill_id(), first) << "the same after a reload";
    EXPECT_TRUE(f.Fills().empty()) << "what was there before stands in the snapshot";
}

TEST(Scenes, A_negative_execution_is_refused_counted_and_told) {
    OrdersFixture f;
    f.trading.List(5, true, 0, 4810.25);
    f.trading.fills.back().lots = -1;
    f.trading.List(6, true, 1, -4810.25);
    f.Call();
    EXPECT_TRUE(f.Fills().empty());
    EXPECT_TRUE(f.Logged("was refused"));
    EXPECT_EQ(f.orders->Watch().Fills().Refused(), 2u);
}

TEST(Scenes, A_position_at_rest_says_nothing_call_after_call) {
    OrdersFixture f;
    f.Enter();
    for (int i = 0; i < 20; ++i)
        f.trading.Add(true, BrokerKind::Limit, 1, 4700).status = BrokerStatus::Open;
    for (int i = 0; i < 300; ++i)
        f.trading.List(1, true, 1, 4810);
    f.CallFor(4000);
    EXPECT_EQ(f.Fills().size(), 257u) << "ours, and as many of a list that is suddenly long as fit into a snapshot";
    f.out.sent.clear();
    f.CallFor(20000);
    EXPECT_EQ(f.out.sent.size(), 4u) << "the position, every five seconds: " << f.out.sent[0].ShortDebugString();
    EXPECT_EQ(f.Positions().back().working_orders(), 22u);
}
