// Closes what is ours, or the whole symbol: cancel, close at the market what is left, and again until flat. The stop goes last, and only
// when the exit can go at once. It waits for what may still fill, for a bounded time (MiaIaStubborn.h), and sends no exit for more than
// there is.
#pragma once

#include "MiaIaStubborn.h"

namespace miaia {

class Flattening {
public:
    bool Active() const { return active_; }
    const char* Reason() const { return reason_.chars; }

    /// Begins, or goes on with a wider scope. command_id is that of the engine's Flatten and empty for the study's own.
    template <class Call>
    void Start(Call& call, const char* reason, const char* command_id, bool whole_symbol) {
        if (command_id[0] != 0 && !command_.Equals(command_id)) {
            command_.Assign(command_id);
            SendReport(call, OrderStatus::Working, "");
        }
        whole_ = whole_ || whole_symbol;
        if (active_)
            return;
        active_ = true;
        reason_.Assign(reason);
        flat_since_ = next_exit_at_ = next_alarm_at_ = next_cancel_all_at_ = others_asked_at_ = 0;
        stubborn_.Begin(call.now);
        call.log.Add("MIA IA: flattening %s: %s.", whole_ ? "the whole symbol" : "what is ours", reason);
    }

    /// Once a call, behind the watch's look.
    template <class Call>
    void Step(Call& call, OrderWatch& watch) {
        if (!active_ || !watch.Ready() || IsRefused(Forbidden(call.chart)))
            return;
        stubborn_.Look(call);
        const int32_t lots = whole_ ? watch.PositionLots() : watch.OwnLots();
        const bool exit_waits = WaitsForExit(call, watch);
        const bool waits = CancelAll(call, watch, lots, exit_waits);
        if (lots == 0 && watch.PositionKnown() && watch.table.WorkingOrders() == 0 && (!whole_ || watch.ExternalWorking() == 0))
            return SeeFlat(call, watch);
        flat_since_ = 0;
        if (exit_waits || !watch.PositionKnown())
            return Alarm(call, "waiting for an exit or for a reading of the position");
        const OrderRefusal obstacle = Obstacle(call.chart);
        if (waits || lots == 0 || IsRefused(obstacle))
            return Alarm(call, IsRefused(obstacle) ? obstacle.text : "waiting until Sierra has cancelled our orders");
        if (MayExit(call, watch))
            Exit(call, watch, lots);
    }

private:
    static constexpr int64_t AlarmEveryNanos = 5 * SecondNanos;
    static constexpr int LargestLookedAt = 1024;

    /// True while an exit at the market is waited for. One of which nothing is seen is asked to go, and given up a while later.
    template <class Call>
    bool WaitsForExit(Call& call, OrderWatch& watch) {
        bool waits = false;
        has_lost_exit_ = false;
        for (OwnOrder& order : watch.table) {
            if (!order.used || order.finished || !order.IsMarketExit())
                continue;
            if (!order.Stands() && stubborn_.IsSilent(order, call.now))
                watch.Cancel(call, order);
            if (!order.Stands() && stubborn_.IsGivenUp(order, call.now, true))
                has_lost_exit_ = true;
            else
                waits = true;
        }
        return waits;
    }

    /// Whether an exit would leave in this call. Where the position is not all ours, what it shows may lag behind our own fills.
    template <class Call>
    bool MayExit(const Call& call, const OrderWatch& watch) const {
        return watch.PositionKnown() && call.now >= next_exit_at_ && !IsRefused(Obstacle(call.chart)) &&
            HasBeenQuiet(call, watch, whole_ ? 2 * SecondNanos : SecondNanos / 4);
    }

    template <class Call>
    static bool HasBeenQuiet(const Call& call, const OrderWatch& watch, int64_t nanos) {
        return watch.own.ChangedAt() == 0 || call.now - watch.own.ChangedAt() >= nanos;
    }

    /// True while an order in the scope is waited for.
    template <class Call>
    bool CancelAll(Call& call, OrderWatch& watch, int32_t lots, bool exit_is_under_way) {
        const bool is_protected = lots != 0 && watch.table.WorkingLots(OrderRole::Stop) >= static_cast<uint32_t>(std::abs(lots));
        bool waits = false;
        bool waits_for_good = false;
        for (OwnOrder& order : watch.table) {
            if (!IsToGo(order) || order.role == OrderRole::Stop)
                continue;
            watch.Cancel(call, order);
            if (stubborn_.IsGivenUp(order, call.now, is_protected))
                continue;
            waits = true;
            waits_for_good = waits_for_good || stubborn_.ResistsForGood(order, call.now);
            if (stubborn_.Resists(order, call.now))
                StubbornOrders::MoveToMarket(call, order, lots);
        }
        // A stop goes last: what refuses to go, or takes long, leaves the position protected. Without a position there is nothing to
        // protect, unless it is one that Sierra does not show yet.
        const bool is_needless = lots == 0 && watch.PositionKnown() && (watch.own.Open() == 0 || HasBeenQuiet(call, watch, SecondNanos));
        const bool has_its_exit = exit_is_under_way || (!waits && MayExit(call, watch));
        const bool may_cancel = lots != 0 ? has_its_exit : is_needless && !waits;
        const bool others_wait = whole_ && CancelOthers(call, watch, may_cancel);
        return CancelStops(call, watch, lots, may_cancel, waits_for_good) || others_wait || waits;
    }

    template <class Call>
    bool CancelStops(Call& call, OrderWatch& watch, int32_t lots, bool may_cancel, bool closes) {
        bool waits = false;
        for (OwnOrder& order : watch.table) {
            if (!IsToGo(order) || order.role != OrderRole::Stop)
                continue;
            if (may_cancel)
                watch.Cancel(call, order);
            // One that nobody ever saw in the market protects nothing.
            if (stubborn_.IsGivenUp(order, call.now, order.stood_at != 0))
                continue;
            waits = true;
            if (closes || stubborn_.Resists(order, call.now))
                StubbornOrders::MoveToMarket(call, order, lots);
        }
        return waits;
    }

    static bool IsToGo(const OwnOrder& order) { return order.used && !order.finished && !order.IsMarketExit(); }

    /// Orders that are not ours, stops among them: together with our stops.
    template <class Call>
    bool CancelOthers(Call& call, OrderWatch& watch, bool may_cancel) {
        if (watch.ExternalWorking() == 0)
            return false;
        if (may_cancel && call.now >= next_cancel_all_at_) {
            next_cancel_all_at_ = call.now + SecondNanos;
            others_asked_at_ = others_asked_at_ == 0 ? call.now : others_asked_at_;
            call.trading.CancelWholeSymbol();
        }
        return !stubborn_.IsForGood(others_asked_at_, call.now);
    }

    template <class Call>
    void Exit(Call& call, OrderWatch& watch, int32_t lots) {
        next_exit_at_ = call.now + SecondNanos;
        const OwnOrder* entry = watch.table.NewestFilledEntry();
        const char* const command = !command_.Empty() ? command_.chars : entry != nullptr ? entry->command.chars : "study";
        BrokerOrder sent;
        sent.tag.AppendFormat("%s%s", ExitTag, command);
        sent.status = BrokerStatus::Sent;
        sent.buy = lots < 0;
        sent.lots = std::abs(lots);
        sent.simulated = call.chart.mode == TradingMode::Sim;
        sent.account = WholeAccount(call.chart.account);
        ExitOrder exit;
        exit.buy = sent.buy;
        exit.lots = static_cast<uint32_t>(std::abs(lots));
        exit.tag = sent.tag.chars;
        PlacedOrder placed = call.trading.Exit(exit);
        // Sierra counts the exit that never arrived, and flattens without counting: only what is all ours, or all meant.
        const bool is_refused = placed.answer <= 0 && placed.id == 0;
        if (is_refused && has_lost_exit_ && lots == watch.PositionLots())
            placed = FlattenPosition(call);
        if (placed.answer > 0 || placed.id != 0) {
            sent.id = placed.id;
            OwnOrder* order = watch.AddPlaced(call, OrderRole::Exit, command, sent);
            if (order != nullptr)
                ReportChange(call, *order);
            return;
        }
        const OrderRefusal refusal = RefusalOf(placed.answer);
        Alarm(call, refusal.text);
    }

    /// Sierra gives no number for what it sends then: it is the order that was not there before.
    template <class Call>
    static PlacedOrder FlattenPosition(Call& call) {
        const uint64_t before = NewestId(call);
        PlacedOrder placed;
        if (!call.trading.FlattenPosition())
            return placed;
        call.log.Add("MIA IA: an exit of ours never arrived, and Sierra takes no other one beside it: the position is flattened.");
        const uint64_t after = NewestId(call);
        placed.id = after > before ? after : 0;
        placed.answer = 1;
        return placed;
    }

    template <class Call>
    static uint64_t NewestId(Call& call) {
        uint64_t newest = 0;
        BrokerOrder seen;
        for (int i = 0; i < LargestLookedAt && call.trading.OrderAt(i, seen); ++i)
            newest = seen.id > newest ? seen.id : newest;
        return newest;
    }

    /// Flat is what two readings a quarter of a second apart say.
    template <class Call>
    void SeeFlat(Call& call, OrderWatch& watch) {
        if (flat_since_ == 0) {
            flat_since_ = call.now;
            flat_reading_ = watch.Reading();
        }
        if (call.now - flat_since_ < SecondNanos / 4 || watch.Reading() <= flat_reading_)
            return;
        active_ = whole_ = false;
        call.log.Add("MIA IA: flat: %s.", reason_.chars);
        if (!command_.Empty())
            SendReport(call, OrderStatus::Filled, "");
        command_.Clear();
    }

    template <class Call>
    void SendReport(Call& call, OrderStatus status, const char* code) {
        OrderReport report;
        report.command_id = command_;
        report.status = status;
        report.role = OrderRole::Exit;
        report.code.Assign(code);
        report.observed_unix_us = call.market_us;
        report.simulated = call.chart.mode == TradingMode::Sim;
        call.out.Send(StudyBody::OrderReport, report);
    }

    template <class Call>
    void Alarm(Call& call, const char* why) {
        if (next_alarm_at_ == 0)
            next_alarm_at_ = call.now + SecondNanos;
        if (call.now < next_alarm_at_)
            return;
        next_alarm_at_ = call.now + AlarmEveryNanos;
        call.log.Add("MIA IA: NOT FLAT YET (%s): %s. It is tried again each second.", reason_.chars, why);
    }

    bool active_ = false;
    bool whole_ = false;
    bool has_lost_exit_ = false;
    StubbornOrders stubborn_;
    CommandId command_;
    FixedText<96> reason_;
    int64_t flat_since_ = 0;
    uint64_t flat_reading_ = 0;
    int64_t next_exit_at_ = 0;
    int64_t next_alarm_at_ = 0;
    int64_t next_cancel_all_at_ = 0;
    int64_t others_asked_at_ = 0;
};

}  // namespace miaia
