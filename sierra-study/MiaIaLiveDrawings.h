// What was drawn of a live market, while its chart shows a replay.
#pragma once

#include "MiaIaChart.h"
#include "MiaIaScorePlan.h"
#include "MiaIaSignalPlan.h"

namespace miaia {

class LiveDrawings {
public:
    /// Before the drawings of the tape that was shown so far are taken off the chart.
    void Leave(OtherTape tape, const SignalPlan& signals, const ScorePlan& scores) {
        comes_back_ = is_kept_ && tape == OtherTape::ReplayEnds;
        is_kept_ = tape == OtherTape::ReplayBegins;
        if (!is_kept_)
            return;
        signals_ = signals;
        scores_ = scores;
    }

    /// After that. Sierra has none of the lines any more: all is drawn anew.
    template <class Canvas>
    void ComeBack(SignalPlan& signals, ScorePlan& scores, Canvas& canvas) const {
        if (!comes_back_)
            return;
        scores = scores_;
        scores.Recalculated();
        signals = signals_;
        signals.ForgetLostLines(canvas);
        signals.Restyle();
    }

private:
    SignalPlan signals_;
    ScorePlan scores_;
    bool is_kept_ = false;
    bool comes_back_ = false;
};

}  // namespace miaia
