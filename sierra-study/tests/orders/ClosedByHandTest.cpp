// What a person does beside the study: a flatten of his, and closes by hand.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Scenes, A_flatten_of_a_person_names_no_command_and_its_exit_is_told_under_the_entrys) {
    OrdersFixture f;
    f.Enter();
    f.Flatten("", "cli");
    f.CallFor(1000);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_EQ(f.trading.placed[1].tag, "MIA.X:c-1");
    f.trading.Fill(1004, 1, 4810);
    f.CallFor(1000);
    ASSERT_EQ(f.Fills().size(), 2u);
    EXPECT_EQ(f.Fills().back().command_id(), "c-1");
    EXPECT_EQ(f.Fills().back().role(), v1::ORDER_ROLE_EXIT);
}

TEST(Scenes, A_stop_that_fills_right_behind_a_close_by_hand_has_made_a_position_of_ours) {
    OrdersFixture f;
    f.Enter(2);
    // Two contracts are sold by hand; before the orphaned stop is cancelled, the market is there.
    f.trading.List(7001, false, 2, 4809);
    f.trading.Move(false, 2, 4809);
    f.CallFor(500);
    f.trading.Fill(1002, 2, 4808);
    f.chart.last_price = 4808;
    f.CallFor(100);
    EXPECT_EQ(f.orders->Watch().OwnLots(), -2);
    f.CallFor(2000);
    EXPECT_TRUE(f.Logged("our position of -2 is on the other side of its entry: it is closed"));
    ASSERT_EQ(f.trading.placed.size(), 2u);
    EXPECT_FALSE(f.trading.placed[1].stop) << "one of its entry's would be 17 ticks away";
    EXPECT_TRUE(f.trading.placed[1].is_exit && f.trading.placed[1].buy);
    EXPECT_EQ(f.trading.placed[1].lots, 2u);
}

TEST(Scenes, A_stop_that_has_filled_right_behind_a_close_by_hand_is_ours_though_both_are_seen_in_one_call) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.List(7001, false, 2, 4809);
    f.trading.Move(false, 2, 4809);
    f.trading.Fill(1002, 2, 4808);
    f.Call(nullptr, 1700);
    EXPECT_EQ(f.orders->Watch().OwnLots(), -2);
    f.CallFor(1500);
    EXPECT_TRUE(f.Logged("our position of -2 is on the other side of its entry: it is closed"));
}

TEST(Scenes, A_close_by_hand_that_is_listed_late_takes_nothing_from_the_next_position) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.Move(false, 2, 4809);
    f.CallFor(5000);
    f.trading.position.lots = 0;
    f.Order(f.Command("c-2"));
    const uint64_t entry = f.trading.orders[f.trading.orders.size() - 3].id;
    f.trading.Fill(entry, 1, 4810.25);
    f.trading.Work(entry + 1, entry + 2, 1, 4808.25, 4814.25);
    f.CallFor(100);
    ASSERT_EQ(f.orders->Watch().OwnLots(), 1);
    f.trading.List(7001, false, 2, 4809);
    f.CallFor(100);
    EXPECT_EQ(f.orders->Watch().OwnLots(), 1);
}
