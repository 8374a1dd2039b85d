// What Sierra knows of orders, fills and positions of the chart's symbol and account.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "host_order.h"
#include "trade_position.h"

namespace miaia::host {

struct HostFill {
    uint32_t order_id = 0;
    uint64_t execution = 0;
    int side = 1;
    int lots = 0;
    int64_t price_ticks = 0;
    int64_t time_us = 0;
    int position_lots = 0;  // after it
    bool again = false;     // of an execution that was told before
    bool simulated = true;
    OrderRole role = OrderRole::Entry;
    std::string tag;
};

class SierraOrders {
public:
    // Gives it the next number.
    HostOrder& Add(HostOrder order, int64_t nowUs);
    // Also one that is hidden from the study. Null when there never was one.
    HostOrder* Find(uint32_t id);
    uint32_t LastId() const { return last_id_; }
    const HostOrder* Find(uint32_t id) const { return const_cast<SierraOrders*>(this)->Find(id); }
    // Without those that ended and are forgotten.
    std::map<uint32_t, HostOrder>& All() { return orders_; }
    const std::map<uint32_t, HostOrder>& All() const { return orders_; }

    // Books an execution in the order, the position and the list of fills. One that is told a second time stands in the list only: false.
    bool Book(HostOrder& order, int lots, int64_t priceTicks, uint64_t execution, int64_t nowUs);

    const std::vector<HostFill>& Fills() const { return fills_; }
    TradePosition& Position(bool simulated) { return positions_[simulated ? 1 : 0]; }
    const TradePosition& Position(bool simulated) const { return positions_[simulated ? 1 : 0]; }

    // Lots of working orders, buys positive. Children that wait for their parent are left out, and of an OCO pair one is counted.
    enum class Which { All, Market, NonMarket, MarketExits, Exits };
    int WorkingLots(bool simulated, Which which, int side = 0) const;
    bool AnyWorking(bool simulated, bool nonAttachedOnly = false) const;
    bool AnyPendingCancel(bool simulated) const;

    // Orders that ended before that are hidden from the study. Nobody may hold a reference to one.
    void Forget(int64_t beforeUs);
    void Clear();

private:
    std::map<uint32_t, HostOrder> orders_;
    std::map<uint32_t, HostOrder> forgotten_;  // hidden, and still told of by late reports
    std::vector<HostFill> fills_;
    TradePosition positions_[2];  // real, simulated
    uint32_t last_id_ = 0;
};

}  // namespace miaia::host
