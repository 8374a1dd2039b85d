// The statuses of an order in their order, and what breaks them.
#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

class OrderLife : public TradingFixture {
protected:
    uint32_t Rest(int price = 19190, int lots = 1) {
        s_SCNewOrder order = Plain(lots, SCT_ORDERTYPE_LIMIT, price);
        EXPECT_EQ(Call(OrderCall::BuyEntry, order), lots);
        Pass(1);
        return order.InternalOrderID;
    }
};

TEST_F(OrderLife, Nothing_happens_inside_the_call_that_places_it) {
    s_SCNewOrder order = Entry(1);
    ASSERT_EQ(Call(OrderCall::BuyEntry, order), 1);
    EXPECT_EQ(Status(order.InternalOrderID), SCT_OSC_ORDERSENT);
    EXPECT_EQ(Position(), 0) << "a position changes with the fill, not with the order";
    Pass(1);
    EXPECT_EQ(Statuses(order.InternalOrderID), "sent open filled");
    EXPECT_EQ(Position(), 1);
}

TEST_F(OrderLife, Modified_and_cancelled_orders_say_that_they_are_about_to_be) {
    const uint32_t id = Rest();
    ASSERT_EQ(ModifyPrice(id, 19192), 1);
    EXPECT_EQ(Status(id), SCT_OSC_PENDINGMODIFY);
    EXPECT_EQ(Ticks(Get(id).Price1), 19192) << "shown at once";
    Pass(1);
    EXPECT_EQ(Status(id), SCT_OSC_OPEN);
    EXPECT_EQ(ModifyPrice(id, 19192), 1) << "which changes nothing";
    EXPECT_EQ(Status(id), SCT_OSC_OPEN);
    ASSERT_EQ(Call(OrderCall::Cancel, id), 1);
    Pass(1);
    EXPECT_EQ(Statuses(id), "sent open pending_modify open pending_cancel canceled");
    EXPECT_EQ(Call(OrderCall::Cancel, id), -1) << "it no longer works";
    EXPECT_EQ(ModifyPrice(id, 19193), -1);
    EXPECT_EQ(Call(OrderCall::Cancel, 4711), -1);
}

TEST_F(OrderLife, A_modified_price_is_the_one_that_fills) {
    const uint32_t id = Rest(19190);
    ModifyPrice(id, 19195);
    Pass(1);
    Trade(19194, 1, Side::Bid);
    EXPECT_EQ(Fills(), "+1@19195");
}

TEST_F(OrderLife, Messages_take_their_time_both_ways) {
    Begin("delays: {request-ms: 30, report-ms: 20}");
    s_SCNewOrder order = Entry(1);
    Call(OrderCall::BuyEntry, order);
    Pass(49);
    EXPECT_EQ(Status(order.InternalOrderID), SCT_OSC_ORDERSENT);
    Pass(1);
    EXPECT_EQ(Status(order.InternalOrderID), SCT_OSC_FILLED);
}

TEST_F(OrderLife, A_pending_order_comes_before_an_open_one) {
    Begin("steps:\n- {on: entry, do: pending-open, ms: 100}");
    const uint32_t id = Rest();
    EXPECT_EQ(Status(id), SCT_OSC_PENDINGOPEN);
    Pass(100);
    EXPECT_EQ(Statuses(id), "sent pending_open open");
}

TEST_F(OrderLife, Fault_30_a_fill_can_come_before_the_acknowledgement) {
    Begin("steps:\n- {on: entry, do: delay-ack, ms: 400}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Statuses(entry.InternalOrderID), "sent filled");
    EXPECT_EQ(Position(), 1);
    Pass(400);
    EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_FILLED) << "the late acknowledgement opens nothing again";
}

TEST_F(OrderLife, Fault_30_a_partial_fill_can_come_before_the_acknowledgement) {
    Begin("steps:\n- {on: entry, do: delay-ack, ms: 400}\n- {on: entry, do: partial, lots: 1, ms: 800}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_ORDERSENT);
    EXPECT_EQ(Get(entry.InternalOrderID).FilledQuantity, 1);
    Pass(400);
    EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_OPEN);
    Pass(400);
    Pass(1);
    EXPECT_EQ(Statuses(entry.InternalOrderID), "sent open filled");
}

TEST_F(OrderLife, Fault_28_an_acknowledgement_can_be_lost) {
    Begin("steps:\n- {on: entry, do: lose-ack}");
    const uint32_t id = Rest();
    Pass(60000);
    EXPECT_EQ(Status(id), SCT_OSC_ORDERSENT);
    Trade(19189, 1, Side::Bid);
    EXPECT_EQ(Statuses(id), "sent filled") << "the exchange had it all the same";
}

TEST_F(OrderLife, Fault_28_an_order_can_be_lost) {
    Begin("steps:\n- {on: entry, do: lose}");
    s_SCNewOrder order = Entry(1);
    ASSERT_EQ(Call(OrderCall::BuyEntry, order), 1);
    Pass(60000);
    EXPECT_EQ(Status(order.InternalOrderID), SCT_OSC_ORDERSENT);
    EXPECT_EQ(Position(), 0);
    ASSERT_EQ(Call(OrderCall::Cancel, order.InternalOrderID), 1);
    Pass(1);
    EXPECT_EQ(Status(order.InternalOrderID), SCT_OSC_ORDERSENT) << "nobody there could cancel it";
}

TEST_F(OrderLife, A_rejection_comes_later_and_ends_the_children) {
    Begin("steps:\n- {on: entry, do: reject, text: \"no margin\"}");
    s_SCNewOrder order = Entry(1);
    ASSERT_EQ(Call(OrderCall::BuyEntry, order), 1) << "Sierra took it";
    Pass(1);
    EXPECT_EQ(Statuses(order.InternalOrderID), "sent error");
    EXPECT_EQ(Status(order.Stop1InternalOrderID), SCT_OSC_CANCELED);
    EXPECT_NE(out_.str().find("was rejected: no margin"), std::string::npos);
}

TEST_F(OrderLife, A_rejection_can_follow_an_acceptance) {
    Begin("steps:\n- {on: entry, do: reject, ms: 200}");
    const uint32_t id = Rest();
    EXPECT_EQ(Status(id), SCT_OSC_OPEN);
    Pass(200);
    EXPECT_EQ(Statuses(id), "sent open error");
    Trade(19180, 1, Side::Bid);
    EXPECT_EQ(Position(), 0);
}

TEST_F(OrderLife, Fault_30_a_fill_can_come_after_the_cancel_and_finds_no_stop_any_more) {
    Begin("steps:\n- {on: entry, do: fill-after-cancel, lots: 1}");
    s_SCNewOrder order = Entry(1, SCT_ORDERTYPE_LIMIT, 19198);
    Call(OrderCall::BuyEntry, order);
    Pass(1);
    ASSERT_EQ(Call(OrderCall::Cancel, order.InternalOrderID), 1);
    Pass(1);
    EXPECT_EQ(Status(order.InternalOrderID), SCT_OSC_CANCELED);
    EXPECT_EQ(Position(), 0);
    Pass(20);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Get(order.InternalOrderID).FilledQuantity, 1);
    EXPECT_EQ(Fills(), "+1@19198") << "no worse than its limit";
    EXPECT_EQ(Working(OrderRole::Stop), 0);
}

TEST_F(OrderLife, A_cancel_can_be_refused) {
    Begin("steps:\n- {on: entry, do: refuse-cancel}");
    const uint32_t id = Rest();
    Call(OrderCall::Cancel, id);
    Pass(1);
    EXPECT_EQ(Statuses(id), "sent open pending_cancel open");
}

TEST_F(OrderLife, A_cancel_can_be_refused_for_a_while) {
    Begin("steps:\n- {on: entry, do: refuse-cancel, ms: 300}");
    const uint32_t id = Rest();
    for (int i = 0; i < 3; ++i) {
        Call(OrderCall::Cancel, id);
        Pass(200);
    }
    EXPECT_EQ(Statuses(id), "sent open pending_cancel open pending_cancel open pending_cancel canceled");
}

TEST_F(OrderLife, A_modification_can_be_refused_and_the_old_price_stands) {
    Begin("steps:\n- {on: entry, do: refuse-modify}");
    const uint32_t id = Rest(19190);
    ModifyPrice(id, 19195);
    Pass(1);
    EXPECT_EQ(Status(id), SCT_OSC_OPEN);
    EXPECT_EQ(Ticks(Get(id).Price1), 19190);
}

TEST_F(OrderLife, Fault_27_an_execution_that_is_told_twice_has_one_name_and_counts_once) {
    Begin("steps:\n- {on: entry, do: duplicate-fill}");
    Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Position(), 1);
    ASSERT_EQ(View().FillCount(), 2);
    s_SCOrderFillData first;
    s_SCOrderFillData second;
    ASSERT_EQ(View().FillAt(0, first), 1);
    ASSERT_EQ(View().FillAt(1, second), 1);
    EXPECT_STREQ(first.FillExecutionServiceID, second.FillExecutionServiceID);
    EXPECT_EQ(Working(OrderRole::Stop), 1);
}

TEST_F(OrderLife, An_order_can_vanish_from_the_list_with_or_without_its_like_at_the_exchange) {
    for (const bool kept : {true, false}) {
        Begin(std::string("steps:\n- {at: 1, on: entry, do: ") + (kept ? "hide}" : "vanish}"));
        const uint32_t id = Rest();
        Pass(1000);
        EXPECT_FALSE(Known(id));
        Trade(19189, 1, Side::Bid);
        EXPECT_EQ(Position(), kept ? 1 : 0);
        EXPECT_EQ(View().FillCount(), kept ? 1 : 0) << "the list of fills knows";
    }
}

TEST_F(OrderLife, Finished_orders_are_forgotten_at_once_or_later_and_their_fills_stay) {
    for (const int ms : {0, 5000}) {
        Begin("behaviour: {forget-finished-ms: " + std::to_string(ms) + "}");
        const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
        EXPECT_EQ(Known(entry.InternalOrderID), ms > 0);
        Pass(5000);
        EXPECT_FALSE(Known(entry.InternalOrderID));
        s_SCOrderFillData fill;
        ASSERT_EQ(View().FillAt(0, fill), 1);
        EXPECT_EQ(fill.InternalOrderID, entry.InternalOrderID);
        EXPECT_STREQ(fill.Note, "MIA-1");
        EXPECT_EQ(Ticks(fill.FillPrice), 19200);
        EXPECT_EQ(fill.TradePositionQuantity, 1);
        EXPECT_EQ(View().FillAt(1, fill), 0);
    }
}

TEST_F(OrderLife, Orders_are_listed_until_there_is_none_at_an_index) {
    const uint32_t first = Rest();
    s_SCTradeOrder order;
    EXPECT_EQ(View().ByIndex(0, order), 1);
    EXPECT_EQ(order.InternalOrderID, first);
    EXPECT_STREQ(order.OrderType, "Limit");
    EXPECT_TRUE(order.IsWorking());
    EXPECT_EQ(View().ByIndex(1, order), SCTRADING_ORDER_ERROR);
}

TEST_F(OrderLife, A_market_order_that_flattens_while_cancels_are_pending_is_sent_rejected_or_held) {
    for (const char* what : {"sent", "rejected", "held"}) {
        Begin(std::string("behaviour: {flatten-while-cancelling: ") + what + "}\ndelays: {request-ms: 10}");
        Enter(OrderCall::BuyEntry, 1);
        Pass(10);
        Pass(10);
        ASSERT_EQ(Call(OrderCall::FlattenAndCancelAll), 1);
        Pass(10);
        EXPECT_EQ(Position(), std::string(what) == "sent" ? 0 : 1) << what;
        Pass(10);
        EXPECT_EQ(Position(), std::string(what) == "rejected" ? 1 : 0) << what;
        EXPECT_EQ(Working(OrderRole::Stop), 0) << "in any case the stop is gone";
        if (Position() == 0)
            continue;
        ASSERT_EQ(Call(OrderCall::Flatten), 1) << "the cancels are confirmed now";
        Pass(10);
        EXPECT_EQ(Position(), 0);
    }
}

}  // namespace
}  // namespace miaia::host::test
