#include "exchange.h"

#include <algorithm>

namespace miaia::host {

Exchange::Exchange(const OrderBook& book, PriceScale scale, std::function<void(const OrderReport&)> tell)
    : book_(book), scale_(scale), tell_(std::move(tell)) {}

void Exchange::Enter(const RestingOrder& entered) {
    RestingOrder& order = orders_[entered.id] = entered;
    if (order.waits)
        return;
    Tell(ReportKind::Accepted, order);
    if (order.time_in_force == SCT_TIF_FILL_OR_KILL) {
        const bool limited = order.type == SCT_ORDERTYPE_LIMIT;
        if (LotsWithin(order, limited ? std::optional<int64_t>(order.price_ticks) : std::nullopt) < order.lots) {
            Cancel(order.id);
            return;
        }
    }
    Match(order);
    if (order.OpenLots() > 0 && (order.time_in_force == SCT_TIF_IMMEDIATE_OR_CANCEL || order.time_in_force == SCT_TIF_FILL_OR_KILL))
        Cancel(order.id);
    DropFinished();
}

bool Exchange::Cancel(uint32_t id) {
    const auto at = orders_.find(id);
    if (at == orders_.end())
        return false;
    const RestingOrder order = at->second;
    orders_.erase(at);
    Tell(ReportKind::Canceled, order);
    CancelChildrenOf(id);
    return true;
}

// Children that the server holds end with a parent of which nothing has filled.
void Exchange::CancelChildrenOf(uint32_t parent) {
    for (const uint32_t id : Ids()) {
        const RestingOrder* child = Find(id);
        if (child != nullptr && child->waits && child->parent == parent)
            Cancel(id);
    }
}

bool Exchange::Modify(uint32_t id, int lots, int64_t priceTicks) {
    const auto at = orders_.find(id);
    if (at == orders_.end())
        return false;
    RestingOrder& order = at->second;
    if (lots != 0)
        order.lots = std::max(lots, order.filled_lots);
    if (priceTicks != 0)
        order.price_ticks = priceTicks;
    if (order.OpenLots() == 0 && !order.waits)
        return Cancel(id);
    Tell(ReportKind::Modified, order, order.lots, order.price_ticks);
    if (!order.waits)
        Match(order);
    DropFinished();
    return true;
}

void Exchange::FillNow(uint32_t id, int lots) {
    const auto at = orders_.find(id);
    if (at == orders_.end())
        return;
    RestingOrder& order = at->second;
    const int64_t market = MarketPrice(order.side).value_or(last_trade_ticks_);
    const bool limited = order.type == SCT_ORDERTYPE_LIMIT && Worse(order.side, market, order.price_ticks);
    Execute(order, std::min(lots, order.OpenLots()), limited ? order.price_ticks : market);
    DropFinished();
}

const RestingOrder* Exchange::Find(uint32_t id) const {
    const auto at = orders_.find(id);
    return at == orders_.end() ? nullptr : &at->second;
}

void Exchange::OnTrade(const ScidTrade& trade) {
    last_trade_ticks_ = scale_.TicksOfRaw(static_cast<double>(trade.price));
    last_bid_ticks_ = trade.bid > 0 ? scale_.TicksOfRaw(static_cast<double>(trade.bid)) : last_trade_ticks_;
    last_ask_ticks_ = trade.ask > 0 ? scale_.TicksOfRaw(static_cast<double>(trade.ask)) : last_trade_ticks_;
    const int side = trade.side == Side::Ask ? 1 : -1;
    BookLevel level;
    for (int i = 0; LevelAt(side, i, level); ++i) {
        const int64_t price = scale_.TicksOfRaw(static_cast<double>(level.price));
        if (Worse(side, price, last_trade_ticks_))
            break;
        eaten_[side < 0][price] = price == last_trade_ticks_ ? Eaten(side, price) + trade.volume_lots : level.lots;
    }
    for (const uint32_t id : Ids()) {
        const auto at = orders_.find(id);
        if (at == orders_.end() || at->second.waits)
            continue;
        RestingOrder& order = at->second;
        const bool reached = order.side > 0 ? last_trade_ticks_ >= order.price_ticks : last_trade_ticks_ <= order.price_ticks;
        if (IsStop(order.type) && !order.triggered && reached)
            order.triggered = true;
        const bool through = order.side > 0 ? last_trade_ticks_ < order.price_ticks : last_trade_ticks_ > order.price_ticks;
        if (order.type == SCT_ORDERTYPE_LIMIT && through)
            Execute(order, Open(order), order.price_ticks);
        else if (order.type != SCT_ORDERTYPE_LIMIT)
            Match(order);
    }
    DropFinished();
}

void Exchange::OnBook() {
    eaten_[0].clear();
    eaten_[1].clear();
}

void Exchange::AdvanceTo(int64_t nowUs) {
    now_us_ = std::max(now_us_, nowUs);
    for (const uint32_t id : Ids()) {
        const auto at = orders_.find(id);
        if (at != orders_.end() && !at->second.waits && at->second.type != SCT_ORDERTYPE_LIMIT)
            Match(at->second);
    }
    DropFinished();
}

void Exchange::EndDay() {
    for (const uint32_t id : Ids()) {
        const RestingOrder* order = Find(id);
        if (order != nullptr && (order->time_in_force == SCT_TIF_DAY || order->time_in_force == SCT_TIF_UNSET))
            Cancel(id);
    }
}

void Exchange::Clear() {
    orders_.clear();
    OnBook();
    net_lots_[0] = net_lots_[1] = 0;
    now_us_ = 0;
}

std::optional<int64_t> Exchange::MarketPrice(int side) const {
    BookLevel best;
    if (LevelAt(side, 0, best))
        return scale_.TicksOfRaw(static_cast<double>(best.price));
    if (last_trade_ticks_ == 0)
        return std::nullopt;
    return side > 0 ? last_ask_ticks_ : last_bid_ticks_;
}

int Exchange::Open(const RestingOrder& order) const {
    return now_us_ >= order.allowed_us ? order.OpenLots() : std::min(order.OpenLots(), order.allowed_lots);
}

// What can fill at once: market orders, triggered stops, and limit orders as far as the book reaches them.
void Exchange::Match(RestingOrder& order) {
    if (order.type == SCT_ORDERTYPE_MARKET || (order.type == SCT_ORDERTYPE_STOP && order.triggered))
        TakeFromMarket(order, std::nullopt);
    else if (order.type == SCT_ORDERTYPE_LIMIT)
        TakeFromMarket(order, order.price_ticks);
    else if (order.type == SCT_ORDERTYPE_STOP_LIMIT && order.triggered) {
        // From here on it is a limit order.
        order.type = SCT_ORDERTYPE_LIMIT;
        order.price_ticks = order.limit_ticks;
        TakeFromMarket(order, order.price_ticks);
    }
}

void Exchange::TakeFromMarket(RestingOrder& order, std::optional<int64_t> limit) {
    BookLevel level;
    if (!LevelAt(order.side, 0, level)) {
        const auto price = MarketPrice(order.side);
        if (!price || (limit && Worse(order.side, *price, *limit)))
            return;
        // A triggered stop fills no better than the trade that triggered it.
        Execute(order, Open(order), order.triggered && !Worse(order.side, *price, last_trade_ticks_) ? last_trade_ticks_ : *price);
        return;
    }
    for (int i = 0; Open(order) > 0 && LevelAt(order.side, i, level); ++i) {
        const int64_t price = scale_.TicksOfRaw(static_cast<double>(level.price));
        if (limit && Worse(order.side, price, *limit))
            return;
        const int64_t left = static_cast<int64_t>(level.lots) - Eaten(order.side, price);
        const int lots = static_cast<int>(std::min<int64_t>(Open(order), left));
        if (lots <= 0)
            continue;
        eaten_[order.side < 0][price] += lots;
        Execute(order, lots, price);
    }
}

// Buys take the asks, sells the bids.
bool Exchange::LevelAt(int side, int index, BookLevel& out) const {
    return side > 0 ? book_.AskAt(index, out) : book_.BidAt(index, out);
}

int64_t Exchange::Eaten(int side, int64_t price) const {
    const auto at = eaten_[side < 0].find(price);
    return at == eaten_[side < 0].end() ? 0 : at->second;
}

int Exchange::LotsWithin(const RestingOrder& order, std::optional<int64_t> limit) const {
    BookLevel level;
    if (!LevelAt(order.side, 0, level)) {
        const auto price = MarketPrice(order.side);
        return price && (!limit || !Worse(order.side, *price, *limit)) ? order.lots : 0;
    }
    int64_t lots = 0;
    for (int i = 0; LevelAt(order.side, i, level); ++i) {
        const int64_t price = scale_.TicksOfRaw(static_cast<double>(level.price));
        if (limit && Worse(order.side, price, *limit))
            break;
        lots += std::max<int64_t>(0, static_cast<int64_t>(level.lots) - Eaten(order.side, price));
    }
    return static_cast<int>(std::min<int64_t>(lots, order.lots));
}

void Exchange::Execute(RestingOrder& order, int lots, int64_t priceTicks) {
    if (lots <= 0)
        return;
    if (now_us_ < order.allowed_us)
        order.allowed_lots -= lots;
    order.filled_lots += lots;
    net_lots_[order.simulated ? 1 : 0] += order.side * lots;
    tell_({ReportKind::Filled,
           order.id,
           order.simulated,
           lots,
           priceTicks,
           ++last_execution_,
           {},
           order.OpenLots() == 0 ? order.filled_lots : 0});
    ReleaseChildren(order, priceTicks);
    if (order.sibling != 0)
        ReduceSibling(order, lots);
}

void Exchange::ReleaseChildren(const RestingOrder& parent, int64_t priceTicks) {
    for (auto& [id, child] : orders_) {
        if (child.parent != parent.id)
            continue;
        const bool first = child.waits;
        child.waits = false;
        child.lots = parent.filled_lots;
        if (first)
            child.price_ticks = priceTicks + child.offset_ticks;
        Tell(first ? ReportKind::Accepted : ReportKind::Modified, child, child.lots, child.price_ticks);
    }
}

// An execution of one of the pair takes as much from the other.
void Exchange::ReduceSibling(const RestingOrder& order, int lots) {
    const auto at = orders_.find(order.sibling);
    if (at == orders_.end())
        return;
    RestingOrder& sibling = at->second;
    sibling.lots = std::max(sibling.filled_lots, sibling.lots - lots);
    if (sibling.OpenLots() == 0) {
        // It leaves the book with the other finished orders: the caller may be going through them.
        Tell(ReportKind::Canceled, sibling);
        return;
    }
    Tell(ReportKind::Modified, sibling, sibling.lots, sibling.price_ticks);
}

void Exchange::Tell(ReportKind kind, const RestingOrder& order, int lots, int64_t priceTicks) {
    tell_({kind, order.id, order.simulated, lots, priceTicks, 0, {}});
}

std::vector<uint32_t> Exchange::Ids() const {
    std::vector<uint32_t> ids;
    for (const auto& [id, order] : orders_)
        ids.push_back(id);
    return ids;
}

void Exchange::DropFinished() {
    for (auto at = orders_.begin(); at != orders_.end();)
        at = !at->second.waits && at->second.OpenLots() == 0 ? orders_.erase(at) : std::next(at);
}

}  // namespace miaia::host
