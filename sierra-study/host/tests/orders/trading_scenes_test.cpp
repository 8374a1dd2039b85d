// Scenes that traders have met: what Sierra's side looks like in each, for a study that has to live with it.
#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

class TradingScenes : public TradingFixture {
protected:
    int ForeignLots() const {
        int lots = 0;
        for (const HostFill& fill : service_->Orders().Fills())
            lots += fill.role == OrderRole::Foreign ? fill.side * fill.lots : 0;
        return lots;
    }
};

TEST_F(TradingScenes, Fault_29_a_modified_stop_is_answered_by_a_second_stop) {
    Begin("steps:\n- {on: stop, do: second-on-modify}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    ASSERT_EQ(ModifyPrice(entry.Stop1InternalOrderID, 19196), 1);
    Pass(1);
    EXPECT_EQ(Working(OrderRole::Stop), 2) << "for a position of one";
    EXPECT_EQ(Ticks(Get(entry.Stop1InternalOrderID).Price1), 19192) << "the old one stands where it stood";
    MarketAt(19180);
    Pass(1);
    EXPECT_EQ(Position(), -1) << "both filled";
}

TEST_F(TradingScenes, An_exit_at_every_update_while_the_broker_liquidates) {
    for (const bool counted : {true, false}) {
        Begin(std::string("behaviour: {exits-in-flight-count: ") + (counted ? "yes" : "no") +
              "}\ndelays: {report-ms: 30}\nsteps:\n- {at: 1, do: liquidate, lots: 1, ms: 20}");
        Enter(OrderCall::BuyEntry, 2);
        Pass(1000);
        ASSERT_EQ(Position(), 2);
        for (int i = 0; i < 20; ++i) {
            s_SCNewOrder exit = Plain(0);
            if (Position() > 0)
                Call(OrderCall::BuyExit, exit);
            Pass(10);
        }
        Pass(100);
        int own = 0;
        for (const HostFill& fill : service_->Orders().Fills())
            own += fill.role == OrderRole::Exit ? fill.lots : 0;
        EXPECT_LT(ForeignLots(), 0);
        EXPECT_LT(Position(), 0) << "two hands closed the same position";
        if (counted)
            EXPECT_LE(own, 2) << "Sierra lets no more go than there is";
        else
            EXPECT_GT(own, 2) << "each update sends another one until the fill is reported";
    }
}

TEST_F(TradingScenes, Fault_42_legs_of_time_in_force_DAY_die_at_the_close_and_leave_the_position) {
    for (const bool day : {true, false}) {
        Begin("steps:\n- {at: 60, do: end-day}");
        s_SCNewOrder order = Entry(1);
        order.TimeInForce = day ? SCT_TIF_UNSET : SCT_TIF_GTC;  // unset is DAY
        ASSERT_EQ(Call(OrderCall::BuyEntry, order), 1);
        Pass(60000);
        Pass(1);
        EXPECT_EQ(Position(), 1);
        EXPECT_EQ(Status(order.Stop1InternalOrderID), day ? SCT_OSC_CANCELED : SCT_OSC_OPEN);
        EXPECT_EQ(Status(order.Target1InternalOrderID), day ? SCT_OSC_CANCELED : SCT_OSC_OPEN);
    }
}

TEST_F(TradingScenes, A_fill_comes_as_part_of_a_modification) {
    Begin("steps:\n- {on: target, do: fill-in-modify, lots: 1}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    ASSERT_EQ(ModifyPrice(entry.Target1InternalOrderID, 19210), 1);
    Pass(1);
    EXPECT_EQ(Position(), 1);
    const s_SCTradeOrder target = Get(entry.Target1InternalOrderID);
    EXPECT_EQ(target.OrderStatusCode, SCT_OSC_OPEN);
    EXPECT_EQ(target.FilledQuantity, 1);
    EXPECT_EQ(target.OrderQuantity, 2) << "filled lots included";
    EXPECT_EQ(Get(entry.Stop1InternalOrderID).OrderQuantity, 1);
}

TEST_F(TradingScenes, An_order_that_fills_before_it_could_be_made_larger_ends_with_what_it_had) {
    Begin("steps:\n- {on: entry, do: partial, lots: 1, ms: 100}\n- {on: target, do: fill-in-modify, lots: 1}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    Pass(200);
    const s_SCTradeOrder target = Get(entry.Target1InternalOrderID);
    EXPECT_EQ(target.OrderStatusCode, SCT_OSC_FILLED) << "shown as working for ever, it could never be cancelled";
    EXPECT_EQ(target.FilledQuantity, 1);
    EXPECT_EQ(target.OrderQuantity, 1);
}

TEST_F(TradingScenes, A_stop_whose_acknowledgement_was_lost_does_not_end_with_an_entry_that_has_filled_in_part) {
    Begin("behaviour: {children: server}\nsteps:\n- {on: entry, do: partial, lots: 1, ms: 100000}\n- {on: stop, do: lose-ack}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 2);
    ASSERT_EQ(Call(OrderCall::Cancel, entry.InternalOrderID), 1);
    Pass(1);
    EXPECT_TRUE(IsWorkingOrderStatus(Status(entry.Stop1InternalOrderID))) << "it stands at the exchange";
}

// What stands between the trader and the market is gone while the entry works there.
TEST_F(TradingScenes, Fault_40_the_server_is_lost_with_a_working_entry) {
    for (const char* children : {"client", "server"}) {
        Begin(std::string("behaviour: {children: ") + children + "}\nsteps:\n- {at: 1, do: server-lost, ms: 5000}", TradingMode::Live);
        s_SCNewOrder entry = Entry(1, SCT_ORDERTYPE_LIMIT, 19190);
        ASSERT_EQ(Call(OrderCall::BuyEntry, entry), 1);
        Pass(1000);
        EXPECT_FALSE(service_->Switches().connected);
        EXPECT_EQ(Call(OrderCall::Cancel, entry.InternalOrderID), -1) << "and cannot be cancelled";
        MarketAt(19189);
        Pass(100);
        EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_OPEN) << "filled, and Sierra does not know it";
        EXPECT_EQ(Position(), 0);
        MarketAt(19170);  // twelve ticks below the stop
        Pass(5000);
        Pass(1);
        EXPECT_TRUE(service_->Switches().connected);
        EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_FILLED);
        if (std::string(children) == "server") {
            EXPECT_EQ(Position(), 0) << "the server's stop worked meanwhile";
            EXPECT_EQ(Fills(), "+1@19190 -1@19170");
        } else {
            EXPECT_EQ(Position(), 1) << "naked until the fill was heard of";
            EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN);
        }
    }
}

TEST_F(TradingScenes, Fault_31_a_trade_from_elsewhere_while_the_server_is_lost_shows_when_it_is_back) {
    Begin("steps:\n- {at: 1, do: server-lost, ms: 5000}\n- {at: 2, do: liquidate}", TradingMode::Live);
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    Pass(3000);
    EXPECT_EQ(Position(), 1);
    s_SCTradeOrder order;
    for (int i = 0; View().ByIndex(i, order) == 1; ++i)
        EXPECT_STRNE(order.LastOrderActionSource, "broker");
    Pass(3000);
    EXPECT_EQ(Position(), 0);
    EXPECT_EQ(Fills(), "+1@19200 -1@19199");
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN) << "nobody cancelled it";
}

TEST_F(TradingScenes, Simulated_orders_need_no_server) {
    Begin("steps:\n- {at: 1, do: server-lost, ms: 5000}");
    Pass(1000);
    Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Working(OrderRole::Stop), 1);
}

TEST_F(TradingScenes, Fault_31_a_manual_trade_has_no_tag_and_moves_the_position) {
    Begin("steps:\n- {at: 1, do: manual-trade, lots: -2}");
    Enter(OrderCall::BuyEntry, 1);
    Pass(1000);
    EXPECT_EQ(Position(), -1);
    s_SCOrderFillData fill;
    ASSERT_EQ(View().FillAt(1, fill), 1);
    EXPECT_STREQ(fill.Note, "");
    EXPECT_STREQ(Get(fill.InternalOrderID).TextTag, "");
    EXPECT_EQ(Working(OrderRole::Stop), 1) << "ours, for a position that is not there any more";
}

TEST_F(TradingScenes, An_order_is_cancelled_without_being_asked) {
    Begin("steps:\n- {at: 1, on: stop, do: cancel}");
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    Pass(1000);
    Pass(1);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_CANCELED);
    EXPECT_EQ(Status(entry.Target1InternalOrderID), SCT_OSC_OPEN);
    EXPECT_EQ(Position(), 1);
}

TEST_F(TradingScenes, Switches_come_back_after_their_time) {
    Begin(
        "steps:\n- {at: 1, do: auto-trading-off, ms: 100}\n- {at: 2, do: chart-trading-off, ms: 100}\n- {at: 3, do: locked, ms: 100}\n"
        "- {at: 4, do: switch-simulation, ms: 100}\n- {at: 5, do: button, lots: 3}");
    Pass(1000);
    EXPECT_FALSE(service_->Switches().auto_trading);
    Pass(1000);
    EXPECT_TRUE(service_->Switches().auto_trading);
    EXPECT_FALSE(service_->Switches().auto_trading_chart);
    Pass(1000);
    EXPECT_TRUE(service_->Switches().auto_trading_chart);
    EXPECT_TRUE(service_->Switches().locked);
    Pass(1000);
    EXPECT_FALSE(service_->Switches().locked);
    EXPECT_FALSE(service_->Switches().simulation);
    EXPECT_EQ(service_->TakeButton(), 0);
    Pass(1000);
    EXPECT_TRUE(service_->Switches().simulation);
    EXPECT_EQ(service_->TakeButton(), 3);
    EXPECT_EQ(service_->TakeButton(), 0) << "a button is pressed once";
}

TEST_F(TradingScenes, Switches_that_overlap_come_back_with_the_last_of_them) {
    Begin(
        "steps:\n- {at: 1, do: server-lost, ms: 1000}\n- {at: 1.5, do: server-lost, ms: 1000}\n- {at: 1.6, do: server-lost, ms: 100}\n"
        "- {at: 4, do: locked, ms: 1000}");
    Pass(2100);
    EXPECT_FALSE(service_->Switches().connected);
    Pass(500);
    EXPECT_TRUE(service_->Switches().connected);
    Pass(1500);
    EXPECT_TRUE(service_->Switches().locked);
    service_->OnRestart();
    EXPECT_FALSE(service_->Switches().locked) << "a replay that begins again does not take the end of it away";
}

TEST_F(TradingScenes, A_step_is_added_while_the_script_runs) {
    service_->AddStep("{on: entry, do: reject, text: no}");
    service_->AddStep("{do: manual-trade, lots: 2}");
    Pass(1);
    EXPECT_EQ(Position(), 2);
    service_->AddStep("{do: manual-flatten}");
    Pass(1);
    s_SCNewOrder entry = Entry(1);
    Call(OrderCall::BuyEntry, entry);
    Pass(1);
    EXPECT_EQ(Status(entry.InternalOrderID), SCT_OSC_ERROR);
    EXPECT_THROW(service_->AddStep("{on: entry, do: dance}"), ScriptError);
    EXPECT_THROW(service_->AddStep("{at: 1, do: reject}"), ScriptError);
}

TEST_F(TradingScenes, When_the_faults_end_every_order_is_what_the_exchange_has_and_the_switches_stand_as_at_the_start) {
    Begin("steps:\n- {on: entry, do: lose-ack}\n- {on: entry, do: refuse-cancel}");
    call_.maximum_position = 9;
    call_.multiple_in_same_direction = true;
    const auto limit = [&] {
        s_SCNewOrder order = Plain(1, SCT_ORDERTYPE_LIMIT, 19000);
        Call(OrderCall::BuyEntry, order);
        Pass(1);
        return order.InternalOrderID;
    };
    const uint32_t without_ack = limit();
    service_->AddStep("{on: entry, do: lose}");
    const uint32_t lost = limit();
    service_->AddStep("{on: any, do: reject, times: all}");
    service_->AddStep("{do: locked, ms: 60000}");
    service_->AddStep("{do: auto-trading-off}");
    service_->AddStep("{at: 30, do: manual-trade, lots: 5}");
    EXPECT_EQ(Status(without_ack), SCT_OSC_ORDERSENT);
    service_->EndFaults();
    Pass(1);
    EXPECT_EQ(Status(without_ack), SCT_OSC_OPEN);
    EXPECT_EQ(Status(lost), SCT_OSC_ERROR);
    const uint32_t third = limit();
    EXPECT_EQ(Status(third), SCT_OSC_OPEN) << "no step is left";
    Call(OrderCall::Cancel, third);
    Pass(60000);
    EXPECT_FALSE(service_->Switches().locked);
    EXPECT_EQ(Position(), 0);
}

TEST_F(TradingScenes, When_the_faults_end_a_lost_order_is_rejected_although_its_cancel_is_under_way) {
    Begin("delays: {request-ms: 40}\nsteps:\n- {on: entry, do: lose}");
    s_SCNewOrder order = Plain(1);
    Call(OrderCall::BuyEntry, order);
    Pass(100);
    Call(OrderCall::Cancel, order.InternalOrderID);
    service_->EndFaults();
    Pass(100);
    EXPECT_EQ(Status(order.InternalOrderID), SCT_OSC_ERROR);
}

TEST_F(TradingScenes, When_the_faults_end_a_hidden_order_is_listed_again_and_one_that_vanished_has_ended) {
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    service_->AddStep("{on: stop, do: hide}");
    service_->AddStep("{on: target, do: vanish}");
    Pass(1);
    EXPECT_FALSE(Known(entry.Stop1InternalOrderID));
    service_->EndFaults();
    Pass(1);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN);
    EXPECT_FALSE(Known(entry.Target1InternalOrderID));
    EXPECT_FALSE(service_->Orders().Find(entry.Target1InternalOrderID)->Works());
}

TEST_F(TradingScenes, A_Sierra_that_starts_again_has_lost_the_children_that_it_held_itself) {
    Begin("steps:\n- {on: entry, do: delay, ms: 500}");
    s_SCNewOrder entry = Entry(1);
    Call(OrderCall::BuyEntry, entry);
    service_->StartAgain();
    Pass(600);
    EXPECT_EQ(Position(), 1) << "the entry was under way";
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_CANCELED);
    EXPECT_EQ(Working(OrderRole::Stop), 0);
}

TEST_F(TradingScenes, A_replay_that_begins_again_knows_nothing_of_what_was_traded) {
    Enter(OrderCall::BuyEntry, 1);
    service_->OnRestart();
    EXPECT_EQ(Position(), 0);
    EXPECT_EQ(View().FillCount(), 0);
    now_ms_ = -3600000;
    Quote({{19199, 50}}, {{19200, 50}});
    Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Position(), 1);
}

}  // namespace
}  // namespace miaia::host::test
