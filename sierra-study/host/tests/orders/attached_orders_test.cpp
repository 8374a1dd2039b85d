// Stop and target of an entry: from waiting children to one of a pair.
#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

class AttachedOrders : public TradingFixture, public testing::WithParamInterface<const char*> {
protected:
    // With the children at the client or at the server, as the parameter says.
    void BeginWith(const std::string& more = "") { Begin(std::string("behaviour: {children: ") + GetParam() + "}\nsteps:\n" + more); }
    bool AtServer() const { return std::string(GetParam()) == "server"; }
    SCOrderStatusCodeEnum Waiting() const { return AtServer() ? SCT_OSC_PENDING_CHILD_SERVER : SCT_OSC_PENDING_CHILD_CLIENT; }
    s_SCNewOrder EnterAtLimit(int lots, int price) {
        s_SCNewOrder order = Entry(lots, SCT_ORDERTYPE_LIMIT, price);
        EXPECT_EQ(Call(OrderCall::BuyEntry, order), lots);
        Pass(1);
        return order;
    }
};

INSTANTIATE_TEST_SUITE_P(Both, AttachedOrders, testing::Values("client", "server"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(AttachedOrders, Wait_without_a_quantity_until_their_parent_fills) {
    BeginWith();
    const s_SCNewOrder entry = EnterAtLimit(2, 19190);
    ASSERT_NE(entry.Target1InternalOrderID, 0u);
    ASSERT_NE(entry.Stop1InternalOrderID, 0u);
    for (const uint32_t id : {entry.Target1InternalOrderID, entry.Stop1InternalOrderID}) {
        EXPECT_EQ(Status(id), Waiting());
        EXPECT_EQ(Get(id).OrderQuantity, 0);
        EXPECT_EQ(Get(id).ParentInternalOrderID, entry.InternalOrderID);
        EXPECT_EQ(Get(id).BuySell, BSE_SELL);
    }
    EXPECT_EQ(Get(entry.InternalOrderID).StopChildInternalOrderID, entry.Stop1InternalOrderID);
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OCOSiblingInternalOrderID, entry.Target1InternalOrderID);

    Trade(19189, 1, Side::Bid);
    EXPECT_EQ(Position(), 2);
    for (const uint32_t id : {entry.Target1InternalOrderID, entry.Stop1InternalOrderID}) {
        EXPECT_EQ(Status(id), SCT_OSC_OPEN);
        EXPECT_EQ(Get(id).OrderQuantity, 2);
    }
    EXPECT_EQ(Ticks(Get(entry.Target1InternalOrderID).Price1), 19190 + 16);
    EXPECT_EQ(Ticks(Get(entry.Stop1InternalOrderID).Price1), 19190 - 8);
}

TEST_P(AttachedOrders, A_late_acknowledgement_does_not_bring_back_the_lots_of_the_first_fill) {
    BeginWith("- {on: entry, do: partial, lots: 1, ms: 100}\n- {on: stop, do: delay-ack, ms: 500}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    EXPECT_EQ(Position(), 1);
    Pass(100);
    Pass(1);
    ASSERT_EQ(Position(), 2);
    Pass(500);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN);
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 2) << "as the exchange has it";
}

TEST_P(AttachedOrders, Stand_at_their_offset_from_the_fill_also_when_they_were_given_as_prices) {
    BeginWith();
    s_SCNewOrder order = Plain(1);
    order.Target1Price = 19210 * 0.25;  // ten above the ask
    order.Stop1Price = 19195 * 0.25;    // five below it
    ASSERT_EQ(Call(OrderCall::BuyEntry, order), 1);
    Quote({{19202, 50}}, {{19203, 50}});
    EXPECT_EQ(Fills(), "+1@19200") << "it was there before";
    Begin(std::string("behaviour: {children: ") + GetParam() + "}\ndelays: {request-ms: 5}");
    ASSERT_EQ(Call(OrderCall::BuyEntry, order), 1);
    Quote({{19202, 50}}, {{19203, 50}});
    Pass(5);
    EXPECT_EQ(Fills(), "+1@19203");
    EXPECT_EQ(Ticks(Get(order.Target1InternalOrderID).Price1), 19213);
    EXPECT_EQ(Ticks(Get(order.Stop1InternalOrderID).Price1), 19198);
}

TEST_P(AttachedOrders, One_of_the_pair_cancels_the_other) {
    for (const bool wins : {true, false}) {
        BeginWith();
        const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
        MarketAt(wins ? 19220 : 19180);
        Pass(1);
        EXPECT_EQ(Position(), 0);
        EXPECT_EQ(Fills(), wins ? "+2@19200 -2@19216" : "+2@19200 -2@19180");
        EXPECT_EQ(Status(wins ? entry.Target1InternalOrderID : entry.Stop1InternalOrderID), SCT_OSC_FILLED);
        EXPECT_EQ(Status(wins ? entry.Stop1InternalOrderID : entry.Target1InternalOrderID), SCT_OSC_CANCELED);
    }
}

TEST_P(AttachedOrders, Of_a_short_entry_buy_back) {
    BeginWith();
    const s_SCNewOrder entry = Enter(OrderCall::SellEntry, 1);
    EXPECT_EQ(Fills(), "-1@19199");
    EXPECT_EQ(Ticks(Get(entry.Target1InternalOrderID).Price1), 19199 - 16);
    EXPECT_EQ(Ticks(Get(entry.Stop1InternalOrderID).Price1), 19199 + 8);
    MarketAt(19210);
    Pass(1);
    EXPECT_EQ(Position(), 0);
}

TEST_P(AttachedOrders, Grow_with_a_parent_that_fills_in_parts) {
    BeginWith("- {on: entry, do: partial, lots: 1, ms: 500}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_OPEN);
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 1);
    EXPECT_EQ(Get(entry.Target1InternalOrderID).OrderQuantity, 1);
    Pass(500);
    Pass(1);
    EXPECT_EQ(Position(), 2);
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 2);
    EXPECT_EQ(Get(entry.Target1InternalOrderID).OrderQuantity, 2);
}

TEST_P(AttachedOrders, A_partial_fill_of_the_one_takes_as_much_from_the_other) {
    BeginWith("- {on: target, do: partial, lots: 1, ms: 500}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    Trade(19217, 1);
    Pass(1);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Get(entry.Target1InternalOrderID).FilledQuantity, 1);
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 1);
    MarketAt(19180);
    Pass(1);
    EXPECT_EQ(Position(), 0);
    EXPECT_EQ(Working(OrderRole::Target), 0);
}

TEST_P(AttachedOrders, End_with_a_parent_that_is_cancelled_before_it_fills) {
    BeginWith();
    const s_SCNewOrder entry = EnterAtLimit(1, 19190);
    ASSERT_EQ(Call(OrderCall::Cancel, entry.InternalOrderID), 1);
    Pass(1);
    for (const uint32_t id : {entry.InternalOrderID, entry.Target1InternalOrderID, entry.Stop1InternalOrderID})
        EXPECT_EQ(Status(id), SCT_OSC_CANCELED);
    Trade(19180, 1, Side::Bid);
    EXPECT_EQ(Position(), 0);
}

TEST_P(AttachedOrders, Stay_for_what_filled_of_a_parent_that_is_cancelled_then) {
    BeginWith("- {on: entry, do: partial, lots: 1, ms: 5000}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    ASSERT_EQ(Call(OrderCall::Cancel, entry.InternalOrderID), 1);
    Pass(1);
    EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_CANCELED);
    EXPECT_EQ(Get(entry.InternalOrderID).FilledQuantity, 1);
    EXPECT_EQ(Working(OrderRole::Stop), 1);
    EXPECT_EQ(Working(OrderRole::Target), 1);
}

TEST_P(AttachedOrders, Stay_for_what_filled_of_a_parent_that_is_rejected_then) {
    BeginWith("- {on: entry, do: partial, lots: 1, ms: 5000}\n- {on: entry, do: reject, ms: 200}\n- {on: stop, do: lose-ack}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    Pass(300);
    EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_ERROR);
    EXPECT_NE(Status(entry.Stop1InternalOrderID), SCT_OSC_CANCELED) << "it stands, and nobody has heard of it";
    EXPECT_TRUE(service_->Market().Has(static_cast<uint32_t>(entry.Stop1InternalOrderID)));
    EXPECT_EQ(Working(OrderRole::Target), 1);
}

TEST_P(AttachedOrders, That_never_arrived_are_rejected_when_the_faults_end_although_a_cancel_was_refused) {
    Begin(std::string("behaviour: {children: ") + GetParam() + "}\ndelays: {request-ms: 5, report-ms: 40}\nsteps:\n- {on: stop, do: lose}");
    s_SCNewOrder entry = Entry(1);
    ASSERT_EQ(Call(OrderCall::BuyEntry, entry), 1);
    Pass(200);
    ASSERT_EQ(Position(), 1);
    ASSERT_EQ(Call(OrderCall::Cancel, entry.Stop1InternalOrderID), 1);
    Pass(10);
    service_->EndFaults();
    Pass(100);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_ERROR);
}

TEST_P(AttachedOrders, Fault_33_a_stop_that_is_rejected_leaves_the_position_naked) {
    BeginWith("- {on: stop, do: reject, text: \"price too far\"}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_ERROR);
    EXPECT_EQ(Working(OrderRole::Stop), 0);
    EXPECT_NE(out_.str().find("was rejected: price too far"), std::string::npos);
}

using ChildrenOfTheClient = TradingFixture;

TEST_F(ChildrenOfTheClient, Grow_also_while_they_are_on_their_way) {
    Begin("behaviour: {children: client}\nsteps:\n- {on: stop, do: delay, ms: 500}");
    Quote({{19199, 50}}, {{19200, 1}, {19201, 50}});
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    EXPECT_EQ(Fills(), "+1@19200 +1@19201");
    Pass(600);
    const RestingOrder* stop = service_->Market().Find(static_cast<uint32_t>(entry.Stop1InternalOrderID));
    ASSERT_NE(stop, nullptr);
    EXPECT_EQ(stop->lots, 2) << "what Sierra shows is what the exchange has";
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 2);
}

TEST_F(ChildrenOfTheClient, Open_with_the_first_part_or_when_the_parent_is_complete) {
    for (const bool partial : {true, false}) {
        Begin(std::string("behaviour: {children-open: ") + (partial ? "partial" : "complete") +
              "}\nsteps:\n- {on: entry, do: partial, lots: 1, ms: 500}");
        const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
        EXPECT_EQ(Position(), 1);
        EXPECT_EQ(Status(entry.Stop1InternalOrderID), partial ? SCT_OSC_OPEN : SCT_OSC_PENDING_CHILD_CLIENT);
        Pass(500);
        Pass(1);
        EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 2);
        EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN);
    }
}

TEST_F(ChildrenOfTheClient, That_wait_for_completion_open_when_the_rest_of_the_parent_is_cancelled) {
    Begin("behaviour: {children-open: complete}\nsteps:\n- {on: entry, do: partial, lots: 1, ms: 5000}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    ASSERT_EQ(Call(OrderCall::Cancel, entry.InternalOrderID), 1);
    Pass(1);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN);
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 1);
}

TEST_F(ChildrenOfTheClient, Can_both_fill_while_the_cancel_is_under_way) {
    Begin("delays: {request-ms: 50}");
    Enter(OrderCall::BuyEntry, 1);
    Pass(60);  // the entry
    Pass(60);  // its children
    MarketAt(19220);
    MarketAt(19180);
    Pass(60);
    EXPECT_EQ(Fills(), "+1@19200 -1@19216 -1@19180");
    EXPECT_EQ(Position(), -1) << "the position turned round";
}

TEST_F(ChildrenOfTheClient, Carry_their_parents_tag_or_none) {
    for (const bool carry : {true, false}) {
        Begin(std::string("behaviour: {children-carry-tag: ") + (carry ? "yes}" : "no}"));
        const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
        EXPECT_STREQ(Get(entry.InternalOrderID).TextTag, "MIA-1");
        EXPECT_STREQ(Get(entry.Stop1InternalOrderID).TextTag, carry ? "MIA-1" : "");
    }
}

TEST_F(ChildrenOfTheClient, Outlive_a_position_that_something_else_closed_or_end_with_it) {
    for (const bool stay : {true, false}) {
        Begin(std::string("behaviour: {orphans-stay: ") + (stay ? "yes}" : "no}") + "\nsteps:\n- {at: 1, do: manual-flatten}");
        const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
        Pass(1000);
        Pass(1);
        EXPECT_EQ(Position(), 0);
        EXPECT_EQ(Status(entry.Stop1InternalOrderID), stay ? SCT_OSC_OPEN : SCT_OSC_CANCELED);
        MarketAt(19180);
        Pass(1);
        EXPECT_EQ(Position(), stay ? -1 : 0) << "an orphaned stop opens a position";
    }
}

}  // namespace
}  // namespace miaia::host::test
