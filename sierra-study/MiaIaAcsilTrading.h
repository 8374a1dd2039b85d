// Sierra's order side as the study's logic wants to see it. Include sierrachart.h before this file. Nothing is decided here.
#pragma once

#include "MiaIaAcsil.h"
#include "MiaIaTrading.h"

namespace miaia {

/// Sierra's managed orders, for the chart's symbol and selected account.
class AcsilTrading {
public:
    explicit AcsilTrading(SCStudyInterfaceRef sc) : sc_(sc) {}

    int Position(BrokerPosition& to) {
        s_SCPositionData position;
        if (sc_.GetTradePosition(position) <= 0)
            return 0;
        to.lots = static_cast<double>(position.PositionQuantity);
        to.average_price = position.AveragePrice;
        to.open_profit = position.OpenProfitLoss;
        to.daily_profit = position.DailyProfitLoss;
        to.simulated = BeginsWith(position.Symbol.GetChars(), "[Sim]");
        return 1;
    }

    bool OrderAt(int index, BrokerOrder& to) {
        s_SCTradeOrder order;
        return sc_.GetOrderByIndex(index, order) > 0 && Copy(order, to);
    }

    bool OrderById(uint64_t id, BrokerOrder& to) {
        s_SCTradeOrder order;
        return sc_.GetOrderByOrderID(id, order) > 0 && Copy(order, to);
    }

    int FillCount() { return sc_.GetOrderFillArraySize(); }

    bool FillAt(int index, BrokerFill& to) {
        s_SCOrderFillData fill;
        if (sc_.GetOrderFillEntry(static_cast<unsigned int>(index), fill) <= 0)
            return false;
        to.order_id = fill.InternalOrderID;
        to.service_id.Assign(fill.FillExecutionServiceID.GetChars());
        to.chart_time_us = fill.FillDateTime.ToUNIXTimeInMicroseconds();
        to.unix_us = sc_.ConvertDateTimeFromChartTimeZone(fill.FillDateTime, TIMEZONE_UTC).ToUNIXTimeInMicroseconds();
        to.buy = fill.BuySell == BSE_BUY;
        to.lots = static_cast<double>(fill.Quantity);
        to.price = fill.FillPrice;
        to.simulated = fill.IsSimulated != 0;
        to.account = WholeAccount(fill.TradeAccount.GetChars());
        return true;
    }

    PlacedOrder Enter(const BracketOrder& bracket) {
        s_SCNewOrder order;
        order.OrderType = bracket.limit ? SCT_ORDERTYPE_LIMIT : SCT_ORDERTYPE_MARKET;
        order.OrderQuantity = bracket.lots;
        if (bracket.limit)
            order.Price1 = bracket.limit_price;
        order.TimeInForce = SCT_TIF_GOOD_TILL_CANCELED;
        order.TextTag = bracket.tag;
        order.Stop1Offset = bracket.stop_offset;
        order.Target1Offset = bracket.target_offset;
        order.AttachedOrderStop1Type = SCT_ORDERTYPE_STOP;
        order.AttachedOrderTarget1Type = SCT_ORDERTYPE_LIMIT;
        PlacedOrder placed;
        placed.answer = static_cast<double>(bracket.buy ? sc_.BuyEntry(order, LastBar()) : sc_.SellEntry(order, LastBar()));
        placed.id = order.InternalOrderID;
        placed.stop_id = order.Stop1InternalOrderID;
        placed.target_id = order.Target1InternalOrderID;
        return placed;
    }

    PlacedOrder Exit(const ExitOrder& exit) {
        s_SCNewOrder order;
        order.OrderType = exit.stop ? SCT_ORDERTYPE_STOP : SCT_ORDERTYPE_MARKET;
        // Never 0, which would mean all there is.
        order.OrderQuantity = exit.lots == 0 ? 1 : exit.lots;
        if (exit.stop)
            order.Price1 = exit.stop_price;
        order.TimeInForce = SCT_TIF_GOOD_TILL_CANCELED;
        order.TextTag = exit.tag;
        PlacedOrder placed;
        // Named after what they close: BuyExit sells a long position, SellExit buys a short one back.
        placed.answer = static_cast<double>(exit.buy ? sc_.SellExit(order, LastBar()) : sc_.BuyExit(order, LastBar()));
        placed.id = order.InternalOrderID;
        return placed;
    }

    bool Cancel(uint64_t id) { return sc_.CancelOrder(id) > 0; }

    bool Resize(uint64_t id, uint32_t lots) {
        s_SCNewOrder order;
        order.InternalOrderID = static_cast<uint32_t>(id);
        order.OrderQuantity = lots;
        return sc_.ModifyOrder(order) > 0;
    }

    // Without a quantity Sierra keeps the one that it knows.
    bool Move(uint64_t id, double price) {
        s_SCNewOrder order;
        order.InternalOrderID = static_cast<uint32_t>(id);
        order.Price1 = price;
        return sc_.ModifyOrder(order) > 0;
    }

    void CancelWholeSymbol() { sc_.CancelAllOrders(); }
    bool FlattenPosition() { return sc_.FlattenPosition() > 0; }

    // Sierra keeps these numbers beside the study, also for another build of it: of each order its id, its role and its command's id.
    void Keep(const KeptOrder& order) {
        if (SlotOf(order.id) >= 0)
            return;
        int64_t& next = Number(-1, 0);
        const int slot = static_cast<int>(next++ % KeptOrders);
        int64_t text[TextNumbers] = {};
        std::memcpy(text, order.command.chars, order.command.length);
        Number(slot, 0) = static_cast<int64_t>(order.id);
        Number(slot, 1) = static_cast<int64_t>(order.role);
        for (int i = 0; i < TextNumbers; ++i)
            Number(slot, 2 + i) = text[i];
    }

    bool Kept(uint64_t id, KeptOrder& to) {
        const int slot = SlotOf(id);
        if (slot < 0)
            return false;
        int64_t text[TextNumbers + 1] = {};
        for (int i = 0; i < TextNumbers; ++i)
            text[i] = Number(slot, 2 + i);
        to.id = id;
        to.role = static_cast<OrderRole>(Number(slot, 1));
        to.command.Assign(reinterpret_cast<const char*>(text));
        return true;
    }

private:
    static constexpr int FirstKeptKey = 200;  // an older build kept other numbers from 100 on
    static constexpr int KeptOrders = 64;
    static constexpr int TextNumbers = static_cast<int>(sizeof(CommandId::chars) + sizeof(int64_t) - 1) / static_cast<int>(sizeof(int64_t));
    static constexpr int NumbersEach = 2 + TextNumbers;

    int64_t& Number(int slot, int index) { return sc_.GetPersistentInt64(FirstKeptKey + (slot + 1) * NumbersEach + index); }

    int SlotOf(uint64_t id) {
        for (int i = 0; i < KeptOrders; ++i)
            if (Number(i, 0) == static_cast<int64_t>(id))
                return i;
        return -1;
    }

    // Without an automatic loop over the bars Sierra wants to be told that an order is about the newest one.
    int LastBar() const { return sc_.ArraySize - 1; }

    static BrokerKind KindOf(int type) {
        return type == SCT_ORDERTYPE_MARKET ? BrokerKind::Market
            : type == SCT_ORDERTYPE_LIMIT   ? BrokerKind::Limit
            : type == SCT_ORDERTYPE_STOP    ? BrokerKind::Stop
                                            : BrokerKind::Other;
    }

    static bool Copy(const s_SCTradeOrder& order, BrokerOrder& to) {
        to.id = order.InternalOrderID;
        to.parent_id = order.ParentInternalOrderID;
        to.tag.Assign(order.TextTag.GetChars());
        to.status = static_cast<BrokerStatus>(order.OrderStatusCode);
        to.kind = KindOf(order.OrderTypeAsInt);
        to.buy = order.BuySell == BSE_BUY;
        to.lots = static_cast<double>(order.OrderQuantity);
        to.filled = static_cast<double>(order.FilledQuantity);
        to.average_price = order.AvgFillPrice;
        to.price = to.kind == BrokerKind::Market ? 0 : order.Price1;
        to.simulated = order.IsSimulated != 0;
        to.account = WholeAccount(order.TradeAccount.GetChars());
        return true;
    }

    SCStudyInterfaceRef sc_;
};

/// The chart with its order side. Sierra reads the rules for its managed orders from sc before each of them.
class AcsilTradingChart : public AcsilChart {
public:
    AcsilTradingChart(SCStudyInterfaceRef sc, FixedText<32>& sierra_version, const ChartKnown& known)
        : AcsilChart(sc, sierra_version, known), trading_(sc) {
        const ChartFacts& facts = Facts();
        sc.MaximumPositionAllowed = facts.position_ceiling;
        sc.AllowMultipleEntriesInSameDirection = 0;
        sc.AllowOppositeEntryWithOpposingPositionOrOrders = 0;
        sc.AllowEntryWithWorkingOrders = 0;
        sc.AllowOnlyOneTradePerBar = 0;
        sc.SupportReversals = 0;
        sc.SupportAttachedOrdersForTrading = 0;
        sc.UseGUIAttachedOrderSetting = 0;
        sc.SupportTradingScaleIn = 0;
        sc.SupportTradingScaleOut = 0;
        sc.CancelAllOrdersOnEntriesAndReversals = 0;
        sc.CancelAllWorkingOrdersOnExit = 0;
        sc.MaintainTradeStatisticsAndTradesData = 1;
        // With the simulation on orders are simulated whatever this says; with it off this alone keeps sim and dry-run from the broker.
        sc.SendOrdersToTradeService = facts.mode == TradingMode::Live && !facts.trade_simulation_on ? 1 : 0;
    }

    AcsilTrading& Trading() { return trading_; }

private:
    AcsilTrading trading_;
};

}  // namespace miaia
