// What the panel says below its head: what the score is made of, and why there is or is no signal now.
#pragma once

#include "MiaIaPanelHead.h"

namespace miaia {

/// The three largest contributions, whichever way they point.
inline void AppendContributions(const PanelSources& from, PanelText& panel) {
    const ConfluenceState& state = *from.score;
    const size_t before = panel.body.length;
    bool used[ConfluenceState::LargestReadings] = {};
    for (int place = 0; place < 3; ++place) {
        int largest = -1;
        for (uint32_t i = 0; i < state.readings; ++i) {
            const bool counts = state.reading[i].valid && state.reading[i].contribution != 0 && !used[i];
            if (counts && (largest < 0 || std::fabs(state.reading[i].contribution) > std::fabs(state.reading[largest].contribution)))
                largest = static_cast<int>(i);
        }
        if (largest < 0)
            break;
        used[largest] = true;
        panel.body.AppendFormat("%s %s %s", place == 0 ? from.Say(Word::By) : ",", from.OfEngine(state.reading[largest].name.chars).chars,
                                Signed(state.reading[largest].contribution).chars);
    }
    if (panel.body.length != before)
        panel.Line();
}

/// Features that say nothing now, and why. A list too long for a line ends in how many more there are.
inline void AppendMissing(const PanelSources& from, PanelText& panel) {
    const ConfluenceState& state = *from.score;
    static const uint32_t LargestNamed = 3;
    uint32_t missing = 0;
    for (uint32_t i = 0; i < state.readings; ++i) {
        if (state.reading[i].valid)
            continue;
        if (missing < LargestNamed)
            panel.body.AppendFormat("%s %s (%s)", missing == 0 ? from.Say(Word::Missing) : ",",
                                    from.OfEngine(state.reading[i].name.chars).chars, from.OfEngine(state.reading[i].reason.chars).chars);
        ++missing;
    }
    if (missing > LargestNamed)
        panel.body.AppendFormat(from.Say(Word::AndMore), missing - LargestNamed);
    if (missing != 0)
        panel.Line();
}

inline void AppendScore(const PanelSources& from, PanelText& panel) {
    if (from.score == nullptr) {
        panel.body.Append(from.Say(Word::NoScore));
        panel.End(PanelText::Part::Score);
        panel.End(PanelText::Part::Details);
        return;
    }
    // What is said while history is read is of the market of then.
    if (from.history_percent >= 0) {
        panel.body.Append(from.Say(Word::ScoreOfPast));
        panel.End(PanelText::Part::Score);
        panel.End(PanelText::Part::Details);
        return;
    }
    const ConfluenceState& state = *from.score;
    if (const int64_t silent = from.SilentSeconds())
        panel.body.AppendFormat(from.Say(Word::Ago), static_cast<long long>(silent));
    if (!state.HasScore()) {
        panel.body.Append(from.Say(Word::ScoreUnknown));
        panel.End(PanelText::Part::Score);
        AppendMissing(from, panel);
        panel.End(PanelText::Part::Details);
        return;
    }
    panel.body.AppendFormat("score %s %s", Signed(state.score).chars, TierName(state.tier));
    if (state.tier >= 2)
        panel.body.AppendFormat(" %s", DirectionName(state.score));
    panel.body.AppendFormat(from.Say(Word::Sums), Signed(state.long_sum).chars, Signed(state.short_sum).chars, state.coverage * 100);
    panel.End(PanelText::Part::Score);
    AppendContributions(from, panel);
    AppendMissing(from, panel);
    panel.End(PanelText::Part::Details);
}

/// The one sentence for which the trader looks here: what stands nearest between the market and a signal, or what keeps the one that lives.
inline void AppendWhy(const PanelSources& from, PanelText& panel) {
    if (from.score == nullptr)
        return;
    const ConfluenceState& state = *from.score;
    const Explanation& why = state.explanation;
    const long long silent = from.SilentSeconds();
    if (const SignalDrawing* const alive = from.signals.Alive()) {
        const Signal& signal = alive->signal;
        if (silent != 0)
            panel.body.AppendFormat(from.Say(Word::Ago), silent);
        panel.body.AppendFormat(from.Say(silent != 0 ? Word::SignalAt : Word::Now), TierName(signal.tier),
                                signal.direction == static_cast<uint32_t>(Direction::Short) ? "SHORT" : "LONG", Signed(signal.score).chars);
        if (alive->trade != SignalTrade::None)
            panel.body.AppendFormat(", %s", NameOf(alive->trade, from.chart.View().language));
        panel.Line();
        return;
    }
    if (from.history_percent >= 0)
        return;
    panel.body.Append(from.Say(Word::NotNow));
    if (silent != 0)
        panel.body.AppendFormat(from.Say(Word::EngineSilent), silent);
    else if (from.halted)
        panel.body.AppendFormat(from.Say(Word::NotNowHalted), from.OfEngine(from.halt_reason).chars);
    else if (why.coverage_short > 0) {
        panel.body.AppendFormat(from.Say(Word::CoverageShort), why.coverage_short * 100);
        if (!why.to_coverage.Empty())
            panel.body.AppendFormat(from.Say(Word::WouldDo), from.OfEngine(why.to_coverage.chars).chars);
    } else {
        for (uint32_t i = 0; i < state.gates && state.tier >= 2; ++i) {
            if (state.gate[i].passed)
                continue;
            panel.body.AppendFormat(from.Say(Word::Gate), from.OfEngine(state.gate[i].gate.chars).chars,
                                    DetailOfEngine(from.chart.View().language, state.gate[i].detail.chars).chars);
            return;
        }
        if (why.next_tier == 0)
            panel.body.Append(from.Say(Word::NothingInTheWay));
        else {
            panel.body.AppendFormat(from.Say(Word::TierBegins), TierName(why.next_tier), why.next_direction == 2 ? "SHORT" : "LONG",
                                    why.next_limit);
            if (why.to_next_tier_count != 0)
                panel.body.AppendFormat(from.Say(Word::ChangeWouldDo), from.OfEngine(why.to_next_tier.name.chars).chars,
                                        why.to_next_tier.change);
            else
                panel.body.Append(from.Say(Word::NoFeatureAlone));
        }
    }
    panel.Line();
}

/// Tenths of a second below ten, then whole ones: a figure that changes all the time is drawn all the time.
inline void AppendAge(const char* name, int64_t since, int64_t now, PanelText& panel) {
    if (since == 0)
        panel.body.AppendFormat(" %s -", name);
    else if (now - since < SecondNanos)
        panel.body.AppendFormat(" %s <1 s", name);
    else
        panel.body.AppendFormat(" %s %lld s", name, static_cast<long long>((now - since) / SecondNanos));
}

inline void AppendFeeds(const PanelSources& from, PanelText& panel) {
    panel.body.Append(from.Say(Word::Ages));
    AppendAge(from.Say(Word::Trades), from.heard.trades, from.now, panel);
    AppendAge(from.Say(Word::Book), from.heard.book, from.now, panel);
    AppendAge(from.Say(Word::Engine), from.heard.engine, from.now, panel);
    if (from.score != nullptr && from.score->market.options.known && from.score->market.options.fitted_unix_us > 0) {
        const int64_t seconds = TimeBetween(from.score->market.options.fitted_unix_us, from.score->observed_unix_us) / 1000000;
        panel.body.AppendFormat(" %s %lld s", from.Say(Word::Options), static_cast<long long>(seconds < 0 ? 0 : seconds));
    }
    panel.Line();
    const LatencyHistogram& round_trip = from.session.hops.of[HopCount - 1];
    if (round_trip.Count() != 0)
        panel.body.AppendFormat(from.Say(Word::RoundTrip), static_cast<double>(round_trip.PercentileNanos(0.50)) / 1e6,
                                static_cast<double>(round_trip.PercentileNanos(0.99)) / 1e6);
    panel.body.AppendFormat(from.Say(Word::Unacknowledged), static_cast<unsigned long long>(from.session.UnacknowledgedFrames()));
}

/// The position's average, and what it is worth at the newest trade: the whole of it, as Sierra counts.
inline void AppendOpenProfit(const PanelSources& from, PanelText& panel) {
    const double average = from.orders.Watch().Position().average_price;
    const double last = static_cast<double>(from.chart.last_price);
    panel.body.AppendFormat(from.Say(Word::AtPrice), average);
    if (!(average > 0 && last > 0 && from.chart.tick_size > 0 && from.chart.tick_value > 0))
        return;
    const double ticks = (last - average) / static_cast<double>(from.chart.tick_size);
    panel.body.AppendFormat(from.Say(Word::OpenProfit),
                            ticks * static_cast<double>(from.chart.tick_value) * from.orders.Watch().PositionLots());
}

/// Position, the day, and what stands in the way of an order.
inline void AppendTrading(const PanelSources& from, PanelText& panel) {
    const Orders& orders = from.orders;
    const TradingView& view = orders.View();
    const OrderRefusal obstacle = Obstacle(from.chart);
    const bool is_dry = from.chart.mode == TradingMode::DryRun;
    const size_t before = panel.body.length;
    const char* separator = "";
    if (!is_dry && orders.LeftIn() != nullptr) {
        panel.Raise(Mood::Alarm);
        panel.body.AppendFormat(from.Say(Word::LeftIn), orders.LeftIn());
        separator = " | ";
    } else if (!is_dry && orders.Watch().PositionKnown()) {
        panel.body.AppendFormat(from.Say(Word::Position), orders.Watch().PositionLots(), orders.Watch().OwnLots());
        if (orders.Watch().PositionLots() != 0)
            AppendOpenProfit(from, panel);
        separator = " | ";
    }
    if (view.state != 0) {
        panel.body.AppendFormat(from.Say(Word::Day), separator, static_cast<double>(view.day_profit_cents) / 100, view.trades_today);
        separator = " | ";
    }
    if (!is_dry && IsRefused(obstacle)) {
        panel.Raise(Mood::Alarm);
        panel.body.AppendFormat(from.Say(Word::NoOrders), separator, from.OfEngine(obstacle.code).chars);
        separator = " | ";
    }
    if (orders.LastRefusal()[0] != 0)
        panel.body.AppendFormat(from.Say(Word::LastRefusal), separator, from.OfEngine(orders.LastRefusal()).chars);
    else if (!view.last_refusal.Empty())
        panel.body.AppendFormat(from.Say(Word::LastRefusal), separator, from.OfEngine(view.last_refusal.chars).chars);
    if (panel.body.length != before)
        panel.Line();
}

}  // namespace miaia
