// A flatten whose cancels never come, and an exit that never arrives: the position keeps its stop meanwhile, and the wait has an end.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// A flatten behind which a second has passed without a fill, with the bracket of a long position of two at work.
struct StubbornFixture : OrdersFixture {
    StubbornFixture() {
        Enter(2);
        CallFor(1000);
    }
    /// As an exchange that says no: each cancel leaves the order as it stood.
    void CallRefusing(uint64_t id, int64_t ms) {
        for (int64_t i = 0; i < ms; i += 10) {
            Call();
            if (trading.Of(id).status == BrokerStatus::PendingCancel)
                trading.Of(id).status = BrokerStatus::Open;
        }
    }
    size_t Exits() const {
        size_t exits = 0;
        for (const auto& placed : trading.placed)
            exits += placed.is_exit && !placed.stop ? 1 : 0;
        return exits;
    }
    bool Asked(uint64_t id) const { return std::find(trading.cancelled.begin(), trading.cancelled.end(), id) != trading.cancelled.end(); }
};

}  // namespace

TEST(StubbornOrders, Fault39_A_target_that_is_not_cancelled_closes_the_position_itself_and_the_stop_stays_meanwhile) {
    StubbornFixture f;
    f.trading.cancels = false;
    f.Flatten("f-1");
    f.CallRefusing(1003, 1900);
    EXPECT_TRUE(f.trading.moved.empty()) << "an answer takes its time";
    f.CallRefusing(1003, 200);
    ASSERT_EQ(f.trading.moved.size(), 1u);
    EXPECT_EQ(f.trading.moved[0].first, 1003u);
    EXPECT_EQ(f.trading.moved[0].second, 4808.25) << "eight ticks through the market: it fills at once, at what is bid";
    EXPECT_FALSE(f.Asked(1002)) << "the stop goes last";
    EXPECT_EQ(f.Exits(), 0u) << "nothing beside it could turn the position";
    f.trading.Fill(1003, 2, 4810);
    f.trading.cancels = true;
    f.CallFor(2000);
    EXPECT_EQ(f.trading.position.lots, 0);
    EXPECT_TRUE(f.Asked(1002));
    EXPECT_FALSE(f.orders->Flatten().Active());
}

TEST(StubbornOrders, Fault39_A_target_that_neither_goes_nor_moves_leaves_it_to_the_stop_a_tick_from_the_market) {
    StubbornFixture f;
    f.trading.cancels = f.trading.moves = false;
    f.Flatten("f-1");
    f.CallRefusing(1003, 3900);
    for (const auto& moved : f.trading.moved)
        EXPECT_EQ(moved.first, 1003u);
    f.trading.moves = true;
    f.trading.Of(1003).status = BrokerStatus::PendingModify;  // it stands, and hears of nothing
    f.trading.Of(1003).price = 4700;
    f.CallRefusing(1003, 300);
    ASSERT_EQ(f.trading.moved.back().first, 1002u);
    EXPECT_EQ(f.trading.moved.back().second, 4810.0);
    f.CallRefusing(1003, 20000);
    EXPECT_EQ(f.Exits(), 0u) << "the position is protected, and an exit beside a working target could turn it";
    EXPECT_EQ(f.trading.Of(1002).status, BrokerStatus::Open);
    EXPECT_TRUE(f.Logged("STILL WORKING: order 1003"));
}

TEST(StubbornOrders, Fault39_A_stop_that_is_not_cancelled_is_moved_a_tick_from_the_market_and_only_towards_it) {
    StubbornFixture f;
    f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.trading.cancels = false;
    f.Flatten("f-1");
    f.CallRefusing(1002, 2200);
    ASSERT_EQ(f.trading.moved.size(), 1u);
    EXPECT_EQ(f.trading.moved[0], (std::pair<uint64_t, double>(1002, 4810.0)));
    f.chart.last_price = 4812;
    f.CallRefusing(1002, 1200);
    EXPECT_EQ(f.trading.Of(1002).price, 4811.75);
    f.chart.last_price = 4811;
    f.CallRefusing(1002, 5000);
    EXPECT_EQ(f.trading.Of(1002).price, 4811.75);
    EXPECT_EQ(f.Exits(), 0u);
}

TEST(StubbornOrders, Fault39_A_stop_that_shows_no_sign_of_life_is_waited_for_four_seconds) {
    StubbornFixture f;
    f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.trading.cancels = false;  // pending for ever
    f.Flatten("f-1");
    f.CallFor(3900);
    EXPECT_EQ(f.Exits(), 0u);
    f.CallFor(200);
    ASSERT_EQ(f.Exits(), 1u);
    EXPECT_EQ(f.trading.placed.back().lots, 2u);
    f.trading.Fill(f.trading.next_id - 1, 2, 4810);
    f.CallFor(10000);
    EXPECT_EQ(f.Exits(), 1u);
    EXPECT_TRUE(f.orders->Flatten().Active()) << "what may still fill is watched until it is gone";
    // It was there after all, and turns the position: that is closed at once.
    f.trading.Fill(1002, 2, 4808);
    f.CallFor(500);
    ASSERT_EQ(f.Exits(), 2u);
    EXPECT_TRUE(f.trading.placed.back().buy);
    f.trading.Fill(f.trading.next_id - 1, 2, 4808);
    f.CallFor(1000);
    EXPECT_EQ(f.trading.position.lots, 0);
    EXPECT_FALSE(f.orders->Flatten().Active());
}

TEST(StubbornOrders, Fault39_A_stop_that_nobody_ever_saw_in_the_market_is_waited_for_two_seconds) {
    OrdersFixture f;
    f.Enter(2);
    f.trading.Of(1002).status = f.trading.Of(1003).status = BrokerStatus::Canceled;
    f.CallFor(1500);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    const uint64_t stop = f.trading.next_id - 1;
    f.trading.cancels = false;
    f.Flatten("f-1");
    const auto call_refusing = [&](int64_t ms) {
        for (int64_t i = 0; i < ms; i += 10) {
            f.Call();
            f.trading.Of(stop).status = BrokerStatus::Sent;  // there is no such order, says the exchange of each cancel
        }
    };
    call_refusing(1900);
    EXPECT_EQ(f.trading.placed.size(), 2u) << "its acknowledgement may be on its way";
    call_refusing(300);
    ASSERT_EQ(f.trading.placed.size(), 3u);
    EXPECT_FALSE(f.trading.placed.back().stop);
    EXPECT_EQ(f.trading.placed.back().lots, 2u);
}

TEST(StubbornOrders, Fault39_A_target_without_a_stop_beside_it_is_not_waited_for_either) {
    StubbornFixture f;
    f.trading.Of(1002).status = BrokerStatus::Canceled;
    f.trading.cancels = f.trading.moves = false;
    f.Flatten("f-1");
    f.CallRefusing(1003, 1900);
    EXPECT_EQ(f.Exits(), 0u);
    f.CallRefusing(1003, 300);
    EXPECT_EQ(f.Exits(), 1u) << "nothing protects the position";
}

TEST(StubbornOrders, Fault39_The_stop_stays_while_the_exit_could_not_go) {
    for (const int kind : {0, 1, 2}) {
        StubbornFixture f;
        if (kind == 0)
            f.chart.auto_trading_chart = false;
        if (kind == 1)
            f.chart.server_state = 3;
        if (kind == 2)
            f.trading.position_known = false;
        f.Flatten("f-1");
        f.CallFor(20000);
        EXPECT_FALSE(f.Asked(1002)) << kind;
        EXPECT_TRUE(f.Asked(1003)) << kind;
        EXPECT_TRUE(f.Logged("NOT FLAT YET")) << kind;
        f.chart.auto_trading_chart = true;
        f.chart.server_state = 2;
        f.trading.position_known = true;
        f.CallFor(200);
        EXPECT_TRUE(f.Asked(1002)) << kind;
        EXPECT_EQ(f.Exits(), 1u) << kind;
    }
}

TEST(StubbornOrders, Fault39_An_exit_that_never_arrives_is_asked_to_go_and_the_next_one_follows) {
    StubbornFixture f;
    f.Flatten("f-1");
    f.CallFor(100);
    ASSERT_EQ(f.Exits(), 1u);
    const uint64_t lost = f.trading.next_id - 1;
    f.CallFor(1800);
    EXPECT_FALSE(f.Asked(lost));
    f.CallFor(300);
    EXPECT_TRUE(f.Asked(lost));
    EXPECT_EQ(f.trading.Of(lost).status, BrokerStatus::Canceled);
    f.CallFor(100);
    ASSERT_EQ(f.Exits(), 2u);
    f.trading.Fill(f.trading.next_id - 1, 2, 4810);
    f.CallFor(1000);
    EXPECT_EQ(f.trading.position.lots, 0);
}

TEST(StubbornOrders, Fault39_Beside_an_exit_that_is_lost_and_counted_Sierra_flattens) {
    for (const bool external : {false, true}) {
        StubbornFixture f;
        f.Flatten("f-1");
        f.CallFor(100);
        const uint64_t lost = f.trading.next_id - 1;
        f.trading.cancels = false;
        f.trading.answer = -1;  // market orders that close the position are working already
        for (int64_t ms = 0; ms < 5800; ms += 10) {
            f.Call();
            f.trading.Of(lost).status = BrokerStatus::Sent;  // there is no such order, says the exchange of each cancel
        }
        EXPECT_EQ(f.trading.flattened, 0);
        if (external)
            f.trading.Move(true, 1, 4811);
        f.CallFor(1300);
        EXPECT_EQ(f.trading.flattened, external ? 0 : 1) << "what is not ours is not touched";
        if (external)
            continue;
        f.trading.Fill(f.trading.next_id - 1, 2, 4810);
        f.CallFor(3000);
        EXPECT_EQ(f.trading.flattened, 1);
        EXPECT_EQ(f.trading.position.lots, 0);
        EXPECT_EQ(f.Fills().back().role(), v1::ORDER_ROLE_EXIT) << "Sierra gave it no tag, and it is ours all the same";
        EXPECT_EQ(f.Positions().back().own_lots(), 0);
    }
}

TEST(StubbornOrders, Fault39_A_time_without_a_server_proves_nothing_of_an_exit) {
    StubbornFixture f;
    f.Flatten("f-1");
    f.CallFor(100);
    f.chart.server_state = 3;
    f.CallFor(30000);
    const uint64_t exit = f.trading.next_id - 1;
    EXPECT_FALSE(f.Asked(exit));
    f.chart.server_state = 2;
    f.CallFor(1800);
    EXPECT_FALSE(f.Asked(exit));
}

TEST(StubbornOrders, Fault39_A_study_that_finds_a_lost_exit_goes_on_where_the_other_one_was) {
    StubbornFixture f;
    f.Flatten("f-1");
    f.CallFor(100);
    f.LoseMemory();
    f.CallFor(7000);
    EXPECT_GE(f.Exits(), 2u);
    EXPECT_TRUE(f.Logged("an exit of ours has not arrived"));
}

TEST(StubbornOrders, A_second_stop_that_was_never_answered_goes_when_the_others_cover_the_position) {
    OrdersFixture f;
    f.Enter();
    f.trading.Of(1002).status = BrokerStatus::Sent;  // Sierra has not heard of the attached one yet
    f.CallFor(1500);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    // Ours is not answered; the attached one is.
    f.trading.Of(1002).status = BrokerStatus::Open;
    f.CallFor(1900);
    EXPECT_TRUE(f.trading.cancelled.empty()) << "an answer may take two seconds";
    f.CallFor(300);
    EXPECT_EQ(f.trading.cancelled, std::vector<uint64_t>{1004});
    f.CallFor(10000);
    EXPECT_EQ(f.trading.cancelled.size(), 1u);
    EXPECT_EQ(f.trading.Of(1002).status, BrokerStatus::Open);
    EXPECT_EQ(f.trading.placed.size(), 2u);
}

TEST(StubbornOrders, A_position_whose_only_stop_was_never_answered_is_ours_after_a_reload) {
    OrdersFixture f;
    f.Enter();
    f.trading.Forget(1001);
    f.trading.Forget(1002);
    f.trading.Forget(1003);
    f.CallFor(1500);
    ASSERT_EQ(f.trading.placed.size(), 2u);
    // It never arrives, the study is taken off the chart and put on again, and nothing is left of what it knew.
    f.trading.fills.clear();
    f.trading.kept.clear();
    f.LoseMemory();
    f.CallFor(6000);
    EXPECT_EQ(f.orders->Watch().OwnLots(), 1);
    EXPECT_GE(f.trading.placed.size(), 3u);
    EXPECT_FALSE(f.Logged("EXTERNAL"));
}

TEST(StubbornOrders, An_unanswered_stop_for_the_other_side_makes_no_position_ours) {
    OrdersFixture f;
    BrokerOrder& stop = f.trading.Add(true, BrokerKind::Stop, 1, 4820);
    stop.tag.Assign("MIA.S:c-1");
    f.trading.position.lots = 1;
    f.LoseMemory();
    f.CallFor(6000);
    EXPECT_EQ(f.orders->Watch().OwnLots(), 0);
    EXPECT_TRUE(f.trading.placed.empty());
}
