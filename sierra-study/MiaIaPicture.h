// Everything the study shows on the chart: score, signals, levels, trades and the panel; and what it rings for.
#pragma once

#include "MiaIaAlerts.h"
#include "MiaIaLevelPlan.h"
#include "MiaIaLiveDrawings.h"
#include "MiaIaPanel.h"
#include "MiaIaTradePlan.h"
#include "MiaIaVwapPlan.h"

namespace miaia {

/// What a call lends to the picture.
struct PictureCall {
    const Session& session;
    const Orders& orders;
    const char* link_problem;
    int64_t now;  // steady
    int64_t market_unix_us;
    MappingFault mapping;
    int records;  // new ones of time and sales
    bool busy;
};

class Picture {
public:
    const SignalPlan& Signals() const { return signals_; }
    const ScorePlan& Score() const { return score_plan_; }
    const AlertPlan& Alerts() const { return alerts_; }
    bool Halted() const { return halted_; }

    /// Takes what the engine says; frames that draw nothing are left alone.
    template <class Chart>
    void Take(const EngineFrame& frame, Chart& chart, int64_t market_unix_us, LogLines& log) {
        ++frames_taken_;
        switch (frame.body) {
            case EngineBody::Signal:
                signals_.Take(frame.signal, chart.Canvas());
                alerts_.Take(frame.signal, chart.Facts(), market_unix_us);
                break;
            case EngineBody::Levels: levels_.Take(frame.levels, chart.Facts().View().language, LabelOf(chart.Facts())); break;
            case EngineBody::State: TakeState(frame, chart, market_unix_us, log); break;
            case EngineBody::OrderCommand: signals_.Ordered(frame.order_command.signal_id, frame.order_command.command_id.chars); break;
            case EngineBody::Halt: SetHalted(true, frame.halt.first.chars, chart, log); break;
            case EngineBody::Resume: SetHalted(false, "", chart, log); break;
            case EngineBody::Flatten: SetHalted(true, frame.flatten.reason.chars, chart, log); break;
            default: break;
        }
    }

    /// How much of the history has been read, 0 to 1; below 0 when none is being read.
    void ShowHistory(double progress) { history_percent_ = progress < 0 ? -1 : static_cast<int>(progress * 100); }

    template <class Chart>
    void Draw(Chart& chart, const PictureCall& call) {
        const ChartFacts& facts = chart.Facts();
        const ViewSettings& view = facts.View();
        auto& canvas = chart.Canvas();
        ShowExpected(canvas);
        LookWhetherErased(call.now, canvas);
        LookAtFeeds(call);
        LookAtTime(call, facts);
        trades_.Look(call.orders, facts, signals_);
        const bool stale = call.session.IsStale(call.now);
        if (stale || call.session.EngineAway())
            score_plan_.Cease(call.market_unix_us);
        score_plan_.Draw(canvas);
        vwap_.MoveTail(call.now);
        LookAtScale(facts);
        JoinLabels(view, facts);
        signals_.Draw(view, call.now, canvas);
        levels_.Draw(view, call.now, canvas);
        vwap_.Draw(view, call.now, canvas);
        trades_.Draw(view, call.now, canvas);
        const PanelSources sources{facts,       call.session, call.orders,        call.link_problem,
                                   call.now,    halted_,      halt_reason_.chars, has_score_ ? &score_ : nullptr,
                                   signals_,    heard_,       history_percent_,   call.mapping,
                                   hours_back_, frames_taken_};
        panel_.Draw(sources, call.busy, canvas);
        signals_.KeepClearOf(panel_.Box());
        alerts_.LookAtFeed(stale, hours_back_ > 0, view);
        alerts_.LookAtPosition(facts, call.orders, call.now);
        // An engine that is away says nothing new, and does not say either that it is over.
        if (!stale && !call.session.EngineAway() && call.orders.View().state != 0)
            alerts_.LookAtEngine(facts, call.orders.View().notice.chars);
        alerts_.Ring(chart);
    }

    /// Drawings that Sierra did not make; each is tried again.
    uint64_t Failures() const {
        return signals_.Failures() + levels_.Failures() + vwap_.Failures() + trades_.Failures() + panel_.Failures();
    }

    void TellFailures(LogLines& log) {
        if (Failures() != 0 && !told_failure_)
            log.Add("MIA IA: Sierra did not make a drawing; it is tried again each second, further ones are only counted.");
        told_failure_ = Failures() != 0;
    }

    /// A full recalculation: Sierra has deleted drawings and cleared subgraphs, and the trader may have changed any setting. A chart of one
    /// bar is told of one in every call.
    template <class Canvas>
    void Recalculated(const ViewSettings& view, Canvas& canvas) {
        ForgetLostLines(canvas);
        score_plan_.Recalculated();
        if (view == shown_)
            return;
        shown_ = view;
        signals_.Restyle();
        levels_.Restyle();
        vwap_.Restyle();
        trades_.Restyle();
        panel_.Restyle();
    }

    /// The chart shows another market from the next call on: nothing of the one before may stand on it. What was drawn of a live one that
    /// is replayed stands there again when the replay ends.
    void Expect(OtherTape tape) { expected_ = tape; }

private:
    /// Lines of different kinds meet, such as a stop and a wall.
    void JoinLabels(const ViewSettings& view, const ChartFacts& facts) {
        if (!rescaled_ && !levels_.LabelsMoved() && !vwap_.LabelsMoved() && !trades_.LabelsMoved() && !signals_.LabelsMoved())
            return;
        rescaled_ = false;
        LineLabels labels(LabelOf(facts), ticks_per_px_, static_cast<double>(facts.tick_size));
        trades_.Tell(view, labels);
        levels_.Tell(view, labels);
        vwap_.Tell(view, labels);
        signals_.Tell(view, labels);
        labels.Join();
        trades_.Hear(labels);
        levels_.Hear(labels);
        vwap_.Hear(labels);
        signals_.Hear(labels);
    }

    /// Sierra scales its prices anew with each bar; texts that came and went with that would only flicker.
    void LookAtScale(const ChartFacts& facts) {
        static const double large = 1.25;
        const double now = facts.ticks_per_px;
        if (!(now > 0) || (now < ticks_per_px_ * large && now * large > ticks_per_px_))
            return;
        ticks_per_px_ = now;
        rescaled_ = true;
        signals_.Rescale(now);
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        signals_.ForgetLostLines(canvas);
        levels_.ForgetLostLines(canvas);
        vwap_.ForgetLostLines(canvas);
        trades_.ForgetLostLines(canvas);
        panel_.ForgetLostLines(canvas);
    }

    /// Another study can erase every drawing of the chart that no user has made, and nothing tells of it: once a second one drawing of each
    /// kind is looked for.
    template <class Canvas>
    void LookWhetherErased(int64_t now, Canvas& canvas) {
        if (now < next_erased_look_)
            return;
        next_erased_look_ = now + EraseLookEveryNanos;
        signals_.LookWhetherMoved();
        for (const int line : {panel_.AnyLine(), signals_.AnyLine(), levels_.AnyLine(), vwap_.AnyLine(), trades_.AnyLine()}) {
            if (line == -1 || canvas.Exists(line))
                continue;
            ForgetLostLines(canvas);
            return;
        }
    }

    template <class Canvas>
    void ShowExpected(Canvas& canvas) {
        const OtherTape tape = expected_;
        if (tape == OtherTape::None)
            return;
        expected_ = OtherTape::None;
        live_.Leave(tape, signals_, score_plan_);
        Clear(canvas);
        live_.ComeBack(signals_, score_plan_, canvas);
    }

    template <class Canvas>
    void Clear(Canvas& canvas) {
        signals_.Clear(canvas);
        levels_.Clear();
        vwap_.Clear();
        trades_.Clear();
        score_plan_.Clear();
        alerts_.ForgetSignals();
        has_score_ = false;
        heard_ = FeedTimes();
    }

    template <class Chart>
    void TakeState(const EngineFrame& frame, Chart& chart, int64_t market_unix_us, LogLines& log) {
        const ConfluenceState& state = frame.state;
        score_ = state;
        has_score_ = engine_spoke_ = true;
        if (IsOfLiveMarket(frame, market_unix_us))
            score_plan_.Take(state, chart.Canvas());
        levels_.Take(state.market, state.observed_unix_us, chart.Facts().View().language);
        vwap_.Take(state.market, state.observed_unix_us, LabelOf(chart.Facts()));
        SetHalted(state.halted, state.halt_reason.chars, chart, log);
    }

    /// While history runs through the engine, the few scores of it that arrive are those of chance moments, none of a bar that has closed.
    bool IsOfLiveMarket(const EngineFrame& frame, int64_t market_unix_us) {
        if (live_epoch_ != frame.epoch) {
            live_epoch_ = frame.epoch;
            live_from_us_ = 0;
        }
        if (live_from_us_ == 0)
            live_from_us_ = market_unix_us;
        return live_from_us_ != 0 && TimeBetween(frame.state.observed_unix_us, live_from_us_) < AheadUs;
    }

    void LookAtFeeds(const PictureCall& call) {
        const uint64_t books = call.session.counters.depth_sent + call.session.counters.depth_conflated;
        if (call.records != 0)
            heard_.trades = call.now;
        if (books != books_before_)
            heard_.book = call.now;
        books_before_ = books;
        if (engine_spoke_)
            heard_.engine = call.now;
        engine_spoke_ = false;
    }

    /// To the engine no time is before the newest one that it has seen: what comes of an earlier one counts as of then. A chart on which
    /// nothing trades has old records, too, and one that only reads may be of another contract: told by records that come. One that is
    /// dated wrongly is not the market's time: those behind it tell.
    void LookAtTime(const PictureCall& call, const ChartFacts& facts) {
        const bool speaks = has_score_ && call.session.State() == SessionState::Publishing && !call.session.EngineAway();
        const int64_t back_us = speaks && facts.market_unix_us > 0 ? TimeBetween(facts.market_unix_us, score_.observed_unix_us) : 0;
        if (back_us <= LargestBackUs)
            calls_back_ = 0;
        else if (call.records != 0 && calls_back_ < CallsToBelieve)
            ++calls_back_;
        hours_back_ = calls_back_ == CallsToBelieve ? static_cast<int>(back_us / HourUs) : 0;
    }

    template <class Chart>
    void SetHalted(bool halted, const char* reason, Chart& chart, LogLines& log) {
        if (halted != halted_ && halted)
            log.Add("MIA IA: the engine is halted: %s", reason);
        if (halted != halted_ && !halted)
            log.Add("MIA IA: the engine has resumed.");
        alerts_.LookAtHalt(halted, reason, chart.Facts().View());
        halted_ = halted;
        halt_reason_.Assign(reason);
    }

    // A market that was at this time when it became live may have been a little further than the engine's last record of history.
    static constexpr int64_t AheadUs = 1000000;
    static constexpr int64_t HourUs = 3600LL * 1000000;
    // As far back as the engine takes a trade behind another one.
    static constexpr int64_t LargestBackUs = HourUs;
    static constexpr int CallsToBelieve = 2;
    static constexpr int64_t EraseLookEveryNanos = 1000LL * 1000000;

    ScorePlan score_plan_;
    SignalPlan signals_;
    LevelPlan levels_;
    VwapPlan vwap_;
    TradePlan trades_;
    Panel panel_;
    AlertPlan alerts_;
    LiveDrawings live_;
    ConfluenceState score_;
    ViewSettings shown_;
    FixedText<192> halt_reason_;
    FeedTimes heard_;
    uint64_t books_before_ = 0;
    uint64_t frames_taken_ = 0;
    uint64_t live_epoch_ = 0;   // of the study
    int64_t live_from_us_ = 0;  // market time at which it was seen to be live; 0 = not yet
    int64_t next_erased_look_ = 0;
    int history_percent_ = -1;
    int calls_back_ = 0;  // with records, since market time has gone back
    int hours_back_ = 0;  // of market time; 0 = it goes forward
    bool engine_spoke_ = false;
    bool has_score_ = false;
    bool halted_ = false;
    bool told_failure_ = false;
    OtherTape expected_ = OtherTape::None;
    bool rescaled_ = false;
    double ticks_per_px_ = 0;  // by which labels were joined last; 0 = Sierra has not said
};

}  // namespace miaia
