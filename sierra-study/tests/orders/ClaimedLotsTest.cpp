// A study that has lost its memory and finds a position of which Sierra's lists tell nothing: a flatten says what of it the engine knows as
// ours.
#include "OrdersFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// A position of so many signed lots, of which Sierra has forgotten every order and execution.
struct ForgottenFixture : OrdersFixture {
    explicit ForgottenFixture(int32_t lots) {
        trading.position.lots = lots;
        trading.position.average_price = 4810.25;
        LoseMemory();
        CallFor(1500);
        EXPECT_EQ(orders->Watch().OwnLots(), 0);
    }
    void FillExit() { trading.Fill(trading.next_id - 1, trading.placed.back().lots, 4810); }
};

}  // namespace

TEST(ClaimedLots, Fault04_What_the_engine_knows_as_ours_is_closed_though_Sierra_has_forgotten_where_it_came_from) {
    for (const int32_t lots : {2, -2}) {
        ForgottenFixture f(lots);
        EXPECT_TRUE(f.Logged("EXTERNAL"));
        f.Flatten("f-1", "engine", lots);
        f.CallFor(500);
        ASSERT_EQ(f.trading.placed.size(), 1u);
        EXPECT_EQ(f.trading.placed[0].lots, 2u);
        EXPECT_EQ(f.trading.placed[0].buy, lots < 0);
        EXPECT_TRUE(f.Logged("contracts are ours, as the engine knows"));
        f.FillExit();
        f.CallFor(1000);
        EXPECT_EQ(f.trading.position.lots, 0);
        EXPECT_FALSE(f.orders->Flatten().Active());
        EXPECT_EQ(f.Positions().back().own_lots(), 0);
    }
}

TEST(ClaimedLots, Fault04_No_more_than_the_engine_knows_is_closed) {
    ForgottenFixture f(2);
    f.Flatten("f-1", "engine", 1);
    f.CallFor(500);
    ASSERT_EQ(f.trading.placed.size(), 1u);
    EXPECT_EQ(f.trading.placed[0].lots, 1u);
    f.FillExit();
    // The engine has not heard of it yet.
    f.Flatten("f-2", "engine", 1);
    f.CallFor(3000);
    EXPECT_EQ(f.trading.placed.size(), 1u);
    EXPECT_EQ(f.trading.position.lots, 1);
}

TEST(ClaimedLots, Fault04_What_somebody_closed_since_the_study_came_and_opened_anew_is_not_ours) {
    ForgottenFixture f(1);
    f.trading.List(7001, false, 1, 4811);
    f.trading.Move(false, 1, 4811);
    f.CallFor(200);
    f.trading.List(7002, true, 1, 4812);
    f.trading.Move(true, 1, 4812);
    f.CallFor(200);
    f.Flatten("f-1", "engine", 1);
    f.CallFor(3000);
    EXPECT_TRUE(f.trading.placed.empty());
}

TEST(ClaimedLots, Fault04_A_position_that_came_while_the_study_was_there_is_nobodys_by_a_word_of_the_engine) {
    OrdersFixture f;
    f.trading.List(7001, true, 1, 4810.25);
    f.trading.Move(true, 1, 4810.25);
    f.CallFor(2000);
    f.Flatten("f-1", "engine", 1);
    f.CallFor(3000);
    EXPECT_TRUE(f.trading.placed.empty());
}

TEST(ClaimedLots, Fault04_A_position_on_the_other_side_is_not_what_the_engine_means) {
    for (const int32_t lots : {1, -1}) {
        ForgottenFixture f(lots);
        f.Flatten("f-1", "engine", -lots);
        f.CallFor(3000);
        EXPECT_TRUE(f.trading.placed.empty());
    }
}

TEST(ClaimedLots, Fault04_A_claim_waits_until_the_study_knows_what_there_is) {
    OrdersFixture f;
    f.trading.position.lots = 1;
    f.trading.position.average_price = 4810.25;
    f.trading.position_known = false;
    f.LoseMemory();
    f.Flatten("f-1", "engine", 1);
    f.CallFor(500);
    EXPECT_TRUE(f.trading.placed.empty());
    f.trading.position_known = true;
    f.CallFor(500);
    ASSERT_EQ(f.trading.placed.size(), 1u);
    EXPECT_EQ(f.trading.placed[0].lots, 1u);
}
