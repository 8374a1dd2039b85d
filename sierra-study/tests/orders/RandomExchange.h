// Sierra and an exchange behind it, as bad as the numbers drawn for them: late and partial fills, rejections after acceptance, cancels that
// are lost, readings that lag or are missing, a trader who trades and cancels by hand.
#pragma once

#include <deque>
#include <random>
#include <set>

#include "FakeTrading.h"
#include "RandomRates.h"

namespace miaia::tests {

struct RandomExchange {
    std::mt19937_64& random;
    Rates rates;
    FakeTrading shown;  // what Sierra shows; its own fills and position are used as they stand
    int64_t now_ms = 0;
    double price = 4810.25;
    int true_position = 0, true_own = 0;
    uint64_t hands = 0;        // what the trader did by hand
    uint64_t wrong_exits = 0;  // contracts that our market exits bought or sold beyond what was ours
    struct Later {
        int64_t at_ms;
        double position;
        BrokerFill fill;
        bool is_fill;
    };
    std::deque<Later> later;
    std::map<uint64_t, int64_t> sent_at, cancel_at, working_at, ended_at;
    std::set<uint64_t> ours;

    explicit RandomExchange(std::mt19937_64& source) : random(source), rates(Rates::Draw(source)) {
        shown.gives_ids = !rates.ids_late;
        shown.makes_children = !rates.children_late;
        shown.cancels = false;
    }

    bool Chance(double part) { return static_cast<double>(random() % 1000000) < part * 1000000; }
    int64_t After(int ms) { return now_ms + static_cast<int64_t>(ms == 0 ? 0 : random() % static_cast<uint64_t>(ms)); }

    // --- What the study calls ---
    int Position(BrokerPosition& to) {
        const int known = shown.Position(to);
        return known != 0 && !Chance(rates.missing_position) ? 1 : 0;
    }
    bool OrderAt(int index, BrokerOrder& to) { return shown.OrderAt(index, to); }
    bool OrderById(uint64_t id, BrokerOrder& to) { return !Chance(rates.missing_order) && shown.OrderById(id, to); }
    int FillCount() { return shown.FillCount(); }
    bool FillAt(int index, BrokerFill& to) { return shown.FillAt(index, to); }
    PlacedOrder Enter(const BracketOrder& bracket) {
        shown.answer = Chance(rates.refuse) ? -1 : 0;
        return shown.Enter(bracket);
    }
    PlacedOrder Exit(const ExitOrder& exit) {
        shown.answer = Chance(rates.refuse) ? -8994 : 0;
        return shown.Exit(exit);
    }
    bool Cancel(uint64_t id) {
        shown.cancelled.push_back(id);
        BrokerOrder* order = shown.Find(id);
        if (order == nullptr || IsFinished(order->status) || Chance(rates.lose_cancel))
            return false;
        if (cancel_at.count(id) == 0)
            cancel_at[id] = After(rates.cancel_ms);
        return true;
    }
    bool Resize(uint64_t id, uint32_t lots) { return shown.Resize(id, lots); }
    void Keep(const KeptOrder& order) { shown.Keep(order); }
    bool Kept(uint64_t id, KeptOrder& to) const { return shown.Kept(id, to); }
    bool Move(uint64_t id, double to) { return shown.Move(id, to); }
    bool FlattenPosition() { return shown.FlattenPosition(); }
    void CancelWholeSymbol() {
        for (const BrokerOrder& order : shown.orders)
            Cancel(order.id);
    }

    // --- Ten milliseconds of market ---
    void Step() {
        now_ms += 10;
        if (random() % 4 == 0)
            price += random() % 2 == 0 ? 0.25 : -0.25;
        for (; !later.empty() && later.front().at_ms <= now_ms; later.pop_front())
            Show(later.front());
        for (size_t i = 0; i < shown.orders.size(); ++i)
            StepOrder(i);
        if (Chance(rates.by_hand))
            ByHand();
        Forget();
    }

    bool IsOurs(const BrokerOrder& order) {
        if (ours.count(order.id) != 0)
            return true;
        const bool is_ours = BeginsWith(order.tag.chars, OwnTag) || ours.count(order.parent_id) != 0;
        if (is_ours)
            ours.insert(order.id);
        return is_ours;
    }

    int WorkingOurs(bool market_exits_only) {
        int count = 0;
        for (const BrokerOrder& order : shown.orders)
            count += !IsFinished(order.status) && IsOurs(order) &&
                    (!market_exits_only || (order.kind == BrokerKind::Market && BeginsWith(order.tag.chars, ExitTag)))
                ? 1
                : 0;
        return count;
    }

    int StopLots() {
        double lots = 0;
        for (const BrokerOrder& order : shown.orders)
            if (order.kind == BrokerKind::Stop && IsInTheMarket(order.status) && IsOurs(order))
                lots += order.lots - order.filled;
        return static_cast<int>(lots);
    }

private:
    void Forget() {
        for (size_t i = 0; i < shown.orders.size(); ++i) {
            const BrokerOrder& order = shown.orders[i];
            IsOurs(order);
            if (!IsFinished(order.status))
                continue;
            const auto ended = ended_at.emplace(order.id, now_ms).first;
            if (rates.forget_ms != 0 && now_ms - ended->second > rates.forget_ms) {
                shown.orders.erase(shown.orders.begin() + static_cast<std::ptrdiff_t>(i));
                return;
            }
        }
    }

    void Show(const Later& what) {
        if (what.is_fill)
            shown.fills.push_back(what.fill);
        else
            shown.position.lots = what.position;
    }

    void StepOrder(size_t index) {
        const uint64_t id = shown.orders[index].id;
        if (cancel_at.count(id) != 0 && now_ms >= cancel_at[id] && !IsFinished(shown.orders[index].status)) {
            shown.orders[index].status = BrokerStatus::Canceled;
            EndChildren(id);
        }
        if (IsFinished(shown.orders[index].status) || shown.orders[index].status == BrokerStatus::PendingChildClient)
            return;
        if (sent_at.count(id) == 0)
            sent_at[id] = After(rates.ack_ms);
        if (now_ms < sent_at[id])
            return;
        if (shown.orders[index].status == BrokerStatus::Sent) {
            const bool child = shown.orders[index].parent_id != 0;
            shown.orders[index].status = Chance(child ? rates.reject_child : rates.reject) ? BrokerStatus::Error : BrokerStatus::Open;
            working_at[id] = After(rates.fill_ms);
            if (shown.orders[index].status == BrokerStatus::Error)
                return EndChildren(id);
        }
        if (now_ms >= working_at[id] && WouldTrade(shown.orders[index]))
            Execute(index);
    }

    bool WouldTrade(const BrokerOrder& order) const {
        if (order.lots - order.filled < 1)
            return false;
        if (order.kind == BrokerKind::Market)
            return true;
        if (order.kind == BrokerKind::Limit)
            return order.buy ? price < order.price : price > order.price;
        return order.buy ? price >= order.price : price <= order.price;
    }

    void Execute(size_t index) {
        const uint32_t left = LotsOf(shown.orders[index].lots - shown.orders[index].filled);
        const uint32_t lots = left > 1 && Chance(rates.partial) ? 1 : left;
        BrokerOrder& order = shown.orders[index];
        const uint64_t id = order.id;
        order.average_price = price;
        order.filled += lots;
        if (order.filled >= order.lots)
            order.status = BrokerStatus::Filled;
        const int signed_lots = order.buy ? static_cast<int>(lots) : -static_cast<int>(lots);
        if (IsOurs(order)) {
            const int before = true_own;
            true_own += signed_lots;
            if (order.kind == BrokerKind::Market && BeginsWith(order.tag.chars, ExitTag) && std::abs(true_own) > std::abs(before))
                wrong_exits += lots;
        }
        true_position += signed_lots;
        Tell(order, lots);
        working_at[id] = After(rates.fill_ms) + 10;
        const uint64_t parent = order.parent_id;
        if (parent != 0)
            ShrinkSiblings(parent, id, lots);
        else if (BeginsWith(order.tag.chars, EntryTag))
            OpenChildren(id);
    }

    void Tell(const BrokerOrder& order, uint32_t lots) {
        BrokerFill fill;
        fill.order_id = order.id;
        fill.chart_time_us = now_ms * 1000;
        fill.buy = order.buy;
        fill.lots = lots;
        fill.price = price;
        fill.simulated = true;
        Enqueue({After(rates.list_lag_ms), 0, fill, true});
        Enqueue({After(rates.position_lag_ms), static_cast<double>(true_position), BrokerFill(), false});
    }

    void Enqueue(Later what) {
        // Neither the list nor the position goes back in time.
        for (const Later& before : later)
            if (before.is_fill == what.is_fill && before.at_ms > what.at_ms)
                what.at_ms = before.at_ms;
        auto place = later.end();
        while (place != later.begin() && (place - 1)->at_ms > what.at_ms)
            --place;
        later.insert(place, what);
    }

    void OpenChildren(uint64_t parent) {
        bool has_children = false;
        for (const BrokerOrder& order : shown.orders)
            has_children = has_children || order.parent_id == parent;
        const bool buy = shown.Of(parent).buy;
        if (!has_children) {
            shown.Child(parent, !buy, BrokerKind::Stop);
            shown.Child(parent, !buy, BrokerKind::Limit);
        }
        const BrokerOrder entry = shown.Of(parent);
        for (BrokerOrder& child : shown.orders) {
            if (child.parent_id != parent || IsFinished(child.status))
                continue;
            child.lots = entry.filled;
            if (rates.child_tags)
                child.tag = entry.tag;
            const double away = child.kind == BrokerKind::Stop ? -2 : 4;
            child.price = entry.average_price + (entry.buy ? away : -away);
            if (child.status == BrokerStatus::PendingChildClient)
                child.status = BrokerStatus::Sent;
        }
    }

    void EndChildren(uint64_t parent) {
        for (BrokerOrder& child : shown.orders)
            if (child.parent_id == parent && child.status == BrokerStatus::PendingChildClient)
                child.status = BrokerStatus::Canceled;
    }

    void ShrinkSiblings(uint64_t parent, uint64_t id, uint32_t lots) {
        if (rates.oco_leaves_sibling)
            return;
        for (BrokerOrder& sibling : shown.orders) {
            if (sibling.parent_id != parent || sibling.id == id || IsFinished(sibling.status))
                continue;
            sibling.lots -= lots;
            if (sibling.lots - sibling.filled < 1)
                sibling.status = BrokerStatus::Canceled;
        }
    }

    void ByHand() {
        ++hands;
        if (random() % 2 == 0 && !shown.orders.empty()) {
            BrokerOrder& order = shown.orders[random() % shown.orders.size()];
            if (!IsFinished(order.status) && order.kind != BrokerKind::Market)
                order.status = BrokerStatus::Canceled;
            return;
        }
        BrokerOrder& order = shown.Add(random() % 2 == 0, BrokerKind::Market, 1 + static_cast<uint32_t>(random() % 2), 0);
        (void)order;
    }
};

}  // namespace miaia::tests
