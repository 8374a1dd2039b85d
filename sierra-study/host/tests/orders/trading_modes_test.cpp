// Simulated and real: which orders, fills and positions a study gets to see.
#include "trading_fixture.h"

namespace miaia::host::test {
namespace {

class TradingModes : public TradingFixture {
protected:
    s_SCPositionData Read() const {
        s_SCPositionData position;
        EXPECT_EQ(View().Position(position), 1);
        return position;
    }
    void SendToService(bool on) { call_.send_to_service = chart_.send_to_service = on; }
};

TEST_F(TradingModes, A_simulated_position_says_so_in_its_symbol) {
    Enter(OrderCall::BuyEntry, 1);
    EXPECT_STREQ(Read().Symbol, "[Sim]ESH24_FUT_CME");
    Begin("", TradingMode::Live);
    Enter(OrderCall::BuyEntry, 1);
    EXPECT_STREQ(Read().Symbol, "ESH24_FUT_CME");
    EXPECT_EQ(Read().PositionQuantity, 1);
}

TEST_F(TradingModes, With_simulation_on_nothing_is_real_whatever_the_study_sends_to) {
    SendToService(true);
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Get(entry.InternalOrderID).IsSimulated, 1);
    EXPECT_EQ(Read().PositionQuantity, 1);
}

// The trap: orders that do not go to the trade service are simulated, and the position is the real one.
TEST_F(TradingModes, Fault_17_without_simulation_unsent_orders_fill_and_the_position_does_not_show_it) {
    Begin("", TradingMode::Live);
    SendToService(false);
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(Fills(), "+1@19200");
    EXPECT_EQ(Get(entry.InternalOrderID).IsSimulated, 1);
    EXPECT_EQ(Read().PositionQuantity, 0);
    s_SCTradeOrder order;
    EXPECT_EQ(View().ByIndex(0, order), 1) << "the list follows the study's variable";
    SendToService(true);
    EXPECT_EQ(View().ByIndex(0, order), SCTRADING_ORDER_ERROR);
    EXPECT_EQ(Call(OrderCall::Flatten), 1);
    Pass(1);
    EXPECT_EQ(Fills(), "+1@19200") << "and there is no real position to flatten";
}

TEST_F(TradingModes, Real_orders_and_simulated_ones_do_not_touch_each_other) {
    Begin("", TradingMode::Live);
    const s_SCNewOrder real = Enter(OrderCall::BuyEntry, 1);
    SendToService(false);
    Enter(OrderCall::BuyEntry, 2);
    EXPECT_EQ(service_->Orders().Position(true).Lots(), 2);
    EXPECT_EQ(Read().PositionQuantity, 1);
    EXPECT_EQ(Call(OrderCall::FlattenAndCancelAll), 1);
    Pass(1);
    EXPECT_EQ(service_->Orders().Position(true).Lots(), 0);
    EXPECT_EQ(Read().PositionQuantity, 1);
    EXPECT_EQ(Status(real.Stop1InternalOrderID), SCT_OSC_OPEN);
}

TEST_F(TradingModes, The_flattening_that_names_no_switch_passes_with_automated_trading_off_and_only_for_real_orders) {
    Begin("", TradingMode::Live);
    Enter(OrderCall::BuyEntry, 1);
    service_->Switches().auto_trading = false;
    ASSERT_EQ(Call(OrderCall::Flatten), -8994);
    EXPECT_EQ(service_->FlattenReal(), 1);
    Pass(1);
    EXPECT_EQ(Read().PositionQuantity, 0);
    EXPECT_EQ(Working(OrderRole::Stop) + Working(OrderRole::Target), 0);
    Begin("");
    Enter(OrderCall::BuyEntry, 1);
    service_->FlattenReal();
    Pass(1);
    EXPECT_EQ(Read().PositionQuantity, 1) << "that one is simulated";
}

TEST_F(TradingModes, Without_a_connection_no_real_order_goes_out_and_none_is_called_sent) {
    Begin("", TradingMode::Live);
    service_->Switches().connected = false;
    s_SCNewOrder order = Entry(1);
    EXPECT_EQ(Call(OrderCall::BuyEntry, order), -1);
    EXPECT_EQ(service_->FlattenReal(), 0);
    EXPECT_TRUE(service_->Orders().All().empty());
}

TEST_F(TradingModes, Fills_are_kept_only_for_a_study_that_asks_for_it) {
    Enter(OrderCall::BuyEntry, 1);
    EXPECT_EQ(View().FillCount(), 1);
    chart_.keeps_fills = false;
    EXPECT_EQ(View().FillCount(), 0);
}

TEST_F(TradingModes, Fills_and_orders_are_told_in_the_charts_time_zone) {
    chart_.zone_us = -5 * 3600LL * 1000000;
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    s_SCOrderFillData fill;
    ASSERT_EQ(View().FillAt(0, fill), 1);
    EXPECT_EQ(fill.FillDateTime.GetHour(), 10) << "15:00 UTC";
    EXPECT_EQ(Get(entry.InternalOrderID).EntryDateTime.GetHour(), 10);
}

TEST_F(TradingModes, Profit_is_in_dollars_of_the_contract_and_the_balance_follows_what_was_closed) {
    Enter(OrderCall::BuyEntry, 2);  // at 19200
    MarketAt(19204);
    s_SCPositionData position = Read();
    EXPECT_EQ(position.AveragePrice, 4800);
    EXPECT_EQ(position.OpenProfitLoss, 2 * 4 * 12.5);
    EXPECT_EQ(position.DailyProfitLoss, 0);
    s_SCNewOrder half = Plain(1);
    ASSERT_EQ(Call(OrderCall::BuyExit, half), 1);
    Pass(1);
    position = Read();
    EXPECT_EQ(position.OpenProfitLoss, 4 * 12.5);
    EXPECT_EQ(position.DailyProfitLoss, 4 * 12.5);
    n_ACSIL::s_TradeAccountDataFields account;
    ASSERT_EQ(View().Account(account, "a1"), 1);
    EXPECT_EQ(account.m_CurrentCashBalance, 50000 + 50);
    EXPECT_EQ(account.m_AccountValue, 50000 + 100);
    EXPECT_EQ(View().Account(account, "B2"), 0);
}

TEST_F(TradingModes, A_position_counts_the_orders_that_may_change_it_once) {
    Enter(OrderCall::BuyEntry, 2);
    const s_SCPositionData position = Read();
    EXPECT_EQ(position.PositionQuantityWithAllWorkingOrders, 0) << "of stop and target one is counted";
    EXPECT_EQ(position.PositionQuantityWithExitWorkingOrders, 0);
    EXPECT_EQ(position.PositionQuantityWithExitMarketOrders, 2);
    EXPECT_EQ(position.WorkingOrdersExist, 1);
    EXPECT_EQ(position.NonAttachedWorkingOrdersExist, 0);
}

TEST_F(TradingModes, What_is_left_of_a_position_keeps_its_average_price) {
    TradePosition position;
    position.Add(1, 1, 100, 1);
    position.Add(1, 2, 101, 2);
    EXPECT_DOUBLE_EQ(position.AverageTicks(), 302.0 / 3);
    position.Add(-1, 1, 110, 3);
    EXPECT_DOUBLE_EQ(position.AverageTicks(), 302.0 / 3);
    EXPECT_DOUBLE_EQ(position.OpenTicks(101), 2 * (101 - 302.0 / 3));
    position.Add(-1, 5, 90, 4);
    EXPECT_EQ(position.Lots(), -3);
    EXPECT_DOUBLE_EQ(position.AverageTicks(), 90) << "the other way round it begins anew";
    EXPECT_EQ(position.ProfitTicks(90), 110 + 5 * 90 - 302 - 3 * 90);
}

TEST_F(TradingModes, Fault_64_a_chart_that_changed_its_symbol_sees_nothing_of_the_other_ones_trades) {
    const s_SCNewOrder entry = Enter(OrderCall::BuyEntry, 1);
    chart_.symbol = call_.trade_symbol = "NQH24_FUT_CME";
    EXPECT_EQ(Read().PositionQuantity, 0);
    EXPECT_STREQ(Read().Symbol, "[Sim]NQH24_FUT_CME");
    EXPECT_EQ(View().FillCount(), 0);
    s_SCTradeOrder order;
    EXPECT_EQ(View().ByIndex(0, order), SCTRADING_ORDER_ERROR);
    s_SCNewOrder another = Entry(1);
    EXPECT_EQ(Call(OrderCall::BuyEntry, another), -1);
    EXPECT_EQ(Call(OrderCall::FlattenAndCancelAll), -1);
    chart_.symbol = call_.trade_symbol = "ESH24_FUT_CME";
    EXPECT_EQ(Read().PositionQuantity, 1);
    EXPECT_EQ(Status(entry.Stop1InternalOrderID), SCT_OSC_OPEN);
}

// The oracle keeps every lot as a trade of its own.
TEST_F(TradingModes, Profit_is_what_the_fills_say_over_random_trades) {
    uint32_t random = 5;
    const auto next = [&](uint32_t below) { return (random = random * 1664525u + 1013904223u) / 65536u % below; };
    TradePosition position;
    int64_t paid = 0;
    int lots = 0;
    for (int i = 0; i < 10000; ++i) {
        const int side = next(2) == 0 ? 1 : -1;
        const int count = 1 + static_cast<int>(next(3));
        const int price = 19200 + static_cast<int>(next(40));
        position.Add(side, count, price, i);
        for (int lot = 0; lot < count; ++lot) {
            paid += side * price;
            lots += side;
        }
        ASSERT_EQ(position.Lots(), lots);
        ASSERT_EQ(position.ProfitTicks(price), static_cast<int64_t>(lots) * price - paid);
    }
}

}  // namespace
}  // namespace miaia::host::test
