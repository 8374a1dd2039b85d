// Closed bars of the chart, by index and never the forming one; a recalculation shows old bars again, which are not sent twice.
#pragma once

#include <cstdint>

#include "MiaIaPrices.h"
#include "MiaIaStudyFrames.h"

namespace miaia {

/// One bar as the chart holds it.
struct RawBar {
    int64_t start_unix_us = 0;
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
    double volume = 0;
    double bid_volume = 0;
    double ask_volume = 0;
    double trades = 0;
};

/// Sierra sets its recalculation flag at every call while a chart has one bar, and probably when its second bar begins. Neither may
/// turn live data into history; a first call (bars_before −1) and a chart that shrank are what the flag says they are.
inline bool IsRealRecalculation(bool flag, int bars, int bars_before) {
    const bool chart_just_begins = bars_before >= 0 && bars_before <= 1 && (bars == bars_before || bars == bars_before + 1);
    return flag && !chart_just_begins;
}

class BarCapture {
public:
    static constexpr int LargestBarsPerCall = 64;
    static constexpr int LargestHistoryBars = 400;

    /// The bars of another symbol or of a replay: none of them was sent, and all that are closed at the next look are history.
    void Restart() {
        begins_ = true;
        has_last_ = false;
    }

    /// Reads a source with Count(), ChartTimeAt(int) (any rising number) and At(int) → RawBar. The sink gets Bar(const BarClose&)
    /// and RefusedBar(int64_t start_unix_us, Refusal).
    template <class Source, class Sink>
    void Take(const Source& bars, const TickScale& scale, uint32_t period_seconds, bool recalculating, Sink& sink) {
        const int closed = bars.Count() - 1;
        if (recalculating || begins_ || closed < next_)
            Find(bars, closed);
        begins_ = false;
        const int end = closed - next_ > LargestBarsPerCall ? next_ + LargestBarsPerCall : closed;
        for (; next_ < end; ++next_) {
            BarClose bar;
            const RawBar raw = bars.At(next_);
            bar.period_seconds = period_seconds;
            bar.history = recalculating || next_ < live_from_;
            const Refusal why = Convert(raw, scale, bar);
            if (why == Refusal::None)
                sink.Bar(bar);
            else
                sink.RefusedBar(raw.start_unix_us, why);
            last_chart_time_ = bars.ChartTimeAt(next_);
            has_last_ = true;
        }
    }

private:
    /// Indexes have moved: continues behind the last bar that was taken, by its time.
    template <class Source>
    void Find(const Source& bars, int closed) {
        live_from_ = closed > 0 ? closed : 0;
        next_ = closed > LargestHistoryBars ? closed - LargestHistoryBars : 0;
        while (has_last_ && next_ < closed && bars.ChartTimeAt(next_) <= last_chart_time_)
            ++next_;
    }

    static Refusal Convert(const RawBar& raw, const TickScale& scale, BarClose& bar) {
        // Prices of bars are the chart's own: the multiplier is already in them.
        const TickScale chart_scale = scale.WithoutMultiplier();
        const double prices[] = {raw.open, raw.high, raw.low, raw.close};
        int32_t* const ticks[] = {&bar.open_ticks, &bar.high_ticks, &bar.low_ticks, &bar.close_ticks};
        for (int i = 0; i < 4; ++i) {
            const Refusal why = chart_scale.ToTicks(prices[i], *ticks[i]);
            if (why != Refusal::None)
                return why;
        }
        const double amounts[] = {raw.volume, raw.bid_volume, raw.ask_volume, raw.trades};
        for (double amount : amounts)
            if (!(amount >= 0 && amount < 4294967296.0))
                return Refusal::NotANumber;
        bar.start_unix_us = raw.start_unix_us;
        bar.volume_lots = static_cast<uint64_t>(raw.volume);
        bar.bid_volume_lots = static_cast<uint64_t>(raw.bid_volume);
        bar.ask_volume_lots = static_cast<uint64_t>(raw.ask_volume);
        bar.trades = static_cast<uint32_t>(raw.trades);
        return Refusal::None;
    }

    int next_ = 0;
    int live_from_ = 0;
    bool begins_ = true;
    bool has_last_ = false;
    int64_t last_chart_time_ = 0;
};

}  // namespace miaia
