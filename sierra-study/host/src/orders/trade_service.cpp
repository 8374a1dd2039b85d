#include "trade_service.h"

#include <cfloat>
#include <cmath>
#include <cstdlib>

namespace miaia::host {
namespace {

using acsil_host::OrderCall;

const char* const kByStudy = "study";

bool IsSet(double price) {
    return price != DBL_MAX && std::isfinite(price) && price > 0;
}

bool IsEntry(OrderCall call) {
    return call == OrderCall::BuyEntry || call == OrderCall::SellEntry || call == OrderCall::BuyOrder || call == OrderCall::SellOrder;
}

int SideOf(OrderCall call) {
    return call == OrderCall::BuyEntry || call == OrderCall::BuyOrder || call == OrderCall::SellExit ? 1 : -1;
}

}  // namespace

TradeService::TradeService(const TradingSettings& settings, const OrderScript& script, const OrderBook& book, PriceScale scale,
                           HostReport& report)
    : settings_(settings),
      script_(script),
      behaviour_(script.Behaviour()),
      delays_(script.Delays()),
      scale_(scale),
      report_(report),
      exchange_(book, scale, [this](const OrderReport& told) { Tell(told); }) {
    switches_ = FirstSwitches();
}

double TradeService::Call(OrderCall call, s_SCNewOrder* order, uint64_t orderId, const StudyCall& study) {
    ++calls_[static_cast<size_t>(call)];
    const RuleAnswer chart = CheckChart(call, study, switches_, behaviour_);
    if (chart.code < 0)
        return Refuse(chart.code, chart.why);
    if (study.trade_symbol != settings_.symbol)
        return Refuse(SCTRADING_ORDER_ERROR, "nobody trades " + study.trade_symbol + " here");
    const bool simulated = Simulates(study.send_to_service);
    if (!simulated && !switches_.connected)
        return Refuse(SCTRADING_ORDER_ERROR, "there is no connection to the trade service");
    switch (call) {
        case OrderCall::Modify: return Modify(*order);
        case OrderCall::Cancel: return CancelOne(static_cast<uint32_t>(orderId));
        case OrderCall::CancelAll: CancelAll(simulated); return 1;
        case OrderCall::Flatten: FlattenNow(simulated, OrderRole::Exit, kByStudy); return 1;
        case OrderCall::FlattenAndCancelAll:
            CancelAll(simulated);
            FlattenNow(simulated, OrderRole::Exit, kByStudy);
            return 1;
        default: return Place(call, *order, study);
    }
}

int TradeService::FlattenReal() {
    ++calls_[static_cast<size_t>(OrderCall::FlattenAndCancelAll)];
    if (!switches_.connected)
        return 0;
    CancelAll(false);
    FlattenNow(false, OrderRole::Exit, kByStudy);
    return 1;
}

double TradeService::Place(OrderCall call, s_SCNewOrder& order, const StudyCall& study) {
    const bool elsewhere = (!order.TradeAccount.IsEmpty() && order.TradeAccount.CompareNoCase(settings_.account.c_str()) != 0) ||
        (!order.Symbol.IsEmpty() && order.Symbol.CompareNoCase(study.trade_symbol.c_str()) != 0);
    if (elsewhere)
        return PlaceElsewhere(call, order, study);
    const std::tuple<int, int> bar(static_cast<int>(call), study.bar_index);
    if (study.one_trade_per_bar && traded_bars_.count(bar) != 0)
        return Refuse(SCT_SKIPPED_ONLY_ONE_TRADE_PER_BAR, "one of this kind was sent on this bar already");
    std::string why;
    const int shape = CheckShape(order, IsEntry(call), why);
    if (shape < 0)
        return Refuse(shape, why);
    const bool simulated = Simulates(study.send_to_service);
    const int side = SideOf(call);
    const int lots = static_cast<int>(std::llround(order.OrderQuantity));
    const RuleAnswer answer =
        IsEntry(call) ? DecideEntry(side, lots, simulated, study, orders_) : DecideExit(-side, lots, simulated, study, orders_, behaviour_);
    if (answer.code < 0)
        return Refuse(answer.code, answer.why);
    if (answer.cancel)
        CancelAll(simulated);
    traded_bars_.insert(bar);

    HostOrder placed;
    placed.role = IsEntry(call) ? OrderRole::Entry : OrderRole::Exit;
    placed.side = side;
    placed.type = order.OrderType;
    placed.price_ticks = IsSet(order.Price1) ? scale_.TicksOfPoints(order.Price1) : 0;
    placed.limit_ticks = IsSet(order.Price2) ? scale_.TicksOfPoints(order.Price2) : placed.price_ticks;
    placed.lots = answer.lots;
    placed.time_in_force = order.TimeInForce == SCT_TIF_UNSET ? SCT_TIF_DAY : order.TimeInForce;
    placed.simulated = simulated;
    placed.tag = order.TextTag.GetChars();
    placed.source = kByStudy;
    HostOrder& sent = Submit(placed);
    order.InternalOrderID = sent.id;
    if (IsEntry(call))
        Attach(sent, order);
    SendNew(sent);
    return answer.lots;
}

// Another symbol or account: Sierra has no rules for those, and we have neither another symbol nor another account.
double TradeService::PlaceElsewhere(OrderCall call, const s_SCNewOrder& order, const StudyCall& study) {
    if (call != OrderCall::BuyOrder && call != OrderCall::SellOrder)
        return Refuse(SCTRADING_ORDER_ERROR, "another symbol or account needs BuyOrder or SellOrder");
    if (order.OrderType == SCT_ORDERTYPE_MARKET && (order.Target1Offset != 0 || order.Stop1Offset != 0))
        return Refuse(SCTRADING_ATTACHED_ORDER_OFFSET_NOT_SUPPORTED_WITH_MARKET_PARENT, "an offset of a market order elsewhere");
    if (!order.Symbol.IsEmpty() && order.Symbol.CompareNoCase(study.trade_symbol.c_str()) != 0)
        return Refuse(SCTRADING_SYMBOL_SETTINGS_NOT_FOUND, "that symbol has no settings");
    return Refuse(SCTRADING_ORDER_ERROR, "there is no such account");
}

int TradeService::CheckShape(const s_SCNewOrder& order, bool entry, std::string& why) const {
    const bool knownType = order.OrderType >= SCT_ORDERTYPE_MARKET && order.OrderType <= SCT_ORDERTYPE_STOP_LIMIT;
    if (!knownType || order.AttachedOrderTarget1Type != SCT_ORDERTYPE_LIMIT || order.AttachedOrderStop1Type != SCT_ORDERTYPE_STOP) {
        why = "an order type that is not supported here";
        return SCTRADING_UNSUPPORTED_ORDER_TYPE;
    }
    const bool needsFirst = order.OrderType != SCT_ORDERTYPE_MARKET;
    const bool needsSecond = order.OrderType == SCT_ORDERTYPE_STOP_LIMIT;
    if ((needsFirst && !IsSet(order.Price1)) || (needsSecond && !IsSet(order.Price2))) {
        why = "a price is missing";
        return SCTRADING_ERROR_SETTING_ORDER_PRICES;
    }
    if (!entry)
        return 0;
    if (order.Target1Offset < 0 || order.Stop1Offset < 0 || order.Target1Price < 0 || order.Stop1Price < 0) {
        why = "an attached order's offset is negative";
        return SCTRADING_ERROR_SETTING_ORDER_PRICES;
    }
    if (order.OCOGroup1Quantity != 0 && order.OCOGroup1Quantity != order.OrderQuantity) {
        why = "the attached orders' quantity is not their parent's";
        return SCTRADING_ORDER_ERROR;
    }
    return 0;
}

void TradeService::Attach(HostOrder& parent, s_SCNewOrder& order) {
    // A price becomes an offset from the parent's price, of a market order from where it would fill now.
    const int64_t base = parent.price_ticks != 0 ? parent.price_ticks : exchange_.MarketPrice(parent.side).value_or(0);
    const auto offset = [&](double points, double price) {
        return points != 0 ? scale_.TicksOfPoints(points) : price != 0 ? std::abs(scale_.TicksOfPoints(price) - base) : 0;
    };
    const int64_t target = offset(order.Target1Offset, order.Target1Price);
    const int64_t stop = offset(order.Stop1Offset, order.Stop1Price);
    if (target != 0)
        order.Target1InternalOrderID = parent.target_child =
            AddChild(parent, OrderRole::Target, SCT_ORDERTYPE_LIMIT, parent.side * target).id;
    if (stop != 0)
        order.Stop1InternalOrderID = parent.stop_child = AddChild(parent, OrderRole::Stop, SCT_ORDERTYPE_STOP, -parent.side * stop).id;
    if (target == 0 || stop == 0)
        return;
    orders_.Find(parent.target_child)->sibling = parent.stop_child;
    orders_.Find(parent.stop_child)->sibling = parent.target_child;
}

HostOrder& TradeService::AddChild(const HostOrder& parent, OrderRole role, int type, int64_t offsetTicks) {
    HostOrder child;
    child.role = role;
    child.type = type;
    child.side = -parent.side;
    child.offset_ticks = offsetTicks;
    child.price_ticks = parent.price_ticks == 0 ? 0 : parent.price_ticks + offsetTicks;
    child.time_in_force = parent.time_in_force;
    child.parent = parent.id;
    child.simulated = parent.simulated;
    child.tag = behaviour_.children_carry_tag ? parent.tag : "";
    child.source = kByStudy;
    child.status = behaviour_.children == ChildrenAt::Server ? SCT_OSC_PENDING_CHILD_SERVER : SCT_OSC_PENDING_CHILD_CLIENT;
    return Submit(child);
}

double TradeService::Modify(const s_SCNewOrder& changes) {
    HostOrder* order = orders_.Find(changes.InternalOrderID);
    if (order == nullptr || order->hidden || !order->Works())
        return Refuse(SCTRADING_ORDER_ERROR, "there is no order to modify");
    const int lots = static_cast<int>(std::llround(changes.OrderQuantity));
    const int64_t price = IsSet(changes.Price1) ? scale_.TicksOfPoints(changes.Price1) : 0;
    const bool newLots = lots > 0 && lots != order->lots;
    const bool newPrice = price != 0 && price != order->price_ticks;
    if (newLots || newPrice)
        SendModify(*order, newLots ? lots : 0, newPrice ? price : 0);
    else
        report_.Log("host: trade service: the modification of order " + std::to_string(order->id) + " changes nothing");
    return 1;
}

double TradeService::CancelOne(uint32_t id) {
    HostOrder* order = orders_.Find(id);
    if (order == nullptr || order->hidden || !order->Works())
        return Refuse(SCTRADING_ORDER_ERROR, "there is no order to cancel");
    SendCancel(*order);
    return 1;
}

void TradeService::CancelAll(bool simulated) {
    for (auto& [id, order] : orders_.All())
        if (order.simulated == simulated && order.Works() && !order.hidden)
            SendCancel(order);
}

void TradeService::FlattenNow(bool simulated, OrderRole role, const std::string& source) {
    const int position = orders_.Position(simulated).Lots();
    if (position == 0)
        return;
    HostOrder exit;
    exit.role = role;
    exit.side = position > 0 ? -1 : 1;
    exit.lots = std::abs(position);
    exit.simulated = simulated;
    exit.source = source;
    const auto meanwhile = behaviour_.flatten_while_cancelling;
    const bool cancelling = meanwhile != FlattenWhileCancelling::Sent && orders_.AnyPendingCancel(simulated);
    if (cancelling && meanwhile == FlattenWhileCancelling::Held)
        exit.status = SCT_OSC_HELD;
    HostOrder& placed = Submit(exit);
    if (cancelling && meanwhile == FlattenWhileCancelling::Rejected)
        placed.plan.reject = "position limit exceeded: cancels are pending";
    if (placed.status != SCT_OSC_HELD)
        SendNew(placed);
}

double TradeService::Refuse(int code, const std::string& why) {
    ++refused_calls_;
    report_.Log("host: trade service: no order: " + why);
    return code;
}

int TradeService::TakeButton() {
    const int pressed = button_;
    button_ = 0;
    return pressed;
}

OrderTotals TradeService::Totals() const {
    const bool simulated = settings_.mode != TradingMode::Live;
    const TradePosition& position = orders_.Position(simulated);
    OrderTotals totals;
    totals.refused_calls = refused_calls_;
    totals.fills = orders_.Fills().size();
    totals.filled_lots = orders_.Position(true).FilledLots() + orders_.Position(false).FilledLots();
    totals.position_lots = position.Lots();
    totals.profit_ticks = position.ProfitTicks(exchange_.LastTradeTicks());
    for (const auto& [id, order] : orders_.All())
        totals.working_orders += order.Works() && !order.hidden ? 1 : 0;
    return totals;
}

}  // namespace miaia::host
