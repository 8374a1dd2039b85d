// The study's own watchdogs. They work with engine and bridge dead, touch only what is ours, and make every state that nobody asked for
// either safe or flat: an entry that nobody watches, a position without a stop, exits without a position, exits for more than there is.
#pragma once

#include "MiaIaFlatten.h"

namespace miaia {

class Guard {
public:
    /// Whether exits of ours still work without a position: no entry until they are gone.
    bool ExitsLeft() const { return exits_left_; }
    /// Contracts of the position that are not ours, as last seen.
    int32_t ExternalLots() const { return external_lots_; }

    /// Once a call, behind the watch's look. deserted: nobody has answered for three beats, or nobody may let an entry fill now.
    template <class Call>
    void Step(Call& call, OrderWatch& watch, Flattening& flatten, bool deserted) {
        if (IsRefused(Forbidden(call.chart)) || !watch.Ready())
            return;
        if (deserted)
            CancelEntries(call, watch);
        if (!watch.PositionKnown()) {
            // A missing reading is not flat, and proves no stop missing either.
            naked_since_ = rest_since_ = orphaned_since_ = surplus_since_ = silent_since_ = external_since_ = 0;
            return;
        }
        WatchRest(call, watch);
        WatchOrphans(call, watch);
        WatchExternal(call, watch);
        const OwnOrder* const exit = watch.table.WorkingMarketExit();
        // Only a flatten sends one, and sees to it. A study that has lost its memory finds one that may have been lost as well.
        const bool is_left_alone = exit != nullptr && !flatten.Active() && !exit->Stands() && watch.OwnLots() != 0;
        if (Since(is_left_alone, call.now, alone_since_, 2 * GraceNanos))
            flatten.Start(call, "an exit of ours has not arrived", "", false);
        if (flatten.Active() || exit != nullptr) {
            naked_since_ = surplus_since_ = silent_since_ = stop_placed_at_ = 0;
            return;
        }
        WatchStop(call, watch, flatten);
        WatchSurplus(call, watch);
        WatchSilent(call, watch);
    }

private:
    static constexpr int64_t GraceNanos = SecondNanos;
    static constexpr int64_t SurplusGraceNanos = SecondNanos / 2;
    static constexpr uint32_t DefaultStopTicks = 8;  // where the entry's command is forgotten

    template <class Call>
    void CancelEntries(Call& call, OrderWatch& watch) {
        for (OwnOrder& order : watch.table) {
            if (!order.used || !order.IsWorkingEntry())
                continue;
            if (order.cancel_asked_at == 0)
                call.log.Add("MIA IA: the working entry %s is cancelled: nobody may let it fill now.", order.command.chars);
            watch.Cancel(call, order);
        }
    }

    static bool Since(bool holds, int64_t now, int64_t& since, int64_t grace = GraceNanos) {
        if (!holds)
            since = 0;
        else if (since == 0)
            since = now;
        return holds && now - since >= grace;
    }

    static bool IsExit(const OwnOrder& order) { return order.used && !order.finished && order.role != OrderRole::Entry; }

    /// A part of an entry has filled and is closed again: what still works of it is not wanted, and keeps exits alive that have no
    /// position.
    template <class Call>
    void WatchRest(Call& call, OrderWatch& watch) {
        OwnOrder* rest = nullptr;
        for (OwnOrder& order : watch.table)
            if (order.used && order.IsWorkingEntry() && order.FilledLots() != 0)
                rest = &order;
        if (!Since(rest != nullptr && watch.own.Open() == 0, call.now, rest_since_))
            return;
        if (rest->cancel_asked_at == 0)
            call.log.Add("MIA IA: the rest of the entry %s is cancelled: what had filled is closed.", rest->command.chars);
        watch.Cancel(call, *rest);
    }

    /// Position 0 and an exit of ours still works: it would open a position when it fills.
    template <class Call>
    void WatchOrphans(Call& call, OrderWatch& watch) {
        bool found = false;
        for (const OwnOrder& order : watch.table)
            found = found || (IsExit(order) && !watch.table.HasWorkingParent(order));
        exits_left_ = found && watch.OwnLots() == 0;
        // A fill of ours may be ahead of Sierra's position.
        const bool settled = call.now - watch.own.ChangedAt() >= GraceNanos || watch.own.ChangedAt() == 0;
        if (!Since(exits_left_, call.now, orphaned_since_) || !settled)
            return;
        for (OwnOrder& order : watch.table) {
            if (!IsExit(order) || watch.table.HasWorkingParent(order))
                continue;
            if (order.cancel_asked_at == 0)
                call.log.Add("MIA IA: order %llu of ours works without a position of ours and is cancelled.",
                             static_cast<unsigned long long>(order.id));
            watch.Cancel(call, order);
        }
    }

    template <class Call>
    void WatchExternal(Call& call, OrderWatch& watch) {
        const int32_t external = watch.PositionLots() - watch.OwnLots();
        if (external == 0)
            told_external_ = 0;
        if (Since(external != 0, call.now, external_since_) && external != told_external_) {
            told_external_ = external;
            call.log.Add("MIA IA: EXTERNAL: %+d of %+d contracts are not ours; the study does not touch them.", external,
                         watch.PositionLots());
        }
        external_lots_ = external;
    }

    /// Our position has less in working stops than it has contracts: place one, and close it when that does not help within a second.
    template <class Call>
    void WatchStop(Call& call, OrderWatch& watch, Flattening& flatten) {
        const int32_t lots = watch.OwnLots();
        const uint32_t held = static_cast<uint32_t>(std::abs(lots));
        const uint32_t stops = watch.table.WorkingLots(OrderRole::Stop);
        if (stops >= held)
            stop_placed_at_ = 0;
        if (!Since(stops < held, call.now, naked_since_))
            return;
        const OwnOrder* const entry = watch.table.NewestFilledEntry();
        if (entry != nullptr && entry->seen.buy != (lots > 0)) {
            // A stop or target that filled too late has turned it: nobody wanted it, and no stop of its entry's fits.
            call.log.Add("MIA IA: our position of %+d is on the other side of its entry: it is closed.", lots);
        } else if (stop_placed_at_ == 0) {
            stop_placed_at_ = call.now;
            call.log.Add("MIA IA: our position of %+d has stops for %u: one is placed.", lots, stops);
            if (PlaceStop(call, watch, lots, held - stops))
                return;
        } else if (call.now - stop_placed_at_ < GraceNanos) {
            return;
        }
        stop_placed_at_ = 0;
        flatten.Start(call, "our position has no working stop", "", false);
    }

    template <class Call>
    bool PlaceStop(Call& call, OrderWatch& watch, int32_t position, uint32_t lots) {
        const OwnOrder* entry = watch.table.NewestFilledEntry();
        const uint32_t offset = entry != nullptr && entry->stop_offset_ticks != 0 ? entry->stop_offset_ticks : DefaultStopTicks;
        const double average =
            entry != nullptr && entry->seen.average_price > 0 ? entry->seen.average_price : watch.Position().average_price;
        const int32_t from = TicksOf(average, call.tick_size);
        const int32_t away = static_cast<int32_t>(offset);
        const int32_t trigger = position > 0 ? from - away : from + away;
        const int32_t last = TicksOf(static_cast<double>(call.chart.last_price), call.tick_size);
        // A stop on the wrong side of the market would be refused, or be a market order that nobody counts.
        if (from <= 0 || trigger <= 0 || last <= 0 || (position > 0 ? last <= trigger : last >= trigger))
            return false;
        const char* const command = entry != nullptr ? entry->command.chars : "study";
        BrokerOrder sent;
        sent.tag.AppendFormat("%s%s", StopTag, command);
        sent.status = BrokerStatus::Sent;
        sent.kind = BrokerKind::Stop;
        sent.buy = position < 0;
        sent.lots = lots;
        sent.price = trigger * call.tick_size;
        sent.simulated = call.chart.mode == TradingMode::Sim;
        sent.account = WholeAccount(call.chart.account);
        ExitOrder stop;
        stop.buy = sent.buy;
        stop.stop = true;
        stop.lots = lots;
        stop.stop_price = sent.price;
        stop.tag = sent.tag.chars;
        const PlacedOrder placed = call.trading.Exit(stop);
        if (placed.answer <= 0 && placed.id == 0) {
            call.log.Add("MIA IA: the stop was not placed: %s.", RefusalOf(placed.answer).text);
            return false;
        }
        sent.id = placed.id;
        OwnOrder* order = watch.AddPlaced(call, OrderRole::Stop, command, sent);
        if (order != nullptr)
            ReportChange(call, *order);
        return true;
    }

    /// Stops or targets for more than we hold, as after a second stop or a close by hand of a part.
    template <class Call>
    void WatchSurplus(Call& call, OrderWatch& watch) {
        const uint32_t held = static_cast<uint32_t>(std::abs(watch.OwnLots()));
        const bool surplus =
            held != 0 && (watch.table.WorkingLots(OrderRole::Stop) > held || watch.table.WorkingLots(OrderRole::Target) > held);
        const bool settled = call.now - watch.own.ChangedAt() >= SurplusGraceNanos;
        if (!Since(surplus, call.now, surplus_since_, SurplusGraceNanos) || !settled)
            return;
        Trim(call, watch, OrderRole::Stop, held);
        Trim(call, watch, OrderRole::Target, held);
    }

    /// One step a second: the newest that is not needed goes, or else the newest shrinks. What is left always covers the position.
    template <class Call>
    void Trim(Call& call, OrderWatch& watch, OrderRole role, uint32_t held) {
        const uint32_t lots = watch.table.WorkingLots(role);
        if (lots <= held || call.now < next_trim_at_[role == OrderRole::Stop ? 0 : 1])
            return;
        OwnOrder* newest = nullptr;
        OwnOrder* needless = nullptr;
        for (OwnOrder& order : watch.table) {
            if (!order.used || order.role != role || !order.Stands())
                continue;
            if (newest == nullptr || order.age > newest->age)
                newest = &order;
            // The larger one first: one that a modification left behind as it was would only be modified again, for ever.
            const bool is_better = needless == nullptr || order.LeftLots() > needless->LeftLots() ||
                (order.LeftLots() == needless->LeftLots() && order.age > needless->age);
            if (lots - order.LeftLots() >= held && is_better)
                needless = &order;
        }
        next_trim_at_[role == OrderRole::Stop ? 0 : 1] = call.now + GraceNanos;
        if (needless != nullptr) {
            call.log.Add("MIA IA: order %llu of ours is for more than we hold and is cancelled.",
                         static_cast<unsigned long long>(needless->id));
            watch.Cancel(call, *needless);
        } else if (newest != nullptr && newest->LeftLots() > lots - held) {
            Shrink(call, watch, *newest, newest->Lots() - (lots - held));
        }
    }

    /// What did not shrink within a second goes: a stop of the right size takes its place, and a target is not needed.
    template <class Call>
    static void Shrink(Call& call, OrderWatch& watch, OwnOrder& order, uint32_t size) {
        const bool refused = order.size_asked == size;
        order.size_asked = size;
        call.log.Add("MIA IA: order %llu of ours is for more than we hold and is %s.", static_cast<unsigned long long>(order.id),
                     refused ? "cancelled, because it did not shrink" : "reduced");
        if (refused)
            watch.Cancel(call, order);
        else
            call.trading.Resize(order.id, size);
    }

    /// A stop or target beside those that stand, of which Sierra shows no sign of life: it may stand all the same, its acknowledgement
    /// lost, and together they would turn the position. What is there covers it, so that nothing is lost with the other one.
    template <class Call>
    void WatchSilent(Call& call, OrderWatch& watch) {
        const uint32_t held = static_cast<uint32_t>(std::abs(watch.OwnLots()));
        const auto is_silent = [&](const OwnOrder& order) {
            const uint32_t beside = watch.table.WorkingLots(order.role);
            // A target protects nothing: one that would close more than there is is not needed either.
            const bool is_needless = beside >= held || (order.role == OrderRole::Target && beside + order.LeftLots() > held);
            return held != 0 && order.id != 0 && IsExit(order) && !order.IsMarketExit() && !order.Stands() &&
                !watch.table.HasWorkingParent(order) && is_needless;
        };
        bool found = false;
        for (const OwnOrder& order : watch.table)
            found = found || is_silent(order);
        if (!Since(found, call.now, silent_since_, 2 * GraceNanos))
            return;
        for (OwnOrder& order : watch.table) {
            if (!is_silent(order))
                continue;
            if (order.cancel_asked_at == 0)
                call.log.Add("MIA IA: order %llu of ours was never answered, is not needed, and is cancelled.",
                             static_cast<unsigned long long>(order.id));
            watch.Cancel(call, order);
        }
    }

    int64_t naked_since_ = 0;
    int64_t stop_placed_at_ = 0;
    int64_t orphaned_since_ = 0;
    int64_t surplus_since_ = 0;
    int64_t silent_since_ = 0;
    int64_t external_since_ = 0;
    int64_t rest_since_ = 0;
    int64_t alone_since_ = 0;
    int64_t next_trim_at_[2] = {};
    int32_t external_lots_ = 0;
    int32_t told_external_ = 0;
    bool exits_left_ = false;
};

}  // namespace miaia
