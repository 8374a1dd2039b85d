// A study that trades: whenever it is flat and nothing works it enters, by turns long and short, with stop and target. When it is removed
// it logs what Sierra told it.
#include <cmath>

#include "sierrachart.h"

SCDLLName("MiaIa trader")

    namespace {
    struct Seen {
        int entries = 0;
        int refused = 0;
        double last_refusal = 0;
        int worst_position = 0;  // the largest size that was seen
    };

    bool AnyWorking(SCStudyInterfaceRef sc) {
        s_SCTradeOrder order;
        for (int i = 0; sc.GetOrderByIndex(i, order) != SCTRADING_ORDER_ERROR; ++i)
            if (IsWorkingOrderStatus(order.OrderStatusCode))
                return true;
        return false;
    }

    void LogSummary(SCStudyInterfaceRef sc, const Seen& seen) {
        int lots = 0;
        long long cash = 0;
        s_SCOrderFillData fill;
        for (int i = 0; i < sc.GetOrderFillArraySize(); ++i) {
            if (sc.GetOrderFillEntry(static_cast<unsigned int>(i), fill) != 1)
                break;
            const int side = fill.BuySell == BSE_BUY ? 1 : -1;
            lots += side * static_cast<int>(fill.Quantity);
            cash -= side * std::llround(fill.Quantity * fill.FillPrice / static_cast<double>(sc.TickSize));
        }
        s_SCPositionData position;
        sc.GetTradePosition(position);
        SCString text;
        text.Format("probe: symbol=%s entries=%d refused=%d last_refusal=%.0f fills=%d lots=%d cash=%lld position=%.0f worst=%d daily=%.0f",
                    position.Symbol.GetChars(), seen.entries, seen.refused, seen.last_refusal, sc.GetOrderFillArraySize(), lots, cash,
                    position.PositionQuantity, seen.worst_position, position.DailyProfitLoss + position.OpenProfitLoss);
        sc.AddMessageToLog(text, 0);
    }

    void Enter(SCStudyInterfaceRef sc, Seen & seen) {
        s_SCNewOrder order;
        order.OrderQuantity = sc.Input[0].GetInt();
        order.OrderType = SCT_ORDERTYPE_MARKET;
        order.Stop1Offset = sc.Input[1].GetInt() * static_cast<double>(sc.TickSize);
        order.Target1Offset = sc.Input[2].GetInt() * static_cast<double>(sc.TickSize);
        order.TimeInForce = SCT_TIF_GTC;
        order.TextTag.Format("T-%d", seen.entries + 1);
        const bool buys = seen.entries % 2 == 0;
        const double answer = buys ? sc.BuyEntry(order, sc.ArraySize - 1) : sc.SellEntry(order, sc.ArraySize - 1);
        if (answer > 0)
            ++seen.entries;
        else {
            ++seen.refused;
            seen.last_refusal = answer;
        }
    }

    void SetDefaults(SCStudyInterfaceRef sc) {
        sc.GraphName = "MiaIa trader";
        sc.AutoLoop = 0;
        sc.UpdateAlways = 1;
        sc.MaintainTradeStatisticsAndTradesData = 1;
        sc.Input[0].Name = "Lots";
        sc.Input[0].SetInt(1);
        sc.Input[1].Name = "Stop ticks";
        sc.Input[1].SetInt(8);
        sc.Input[2].Name = "Target ticks";
        sc.Input[2].SetInt(16);
        sc.Input[3].Name = "Send to trade service";
        sc.Input[3].SetYesNo(0);
    }

}  // namespace

SCSFExport scsf_MiaIaTrader(SCStudyInterfaceRef sc) {
    if (sc.SetDefaults)
        return SetDefaults(sc);
    sc.MaximumPositionAllowed = sc.Input[0].GetInt();
    sc.AllowOnlyOneTradePerBar = 0;
    sc.SendOrdersToTradeService = sc.Input[3].GetYesNo();
    auto* seen = static_cast<Seen*>(sc.GetPersistentPointer(1));
    if (seen == nullptr) {
        seen = new Seen();
        sc.SetPersistentPointer(1, seen);
    }
    if (sc.LastCallToFunction) {
        LogSummary(sc, *seen);
        delete seen;
        sc.SetPersistentPointer(1, nullptr);
        return;
    }
    s_SCPositionData position;
    if (sc.GetTradePosition(position) != 1)
        return;
    const int size = static_cast<int>(std::fabs(position.PositionQuantity));
    seen->worst_position = size > seen->worst_position ? size : seen->worst_position;
    if (size == 0 && !AnyWorking(sc))
        Enter(sc, *seen);
}
