// Sierra's alerts: one for each tier of signal, for a halt, a silent bridge, a market whose time goes back, a position without its stop and
// an alert of the engine. Each is said once, and one that had to wait only while it is still so.
#pragma once

#include <cstring>

#include "MiaIaClock.h"
#include "MiaIaWordsOfAlerts.h"
#include "MiaIaOrders.h"
#include "MiaIaSignals.h"
#include "MiaIaWords.h"

namespace miaia {

class AlertPlan {
public:
    static constexpr uint32_t Capacity = 8;

    /// A signal that was just born or raised. What the engine tells again, or tells late, is no news.
    void Take(const Signal& signal, const ChartFacts& chart, int64_t market_unix_us) {
        const bool happened =
            signal.event == static_cast<uint32_t>(SignalEvent::Born) || signal.event == static_cast<uint32_t>(SignalEvent::Raised);
        // Any event of a later moment: it has ended, is weaker, or has another one behind it.
        if (!happened && signal.id == told_id_)
            ForgetSignals();
        const bool told = signal.id == told_id_ && signal.tier <= told_tier_;
        const bool is_late = market_unix_us != 0 && TimeBetween(signal.observed_unix_us, market_unix_us) > LateUs;
        if (!happened || told || is_late || signal.tier < 2 || signal.tier > 5)
            return;
        told_id_ = signal.id;
        told_tier_ = signal.tier;
        FixedText<32> from("MIA IA");
        if (!signal.label.Empty())
            from.AppendFormat(" %s", signal.label.chars);
        FixedText<160> text;
        text.AppendFormat(miaia::Say(chart.View().language, Word::AlertSignal), from.chars, TierName(signal.tier),
                          signal.direction == static_cast<uint32_t>(Direction::Short) ? "SHORT" : "LONG", Signed(signal.score).chars,
                          signal.reference_price_ticks * static_cast<double>(chart.tick_size));
        Say(static_cast<AlertKind>(signal.tier - 2), text.chars, chart.View());
    }

    /// What waits to be said of signals is no news any more, as where the chart shows another market.
    void ForgetSignals() {
        for (uint8_t tier = 0; tier <= static_cast<uint8_t>(AlertKind::Premium); ++tier)
            Withdraw(static_cast<AlertKind>(tier));
    }

    void LookAtHalt(bool halted, const char* reason, const ViewSettings& view) {
        if (halted && !halted_)
            SayWith(AlertKind::Halt, Word::AlertHalted, OfEngine(view.language, reason).chars, view);
        else if (!halted)
            Withdraw(AlertKind::Halt);
        halted_ = halted;
    }

    /// stale: nothing comes from the bridge. went_back: what comes is of a time that the engine has seen already.
    void LookAtFeed(bool stale, bool went_back, const ViewSettings& view) {
        if (stale && !stale_)
            SayWith(AlertKind::Stale, Word::AlertStale, "", view);
        if (went_back && !went_back_)
            SayWith(AlertKind::Stale, Word::AlertWentBack, "", view);
        if (!stale && !went_back)
            Withdraw(AlertKind::Stale);
        stale_ = stale;
        went_back_ = went_back;
    }

    /// A position of ours with fewer contracts in working stops than it has, for longer than an order takes on its way.
    void LookAtPosition(const ChartFacts& chart, const Orders& orders, int64_t steady_now) {
        const OrderWatch& watch = orders.Watch();
        const bool may_look = !IsRefused(Forbidden(chart)) && watch.PositionKnown() && !orders.Flatten().Active();
        const uint32_t held = may_look ? static_cast<uint32_t>(std::abs(watch.OwnLots())) : 0;
        if (held == 0 || watch.table.WorkingLots(OrderRole::Stop) >= held) {
            naked_since_ = 0;
            Withdraw(AlertKind::Naked);
            return;
        }
        if (naked_since_ == 0)
            naked_since_ = steady_now;
        if (naked_since_ == Told || steady_now - naked_since_ < SecondNanos)
            return;
        naked_since_ = Told;
        FixedText<16> lots;
        lots.AppendFormat("%+d", watch.OwnLots());
        SayWith(AlertKind::Naked, Word::AlertNaked, lots.chars, chart.View());
    }

    /// The engine's most serious alert, as the panel shows it. Its figures change from one second to the next: severity, kind and subject
    /// in front of them say which it is. One that comes back behind another is the same.
    void LookAtEngine(const ChartFacts& chart, const char* notice) {
        if (chart.recalculating || chart.downloading || chart.replay != ReplayState::Stopped)
            return;
        // One of another instrument comes where no chart of that one is open: reason enough to look, and to ring only for what is critical.
        const bool is_anothers = IsOfAnotherInstrument(notice, InstrumentOn(chart).chars) && !IsCritical(notice);
        if (notice[0] == 0 || is_anothers) {
            rung_count_ = 0;
            Withdraw(AlertKind::Engine);
            return;
        }
        FixedText<192> which(notice);
        if (char* figures = std::strstr(which.chars, ": "))
            *figures = 0;
        for (uint32_t i = 0; i < rung_count_ && i < RungKept; ++i)
            if (rung_[i].Equals(which.chars))
                return;
        rung_[rung_count_++ % RungKept].Assign(which.chars);
        SayWith(AlertKind::Engine, Word::AlertEngine, AlertOfEngine(chart.View().language, notice).chars, chart.View());
    }

    /// Once a call. Sierra rings an alert again only when a call came between without it, and none while it recalculates or downloads.
    /// A Chart has void Alert(int number, const char* text).
    template <class Chart>
    void Ring(Chart& chart) {
        if (rang_ || count_ == 0 || chart.Facts().recalculating || chart.Facts().downloading) {
            rang_ = false;
            return;
        }
        chart.Alert(waiting_[first_].number, waiting_[first_].text.chars);
        first_ = (first_ + 1) % Capacity;
        --count_;
        rang_ = true;
    }

    uint32_t Waiting() const { return count_; }
    uint64_t Dropped() const { return dropped_; }

private:
    static constexpr int64_t LateUs = 10LL * 1000000;
    static constexpr int64_t Told = -1;
    static constexpr uint32_t RungKept = 8;

    struct WaitingAlert {
        AlertKind kind = AlertKind::Weak;
        uint8_t number = 0;
        FixedText<160> text;
    };

    void SayWith(AlertKind kind, Word word, const char* more, const ViewSettings& view) {
        FixedText<160> whole(miaia::Say(view.language, word));
        whole.Append(more);
        Say(kind, whole.chars, view);
    }

    void Say(AlertKind kind, const char* text, const ViewSettings& view) {
        if (view.AlertOf(kind) == 0)
            return;
        if (count_ == Capacity) {
            ++dropped_;
            return;
        }
        WaitingAlert& next = waiting_[(first_ + count_++) % Capacity];
        next.kind = kind;
        next.number = view.AlertOf(kind);
        next.text = WithoutAccents<160>(text);
    }

    /// What waits to be said of it is not so any more.
    void Withdraw(AlertKind kind) {
        uint32_t kept = 0;
        for (uint32_t i = 0; i < count_; ++i) {
            const WaitingAlert& alert = waiting_[(first_ + i) % Capacity];
            if (alert.kind == kind)
                continue;
            if (kept != i)
                waiting_[(first_ + kept) % Capacity] = alert;
            ++kept;
        }
        count_ = kept;
    }

    WaitingAlert waiting_[Capacity];
    uint32_t first_ = 0;
    uint32_t count_ = 0;
    uint64_t dropped_ = 0;
    FixedText<192> rung_[RungKept];  // of the engine's alerts, since there was none
    uint32_t rung_count_ = 0;
    uint64_t told_id_ = 0;
    uint32_t told_tier_ = 0;
    int64_t naked_since_ = 0;
    bool halted_ = false;
    bool stale_ = false;
    bool went_back_ = false;
    bool rang_ = false;
};

}  // namespace miaia
