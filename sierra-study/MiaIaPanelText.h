// What the panel says: whether to trust the chart, what the score is made of, and why there is or is no signal now.
#pragma once

#include "MiaIaClock.h"
#include "MiaIaConfluence.h"
#include "MiaIaPanelLines.h"
#include "MiaIaWordsOfAlerts.h"
#include "MiaIaOrders.h"
#include "MiaIaSession.h"
#include "MiaIaSignalPlan.h"
#include "MiaIaWords.h"

namespace miaia {

/// Steady times at which each feed was last heard; 0 = never.
struct FeedTimes {
    int64_t trades = 0;
    int64_t book = 0;
    int64_t engine = 0;
};

/// All that the panel is made of.
struct PanelSources {
    const ChartFacts& chart;
    const Session& session;
    const Orders& orders;
    const char* link_problem;  // why there is no socket; empty when there is one
    int64_t now;               // steady
    bool halted;
    const char* halt_reason;
    const ConfluenceState* score;  // nullptr before the first one
    const SignalPlan& signals;
    FeedTimes heard;
    int history_percent;  // read of what came before the study; below 0 when that is over

    const char* Say(Word word) const { return miaia::Say(chart.View().language, word); }
    FixedText<128> OfEngine(const char* text) const { return miaia::OfEngine(chart.View().language, text); }
};

inline const char* DirectionName(double score) {
    return score < 0 ? "SHORT" : "LONG";
}

/// What the bridge says of an engine that is away, such as that it has started one.
inline void AppendWhyAway(const Session& session, PanelText& panel) {
    if (session.EngineAway() && session.AwayText()[0] != 0)
        panel.head.AppendFormat(" (%s)", session.AwayText());
}

inline void AppendConnection(const PanelSources& from, PanelText& panel) {
    const Session& session = from.session;
    if (from.link_problem[0] != 0) {
        panel.head.Append(from.link_problem);
        panel.Raise(Mood::Alarm);
    } else if (session.State() == SessionState::Refused) {
        panel.head.AppendFormat(from.Say(Word::Refused), session.RefusalCode(), session.Text().chars);
        panel.Raise(Mood::Alarm);
    } else if (session.IsStale(from.now)) {
        panel.head.Append(from.Say(Word::Stale));
        panel.Raise(Mood::Alarm);
    } else if (session.State() == SessionState::Greeting) {
        panel.head.Append(from.Say(Word::WaitingForEngine));
        AppendWhyAway(session, panel);
        panel.Raise(Mood::Alarm);
    } else if (session.State() == SessionState::Reading) {
        panel.head.AppendFormat(from.Say(Word::ReadingOnly), session.Text().chars);
        panel.Raise(Mood::Warning);
    } else if (session.EngineAway()) {
        panel.head.Append(from.Say(Word::EngineAway));
        AppendWhyAway(session, panel);
        panel.Raise(Mood::Alarm);
    } else {
        panel.head.Append(from.Say(Word::Connected));
        panel.Raise(Mood::Good);
    }
}

/// The head: mode and state, and whatever a person has to know at once.
inline void AppendHead(const PanelSources& from, PanelText& panel) {
    const ChartFacts& chart = from.chart;
    const bool is_dry = chart.mode == TradingMode::DryRun;
    const char* const label = LabelOf(chart);
    panel.head.AppendFormat("MIA IA%s%s | %s | ", label[0] == 0 ? "" : " ", label,
                            is_dry                               ? "dry-run"
                                : chart.mode == TradingMode::Sim ? "sim"
                                                                 : "LIVE");
    AppendConnection(from, panel);
    if (TradesAnotherSymbol(chart)) {
        panel.Raise(Mood::Alarm);
        panel.head.AppendFormat(from.Say(Word::OnlyDraws), chart.trade_symbol, chart.symbol);
    }
    if (from.history_percent >= 0) {
        panel.Raise(Mood::Warning);
        panel.head.AppendFormat(from.Say(Word::ReadingHistory), from.history_percent);
    }
    // To one that it refuses the engine says nothing: what it said last was for another chart, or is over.
    const bool refused = from.session.State() == SessionState::Refused;
    if (from.halted && !refused) {
        panel.Raise(Mood::Alarm);
        panel.head.AppendFormat(from.Say(Word::Halted), from.OfEngine(from.halt_reason).chars);
    } else if (from.orders.View().state == static_cast<uint32_t>(TradingState::Reducing) && !refused) {
        panel.Raise(Mood::Warning);
        panel.head.AppendFormat(from.Say(Word::Reducing), from.OfEngine(from.orders.View().reason.chars).chars);
    }
    if (from.orders.Killed()) {
        panel.Raise(Mood::Alarm);
        panel.head.Append(from.Say(Word::Killed));
    }
    if (from.orders.Flatten().Active()) {
        panel.Raise(Mood::Alarm);
        panel.head.AppendFormat(from.Say(Word::Flattening), from.OfEngine(from.orders.Flatten().Reason()).chars);
    }
    // An engine that is away says nothing new: what it said last may be over.
    if (!from.orders.View().notice.Empty() && !from.session.IsStale(from.now) && !from.session.EngineAway() && !refused) {
        panel.Raise(Mood::Warning);
        panel.head.AppendFormat(from.Say(Word::Notice), AlertOfEngine(from.chart.View().language, from.orders.View().notice.chars).chars);
    }
}

/// The three largest contributions, whichever way they point.
inline void AppendContributions(const PanelSources& from, PanelText& panel) {
    const ConfluenceState& state = *from.score;
    bool used[ConfluenceState::LargestReadings] = {};
    panel.body.Append(from.Say(Word::By));
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
        panel.body.AppendFormat("%s %s %+.2f", place == 0 ? "" : ",", from.OfEngine(state.reading[largest].name.chars).chars,
                                state.reading[largest].contribution);
    }
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
        return;
    }
    const ConfluenceState& state = *from.score;
    if (!state.HasScore()) {
        panel.body.Append(from.Say(Word::ScoreUnknown));
        AppendMissing(from, panel);
        return;
    }
    panel.body.AppendFormat("score %+.2f %s", state.score, TierName(state.tier));
    if (state.tier >= 2)
        panel.body.AppendFormat(" %s", DirectionName(state.score));
    panel.body.AppendFormat(from.Say(Word::Sums), state.long_sum, state.short_sum, state.coverage * 100);
    AppendContributions(from, panel);
    AppendMissing(from, panel);
}

/// The one sentence for which the trader looks here: what stands nearest between the market and a signal, or what keeps the one that lives.
inline void AppendWhy(const PanelSources& from, PanelText& panel) {
    if (from.score == nullptr)
        return;
    const ConfluenceState& state = *from.score;
    const Explanation& why = state.explanation;
    if (const SignalDrawing* const alive = from.signals.Alive()) {
        const Signal& signal = alive->signal;
        panel.body.AppendFormat(from.Say(Word::Now), TierName(signal.tier),
                                signal.direction == static_cast<uint32_t>(Direction::Short) ? "SHORT" : "LONG", signal.score);
        if (alive->trade != SignalTrade::None)
            panel.body.AppendFormat(", %s", NameOf(alive->trade, from.chart.View().language));
        panel.Line();
        return;
    }
    panel.body.Append(from.Say(Word::NotNow));
    if (from.halted)
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
            panel.body.AppendFormat(from.Say(Word::AtPrice), orders.Watch().Position().average_price);
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
