// Sierra's order side in a test's hands: it keeps what was asked of it, and shows what the test has put in. It decides nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "MiaIaTrading.h"

namespace miaia::tests {

struct FakeTrading {
    // What it shows.
    BrokerPosition position;
    bool position_known = true;
    std::vector<BrokerOrder> orders;
    std::vector<BrokerFill> fills;

    // How it answers.
    double answer = 0;  // 0 = the quantity, as Sierra does when it accepts
    bool gives_ids = true;
    bool makes_children = true;
    bool cancels = true;  // at once
    bool resizes = true;
    uint64_t next_id = 1001;

    // What was asked of it.
    struct Placed {
        bool is_exit, buy, stop, limit;
        uint32_t lots;
        double price, stop_offset, target_offset;
        std::string tag;
    };
    std::vector<Placed> placed;
    std::vector<uint64_t> cancelled;
    std::map<uint64_t, uint32_t> resized;
    std::vector<std::pair<uint64_t, double>> moved;
    int flattened = 0;
    int whole_symbol_cancels = 0;

    int Calls() const {
        return static_cast<int>(placed.size() + cancelled.size() + resized.size() + moved.size()) + flattened + whole_symbol_cancels;
    }

    int Position(BrokerPosition& to) {
        to = position;
        return position_known ? 1 : 0;
    }
    bool OrderAt(int index, BrokerOrder& to) {
        if (index < 0 || index >= static_cast<int>(orders.size()))
            return false;
        to = orders[static_cast<size_t>(index)];
        return true;
    }
    bool OrderById(uint64_t id, BrokerOrder& to) {
        BrokerOrder* found = Find(id);
        if (found != nullptr)
            to = *found;
        return found != nullptr;
    }
    int FillCount() { return static_cast<int>(fills.size()); }
    bool FillAt(int index, BrokerFill& to) {
        to = fills[static_cast<size_t>(index)];
        return true;
    }

    PlacedOrder Enter(const BracketOrder& bracket) {
        placed.push_back({false, bracket.buy, false, bracket.limit, bracket.lots, bracket.limit_price, bracket.stop_offset,
                          bracket.target_offset, bracket.tag});
        PlacedOrder result = Answer(bracket.lots);
        if (!(result.answer > 0))
            return result;
        BrokerOrder& entry = Add(bracket.buy, bracket.limit ? BrokerKind::Limit : BrokerKind::Market, bracket.lots, bracket.limit_price);
        entry.tag.Assign(bracket.tag);
        const uint64_t entry_id = entry.id;
        uint64_t stop_id = 0;
        uint64_t target_id = 0;
        if (makes_children) {
            stop_id = Child(entry_id, !bracket.buy, BrokerKind::Stop);
            target_id = Child(entry_id, !bracket.buy, BrokerKind::Limit);
        }
        if (gives_ids) {
            result.id = entry_id;
            result.stop_id = stop_id;
            result.target_id = target_id;
        }
        return result;
    }
    PlacedOrder Exit(const ExitOrder& exit) {
        placed.push_back({true, exit.buy, exit.stop, false, exit.lots, exit.stop_price, 0, 0, exit.tag});
        PlacedOrder result = Answer(exit.lots);
        if (!(result.answer > 0))
            return result;
        BrokerOrder& order = Add(exit.buy, exit.stop ? BrokerKind::Stop : BrokerKind::Market, exit.lots, exit.stop_price);
        order.tag.Assign(exit.tag);
        result.id = gives_ids ? order.id : 0;
        return result;
    }
    bool Cancel(uint64_t id) {
        cancelled.push_back(id);
        BrokerOrder* order = Find(id);
        if (order != nullptr && !IsFinished(order->status))
            order->status = cancels ? BrokerStatus::Canceled : BrokerStatus::PendingCancel;
        return true;
    }
    bool Resize(uint64_t id, uint32_t lots) {
        resized[id] = lots;
        BrokerOrder* order = Find(id);
        if (order != nullptr && resizes)
            order->lots = lots;
        return true;
    }
    bool moves = true;
    bool Move(uint64_t id, double price) {
        moved.push_back({id, price});
        if (moves)
            Of(id).price = price;
        return true;
    }
    /// As Sierra does it: an order at the market without a tag.
    bool FlattenPosition() {
        ++flattened;
        Add(position.lots < 0, BrokerKind::Market, LotsOf(std::fabs(position.lots)), 0);
        return true;
    }
    void CancelWholeSymbol() {
        ++whole_symbol_cancels;
        for (BrokerOrder& order : orders)
            if (!IsFinished(order.status))
                order.status = BrokerStatus::Canceled;
    }

    std::map<uint64_t, KeptOrder> kept;
    void Keep(const KeptOrder& order) { kept.insert({order.id, order}); }
    bool Kept(uint64_t id, KeptOrder& to) const {
        const auto found = kept.find(id);
        if (found != kept.end())
            to = found->second;
        return found != kept.end();
    }

    // What a test does to it.

    BrokerOrder* Find(uint64_t id) {
        for (BrokerOrder& order : orders)
            if (order.id == id)
                return &order;
        return nullptr;
    }
    BrokerOrder& Of(uint64_t id) { return *Find(id); }

    BrokerOrder& Add(bool buy, BrokerKind kind, uint32_t lots, double price) {
        BrokerOrder order;
        order.id = next_id++;
        order.buy = buy;
        order.kind = kind;
        order.lots = lots;
        order.price = price;
        order.status = BrokerStatus::Sent;
        order.simulated = true;
        orders.push_back(order);
        return orders.back();
    }
    uint64_t Child(uint64_t parent, bool buy, BrokerKind kind) {
        BrokerOrder& child = Add(buy, kind, 0, 0);
        child.parent_id = parent;
        child.status = BrokerStatus::PendingChildClient;
        return child.id;
    }
    void Forget(uint64_t id) {
        for (size_t i = 0; i < orders.size(); ++i)
            if (orders[i].id == id) {
                orders.erase(orders.begin() + static_cast<std::ptrdiff_t>(i));
                return;
            }
    }

    /// The order executes: its own count, the list of fills and the position say so at the same moment.
    void Fill(uint64_t id, uint32_t lots, double price) {
        BrokerOrder& order = Of(id);
        order.filled += lots;
        order.average_price = price;
        order.status = order.filled >= order.lots ? BrokerStatus::Filled : BrokerStatus::Open;
        List(id, order.buy, lots, price);
        Move(order.buy, lots, price);
    }
    void List(uint64_t id, bool buy, uint32_t lots, double price) {
        BrokerFill fill;
        fill.order_id = id;
        fill.service_id.AppendFormat("X%zu", fills.size() + 1);
        fill.chart_time_us = 1703500000000000 + static_cast<int64_t>(fills.size());
        fill.buy = buy;
        fill.lots = lots;
        fill.price = price;
        fill.simulated = true;
        fills.push_back(fill);
    }
    void Move(bool buy, uint32_t lots, double price) {
        position.lots += buy ? lots : -static_cast<double>(lots);
        position.average_price = position.lots == 0.0 ? 0 : price;
        position.simulated = true;
    }
    /// The bracket of an entry goes to work for this many contracts, as Sierra does when the entry fills.
    void Work(uint64_t stop, uint64_t target, uint32_t lots, double stop_price, double target_price) {
        Of(stop).status = Of(target).status = BrokerStatus::Open;
        Of(stop).lots = Of(target).lots = lots;
        Of(stop).price = stop_price;
        Of(target).price = target_price;
    }

private:
    PlacedOrder Answer(uint32_t lots) const {
        PlacedOrder result;
        result.answer = answer < 0 || answer > 0 ? answer : lots;
        return result;
    }
};

}  // namespace miaia::tests
