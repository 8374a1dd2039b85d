#include "order_view.h"

namespace miaia::host {
namespace {

const char* TypeName(int type) {
    switch (type) {
        case SCT_ORDERTYPE_LIMIT: return "Limit";
        case SCT_ORDERTYPE_STOP: return "Stop";
        case SCT_ORDERTYPE_STOP_LIMIT: return "Stop Limit";
        default: return "Market";
    }
}

}  // namespace

int OrderView::ById(uint64_t id, s_SCTradeOrder& out) const {
    const HostOrder* order = service_.Orders().Find(static_cast<uint32_t>(id));
    if (order == nullptr || order->hidden)
        return SCTRADING_ORDER_ERROR;
    Fill(*order, out);
    return 1;
}

int OrderView::ByIndex(int index, s_SCTradeOrder& out) const {
    int at = 0;
    for (const auto& [id, order] : service_.Orders().All()) {
        if (!Shows(order) || at++ != index)
            continue;
        Fill(order, out);
        return 1;
    }
    return SCTRADING_ORDER_ERROR;
}

bool OrderView::Shows(const HostOrder& order) const {
    return IsTraded() && !order.hidden && order.simulated == service_.Simulates(chart_.send_to_service);
}

void OrderView::Fill(const HostOrder& order, s_SCTradeOrder& out) const {
    const PriceScale& scale = service_.Scale();
    out = s_SCTradeOrder();
    out.InternalOrderID = order.id;
    out.Symbol = chart_.symbol.c_str();
    out.OrderType = TypeName(order.type);
    out.OrderTypeAsInt = order.type;
    out.OrderQuantity = order.lots;
    out.FilledQuantity = order.filled_lots;
    out.TextTag = order.tag.c_str();
    out.Price1 = scale.PointsOf(order.price_ticks);
    out.Price2 = order.type == SCT_ORDERTYPE_STOP_LIMIT ? scale.PointsOf(order.limit_ticks) : 0;
    if (order.filled_lots > 0)
        out.AvgFillPrice = static_cast<double>(order.filled_ticks) * scale.tick_size_points / order.filled_lots;
    out.LastFillPrice = scale.PointsOf(order.last_fill_ticks);
    out.LastFillQuantity = order.last_fill_lots;
    out.SourceChartNumber = order.role == OrderRole::Foreign ? 0 : chart_.chart_number;
    out.OrderStatusCode = order.status;
    out.ParentInternalOrderID = order.parent;
    out.TargetChildInternalOrderID = order.target_child;
    out.StopChildInternalOrderID = order.stop_child;
    out.OCOSiblingInternalOrderID = order.sibling;
    out.BuySell = order.side > 0 ? BSE_BUY : BSE_SELL;
    out.OpenClose = order.role == OrderRole::Entry ? OCE_OPEN : order.role == OrderRole::Foreign ? OCE_UNDEFINED : OCE_CLOSE;
    out.EntryDateTime = ChartTime(order.entered_us);
    out.LastActivityTime = ChartTime(order.changed_us);
    out.IsSimulated = order.simulated ? 1 : 0;
    out.LastOrderActionSource = order.source.c_str();
    out.TradeAccount = service_.Settings().account.c_str();
    out.TimeInForce = order.time_in_force;
}

int OrderView::Position(s_SCPositionData& out) const {
    const bool simulated = service_.Switches().simulation;
    out = s_SCPositionData();
    out.Symbol = ((simulated ? "[Sim]" : "") + chart_.symbol).c_str();
    out.TradeAccount = service_.Settings().account.c_str();
    if (!IsTraded())
        return 1;
    const TradePosition& position = service_.Orders().Position(simulated);
    const SierraOrders& orders = service_.Orders();
    const int64_t last = service_.LastTradeTicks();
    using Which = SierraOrders::Which;
    out.PositionQuantity = position.Lots();
    out.AveragePrice = position.AverageTicks() * service_.Scale().tick_size_points;
    out.OpenProfitLoss = Usd(position.OpenTicks(last));
    // One day is played: what was closed is the day's.
    out.DailyProfitLoss = out.CumulativeProfitLoss = Usd(static_cast<double>(position.ProfitTicks(last)) - position.OpenTicks(last));
    out.PositionQuantityWithAllWorkingOrders = position.Lots() + orders.WorkingLots(simulated, Which::All);
    out.PositionQuantityWithExitWorkingOrders = position.Lots() + orders.WorkingLots(simulated, Which::Exits);
    out.PositionQuantityWithExitMarketOrders = position.Lots() + orders.WorkingLots(simulated, Which::MarketExits);
    out.WorkingOrdersExist = orders.AnyWorking(simulated) ? 1 : 0;
    out.NonAttachedWorkingOrdersExist = orders.AnyWorking(simulated, true) ? 1 : 0;
    out.LastFillDateTime = ChartTime(position.LastFillUs());
    out.LastEntryDateTime = ChartTime(position.LastEntryUs());
    out.LastExitDateTime = ChartTime(position.LastExitUs());
    out.DailyTotalQuantityFilled = static_cast<double>(position.FilledLots());
    return 1;
}

int OrderView::FillCount() const {
    if (!chart_.keeps_fills || !IsTraded())
        return 0;
    int count = 0;
    for (const HostFill& fill : service_.Orders().Fills())
        count += fill.simulated == service_.Switches().simulation ? 1 : 0;
    return count;
}

int OrderView::FillAt(unsigned int index, s_SCOrderFillData& out) const {
    if (!chart_.keeps_fills || !IsTraded())
        return 0;
    unsigned int at = 0;
    for (const HostFill& fill : service_.Orders().Fills()) {
        if (fill.simulated != service_.Switches().simulation || at++ != index)
            continue;
        out = s_SCOrderFillData();
        out.Symbol = chart_.symbol.c_str();
        out.TradeAccount = service_.Settings().account.c_str();
        out.InternalOrderID = fill.order_id;
        out.FillDateTime = ChartTime(fill.time_us);
        out.BuySell = fill.side > 0 ? BSE_BUY : BSE_SELL;
        out.Quantity = fill.lots;
        out.FillPrice = service_.Scale().PointsOf(fill.price_ticks);
        out.FillExecutionServiceID = ("X" + std::to_string(fill.execution)).c_str();
        out.TradePositionQuantity = fill.position_lots;
        out.IsSimulated = fill.simulated ? 1 : 0;
        out.Note = fill.tag.c_str();
        return 1;
    }
    return 0;
}

int OrderView::Account(n_ACSIL::s_TradeAccountDataFields& out, const SCString& account) const {
    if (service_.Settings().account.empty() || account.CompareNoCase(service_.Settings().account.c_str()) != 0)
        return 0;
    const bool simulated = service_.Switches().simulation;
    const TradePosition& position = service_.Orders().Position(simulated);
    const double open = position.OpenTicks(service_.LastTradeTicks());
    const double profit = static_cast<double>(position.ProfitTicks(service_.LastTradeTicks()));
    out = n_ACSIL::s_TradeAccountDataFields();
    out.m_TradeAccount = account;
    out.m_IsSimulated = simulated ? 1 : 0;
    out.m_CurrencyCode = "USD";
    out.m_CurrentCashBalance = service_.Settings().balance_usd + Usd(profit - open);
    out.m_AvailableFundsForNewPositions = out.m_AccountValue = service_.Settings().balance_usd + Usd(profit);
    out.m_OpenPositionsProfitLoss = Usd(open);
    out.m_DailyProfitLoss = Usd(profit - open);
    return 1;
}

SCDateTime OrderView::ChartTime(int64_t unixUs) const {
    SCDateTime time;
    if (unixUs != 0)
        time.SetFromUNIXTimeMicroseconds(unixUs + chart_.zone_us);
    return time;
}

}  // namespace miaia::host
