// Everything the study shows on the chart: signals, levels, score and the status text.
#pragma once

#include "MiaIaStatus.h"

namespace miaia {

class Picture {
public:
    const SignalPlan& Signals() const { return signals_; }
    bool Halted() const { return halted_; }

    /// Takes what the engine says; frames that draw nothing are left alone.
    template <class Canvas>
    void Take(const EngineFrame& frame, Canvas& canvas, LogLines& log) {
        switch (frame.body) {
            case EngineBody::Signal: signals_.Take(frame.signal, canvas); break;
            case EngineBody::Levels: levels_.Take(frame.levels, canvas); break;
            case EngineBody::State:
                score_ = frame.state;
                has_score_ = true;
                SetHalted(frame.state.halted, frame.state.halt_reason.chars, log);
                break;
            case EngineBody::Halt: SetHalted(true, frame.halt.first.chars, log); break;
            case EngineBody::Resume: SetHalted(false, "", log); break;
            case EngineBody::Flatten: SetHalted(true, frame.flatten.reason.chars, log); break;
            default: break;
        }
    }

    /// How much of the history has been read, 0 to 1; below 0 when none is being read.
    void ShowHistory(double progress) { history_percent_ = progress < 0 ? -1 : static_cast<int>(progress * 100); }

    template <class Canvas>
    void Draw(const ChartFacts& chart, const Session& session, const char* link_problem, const Orders& orders, int64_t steady_now,
              bool busy, Canvas& canvas) {
        signals_.Draw(steady_now, canvas);
        levels_.Draw(steady_now, canvas);
        StatusSources sources;
        sources.link_problem = link_problem;
        sources.halted = halted_;
        sources.halt_reason = halt_reason_.chars;
        sources.score = has_score_ ? &score_ : nullptr;
        sources.orders = &orders;
        sources.history_percent = history_percent_;
        status_.Draw(chart, session, sources, steady_now, busy, canvas);
    }

    /// Drawings that Sierra did not make; each is tried again.
    uint64_t Failures() const { return signals_.Failures() + levels_.Failures() + status_.Failures(); }

    void TellFailures(LogLines& log) {
        if (Failures() != 0 && !told_failure_)
            log.Add("MIA IA: Sierra did not make a drawing; it is tried again each second, further ones are only counted.");
        told_failure_ = Failures() != 0;
    }

    /// Looks which drawings Sierra has deleted, as it does in a full recalculation.
    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        signals_.ForgetLostLines(canvas);
        levels_.ForgetLostLines(canvas);
        status_.ForgetLostLine(canvas);
    }

private:
    void SetHalted(bool halted, const char* reason, LogLines& log) {
        if (halted != halted_ && halted)
            log.Add("MIA IA: the engine is halted: %s", reason);
        if (halted != halted_ && !halted)
            log.Add("MIA IA: the engine has resumed.");
        halted_ = halted;
        halt_reason_.Assign(reason);
    }

    SignalPlan signals_;
    LevelPlan levels_;
    StatusPlan status_;
    ConfluenceState score_;
    FixedText<192> halt_reason_;
    int history_percent_ = -1;
    bool has_score_ = false;
    bool halted_ = false;
    bool told_failure_ = false;
};

}  // namespace miaia
