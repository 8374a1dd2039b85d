// The status text in the chart's corner: one line that says whether to trust what is drawn.
#pragma once

#include "MiaIaChart.h"
#include "MiaIaDrawing.h"
#include "MiaIaOrders.h"
#include "MiaIaSession.h"

namespace miaia {

/// What the status text is made of, beside the session itself.
struct StatusSources {
    const char* link_problem = "";  // why there is no socket; empty when there is one
    bool halted = false;
    const char* halt_reason = "";
    const ConfluenceState* score = nullptr;  // nullptr before the first one
    const Orders* orders = nullptr;
    int history_percent = -1;  // read of what came before the study; below 0 when that is over
};

struct StatusText {
    FixedText<320> text;
    bool alarm = false;
};

inline void AppendConnection(const Session& session, const StatusSources& sources, int64_t steady_now, StatusText& status) {
    status.alarm = true;
    if (sources.link_problem[0] != 0)
        status.text.Append(sources.link_problem);
    else if (session.State() == SessionState::Refused)
        status.text.Append(session.Text().chars);
    else if (session.IsStale(steady_now))
        status.text.Append("STALE: nothing from the bridge for 3 s");
    else if (session.State() == SessionState::Greeting)
        status.text.Append("waiting for the engine");
    else if (session.State() == SessionState::Reading) {
        status.alarm = false;
        status.text.AppendFormat("connected, reading only: %s", session.Text().chars);
    } else if (session.EngineAway())
        status.text.Append("engine away, data is kept");
    else {
        status.alarm = false;
        status.text.Append("connected");
    }
}

/// Mode, position and what stands in the way of an order.
inline void AppendTrading(const ChartFacts& chart, const Orders& orders, StatusText& status) {
    const OrderRefusal obstacle = Obstacle(chart);
    const bool is_dry = chart.mode == TradingMode::DryRun;
    status.text.Append(is_dry ? " | dry-run" : chart.mode == TradingMode::Sim ? " | sim" : " | LIVE");
    if (orders.Killed())
        status.text.Append(" | KILLED by the study's button");
    if (orders.Flatten().Active())
        status.text.AppendFormat(" | FLATTENING: %s", orders.Flatten().Reason());
    if (!is_dry && orders.Watch().PositionKnown())
        status.text.AppendFormat(" | position %+d, ours %+d", orders.Watch().PositionLots(), orders.Watch().OwnLots());
    if (!is_dry && IsRefused(obstacle))
        status.text.AppendFormat(" | no orders: %s", obstacle.code);
    if (orders.LastRefusal()[0] != 0)
        status.text.AppendFormat(" | last refusal %s", orders.LastRefusal());
    status.alarm = status.alarm || orders.Killed() || orders.Flatten().Active() || (!is_dry && IsRefused(obstacle));
}

inline StatusText MakeStatus(const ChartFacts& chart, const Session& session, const StatusSources& sources, int64_t steady_now) {
    StatusText status;
    const char* label = LabelOf(chart);
    status.text.AppendFormat("MIA IA%s%s | ", label[0] == 0 ? "" : " ", label);
    AppendConnection(session, sources, steady_now, status);
    if (TradesAnotherSymbol(chart)) {
        status.alarm = true;
        status.text.AppendFormat(" | only draws: trade symbol %s, chart %s", chart.trade_symbol, chart.symbol);
    }
    if (sources.history_percent >= 0)
        status.text.AppendFormat(" | reading history %d%%", sources.history_percent);
    if (sources.halted) {
        status.alarm = true;
        status.text.AppendFormat(" | HALTED %s", sources.halt_reason);
    }
    if (sources.score != nullptr)
        status.text.AppendFormat(" | %s %+.2f, coverage %.0f%%", TierName(sources.score->tier), sources.score->score,
                                 sources.score->coverage * 100);
    const LatencyHistogram& round_trip = session.hops.of[HopCount - 1];
    if (round_trip.Count() != 0)
        status.text.AppendFormat(" | round trip p50 %.1f ms, p99 %.1f ms", static_cast<double>(round_trip.PercentileNanos(0.50)) / 1e6,
                                 static_cast<double>(round_trip.PercentileNanos(0.99)) / 1e6);
    status.text.AppendFormat(" | %llu unacknowledged", static_cast<unsigned long long>(session.UnacknowledgedFrames()));
    if (sources.orders != nullptr)
        AppendTrading(chart, *sources.orders, status);
    return status;
}

/// Draws the status text, at most four times a second and only when it has changed. In a busy call it waits for a quieter one, two
/// seconds at most: to write and draw it takes as long as a thousand trades.
class StatusPlan {
public:
    template <class Canvas>
    void Draw(const ChartFacts& chart, const Session& session, const StatusSources& sources, int64_t steady_now, bool busy,
              Canvas& canvas) {
        if (!chart.status_text_on) {
            if (line_number_ != -1)
                canvas.Remove(line_number_);
            line_number_ = -1;
            next_look_ = 0;
            return;
        }
        if (steady_now < next_look_ + (busy ? LongestWaitNanos : 0))
            return;
        next_look_ = steady_now + LookEveryNanos;
        const StatusText status = MakeStatus(chart, session, sources, steady_now);
        if (line_number_ != -1 && status.text == drawn_)
            return;
        DrawSpec spec;
        spec.tool = DrawTool::Status;
        spec.line_number = line_number_;
        spec.color = status.alarm ? ColorAlarm : ColorStatus;
        spec.text = status.text.chars;
        if (PutLine(spec, line_number_, canvas))
            drawn_ = status.text;
        else
            ++failures_;
    }

    uint64_t Failures() const { return failures_; }

    template <class Canvas>
    void ForgetLostLine(Canvas& canvas) {
        if (ForgetIfLost(line_number_, canvas))
            next_look_ = 0;
    }

private:
    static constexpr int64_t LookEveryNanos = 250LL * 1000000;
    static constexpr int64_t LongestWaitNanos = 2000LL * 1000000;

    FixedText<320> drawn_;
    int line_number_ = -1;
    int64_t next_look_ = 0;
    uint64_t failures_ = 0;
};

}  // namespace miaia
