// Where a call of the study reads history, and what it tells of it.
#pragma once

#include <type_traits>

#include "MiaIaBackfill.h"
#include "MiaIaChart.h"
#include "MiaIaSession.h"
#include "MiaIaTape.h"

namespace miaia {

/// What of an instance history has to do with.
struct BackfillParts {
    Backfill& backfill;
    const Session& session;
    TapeCapture& tape;
    const TickScale& scale;
    LogLines& log;
};

/// A quarter of the ring is enough for history; the rest is for what happens meanwhile.
constexpr uint32_t LargestFillOfHistoryThousandths = 250;

/// True while history is being read. bars_moved: other bars may stand under the numbers of before. It comes in the order of time: until
/// then nothing may be sent that bears a time of the market.
template <class Chart, class Sink>
bool ReadsHistory(Chart& chart, const Clock& clock, bool bars_moved, BackfillParts of, Sink& sink) {
    of.backfill.Hear(of.session.State() == SessionState::Publishing);
    if (of.backfill.IsOver())
        return false;
    BackfillMoment moment;
    moment.steady_now = clock.steady_nanos();
    moment.longest_past_us = chart.Facts().history_minutes * 60000000LL;
    moment.bars_moved = bars_moved;
    moment.downloading = chart.Facts().downloading;
    moment.in_replay = chart.Facts().replay != ReplayState::Stopped;
    moment.ring_is_full = of.session.Ring().FilledThousandths() > LargestFillOfHistoryThousandths;
    moment.is_useless = !of.session.TakesData();
    auto&& records = chart.Records();
    const auto& tape = chart.Tape();
    const TapeBehind<std::decay_t<decltype(tape)>> rest(tape, of.tape.FirstOfRefill());
    if (of.backfill.Step(chart.Bars(), records, rest, of.scale, moment, clock, sink))
        return true;
    of.backfill.TellEnd(of.log);
    if (of.tape.IsRefilled() && !of.backfill.WasRead())
        sink.Missing("reconnected");
    of.tape.SkipTo(chart.Tape(), of.backfill.TapeFromUnixUs());
    return false;
}

inline TapeMoment MomentOf(const ChartFacts& facts, int64_t steady_now) {
    return TapeMoment::Of(steady_now, facts.replay != ReplayState::Stopped, facts.update_interval_ms);
}

}  // namespace miaia
