// When Sierra takes no order, and with which answer.
#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

class OrderRefusals : public TradingFixture {
protected:
    double Buy(int lots = 1) {
        s_SCNewOrder order = Entry(lots);
        return Call(OrderCall::BuyEntry, order);
    }
    double Sell(int lots = 1) {
        s_SCNewOrder order = Entry(lots);
        return Call(OrderCall::SellEntry, order);
    }
    double Exit(OrderCall call, int lots = 0) {
        s_SCNewOrder order = Plain(lots);
        return Call(call, order);
    }
    void ExpectNothingSent() const { EXPECT_TRUE(service_->Orders().All().empty()); }
};

TEST_F(OrderRefusals, Every_state_of_the_chart_has_its_code) {
    call_.downloading = true;
    EXPECT_EQ(Buy(), -8999);
    call_.downloading = false;
    call_.full_recalculation = true;
    EXPECT_EQ(Buy(), -8998);
    call_.full_recalculation = false;
    for (const int index : {-1, 0, 8, 10}) {
        call_.bar_index = index;
        EXPECT_EQ(Buy(), -8996);
    }
    call_.bar_index = 9;
    call_.new_bars = 101;
    EXPECT_EQ(Buy(), -8995);
    call_.new_bars = 100;
    service_->Switches().auto_trading = false;
    EXPECT_EQ(Buy(), -8994);
    service_->Switches().auto_trading = true;
    service_->Switches().auto_trading_chart = false;
    EXPECT_EQ(Buy(), -8994) << "both switches are needed";
    service_->Switches().auto_trading_chart = true;
    service_->Switches().locked = true;
    EXPECT_EQ(Buy(), -1);
    ExpectNothingSent();
    service_->Switches().locked = false;
    EXPECT_EQ(Buy(), 1);
}

TEST_F(OrderRefusals, Fault_39_flattening_is_refused_like_an_entry_while_trading_is_off_or_the_chart_is_busy) {
    Enter(OrderCall::BuyEntry, 1);
    for (const OrderCall call : {OrderCall::Flatten, OrderCall::FlattenAndCancelAll}) {
        service_->Switches().auto_trading = false;
        EXPECT_EQ(Call(call), -8994);
        service_->Switches().auto_trading = true;
        call_.downloading = true;
        EXPECT_EQ(Call(call), -8999);
        call_.downloading = false;
        call_.full_recalculation = true;
        EXPECT_EQ(Call(call), -8998);
        call_.full_recalculation = false;
    }
    Pass(10);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Call(OrderCall::FlattenAndCancelAll), 1);
    Pass(1);
    EXPECT_EQ(Position(), 0);
    EXPECT_EQ(Working(OrderRole::Stop) + Working(OrderRole::Target), 0);
}

TEST_F(OrderRefusals, Flattening_what_is_flat_sends_nothing) {
    EXPECT_EQ(Call(OrderCall::Flatten), 1);
    ExpectNothingSent();
}

TEST_F(OrderRefusals, Cancels_need_automated_trading_or_do_not_need_it) {
    for (const bool needed : {true, false}) {
        Begin(std::string("behaviour: {cancels-need-auto-trading: ") + (needed ? "yes}" : "no}"));
        s_SCNewOrder order = Entry(1, SCT_ORDERTYPE_LIMIT, 19190);
        ASSERT_EQ(Call(OrderCall::BuyEntry, order), 1);
        Pass(1);
        service_->Switches().auto_trading = false;
        EXPECT_EQ(Call(OrderCall::Cancel, order.InternalOrderID), needed ? -8994 : 1);
        EXPECT_EQ(ModifyPrice(order.InternalOrderID, 19191), -1) << "a modification is refused with another code";
        Pass(1);
        EXPECT_EQ(Status(order.InternalOrderID), needed ? SCT_OSC_OPEN : SCT_OSC_CANCELED);
    }
}

TEST_F(OrderRefusals, The_maximum_position_is_0_until_the_study_sets_it) {
    EXPECT_EQ(StudyCall().maximum_position, 0);
    call_.maximum_position = 0;
    EXPECT_EQ(Buy(), -1);
    call_.maximum_position = 1;
    EXPECT_EQ(Buy(2), -1) << "it must be no less than the quantity";
    EXPECT_EQ(Buy(1), 1);
}

TEST_F(OrderRefusals, Working_orders_count_towards_the_maximum_position) {
    call_.multiple_in_same_direction = true;
    s_SCNewOrder resting = Plain(1, SCT_ORDERTYPE_LIMIT, 19190);
    ASSERT_EQ(Call(OrderCall::BuyEntry, resting), 1);
    Pass(1);
    EXPECT_EQ(Buy(2), -1);
    EXPECT_EQ(Buy(1), 1);
    EXPECT_EQ(Sell(1), -1) << "an order works in the other direction";
}

TEST_F(OrderRefusals, A_second_entry_in_the_same_direction_needs_leave) {
    Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Buy(), -1);
    call_.multiple_in_same_direction = true;
    EXPECT_EQ(Buy(), 1);
}

TEST_F(OrderRefusals, An_entry_beside_working_orders_needs_leave_and_children_that_wait_do_not_count) {
    call_.entry_with_working_orders = false;
    s_SCNewOrder resting = Entry(1, SCT_ORDERTYPE_LIMIT, 19190);
    ASSERT_EQ(Call(OrderCall::BuyEntry, resting), 1);
    Pass(1);
    EXPECT_EQ(Buy(), -1);
    ASSERT_EQ(Call(OrderCall::Cancel, resting.InternalOrderID), 1);
    Pass(1);
    EXPECT_EQ(Buy(), 1);
}

TEST_F(OrderRefusals, A_signal_against_an_open_bracket_is_refused_unless_reversals_are_allowed) {
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Sell(), -1);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN);

    call_.reversals = true;
    call_.cancel_on_reversals = true;
    EXPECT_EQ(Sell(), 2) << "the quantity that closes and the quantity that opens";
    Pass(1);
    EXPECT_EQ(Position(), -1);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_CANCELED);
}

TEST_F(OrderRefusals, An_opposite_entry_reduces_where_it_is_allowed) {
    Enter(OrderCall::BuyEntry, 2);
    call_.opposite_entries = true;
    s_SCNewOrder order = Plain(1);
    EXPECT_EQ(Call(OrderCall::SellEntry, order), 1);
    Pass(1);
    EXPECT_EQ(Position(), 1);
}

TEST_F(OrderRefusals, An_exit_closes_no_more_than_there_is) {
    EXPECT_EQ(Exit(OrderCall::BuyExit), -1) << "flat";
    Enter(OrderCall::BuyEntry, 2);
    EXPECT_EQ(Exit(OrderCall::SellExit), -1) << "that one closes a short position";
    EXPECT_EQ(Exit(OrderCall::BuyExit, 1), 1);
    Pass(1);
    EXPECT_EQ(Position(), 1);
    EXPECT_EQ(Exit(OrderCall::BuyExit, 5), 1);
    Pass(1);
    EXPECT_EQ(Position(), 0);
    EXPECT_EQ(Exit(OrderCall::BuyExit), -1);
}

TEST_F(OrderRefusals, One_trade_a_bar_holds_for_each_kind_of_order) {
    call_.one_trade_per_bar = true;
    ASSERT_EQ(Buy(), 1);
    Pass(1);
    EXPECT_EQ(Exit(OrderCall::BuyExit), 1) << "another kind";
    EXPECT_EQ(Call(OrderCall::CancelAll), 1) << "stop and target, which the exit left";
    Pass(1);
    EXPECT_EQ(Buy(), -8997);
    call_.array_size = 11;
    call_.bar_index = 10;
    EXPECT_EQ(Buy(), 1);
}

TEST_F(OrderRefusals, An_order_that_was_ignored_is_no_trade_of_its_bar) {
    call_.one_trade_per_bar = true;
    EXPECT_EQ(Buy(9), -1);
    EXPECT_EQ(Buy(1), 1);
}

TEST_F(OrderRefusals, Orders_that_make_no_sense_are_errors) {
    EXPECT_EQ(Buy(0), -1);
    EXPECT_EQ(Buy(-1), -1);
    s_SCNewOrder order = Entry(1, 99);
    EXPECT_EQ(Call(OrderCall::BuyEntry, order), -8);
    order = Entry(1, SCT_ORDERTYPE_LIMIT);
    EXPECT_EQ(Call(OrderCall::BuyEntry, order), -9);
    order = Entry(1);
    order.Stop1Offset = -2;
    EXPECT_EQ(Call(OrderCall::BuyEntry, order), -9);
    order = Entry(2);
    order.OCOGroup1Quantity = 1;
    EXPECT_EQ(Call(OrderCall::BuyEntry, order), -1);
    ExpectNothingSent();
}

TEST_F(OrderRefusals, Orders_for_elsewhere_have_codes_of_their_own) {
    s_SCNewOrder order = Entry(1);
    order.TradeAccount = "B2";
    EXPECT_EQ(Call(OrderCall::BuyEntry, order), -1);
    EXPECT_EQ(Call(OrderCall::BuyOrder, order), -3) << "an offset of a market order";
    order = Plain(1);
    order.Symbol = "NQH24_FUT_CME";
    EXPECT_EQ(Call(OrderCall::BuyOrder, order), -5);
    order = Plain(1);
    order.TradeAccount = "a1";
    EXPECT_EQ(Call(OrderCall::BuyOrder, order), 1) << "the chart's own, in other letters";
}

TEST_F(OrderRefusals, Every_code_has_words) {
    for (const int code : {-1, -2, -3, -4, -5, -8, -9, -8994, -8995, -8996, -8997, -8998, -8999})
        EXPECT_STRNE(acsil_host::TextOfAnswer(code), "") << code;
}

}  // namespace
}  // namespace miaia::host::test
