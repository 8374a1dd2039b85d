// The study's order side: takes the engine's commands, checks each limit again, has them executed, and watches what becomes of them.
// It is plain memory without virtual functions, as everything that may outlive a reload of the study's library.
#pragma once

#include <new>

#include "MiaIaCommandMemory.h"
#include "MiaIaEntry.h"
#include "MiaIaHalt.h"
#include "MiaIaOrderLink.h"
#include "MiaIaOrderPlace.h"
#include "MiaIaOrderSnapshots.h"

namespace miaia {

class Orders {
public:
    const OrderWatch& Watch() const { return watch_; }
    const Flattening& Flatten() const { return flatten_; }
    const Guard& Guards() const { return guard_; }
    const char* LastRefusal() const { return last_refusal_.chars; }
    const TradingView& View() const { return view_; }
    bool Killed() const { return killed_; }
    bool Halted() const { return halt_.Halted(); }
    const OrderPlace& Place() const { return place_; }
    /// Where orders or a position of ours were left when the chart went to another symbol or account; nullptr when nowhere.
    const char* LeftIn() const { return place_.IsElsewhere() ? place_.Symbol() : nullptr; }

    /// First in a call: what Sierra shows now.
    template <class Call>
    void Look(Call& call, const OrderLinkState& link) {
        clock_.Look(call.unix_ns, call.now);
        LookAtLink(call, link);
        LookAtButton(call);
        if (!IsRefused(Forbidden(call.chart)))
            LookAtPlace(call);
        // One that reads touches nothing, and knows what there is when the other one leaves.
        if (MayTouch(call) || (link.reader && MayLook(call)))
            watch_.Look(call);
    }

    /// Also between two commands of one call: a Welcome among them makes the study responsible for what follows.
    template <class Call>
    void LookAtLink(Call& call, const OrderLinkState& link) {
        if (link.publisher && (!link_.publisher || link.epoch != link_.epoch)) {
            responsible_ = snapshot_due_ = true;
            switch_due_ = killed_;
        }
        if (link.reader && responsible_) {
            responsible_ = false;
            flatten_ = Flattening();
        }
        // What the engine said was for the chart as it was then.
        if (link.epoch != link_.epoch)
            view_ = TradingView();
        link_ = link;
        if (link.publisher && !link.stale && !link.engine_away)
            engine_alive_at_ = call.now;
        if (call.chart.server_state == ServerConnected || server_alive_at_ == 0)
            server_alive_at_ = call.now;
    }

    /// Last in a call, behind the commands that it brought.
    template <class Call>
    void Act(Call& call) {
        if (MayTouch(call)) {
            if (killed_ && watch_.Ready() && HasSomethingToFlatten(call))
                flatten_.Start(call, "the study's kill button", "", call.chart.kill_whole_symbol);
            flatten_.Step(call, watch_);
            guard_.Step(call, watch_, flatten_, Deserted(call) || halt_.Halted() || killed_);
        }
        if (switch_due_ && SendSwitch(call))
            switch_due_ = false;
        const bool ready = (watch_.Ready() && !place_.IsElsewhere()) || IsRefused(Forbidden(call.chart));
        if (snapshot_due_ && ready && snapshots_.Send(call, watch_, asked_about_.chars, killed_)) {
            snapshot_due_ = false;
            asked_about_.Clear();
        }
        if (MayTouch(call))
            position_.Step(call, watch_, killed_);
    }

    /// The study leaves the chart: an entry that nobody would watch is not left behind. Stops and targets stay.
    template <class Call>
    void Leave(Call& call) {
        if (!MayTouch(call))
            return;
        for (OwnOrder& order : watch_.table)
            if (order.used && order.IsWorkingEntry() && order.id != 0)
                call.trading.Cancel(order.id);
    }

    /// sent_unix_ns: when the newest beat or frame that the engine had read left the study, as the envelope echoes it.
    template <class Call>
    void Take(Call& call, const OrderCommand& command, int64_t sent_unix_ns) {
        const CommandId id(command.command_id.chars);
        OwnOrder* known = watch_.table.EntryOf(id.chars);
        if (known != nullptr && id == command.command_id) {
            OrderReport report = ReportOf(call, *known);
            report.status = OrderStatus::Exists;
            call.out.Send(StudyBody::OrderReport, report);
            return;
        }
        EntryFacts facts = Facts(call, sent_unix_ns);
        facts.command_seen = memory_.KnowsId(command.command_id.chars);
        facts.nonce_seen = memory_.KnowsNonce(command.nonce);
        facts.commands_a_minute = memory_.CountWithinMinute(call.now);
        memory_.Add(command.command_id.chars, command.nonce);
        OrderRefusal refusal = CheckEntry(command, call.chart, facts, call.tick_size);
        if (!IsRefused(refusal))
            refusal = PlaceEntry(call, watch_, command);
        if (IsRefused(refusal))
            Refuse(call, command, refusal);
    }

    template <class Call>
    void Take(Call& call, const CancelCommand& command) {
        const OrderRefusal forbidden = Untouchable(call);
        OwnOrder* entry = watch_.table.EntryOf(command.command_id.chars);
        if (IsRefused(forbidden) || entry == nullptr) {
            SendRefusal(call, OrderReport(), command.command_id.chars,
                        IsRefused(forbidden) ? forbidden : OrderRefusal{"unknown_command", "no entry of this command is known"},
                        OrderRole::Entry);
            return;
        }
        // An entry of which something has filled is a position: the bracket and the rest belong to it.
        if (!entry->finished && entry->FilledLots() == 0)
            watch_.Cancel(call, *entry);
        else
            call.out.Send(StudyBody::OrderReport, ReportOf(call, *entry));
    }

    template <class Call>
    void Take(Call&, const OrderQuery& query) {
        snapshot_due_ = true;
        asked_about_.Assign(query.command_id.chars);
    }

    /// One that only reads has nothing to close: it is told again when it gets the lease and something is still open.
    template <class Call>
    void Take(Call& call, const miaia::Flatten& command) {
        if (!responsible_)
            return;
        const OrderRefusal forbidden = Untouchable(call);
        if (IsRefused(forbidden)) {
            SendRefusal(call, OrderReport(), command.command_id.chars, forbidden, OrderRole::Exit);
            return;
        }
        watch_.own.Claim(command.own_lots);
        // What the engine closes by itself, as before the session's end, is ours; a person may mean the whole symbol.
        const bool by_person = !command.by.Empty() && !command.by.Equals("engine");
        flatten_.Start(call, command.reason.chars, command.command_id.chars, by_person && call.chart.kill_whole_symbol);
    }

    /// said_unix_ns: when the engine said it, on its own clock.
    template <class Call>
    void TakeHalt(const Call& call, int64_t said_unix_ns) {
        halt_.Halt(call.now, said_unix_ns);
    }

    void TakeResume() { halt_.Resume(); }

    template <class Call>
    void Take(const Call& call, const TradingView& view, int64_t said_unix_ns) {
        if (halt_.See(view.state == static_cast<uint32_t>(TradingState::Halted), call.now, said_unix_ns))
            view_ = view;
    }

private:
    static constexpr int64_t DesertedAfterNanos = 3 * SecondNanos;
    static constexpr OrderRefusal OrdersElsewhere = {"not_ready", "orders of ours are in another symbol or account"};

    /// Only the study that the engine trades with acts: with two of them, both would close the same position.
    template <class Call>
    bool MayTouch(const Call& call) const {
        return responsible_ && MayLook(call);
    }

    template <class Call>
    bool MayLook(const Call& call) const {
        return !place_.IsElsewhere() && !IsRefused(Forbidden(call.chart));
    }

    template <class Call>
    OrderRefusal Untouchable(const Call& call) const {
        const OrderRefusal forbidden = Forbidden(call.chart);
        return !IsRefused(forbidden) && place_.IsElsewhere() ? OrdersElsewhere : forbidden;
    }

    /// What Sierra shows of another symbol or account says nothing about ours: a position of 0 there leaves no exit of ours without one.
    template <class Call>
    void LookAtPlace(Call& call) {
        const bool is_open = watch_.table.WorkingOrders() != 0 || watch_.own.Open() != 0;
        switch (place_.Look(call.chart, is_open)) {
            case OrderPlace::Now::AsBefore: return;
            case OrderPlace::Now::Left:
                call.log.Add(
                    "MIA IA: orders or a position of ours are left in %s, account %s: nothing is touched until the chart shows it again.",
                    place_.Symbol(), place_.Account());
                return;
            case OrderPlace::Now::Entered:
                // In its place: it is large for a stack.
                new (&watch_) OrderWatch();
                flatten_ = Flattening();
                break;
            case OrderPlace::Now::Back: watch_.ReadAnew(); break;
        }
        guard_ = Guard();
    }

    template <class Call>
    void LookAtButton(Call& call) {
        if (call.chart.kill && !killed_) {
            switch_due_ = true;
            call.log.Add("MIA IA: KILL: the study's button is pressed; no new order until a person resets it.");
        }
        if (!call.chart.kill && killed_)
            call.log.Add("MIA IA: the study's kill button was reset; the engine is resumed where it was halted.");
        killed_ = call.chart.kill;
    }

    template <class Call>
    bool SendSwitch(Call& call) {
        StudySwitch pressed;
        pressed.flatten = true;
        pressed.reason.Assign("the study's kill button");
        return call.out.Send(StudyBody::StudySwitch, pressed);
    }

    template <class Call>
    bool HasSomethingToFlatten(const Call& call) const {
        const bool whole = call.chart.kill_whole_symbol && (watch_.PositionLots() != 0 || watch_.ExternalWorking() != 0);
        return !flatten_.Active() && (whole || watch_.OwnLots() != 0 || watch_.table.WorkingOrders() != 0);
    }

    /// Nobody has answered for three beats, or Sierra has lost its server for as long.
    template <class Call>
    bool Deserted(const Call& call) const {
        return link_.stale || call.now - engine_alive_at_ > DesertedAfterNanos || call.now - server_alive_at_ > DesertedAfterNanos;
    }

    template <class Call>
    EntryFacts Facts(const Call& call, int64_t sent_unix_ns) const {
        EntryFacts facts;
        facts.age_ns = sent_unix_ns > 0 && sent_unix_ns <= call.unix_ns ? call.unix_ns - sent_unix_ns : -1;
        facts.clock_stepped = clock_.SteppedLately(call.now);
        facts.ready = watch_.Ready() && !place_.IsElsewhere();
        facts.position_known = watch_.PositionKnown();
        facts.position_lots = watch_.PositionLots();
        facts.position_unsettled = watch_.Unsettled(call.now);
        facts.entry_working = watch_.table.WorkingEntry() != nullptr;
        facts.exits_left = guard_.ExitsLeft() || watch_.table.WorkingMarketExit() != nullptr;
        facts.killed = killed_;
        facts.halted = halt_.Halted();
        facts.flattening = flatten_.Active();
        facts.stale = link_.stale || link_.engine_away;
        facts.publisher = link_.publisher && responsible_;
        return facts;
    }

    template <class Call>
    void Refuse(Call& call, const OrderCommand& command, const OrderRefusal& refusal) {
        OrderReport report;
        report.direction =
            command.direction == 1 || command.direction == 2 ? static_cast<Direction>(command.direction) : Direction::Unspecified;
        report.quantity_lots = command.quantity_lots;
        SendRefusal(call, report, command.command_id.chars, refusal, OrderRole::Entry);
    }

    template <class Call>
    void SendRefusal(Call& call, OrderReport report, const char* command_id, const OrderRefusal& refusal, OrderRole role) {
        report.command_id.Assign(command_id);
        report.status = OrderStatus::Refused;
        report.role = role;
        report.code.Assign(refusal.code);
        report.reason.Assign(refusal.text);
        report.observed_unix_us = call.market_us;
        call.out.Send(StudyBody::OrderReport, report);
        last_refusal_.Assign(refusal.code);
        call.log.Add("MIA IA: command %s refused (%s): %s.", command_id, refusal.code, refusal.text);
    }

    OrderPlace place_;
    OrderWatch watch_;
    Flattening flatten_;
    Guard guard_;
    CommandMemory memory_;
    ClockWatch clock_;
    PositionReporter position_;
    SnapshotReporter snapshots_;
    OrderLinkState link_;
    TradingView view_;
    CommandId asked_about_;
    FixedText<40> last_refusal_;
    HaltState halt_;
    bool responsible_ = false, killed_ = false, switch_due_ = false, snapshot_due_ = false;
    int64_t engine_alive_at_ = 0, server_alive_at_ = 0;
};

}  // namespace miaia
