// What an order gets from the market that is played.
#include <random>

#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

class ExchangeFills : public TradingFixture {
protected:
    uint32_t Send(OrderCall call, const s_SCNewOrder& sent) {
        s_SCNewOrder order = sent;
        EXPECT_GT(Call(call, order), 0);
        service_->AdvanceTo(NowUs());
        return order.InternalOrderID;
    }
};

TEST_F(ExchangeFills, A_market_order_walks_the_book) {
    Quote({{19199, 4}, {19198, 9}}, {{19200, 1}, {19201, 1}, {19203, 7}});
    call_.maximum_position = 10;
    Send(OrderCall::BuyEntry, Plain(4));
    EXPECT_EQ(Fills(), "+1@19200 +1@19201 +2@19203");
    EXPECT_EQ(Position(), 4);
}

TEST_F(ExchangeFills, A_trade_of_the_market_eats_the_book_before_the_stop_that_it_triggers) {
    // Ask 10, a buy of 8 that triggers a stop for 5: two at the ask, three a level on.
    Quote({{19199, 50}}, {{19204, 10}, {19205, 50}});
    call_.maximum_position = 10;
    const uint32_t stop = Send(OrderCall::BuyEntry, Plain(5, SCT_ORDERTYPE_STOP, 19204));
    Trade(19204, 8);
    EXPECT_EQ(Fills(), "+2@19204 +3@19205");
    EXPECT_EQ(Status(stop), SCT_OSC_FILLED);
}

TEST_F(ExchangeFills, Levels_below_a_trade_are_gone_for_the_stop_that_it_triggers) {
    Quote({{19199, 50}}, {{19200, 3}, {19201, 3}, {19202, 30}});
    const uint32_t stop = Send(OrderCall::BuyEntry, Plain(2, SCT_ORDERTYPE_STOP, 19201));
    Trade(19202, 5);
    EXPECT_EQ(Fills(), "+2@19202");
    EXPECT_EQ(Status(stop), SCT_OSC_FILLED);
}

TEST_F(ExchangeFills, A_stop_waits_for_a_trade_at_its_price_whatever_the_quotes_do) {
    const uint32_t stop = Send(OrderCall::SellEntry, Plain(1, SCT_ORDERTYPE_STOP, 19195));
    Quote({{19190, 50}}, {{19191, 50}});
    EXPECT_EQ(Status(stop), SCT_OSC_OPEN);
    Trade(19196, 1, Side::Bid);
    EXPECT_EQ(Status(stop), SCT_OSC_OPEN);
    Trade(19195, 1, Side::Bid);
    EXPECT_EQ(Fills(), "-1@19190") << "and then gets what a market order gets";
}

TEST_F(ExchangeFills, A_limit_order_fills_when_the_market_trades_through_its_price_and_not_at_it) {
    const uint32_t limit = Send(OrderCall::BuyEntry, Plain(2, SCT_ORDERTYPE_LIMIT, 19198));
    Trade(19198, 500, Side::Bid);
    EXPECT_EQ(Status(limit), SCT_OSC_OPEN);
    Trade(19197, 1, Side::Bid);
    EXPECT_EQ(Fills(), "+2@19198");
}

TEST_F(ExchangeFills, A_limit_order_takes_what_its_price_reaches_and_rests_with_the_remainder) {
    Quote({{19199, 50}}, {{19200, 1}, {19201, 5}});
    const uint32_t limit = Send(OrderCall::BuyEntry, Plain(2, SCT_ORDERTYPE_LIMIT, 19200));
    EXPECT_EQ(Fills(), "+1@19200");
    EXPECT_EQ(Status(limit), SCT_OSC_OPEN);
    EXPECT_EQ(Get(limit).FilledQuantity, 1);
    Trade(19199, 1, Side::Bid);
    EXPECT_EQ(Fills(), "+1@19200 +1@19200");
}

TEST_F(ExchangeFills, What_a_market_order_finds_no_book_for_fills_at_the_next_event) {
    Quote({{19199, 50}}, {{19200, 1}});
    const uint32_t order = Send(OrderCall::BuyEntry, Plain(2));
    EXPECT_EQ(Fills(), "+1@19200");
    EXPECT_EQ(Status(order), SCT_OSC_OPEN);
    Quote({{19199, 50}}, {{19202, 9}});
    EXPECT_EQ(Fills(), "+1@19200 +1@19202");
}

TEST_F(ExchangeFills, Two_orders_do_not_get_the_same_lots_and_the_next_batch_shows_new_ones) {
    Quote({{19199, 50}}, {{19200, 1}, {19201, 50}});
    call_.multiple_in_same_direction = true;
    Send(OrderCall::BuyEntry, Plain(1));
    Send(OrderCall::BuyEntry, Plain(1));
    EXPECT_EQ(Fills(), "+1@19200 +1@19201");
    Quote({{19199, 50}}, {{19200, 1}, {19201, 50}});
    call_.maximum_position = 3;
    Send(OrderCall::BuyEntry, Plain(1));
    EXPECT_EQ(Fills(), "+1@19200 +1@19201 +1@19200");
}

TEST_F(ExchangeFills, Without_a_book_the_trades_own_quote_counts) {
    NoBook();
    Trade(19200, 1, Side::Bid);  // 19200 / 19201
    Send(OrderCall::BuyEntry, Plain(2));
    EXPECT_EQ(Fills(), "+2@19201");
}

TEST_F(ExchangeFills, Without_a_book_a_stop_fills_no_better_than_the_trade_that_triggers_it) {
    NoBook();
    Send(OrderCall::SellEntry, Plain(1, SCT_ORDERTYPE_STOP, 19195));
    Trade(19190, 1, Side::Ask);  // 19189 / 19190
    EXPECT_EQ(Fills(), "-1@19189");
    Send(OrderCall::SellExit, Plain(0));
    EXPECT_EQ(Fills(), "-1@19189 +1@19190");
}

TEST_F(ExchangeFills, A_stop_limit_order_is_a_limit_order_once_it_is_triggered) {
    s_SCNewOrder order = Plain(1, SCT_ORDERTYPE_STOP_LIMIT, 19204);
    order.Price2 = 19204 * 0.25;
    Quote({{19203, 50}}, {{19206, 50}});
    const uint32_t id = Send(OrderCall::BuyEntry, order);
    Trade(19205, 1);
    EXPECT_EQ(Fills(), "") << "19206 is beyond its limit";
    Trade(19203, 1, Side::Bid);
    EXPECT_EQ(Fills(), "+1@19204");
    EXPECT_EQ(Status(id), SCT_OSC_FILLED);
}

TEST_F(ExchangeFills, Immediate_orders_leave_nothing_behind) {
    Quote({{19199, 50}}, {{19200, 1}});
    s_SCNewOrder order = Plain(2);
    order.TimeInForce = SCT_TIF_FILL_OR_KILL;
    const uint32_t fillOrKill = Send(OrderCall::BuyEntry, order);
    EXPECT_EQ(Status(fillOrKill), SCT_OSC_CANCELED);
    EXPECT_EQ(Fills(), "");
    order.TimeInForce = SCT_TIF_IMMEDIATE_OR_CANCEL;
    const uint32_t immediate = Send(OrderCall::BuyEntry, order);
    EXPECT_EQ(Status(immediate), SCT_OSC_CANCELED);
    EXPECT_EQ(Get(immediate).FilledQuantity, 1) << "cancelled orders can be filled in part";
    EXPECT_EQ(Fills(), "+1@19200");
}

// The oracle takes one lot after the other from a sorted list of single lots.
TEST_F(ExchangeFills, Random_market_orders_get_the_best_lots_that_there_are) {
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        Begin("");
        call_.maximum_position = 100;
        const int side = random() % 2 == 0 ? 1 : -1;
        std::map<int, uint32_t> levels;
        for (int i = 0; i < 6; ++i)
            levels[19200 + side * static_cast<int>(random() % 12)] += static_cast<uint32_t>(random() % 5);
        side > 0 ? Quote({{19190, 9}}, levels) : Quote(levels, {{19210, 9}});
        std::vector<int> lots;
        for (const auto& [price, count] : levels)
            lots.insert(lots.end(), count, price);
        if (side < 0)
            std::reverse(lots.begin(), lots.end());
        const int wanted = 1 + static_cast<int>(random() % 20);
        Send(side > 0 ? OrderCall::BuyEntry : OrderCall::SellEntry, Plain(wanted));
        lots.resize(std::min<size_t>(lots.size(), static_cast<size_t>(wanted)));
        std::vector<int> got;
        for (const HostFill& fill : service_->Orders().Fills())
            got.insert(got.end(), static_cast<size_t>(fill.lots), static_cast<int>(fill.price_ticks));
        ASSERT_EQ(got, lots) << "round " << round;
        ASSERT_EQ(Position(), side * static_cast<int>(lots.size()));
    }
}

}  // namespace
}  // namespace miaia::host::test
