#include "sierra_orders.h"

#include <algorithm>

namespace miaia::host {
namespace {

bool Counts(const HostOrder& order, SierraOrders::Which which, int position) {
    const bool market = order.type == SCT_ORDERTYPE_MARKET;
    const bool exit = order.side * position < 0;
    switch (which) {
        case SierraOrders::Which::All: return true;
        case SierraOrders::Which::Market: return market;
        case SierraOrders::Which::NonMarket: return !market;
        case SierraOrders::Which::MarketExits: return market && exit;
        case SierraOrders::Which::Exits: return exit;
    }
    return false;
}

}  // namespace

HostOrder& SierraOrders::Add(HostOrder order, int64_t nowUs) {
    order.id = ++last_id_;
    order.entered_us = order.changed_us = nowUs;
    return orders_[order.id] = std::move(order);
}

HostOrder* SierraOrders::Find(uint32_t id) {
    if (const auto at = orders_.find(id); at != orders_.end())
        return &at->second;
    const auto at = forgotten_.find(id);
    return at == forgotten_.end() ? nullptr : &at->second;
}

bool SierraOrders::Book(HostOrder& order, int lots, int64_t priceTicks, uint64_t execution, int64_t nowUs) {
    const bool again = std::any_of(fills_.begin(), fills_.end(), [&](const HostFill& fill) { return fill.execution == execution; });
    TradePosition& position = Position(order.simulated);
    if (!again) {
        order.filled_lots += lots;
        order.filled_ticks += priceTicks * lots;
        order.last_fill_lots = lots;
        order.last_fill_ticks = priceTicks;
        position.Add(order.side, lots, priceTicks, nowUs);
    }
    order.changed_us = nowUs;
    fills_.push_back(
        {order.id, execution, order.side, lots, priceTicks, nowUs, position.Lots(), again, order.simulated, order.role, order.tag});
    return !again;
}

int SierraOrders::WorkingLots(bool simulated, Which which, int side) const {
    int lots = 0;
    for (const auto& [id, order] : orders_) {
        if (order.hidden || !order.Works() || order.WaitsForParent() || order.simulated != simulated || (side != 0 && order.side != side) ||
            !Counts(order, which, Position(simulated).Lots()))
            continue;
        const HostOrder* sibling = order.sibling == 0 ? nullptr : Find(order.sibling);
        // The pair is counted with the one that came first.
        if (sibling != nullptr && sibling->Works() && sibling->id < id && Counts(*sibling, which, Position(simulated).Lots()))
            continue;
        lots += order.side * order.OpenLots();
    }
    return lots;
}

bool SierraOrders::AnyWorking(bool simulated, bool nonAttachedOnly) const {
    return std::any_of(orders_.begin(), orders_.end(), [=](const auto& entry) {
        const HostOrder& order = entry.second;
        return !order.hidden && order.Works() && !order.WaitsForParent() && order.simulated == simulated &&
            !(nonAttachedOnly && order.IsAttached());
    });
}

bool SierraOrders::AnyPendingCancel(bool simulated) const {
    return std::any_of(orders_.begin(), orders_.end(), [=](const auto& entry) {
        return entry.second.simulated == simulated && entry.second.status == SCT_OSC_PENDINGCANCEL;
    });
}

void SierraOrders::Forget(int64_t beforeUs) {
    for (auto at = orders_.begin(); at != orders_.end();) {
        const auto order = at++;
        if (order->second.Works() || order->second.changed_us > beforeUs)
            continue;
        order->second.hidden = true;
        forgotten_.insert(orders_.extract(order));
    }
}

void SierraOrders::Clear() {
    orders_.clear();
    forgotten_.clear();
    fills_.clear();
    positions_[0] = positions_[1] = TradePosition();
}

}  // namespace miaia::host
