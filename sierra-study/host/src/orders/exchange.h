// The exchange: fills orders from the market that is played.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "host_order.h"
#include "order_book.h"
#include "order_messages.h"
#include "price_scale.h"
#include "scid_file.h"

namespace miaia::host {

// A market order walks the book that stands there, and what it leaves goes on at the next event. A stop is triggered by the first trade at
// its price or through it and is a market order then. A limit order takes from the book what its price reaches, and then fills when the
// market trades through its price. A trade of the market eats the book before an order does; the next batch shows the book anew. Without a
// book, the trade's own bid and ask count, in any quantity.
class Exchange {
public:
    Exchange(const OrderBook& book, PriceScale scale, std::function<void(const OrderReport&)> tell);

    void Enter(const RestingOrder& order);
    // False: there is no such order any more.
    bool Cancel(uint32_t id);
    // New lots in all and new price, 0 = as it is. False: there is no such order any more.
    bool Modify(uint32_t id, int lots, int64_t priceTicks);
    // Fills so many lots of it now, at the best price of the market. For the script.
    void FillNow(uint32_t id, int lots);
    bool Has(uint32_t id) const { return orders_.count(id) != 0; }
    // The order ends without a report.
    void Forget(uint32_t id) { orders_.erase(id); }
    const RestingOrder* Find(uint32_t id) const;
    std::vector<uint32_t> Ids() const;
    // Sum of all that was executed here, told or not: bought less sold.
    int64_t NetLots(bool simulated) const { return net_lots_[simulated ? 1 : 0]; }

    void OnTrade(const ScidTrade& trade);
    void OnBook();
    // Lets what is left of market orders fill.
    void AdvanceTo(int64_t nowUs);
    // The trading day ends: orders of time in force DAY are cancelled.
    void EndDay();
    void Clear();

    // Best price that an order of this side gets now; nothing before the first trade or book.
    std::optional<int64_t> MarketPrice(int side) const;
    int64_t LastTradeTicks() const { return last_trade_ticks_; }

private:
    int Open(const RestingOrder& order) const;
    void TakeFromMarket(RestingOrder& order, std::optional<int64_t> limit);
    void Match(RestingOrder& order);
    bool Worse(int side, int64_t price, int64_t limit) const { return side > 0 ? price > limit : price < limit; }
    bool LevelAt(int side, int index, BookLevel& out) const;
    int64_t Eaten(int side, int64_t price) const;
    int LotsWithin(const RestingOrder& order, std::optional<int64_t> limit) const;
    void Execute(RestingOrder& order, int lots, int64_t priceTicks);
    void ReleaseChildren(const RestingOrder& parent, int64_t priceTicks);
    void ReduceSibling(const RestingOrder& order, int lots);
    void CancelChildrenOf(uint32_t parent);
    void Tell(ReportKind kind, const RestingOrder& order, int lots = 0, int64_t priceTicks = 0);
    void DropFinished();

    const OrderBook& book_;
    PriceScale scale_;
    std::function<void(const OrderReport&)> tell_;
    std::map<uint32_t, RestingOrder> orders_;
    std::map<int64_t, int64_t> eaten_[2];  // lots taken since the last batch, by price: of the asks, of the bids
    int64_t net_lots_[2] = {0, 0};         // real, simulated
    int64_t now_us_ = 0;
    int64_t last_trade_ticks_ = 0;
    int64_t last_bid_ticks_ = 0;
    int64_t last_ask_ticks_ = 0;
    uint64_t last_execution_ = 0;
};

}  // namespace miaia::host
