// Faults of the list in the design, by their numbers, as the study's own watchdogs meet them, with or without an engine.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Watchdogs, Fault32_With_the_engine_dead_a_position_keeps_its_stop_and_its_target) {
    OrdersFixture f;
    f.Enter();
    f.link.stale = f.link.engine_away = true;
    f.link.publisher = false;
    f.CallFor(60000);
    EXPECT_EQ(f.trading.Calls(), 1) << "the entry, and nothing since";
    EXPECT_EQ(f.trading.Of(1002).status, BrokerStatus::Open);
}

TEST(Watchdogs, Fault33_A_position_without_a_stop_gets_one_and_is_closed_when_that_does_not_work) {
    OrdersFixture f;
    f.Order(f.Command("c-1"));
    f.trading.Fill(1001, 1, 4810.25);
    f.trading.Of(1002).status = BrokerStatus::Error;  // the attached stop is rejected
    f.trading.Of(1003).status = BrokerStatus::Open;
    f.trading.Of(1003).lots = 1;
    f.trading.Of(1003).price = 4814.25;
    f.link.stale = true;
    f.CallFor(900);
    EXPECT_EQ(f.trading.placed.size(), 1u) << "a second of patience";
    f.CallFor(200);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_TRUE(f.trading.placed[1].stop);
    EXPECT_FALSE(f.trading.placed[1].buy);
    EXPECT_EQ(f.trading.placed[1].lots, 1u);
    EXPECT_EQ(f.trading.placed[1].price, 4808.25);
    EXPECT_EQ(f.trading.placed[1].tag, "MIA.S:c-1");
    for (const auto& report : f.Reports("c-1"))
        EXPECT_TRUE(report.simulated()) << "the engine refuses what is of another kind of account: " << report.ShortDebugString();
    bool rejected = false;
    for (const auto& report : f.Reports("c-1"))
        rejected = rejected || (report.role() == v1::ORDER_ROLE_STOP && report.status() == v1::ORDER_STATUS_REJECTED);
    EXPECT_TRUE(rejected);
    // It is not working a second later either.
    f.CallFor(1300);
    ASSERT_EQ(f.trading.placed.size(), 3u);
    EXPECT_TRUE(f.trading.placed[2].is_exit);
    EXPECT_FALSE(f.trading.placed[2].stop);
    f.trading.Fill(1005, 1, 4810);
    f.CallFor(2000);
    EXPECT_EQ(f.trading.position.lots, 0);
    EXPECT_FALSE(f.orders->Flatten().Active());
    EXPECT_EQ(f.trading.placed.size(), 3u);
}

TEST(Watchdogs, Fault33_A_placed_stop_that_works_is_the_end_of_it) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.Forget(1002);
    f.CallFor(1100);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_EQ(f.trading.placed[1].lots, 2u);
    f.trading.Of(1004).status = BrokerStatus::Open;
    f.CallFor(10000);
    EXPECT_EQ(f.trading.placed.size(), 2u);
    EXPECT_EQ(f.Positions().back().working_stop_lots(), 2u);
}

TEST(Watchdogs, Fault33_Where_the_market_is_through_the_stop_already_the_position_is_closed_at_once) {
    OrdersFixture f;
    f.Enter();
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.chart.last_price = 4808;
    f.CallFor(1500);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_FALSE(f.trading.placed[1].stop);
    EXPECT_TRUE(f.trading.placed[1].is_exit);
}

TEST(Watchdogs, Fault38_A_kill_of_the_engine_or_the_button_leaves_as_an_exit_within_a_second) {
    for (const bool by_button : {false, true}) {
        OrdersFixture f;
        f.Enter(2);
        const int64_t said = f.now;
        if (by_button)
            f.chart.kill = true;
        else
            f.Flatten("f-1");
        while (f.trading.placed.size() == 1 && f.now - said <= SecondNanos)
            f.Call();
        ASSERT_EQ(f.trading.placed.size(), 2u) << by_button;
        EXPECT_LE(f.now - said, SecondNanos);
        EXPECT_TRUE(f.trading.placed[1].is_exit);
        EXPECT_EQ(f.trading.placed[1].lots, 2u);
    }
}

TEST(Watchdogs, Fault39_A_flatten_that_is_refused_is_tried_again_each_second_and_never_reverses) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.answer = -8994;
    f.Flatten("f-1");
    f.CallFor(5000);
    const size_t tries = f.trading.placed.size() - 1;
    EXPECT_GE(tries, 4u);
    EXPECT_LE(tries, 6u);
    EXPECT_TRUE(f.Logged("NOT FLAT YET"));
    f.trading.answer = 0;
    f.CallFor(1100);
    EXPECT_EQ(f.trading.placed.back().lots, 2u);
    const size_t placed = f.trading.placed.size();
    // While it is outstanding there is no second one.
    f.trading.Of(f.trading.next_id - 1).status = BrokerStatus::Open;
    f.CallFor(20000);
    EXPECT_EQ(f.trading.placed.size(), placed);
    // The market takes one of the two, then the broker cancels the rest: one more is needed, not two.
    const uint64_t exit = f.trading.next_id - 1;
    f.trading.Fill(exit, 1, 4810);
    f.CallFor(100);
    f.trading.Of(exit).status = BrokerStatus::Canceled;
    f.CallFor(1500);
    ASSERT_EQ(f.trading.placed.size(), placed + 1);
    EXPECT_EQ(f.trading.placed.back().lots, 1u);
    f.trading.Fill(exit + 1, 1, 4810);
    f.CallFor(2000);
    EXPECT_EQ(f.trading.position.lots, 0);
    EXPECT_EQ(f.trading.placed.size(), placed + 1);
    EXPECT_EQ(f.Reports("f-1").back().status(), v1::ORDER_STATUS_FILLED);
}

TEST(Watchdogs, Fault39_An_exit_waits_until_what_could_fill_beside_it_is_gone) {
    OrdersFixture f;
    f.Enter();
    f.trading.cancels = false;
    f.Flatten("f-1");
    f.CallFor(3000);
    EXPECT_EQ(f.trading.placed.size(), 1u);
    EXPECT_GE(f.trading.cancelled.size(), 4u) << "both are asked for again";
    f.trading.Of(1002).status = f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.CallFor(500);
    EXPECT_EQ(f.trading.placed.size(), 2u);
}

TEST(Watchdogs, Fault39_A_flatten_cancels_the_stop_last) {
    OrdersFixture f;
    f.Enter();
    f.trading.cancels = false;
    f.Flatten("f-1");
    f.CallFor(900);
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1003}) << "a target that takes long leaves the position behind its stop";
    f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.CallFor(50);
    EXPECT_EQ(f.trading.cancelled, (std::vector<uint64_t>{1003, 1002}));
}

TEST(Watchdogs, Fault39_A_position_without_a_reading_is_not_flat) {
    OrdersFixture f;
    f.Enter();
    f.trading.position_known = false;
    f.Flatten("f-1");
    f.CallFor(10000);
    EXPECT_TRUE(f.orders->Flatten().Active());
    EXPECT_EQ(f.trading.placed.size(), 1u);
    f.trading.position_known = true;
    f.CallFor(500);
    EXPECT_EQ(f.trading.placed.size(), 2u);
}

TEST(Watchdogs, Fault40_Three_silent_beats_cancel_a_working_entry_and_keep_the_stop) {
    for (const int kind : {0, 1, 2}) {
        OrdersFixture f;
        f.Order(f.Command("c-1", Direction::Long, 2));
        f.trading.Of(1001).status = BrokerStatus::Open;
        f.trading.Fill(1001, 1, 4810.25);
        f.trading.Work(1002, 1003, 1, 4808.25, 4814.25);
        f.CallFor(500);
        if (kind == 0)
            f.link.stale = true;  // three beats by the session's own count
        if (kind == 1)
            f.link.engine_away = true;
        if (kind == 2)
            f.chart.server_state = 3;
        f.CallFor(kind == 0 ? 100 : 2900);
        EXPECT_EQ(f.trading.cancelled.empty(), kind != 0) << kind;
        f.CallFor(200);
        EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1001}) << kind;
        f.CallFor(5000);
        EXPECT_EQ(f.trading.Of(1002).status, BrokerStatus::Open);
        EXPECT_EQ(f.trading.Calls(), 2) << kind;
    }
}

TEST(Watchdogs, An_exit_that_works_without_a_position_is_cancelled_after_a_second_and_blocks_entries) {
    OrdersFixture f;
    f.Enter();
    f.trading.Move(false, 1, 4811);  // closed by hand: stop and target stay, as in some of Sierra's settings
    f.CallFor(900);
    EXPECT_TRUE(f.trading.cancelled.empty());
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.LastCode("c-2"), "exits_left");
    f.CallFor(300);
    EXPECT_EQ(f.trading.cancelled.size(), 2u);
    f.CallFor(3000);
    f.Order(f.Command("c-3"));
    EXPECT_EQ(f.trading.placed.size(), 2u);
}

TEST(Watchdogs, An_orphan_whose_cancel_is_refused_is_cancelled_again_each_second_and_told_as_one_that_stays) {
    OrdersFixture f;
    f.Enter();
    f.trading.Fill(1002, 1, 4808.25);
    f.trading.cancels = false;
    f.CallFor(1100);
    for (size_t asked = 1; asked <= 3; ++asked) {
        ASSERT_EQ(f.trading.cancelled, std::vector<uint64_t>(asked, 1003));
        EXPECT_EQ(f.Logged("STILL WORKING: order 1003"), asked == 3);
        f.trading.Of(1003).status = BrokerStatus::Open;  // refused
        f.trading.cancels = asked == 3;
        f.CallFor(1000);
    }
    EXPECT_EQ(f.trading.Of(1003).status, BrokerStatus::Canceled);
    f.Order(f.Command("c-2"));
    EXPECT_EQ(f.trading.placed.size(), 2u) << "an entry waits for the orphan's end, and no longer";
}

TEST(Watchdogs, Children_of_a_working_entry_are_no_orphans) {
    OrdersFixture f;
    OrderCommand command = f.Command("c-1");
    command.type = static_cast<uint32_t>(OrderType::Limit);
    command.limit_price_ticks = 19240;
    f.Order(command);
    f.trading.Of(1001).status = BrokerStatus::Open;
    f.CallFor(10000);
    EXPECT_TRUE(f.trading.cancelled.empty());
    f.Cancel("c-1");
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1001});
}

TEST(Watchdogs, What_others_own_is_never_touched) {
    OrdersFixture f;
    f.trading.position.lots = -2;
    BrokerOrder& stop = f.trading.Add(true, BrokerKind::Stop, 5, 4900);
    stop.status = BrokerStatus::Open;
    stop.tag.Assign("another system");
    f.link.stale = true;
    f.CallFor(5000);
    f.Flatten("f-1");
    f.CallFor(3000);
    f.chart.kill = true;
    f.CallFor(3000);
    EXPECT_EQ(f.trading.Calls(), 0);
    EXPECT_TRUE(f.Logged("EXTERNAL: -2 of -2"));
    EXPECT_EQ(f.Positions().back().working_orders(), 1u);
    f.Query();
    ASSERT_EQ(f.Snapshots().back().order_size(), 1);
    EXPECT_EQ(f.Snapshots().back().order(0).role(), v1::ORDER_ROLE_EXTERNAL);
}

TEST(Watchdogs, The_rest_of_an_entry_whose_filled_part_somebody_has_closed_goes_and_its_exits_with_it) {
    OrdersFixture f;
    f.Order(f.Command("c-1", Direction::Long, 2));
    f.trading.Of(1001).status = BrokerStatus::Open;
    f.trading.Fill(1001, 1, 4810.25);
    f.trading.Work(1002, 1003, 1, 4808.25, 4814.25);
    f.CallFor(3000);
    EXPECT_TRUE(f.trading.cancelled.empty()) << "the rest belongs to the position";
    f.trading.List(7001, false, 1, 4809);
    f.trading.Move(false, 1, 4809);
    f.CallFor(900);
    EXPECT_TRUE(f.trading.cancelled.empty());
    f.CallFor(200);
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1001});
    f.CallFor(2000);
    EXPECT_EQ(f.trading.cancelled, (std::vector<uint64_t>{1001, 1002, 1003}));
}

TEST(Watchdogs, A_target_that_was_never_answered_and_is_for_more_than_there_is_goes) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.Of(1003).status = BrokerStatus::Sent;
    f.CallFor(5000);
    EXPECT_TRUE(f.trading.cancelled.empty()) << "it is as large as the position";
    f.trading.List(7001, false, 1, 4811);
    f.trading.Move(false, 1, 4811);
    f.CallFor(1900);
    EXPECT_TRUE(f.trading.cancelled.empty()) << "an answer may take two seconds";
    f.CallFor(300);
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1003});
    EXPECT_EQ(f.trading.Of(1002).status, BrokerStatus::Open);
}
