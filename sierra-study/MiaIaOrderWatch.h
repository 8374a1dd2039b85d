// What Sierra shows of orders, fills and position, looked at in every call within a bounded amount of work: each change is reported once.
#pragma once

#include "MiaIaOrderReports.h"
#include "MiaIaOwnPosition.h"
#include "MiaIaRecovery.h"

namespace miaia {

class OrderWatch {
public:
    OrderTable table;
    OwnPosition own;

    /// Once a call, where the study may look at all.
    template <class Call>
    void Look(Call& call) {
        ReadPosition(call);
        // First what tells the order of things: a close by hand before a stop of ours, which that one's own count would hide.
        const auto take = [&](const BrokerFill& fill, FillReport& report, bool is_new) { TakeFill(call, fill, report, is_new); };
        const bool knew = Ready();
        if (knew)
            fills_.Look(call, take);
        Poll(call);
        Scan(call, Ready() ? ScannedPerCall : ScannedPerFirstCalls);
        if (!Ready())
            Scan(call, ScannedPerFirstCalls);
        if (!Ready())
            return;
        if (!knew)
            fills_.Look(call, take);
        if (!position_known_)
            return;
        own.TakeOver(call, position_lots_);
        own.Settle(position_lots_, table.MayFill(), call.now);
    }

    /// Whether every order of Sierra's list has been looked at, twice, because a child may stand before its parent.
    bool Ready() const { return cycles_ >= 2 && recovered_; }

    /// The list was another one meanwhile: everything is looked at again before anything is done.
    void ReadAnew() { scan_at_ = cycles_ = 0; }

    bool PositionKnown() const { return position_known_; }
    int32_t PositionLots() const { return position_known_ ? position_lots_ : 0; }
    const BrokerPosition& Position() const { return position_; }
    uint64_t Reading() const { return reading_; }
    bool FillsKnown() const { return fills_.Known(); }
    const FillList& Fills() const { return fills_; }
    uint32_t ExternalWorking() const { return external_working_; }

    /// Ours within the position; 0 without a reading, which is not flat: whoever acts asks PositionKnown first.
    int32_t OwnLots() const { return position_known_ ? own.Within(position_lots_) : 0; }

    uint32_t WorkingOrders() const { return external_working_ + table.WorkingOrders(); }
    /// Whether Sierra's position may not show yet what orders of ours have done: no entry may build on it.
    bool Unsettled(int64_t now) const {
        for (const OwnOrder& order : table)
            if (order.used && order.finished && order.role == OrderRole::Entry && now - order.finished_at < SecondNanos)
                return true;
        return own.Open() != OwnLots();
    }

    /// Asks Sierra to cancel it, at most once a second.
    template <class Call>
    void Cancel(Call& call, OwnOrder& order) {
        if (order.finished || order.id == 0 || (order.cancel_asked_at != 0 && call.now - order.cancel_asked_at < SecondNanos))
            return;
        order.cancel_asked_at = call.now;
        order.cancel_first_at = order.cancel_first_at == 0 ? call.now : order.cancel_first_at;
        call.trading.Cancel(order.id);
        if (++order.cancels_asked % AlarmedCancels == 0)
            call.log.Add("MIA IA: STILL WORKING: order %llu of ours, asked %u times to be cancelled. Look at Sierra yourself.",
                         static_cast<unsigned long long>(order.id), order.cancels_asked);
    }

    /// Puts an order that was just placed into the table; nullptr when that is full.
    template <class Call>
    OwnOrder* AddPlaced(Call& call, OrderRole role, const char* command, const BrokerOrder& as_sent) {
        OwnOrder* order = table.Add(role, command, call.now);
        if (order == nullptr)
            return nullptr;
        order->seen = as_sent;
        order->id = as_sent.id;
        return order;
    }

    /// Which of our orders this one of Sierra's list is; takes it into the table when it is ours and new. nullptr = not ours.
    template <class Call>
    OwnOrder* Meet(Call& call, const BrokerOrder& seen) {
        if (OwnOrder* known = table.ById(seen.id))
            return known;
        const bool has_tag = BeginsWith(seen.tag.chars, OwnTag);
        OwnOrder* parent = table.ById(seen.parent_id);
        KeptOrder kept;
        // A child may bear no tag, and its parent be forgotten: only until all is known again is it asked what was kept.
        const bool is_kept = !Ready() && call.trading.Kept(seen.id, kept);
        if (!has_tag && parent == nullptr && !is_kept)
            return nullptr;
        // In the account of real money nothing simulated is ours, and nothing of another account anywhere.
        if ((call.chart.mode == TradingMode::Live && seen.simulated) || IsOfAnotherAccount(call.chart, seen.account))
            return nullptr;
        if (OwnOrder* sent = table.SentWithoutId(seen)) {
            sent->id = seen.id;
            return sent;
        }
        // One that the table has given up for others is counted already.
        if (table.WasGivenUp(seen.id))
            return nullptr;
        return Adopt(call, seen, parent, kept);
    }

private:
    static constexpr int ScannedPerCall = 16;
    static constexpr int ScannedPerFirstCalls = 512;
    static constexpr int64_t StillWatchedNanos = 10 * SecondNanos;  // after its end: a fill may come late
    static constexpr int64_t UnclearNanos = 3 * SecondNanos;
    static constexpr int64_t VanishedAfterNanos = 2 * SecondNanos;
    static constexpr uint32_t AlarmedCancels = 3;

    template <class Call>
    void ReadPosition(Call& call) {
        BrokerPosition position;
        position_known_ = call.trading.Position(position) == 1 && std::fabs(position.lots) < 1e6 &&
            !(call.chart.mode == TradingMode::Live && position.simulated);
        if (!position_known_)
            return;
        position_ = position;
        position_lots_ = SignedLotsOf(position.lots);
        ++reading_;
    }

    template <class Call>
    void Poll(Call& call) {
        for (OwnOrder& order : table) {
            if (!order.used || (order.finished && call.now - order.finished_at > StillWatchedNanos))
                continue;
            BrokerOrder seen;
            if (order.id != 0 && call.trading.OrderById(order.id, seen))
                Apply(call, order, seen);
            else if (!order.finished)
                Miss(call, order);
        }
    }

    template <class Call>
    void Apply(Call& call, OwnOrder& order, const BrokerOrder& seen) {
        if (!order.confirmed)
            call.trading.Keep({order.id, order.role, order.command});
        order.seen = seen;
        order.confirmed = true;
        order.stood_at = IsInTheMarket(seen.status) ? call.now : order.stood_at;
        order.missing_since = 0;
        order.vanished = false;
        const bool finished = IsFinished(seen.status);
        if (finished && !order.finished)
            order.finished_at = call.now;
        order.finished = finished;
        if (seen.status == BrokerStatus::Error && order.code.Empty()) {
            order.code.Assign("rejected");
            order.reason.Assign("Sierra or the broker rejected the order: see the Trade Service Log");
        }
        Count(call, order);
        ReportChange(call, order);
    }

    /// Sierra forgets what is finished, and may not know yet what was just sent.
    template <class Call>
    void Miss(Call& call, OwnOrder& order) {
        if (order.missing_since == 0)
            order.missing_since = call.now;
        // One whose executions are all listed has ended, and its children have no working parent any more.
        const bool filled = order.Lots() != 0 && order.LeftLots() == 0;
        const int64_t patience = filled ? 0 : order.confirmed ? VanishedAfterNanos : 5 * VanishedAfterNanos;
        if (call.now - order.missing_since < patience)
            return;
        order.finished = order.vanished = true;
        order.finished_at = call.now;
        order.code.Assign(filled ? "" : "vanished");
        order.reason.Assign(filled ? "" : "Sierra does not know this order any more");
        ReportChange(call, order);
    }

    template <class Call>
    void Count(Call& call, OwnOrder& order) {
        const uint32_t filled = order.FilledLots();
        if (filled <= order.counted_lots)
            return;
        const int32_t grown = static_cast<int32_t>(filled - order.counted_lots);
        order.counted_lots = filled;
        own.Filled(order.seen.buy ? grown : -grown, call.now);
    }

    template <class Call>
    void Scan(Call& call, int budget) {
        for (; budget > 0; --budget) {
            BrokerOrder seen;
            if (!call.trading.OrderAt(scan_at_, seen)) {
                EndCycle(call);
                return;
            }
            ++scan_at_;
            OwnOrder* const order = Meet(call, seen);
            if (order == nullptr)
                external_counted_ += IsFinished(seen.status) ? 0 : 1;
            else if (order->finished && !IsFinished(seen.status))
                Apply(call, *order, seen);  // it was thought to be gone, and came back when nobody asked for it any more
        }
    }

    template <class Call>
    void EndCycle(Call& call) {
        scan_at_ = 0;
        external_working_ = external_counted_;
        external_counted_ = 0;
        if (cycles_ < 2)
            ++cycles_;
        if (cycles_ == 2 && !recovered_ && position_known_)
            Recover(call);
    }

    /// The study begins, or has lost its memory: what Sierra's orders say is all there is. Where they and the position differ, one of them
    /// may lag behind the other, so that it is decided a little later.
    template <class Call>
    void Recover(Call& call) {
        const int32_t sum = FilledLately().Sum(call, table);
        const bool fits = FitsInto(position_lots_, sum);
        if (unclear_since_ == 0)
            unclear_since_ = call.now;
        if (!fits && call.now - unclear_since_ < UnclearNanos)
            return;
        own.Recover(sum, fits && sum != 0 ? sum : OpenByBracket(table, position_lots_), position_lots_);
        recovered_ = true;
        for (OwnOrder& order : table)
            if (order.used)
                ReportChange(call, order);
    }

    template <class Call>
    OwnOrder* Adopt(Call& call, const BrokerOrder& seen, OwnOrder* parent, const KeptOrder& kept) {
        const OrderRole role = kept.id != 0 ? kept.role : RoleOf(seen, parent != nullptr);
        const char* const colon = std::strchr(seen.tag.chars, ':');
        const char* const tagged = colon != nullptr ? colon + 1 : "";
        const char* const command = kept.id != 0 ? kept.command.chars : parent != nullptr ? parent->command.chars : tagged;
        OwnOrder* order = AddPlaced(call, role, command, seen);
        if (order == nullptr)
            return nullptr;
        if (parent != nullptr && role == OrderRole::Stop && parent->stop_id == 0)
            parent->stop_id = seen.id;
        if (parent != nullptr && role == OrderRole::Target && parent->target_id == 0)
            parent->target_id = seen.id;
        // What filled before the study knew the order is counted when it recovers, once and for all.
        if (!Ready())
            order->counted_lots = order->FilledLots();
        order->finished = IsFinished(seen.status);
        order->finished_at = call.now;
        order->confirmed = true;
        call.trading.Keep({seen.id, role, order->command});
        Count(call, *order);
        return order;
    }

    template <class Call>
    void TakeFill(Call& call, const BrokerFill& fill, FillReport& report, bool is_new) {
        OwnOrder* order = table.ById(fill.order_id);
        BrokerOrder seen;
        if (order == nullptr && call.trading.OrderById(fill.order_id, seen))
            order = Meet(call, seen);
        KeptOrder kept;
        const bool is_kept = order == nullptr && call.trading.Kept(fill.order_id, kept);
        const int32_t lots = fill.buy ? SignedLotsOf(fill.lots) : -SignedLotsOf(fill.lots);
        report.role = order != nullptr ? order->role : is_kept ? kept.role : OrderRole::External;
        report.command_id = order != nullptr ? order->command : kept.command;
        if (order != nullptr) {
            order->listed_lots += report.lots;
            Count(call, *order);
        } else if (is_kept && is_new) {
            own.Filled(lots, call.now);
        } else if (is_new && position_known_ && !IsOfAnotherAccount(call.chart, fill.account)) {
            own.ClosedByOthers(lots, position_lots_);
        }
        if (is_new)
            call.out.Send(StudyBody::FillReport, report);
    }

    FillList fills_;
    BrokerPosition position_;
    bool position_known_ = false;
    bool recovered_ = false;
    int32_t position_lots_ = 0;
    uint64_t reading_ = 0;
    int64_t unclear_since_ = 0;
    int scan_at_ = 0;
    int cycles_ = 0;
    uint32_t external_counted_ = 0;
    uint32_t external_working_ = 0;
};

}  // namespace miaia
