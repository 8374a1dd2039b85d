// Closes what is ours, or the whole symbol: cancel, wait until nothing works any more, close at the market, and again until flat. It
// never has two exits outstanding and never closes more than there is, so it turns no position.
#pragma once

#include "MiaIaOrderRules.h"
#include "MiaIaOrderWatch.h"

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
        flat_since_ = next_exit_at_ = next_alarm_at_ = next_cancel_all_at_ = 0;
        call.log.Add("MIA IA: flattening %s: %s.", whole_ ? "the whole symbol" : "what is ours", reason);
    }

    /// Once a call, behind the watch's look.
    template <class Call>
    void Step(Call& call, OrderWatch& watch) {
        if (!active_ || !watch.Ready() || IsRefused(Forbidden(call.chart)))
            return;
        const bool waits = CancelAll(call, watch);
        if (!watch.PositionKnown() || watch.table.WorkingMarketExit() != nullptr)
            return Alarm(call, "waiting for an exit or for a reading of the position");
        const int32_t lots = whole_ ? watch.PositionLots() : watch.OwnLots();
        if (lots == 0 && !waits)
            return SeeFlat(call, watch);
        flat_since_ = 0;
        if (waits)
            return Alarm(call, "waiting until Sierra has cancelled our orders");
        // Where the position is not all ours, what it shows may lag behind our own fills.
        const int64_t quiet = whole_ ? 2 * SecondNanos : SecondNanos / 4;
        if (lots == 0 || call.now < next_exit_at_ || (watch.own.ChangedAt() != 0 && call.now - watch.own.ChangedAt() < quiet))
            return;
        Exit(call, watch, lots);
    }

private:
    static constexpr int64_t AlarmEveryNanos = 5 * SecondNanos;

    /// True while an order in the scope may still fill.
    template <class Call>
    bool CancelAll(Call& call, OrderWatch& watch) {
        bool waits = CancelThese(call, watch, [](const OwnOrder& order) { return order.role != OrderRole::Stop; });
        // A stop goes last: what refuses to go, or takes long, leaves the position protected.
        if (!waits)
            waits = CancelThese(call, watch, [](const OwnOrder& order) { return order.role == OrderRole::Stop; });
        if (whole_ && watch.ExternalWorking() != 0) {
            waits = true;
            if (call.now >= next_cancel_all_at_) {
                next_cancel_all_at_ = call.now + SecondNanos;
                call.trading.CancelWholeSymbol();
            }
        }
        return waits;
    }

    template <class Call, class Which>
    bool CancelThese(Call& call, OrderWatch& watch, Which which) {
        bool waits = false;
        for (OwnOrder& order : watch.table) {
            if (!order.used || order.finished || order.IsMarketExit() || !which(order))
                continue;
            watch.Cancel(call, order);
            waits = true;
        }
        return waits;
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
        ExitOrder exit;
        exit.buy = sent.buy;
        exit.lots = static_cast<uint32_t>(std::abs(lots));
        exit.tag = sent.tag.chars;
        const PlacedOrder placed = call.trading.Exit(exit);
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
    CommandId command_;
    FixedText<96> reason_;
    int64_t flat_since_ = 0;
    uint64_t flat_reading_ = 0;
    int64_t next_exit_at_ = 0;
    int64_t next_alarm_at_ = 0;
    int64_t next_cancel_all_at_ = 0;
};

}  // namespace miaia
