// The panel's head: whether to trust the chart, and whatever a person has to know at once.
#pragma once

#include "MiaIaClock.h"
#include "MiaIaConfluence.h"
#include "MiaIaPanelLines.h"
#include "MiaIaWordsOfAlerts.h"
#include "MiaIaWordsOfLink.h"
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
    static constexpr int64_t SilentNanos = 3 * SecondNanos;
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
    MappingFault mapping;
    int hours_back;         // of the market's time behind what the engine has seen; 0 where it is not
    uint64_t frames_taken;  // from the engine

    /// For how long the engine, which says its score four times a second, has said none; 0 where what it said last is of now.
    int64_t SilentSeconds() const {
        const int64_t silent = heard.engine == 0 ? 0 : now - heard.engine;
        return silent > SilentNanos ? silent / SecondNanos : 0;
    }

    const char* Say(Word word) const { return miaia::Say(chart.View().language, word); }
    FixedText<128> OfEngine(const char* text) const { return miaia::OfEngine(chart.View().language, text); }
    FixedText<320> OfLink(const char* text) const { return miaia::OfLink(chart.View().language, text); }
};

inline const char* DirectionName(double score) {
    return score < 0 ? "SHORT" : "LONG";
}

/// What the bridge says of an engine that is away, such as that it has started one.
inline void AppendWhyAway(const PanelSources& from, PanelText& panel) {
    const Session& session = from.session;
    // That it is away stands there already, in the trader's language.
    const bool says_more = session.AwayText()[0] != 0 && std::strcmp(session.AwayText(), "the engine is away") != 0;
    if (session.EngineAway() && says_more)
        panel.head.AppendFormat(" (%s)", from.OfLink(session.AwayText()).chars);
}

inline void AppendConnection(const PanelSources& from, PanelText& panel) {
    const Session& session = from.session;
    if (from.link_problem[0] != 0) {
        panel.head.Append(from.OfLink(from.link_problem).chars);
        panel.Raise(Mood::Alarm);
    } else if (session.State() == SessionState::Refused) {
        panel.head.AppendFormat(from.Say(Word::Refused), session.RefusalCode(), from.OfLink(session.Text().chars).chars);
        panel.Raise(Mood::Alarm);
    } else if (session.IsStale(from.now)) {
        panel.head.Append(from.Say(Word::Stale));
        panel.Raise(Mood::Alarm);
    } else if (session.State() == SessionState::Greeting) {
        panel.head.Append(from.Say(Word::WaitingForEngine));
        AppendWhyAway(from, panel);
        panel.Raise(Mood::Alarm);
    } else if (session.State() == SessionState::Reading) {
        panel.head.AppendFormat(from.Say(Word::ReadingOnly), from.OfLink(session.Text().chars).chars);
        panel.Raise(Mood::Warning);
    } else if (session.EngineAway()) {
        panel.head.Append(from.Say(Word::EngineAway));
        AppendWhyAway(from, panel);
        panel.Raise(Mood::Alarm);
    } else {
        panel.head.Append(from.Say(Word::Connected));
        panel.Raise(Mood::Good);
    }
}

inline void AppendMappingFault(const PanelSources& from, PanelText& panel) {
    if (from.mapping.kind == MappingFault::Kind::None)
        return;
    static const Word words[] = {Word::PatternName, Word::PatternTwice, Word::PatternGone};
    panel.Raise(Mood::Warning);
    panel.head.AppendFormat(from.Say(words[static_cast<int>(from.mapping.kind) - 1]), from.mapping.number);
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
    // A replay needs no server.
    if (chart.server_state != ServerConnected && chart.replay == ReplayState::Stopped) {
        panel.Raise(Mood::Warning);
        panel.head.Append(from.Say(Word::ServerAway));
    }
    if (TradesAnotherSymbol(chart)) {
        panel.Raise(Mood::Alarm);
        panel.head.AppendFormat(from.Say(Word::OnlyDraws), chart.trade_symbol, chart.symbol);
    }
    AppendMappingFault(from, panel);
    if (from.history_percent >= 0) {
        panel.Raise(Mood::Warning);
        panel.head.AppendFormat(from.Say(Word::ReadingHistory), from.history_percent);
    }
    if (from.hours_back > 0) {
        panel.Raise(Mood::Alarm);
        panel.head.AppendFormat(from.Say(Word::WentBack), from.hours_back);
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
        const char* const notice = from.orders.View().notice.chars;
        if (!IsOfAnotherInstrument(notice, InstrumentOn(chart).chars))
            panel.Raise(IsCritical(notice) ? Mood::Alarm : Mood::Warning);
        panel.head.AppendFormat(from.Say(Word::Notice), AlertOfEngine(from.chart.View().language, notice).chars);
    }
}

}  // namespace miaia
