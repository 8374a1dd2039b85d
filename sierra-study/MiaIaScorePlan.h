// The score as subgraphs in a region of their own, one value a bar. Sierra clears them in a full recalculation, and nobody else knows what
// the score was: the study keeps it by market time, so that it finds its bars again, whatever bars they are.
#pragma once

#include "MiaIaConfluence.h"
#include "MiaIaView.h"

namespace miaia {

/// A Canvas has int Bars(), int BarAt(int64_t unix_us) → the bar that holds this moment (−1 before the first), and void Plot(int subgraph,
/// int bar, float value). A score is that of its own bar, and of bars that begin right behind it, until the next one comes; no bar keeps
/// one of another time. A gap begins behind the bar in which it was noticed.
class ScorePlan {
public:
    static constexpr uint32_t Capacity = 8192;
    static constexpr int LargestBarsPerCall = 256;
    static constexpr int LargestPointsPerCall = 64;
    // The engine says its score four times a second. Where a backlog runs through, minutes of the market lie between two of them.
    static constexpr int64_t HoldsUs = 5LL * 1000000;

    template <class Canvas>
    void Take(const ConfluenceState& state, Canvas& canvas) {
        TakeLimits(state.limits);
        ForgetAfter(state.observed_unix_us);
        if (!state.HasScore()) {
            Cease(state.observed_unix_us);
            return;
        }
        Point point;
        point.unix_us = state.observed_unix_us;
        point.value[SubgraphScore] = Shown(state.score);
        point.value[SubgraphLongSum] = Shown(state.long_sum);
        point.value[SubgraphShortSum] = Shown(state.short_sum);
        point.value[SubgraphCoverage] = Shown(state.coverage);
        point.value[SubgraphTier] = Shown(SignedTier(state));
        holds_ = true;
        const int bar = Positive(canvas.BarAt(point.unix_us));
        if (count_ != first_ && !At(count_ - 1).is_gap && Positive(canvas.BarAt(At(count_ - 1).unix_us)) == bar)
            At(count_ - 1) = point;
        else
            Append(point);
        const int end = EndOf(point, canvas) < bars_ ? EndOf(point, canvas) : bars_;
        if (end - bar > LargestBarsPerCall) {
            RefillAll();
            return;
        }
        for (int newer = bar; newer < end; ++newer)
            Plot(newer, point, canvas);
        refill_before_ = bar < refill_before_ ? bar : refill_before_;
    }

    /// Nobody says the score any more: bars that begin from now on have none.
    void Cease(int64_t unix_us) {
        if (!holds_)
            return;
        holds_ = false;
        Point gap;
        gap.unix_us = count_ != first_ && At(count_ - 1).unix_us > unix_us ? At(count_ - 1).unix_us : unix_us;
        gap.is_gap = true;
        Append(gap);
    }

    /// Sierra has cleared every subgraph.
    void Recalculated() { recalculated_ = true; }

    /// Nothing of it may stay: the chart shows another market.
    void Clear() {
        first_ = count_;
        holds_ = false;
        recalculated_ = true;
    }

    /// Once a call: values of new bars, and a bounded part of what a recalculation has cleared, the newest first.
    template <class Canvas>
    void Draw(Canvas& canvas) {
        const int bars = canvas.Bars();
        if (recalculated_ || bars < bars_ || bars - bars_ > LargestBarsPerCall) {
            recalculated_ = false;
            bars_ = lines_before_ = bars;
            RefillAll();
        }
        for (; bars_ < bars; ++bars_) {
            PlotLines(bars_, canvas);
            if (holds_ && bars_ >= Positive(canvas.BarAt(At(count_ - 1).unix_us)) && bars_ < EndOf(At(count_ - 1), canvas))
                Plot(bars_, At(count_ - 1), canvas);
        }
        Refill(canvas);
        for (int i = 0; i < LargestBarsPerCall && lines_before_ > 0; ++i)
            PlotLines(--lines_before_, canvas);
    }

    uint32_t Kept() const { return static_cast<uint32_t>(count_ - first_); }
    /// Whether everything stands on the chart.
    bool IsDrawn() const { return refill_ == first_ && lines_before_ == 0 && !recalculated_; }

private:
    static constexpr int PointValues = SubgraphTier + 1;

    struct Point {
        int64_t unix_us = 0;
        float value[PointValues] = {};
        bool is_gap = false;
    };

    // In a subgraph 0 may mean that there is no value.
    static float Shown(double value) { return value == 0 ? 1e-6f : static_cast<float>(value); }

    // −4 to +4: WEAK is 1, PREMIUM 4; 0 is no trade.
    static double SignedTier(const ConfluenceState& state) {
        const int tier = state.tier >= 2 && state.tier <= 5 ? static_cast<int>(state.tier) - 1 : 0;
        return state.score < 0 ? -tier : tier;
    }

    static int Positive(int bar) { return bar < 0 ? 0 : bar; }

    /// Behind the last bar that it is the score of.
    template <class Canvas>
    static int EndOf(const Point& point, Canvas& canvas) {
        return canvas.BarAt(point.unix_us < INT64_MAX - HoldsUs ? point.unix_us + HoldsUs : INT64_MAX) + 1;
    }

    Point& At(uint64_t nth) { return point_[nth % Capacity]; }

    void Append(const Point& point) {
        At(count_++) = point;
        if (count_ - first_ > Capacity)
            first_ = count_ - Capacity;
    }

    // A replay that begins again goes back in time: what comes later has not happened yet.
    void ForgetAfter(int64_t unix_us) {
        while (count_ != first_ && At(count_ - 1).unix_us > unix_us)
            --count_;
        refill_ = refill_ > count_ ? count_ : refill_;
    }

    void TakeLimits(const TierLimits& limits) {
        bool same = true;
        for (int i = 0; i < TierLimitCount; ++i)
            same = same && limits_.limit[i] == limits.limit[i];
        if (same)
            return;
        limits_ = limits;
        lines_before_ = bars_;
    }

    void RefillAll() {
        refill_ = count_;
        refill_before_ = bars_;
    }

    template <class Canvas>
    static void Plot(int bar, const Point& point, Canvas& canvas) {
        for (int i = 0; i < PointValues; ++i)
            canvas.Plot(i, bar, point.value[i]);
    }

    template <class Canvas>
    void PlotLines(int bar, Canvas& canvas) const {
        canvas.Plot(SubgraphZero, bar, 0);
        for (int i = 0; i < TierLimitCount; ++i) {
            canvas.Plot(SubgraphLimits + i, bar, static_cast<float>(limits_.limit[i]));
            canvas.Plot(SubgraphLimits + TierLimitCount + i, bar, static_cast<float>(-limits_.limit[i]));
        }
    }

    template <class Canvas>
    void Refill(Canvas& canvas) {
        if (refill_ < first_)
            refill_ = first_;
        int bars_left = LargestBarsPerCall;
        for (int points = 0; points < LargestPointsPerCall && bars_left > 0 && refill_ != first_; ++points) {
            const Point& point = At(refill_ - 1);
            const int bar = canvas.BarAt(point.unix_us);
            const int end = point.is_gap ? bar + 1 : EndOf(point, canvas);
            refill_before_ = end < refill_before_ ? end : refill_before_;
            if (point.is_gap) {
                --refill_;
                continue;
            }
            for (; refill_before_ > Positive(bar) && bars_left > 0; --bars_left)
                Plot(--refill_before_, point, canvas);
            if (refill_before_ <= Positive(bar))
                --refill_;
        }
    }

    Point point_[Capacity];
    uint64_t first_ = 0;  // of the points that are kept, and behind the last
    uint64_t count_ = 0;
    bool holds_ = false;
    bool recalculated_ = false;
    TierLimits limits_;
    int bars_ = 0;           // that have been seen
    int lines_before_ = 0;   // zero line and limits are missing before this bar
    uint64_t refill_ = 0;    // points before this one are to be drawn again
    int refill_before_ = 0;  // … in bars before this one
};

}  // namespace miaia
