// The session's VWAP and its bands as lines that grow with the session. A study's subgraphs all stand in one region, and that of this one
// is the score's, so the lines are made of short straight drawings beside the prices.
#pragma once

#include "MiaIaClock.h"
#include "MiaIaConfluence.h"
#include "MiaIaDrawing.h"

namespace miaia {

/// Keeps what the engine has said of the session so far, and draws a bounded part of what has changed at each call. Once a minute the
/// engine says the whole line, so that it begins with the session and not with the study. Where it becomes longer than there is room for
/// before that, every second point is left out and the distance between two doubles.
class VwapPlan {
public:
    static constexpr int Curves = 5;  // the VWAP, one deviation up and down, two up and down
    static constexpr int Capacity = 97;
    static constexpr int LargestDrawnPerCall = 24;
    static constexpr int64_t FirstStepUs = 60LL * 1000000;

    /// observed_us: market time of what is said. label: what must stand beside everything of this chart, such as REPLAY.
    void Take(const MarketView& market, int64_t observed_us, const char* label) {
        label_.Assign(label);
        const VwapView& vwap = market.SessionVwap();
        if (!vwap.known || !(vwap.ticks > 0 && vwap.ticks < LargestTicks) || observed_us <= 0)
            return;
        // Not the session of before: the regular one has begun or is over, or nothing has traded for as long as a market rests at night.
        const bool is_regular = market.regular_vwap.known;
        const bool rested = count_ != 0 && TimeBetween(point_[count_ - 1].unix_us, observed_us) > LongestRestUs;
        if (is_regular != is_regular_ || rested)
            Restart();
        is_regular_ = is_regular;
        TakeLine(market.session_vwap, observed_us);
        ForgetAfter(observed_us);
        Add(PointAt(observed_us, vwap.ticks, vwap.deviation_ticks));
    }

    /// Nothing of it may stay: the chart shows another market.
    void Clear() { Restart(); }

    /// The trader has changed what is shown, or how.
    void Restyle() {
        labels_.Restyle();
        TouchAll();
    }

    /// Names and line follow the market, once a second.
    void MoveTail(int64_t steady_now) {
        if (!tail_moved_ || steady_now < next_tail_at_)
            return;
        tail_moved_ = false;
        next_tail_at_ = steady_now + TailEveryNanos;
        Touch(Segments() - 1);
        PutLabels();
    }

    bool LabelsMoved() const { return labels_.LabelsMoved(); }
    void Tell(const ViewSettings& view, LineLabels& labels) { labels_.Tell(view, labels); }
    void Hear(const LineLabels& labels) { labels_.Hear(labels); }

    template <class Canvas>
    void Draw(const ViewSettings& view, int64_t steady_now, Canvas& canvas) {
        MoveTail(steady_now);
        labels_.Draw(view, steady_now, canvas);
        if (!dirty_ || steady_now < draw_from_)
            return;
        dirty_ = false;
        int left = LargestDrawnPerCall;
        // The newest first: that is where the trader looks.
        for (int segment = Capacity - 2; segment >= 0; --segment) {
            if (!segment_[segment].dirty || IsEmpty(segment))
                continue;
            if (left < Curves) {
                dirty_ = true;
                return;
            }
            left -= Curves;
            segment_[segment].dirty = !DrawOne(segment, view, canvas);
            if (!segment_[segment].dirty)
                continue;
            dirty_ = true;
            draw_from_ = steady_now + RedrawAfterNanos;
            ++failures_;
        }
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        labels_.ForgetLostLines(canvas);
        for (int segment = 0; segment < Capacity - 1; ++segment)
            for (int& line : segment_[segment].line_number)
                if (ForgetIfLost(line, canvas))
                    Touch(segment);
    }

    uint64_t Failures() const { return labels_.Failures() + failures_; }
    int AnyLine() const { return labels_.AnyLine(); }
    /// Points that are kept; the last of them moves with the market.
    int Count() const { return count_; }

private:
    static constexpr double LargestTicks = 1e9;
    static constexpr int64_t LongestRestUs = 45LL * 60 * 1000000;
    // A moment of the market is drawn once a second; what it says in between nobody could follow.
    static constexpr int64_t TailEveryNanos = 1000LL * 1000000;

    struct Point {
        int64_t unix_us = 0;
        double ticks[Curves] = {};

        bool operator==(const Point& other) const {
            for (int curve = 0; curve < Curves; ++curve)
                if (ticks[curve] != other.ticks[curve])
                    return false;
            return unix_us == other.unix_us;
        }
    };
    /// The drawings from one point to the next, one a curve.
    struct Segment {
        int line_number[Curves] = {-1, -1, -1, -1, -1};
        bool dirty = false;
    };

    static_assert(VwapLine::Capacity < Capacity, "there is room for the line, and for now");

    static bool CanBe(const VwapLine& line, int64_t observed_us) {
        for (int i = 0; i < line.count; ++i) {
            const VwapPoint& point = line.point[i];
            const int64_t before_us = i == 0 ? 0 : line.point[i - 1].unix_us;
            if (!(point.ticks > 0 && point.ticks < LargestTicks) || point.unix_us <= before_us || point.unix_us > observed_us)
                return false;
        }
        return line.count != 0;
    }

    static Point PointAt(int64_t unix_us, double ticks, double deviation_ticks) {
        Point point;
        point.unix_us = unix_us;
        const double deviation = deviation_ticks > 0 && deviation_ticks < LargestTicks ? deviation_ticks : 0;
        for (int curve = 0; curve < Curves; ++curve)
            point.ticks[curve] = ticks + Distance(curve) * deviation;
        return point;
    }

    // Only what differs is drawn anew: from one minute to the next that is the end.
    void TakeLine(const VwapLine& line, int64_t observed_us) {
        if (!CanBe(line, observed_us))
            return;
        for (int i = 0; i < line.count; ++i) {
            const Point point = PointAt(line.point[i].unix_us, line.point[i].ticks, line.point[i].deviation_ticks);
            if (i < count_ && point == point_[i])
                continue;
            point_[i] = point;
            Touch(i - 1);
            Touch(i);
        }
        for (int i = line.count; i < count_; ++i)
            Touch(i - 1);
        count_ = line.count;
        step_us_ = FirstStepUs;
        tail_moved_ = true;
    }

    static double Distance(int curve) {
        static const double distance[Curves] = {0, 1, -1, 2, -2};
        return distance[curve];
    }
    static int LookOf(int curve) { return curve == 0 ? SubgraphVwap : curve < 3 ? SubgraphVwapBand1 : SubgraphVwapBand2; }

    int Segments() const { return count_ - 1; }

    /// Neither is anything there nor should there be.
    bool IsEmpty(int segment) {
        if (segment < Segments())
            return false;
        for (const int line : segment_[segment].line_number)
            if (line != -1)
                return false;
        segment_[segment].dirty = false;
        return true;
    }

    void Restart() {
        count_ = 0;
        step_us_ = FirstStepUs;
        tail_moved_ = went_back_ = false;
        next_tail_at_ = 0;
        labels_.UnsetAll();
        TouchAll();
    }

    // A replay that begins again goes back in time: what comes later has not happened yet.
    void ForgetAfter(int64_t unix_us) {
        while (count_ != 0 && point_[count_ - 1].unix_us > unix_us) {
            --count_;
            went_back_ = true;
            Touch(count_ - 1);
        }
    }

    void Add(const Point& point) {
        // The last point moves until it is a step behind the one before it; what is told again of a moment is no other point.
        const bool is_told_again = count_ != 0 && point.unix_us == point_[count_ - 1].unix_us;
        if (is_told_again || (count_ >= 2 && point.unix_us - point_[count_ - 2].unix_us <= step_us_)) {
            point_[count_ - 1] = point;
            tail_moved_ = true;
            return;
        }
        if (count_ == Capacity)
            Thin();
        if (count_ >= 2)
            Touch(Segments() - 1);
        point_[count_++] = point;
        tail_moved_ = true;
    }

    void Thin() {
        int kept = 0;
        for (int i = 0; i < count_; i += 2)
            point_[kept++] = point_[i];
        count_ = kept;
        step_us_ *= 2;
        TouchAll();
    }

    void Touch(int segment) {
        if (segment < 0)
            return;
        segment_[segment].dirty = dirty_ = true;
        draw_from_ = 0;
    }
    void TouchAll() {
        for (int segment = 0; segment < Capacity - 1; ++segment)
            Touch(segment);
    }

    void PutLabels() {
        static const char* const names[Curves] = {"VWAP", "VWAP +1", "VWAP -1", "VWAP +2", "VWAP -2"};
        // Where time went back, a name would stand without its line for as long as the line of later times is not believed.
        went_back_ = went_back_ && Segments() < 1;
        if (went_back_) {
            labels_.UnsetAll();
            return;
        }
        const Point& last = point_[count_ - 1];
        for (int curve = 0; curve < Curves; ++curve) {
            if (curve != 0 && last.ticks[curve] == last.ticks[0]) {
                labels_.Unset(static_cast<uint32_t>(curve));
                continue;
            }
            FixedText<32> text(label_.chars);
            text.AppendFormat("%s%s", label_.Empty() ? "" : " ", names[curve]);
            labels_.Set(static_cast<uint32_t>(curve), DrawTool::Label, last.ticks[curve], LookOf(curve), text.chars, last.unix_us);
        }
    }

    template <class Canvas>
    bool DrawOne(int segment, const ViewSettings& view, Canvas& canvas) {
        bool drawn = true;
        for (int curve = 0; curve < Curves; ++curve) {
            int& line = segment_[segment].line_number[curve];
            const bool has_bands = segment < Segments() && point_[segment + 1].ticks[curve] != point_[segment + 1].ticks[0];
            if (segment >= Segments() || (curve != 0 && !has_bands) || !view.Shows(LookOf(curve))) {
                RemoveLine(line, canvas);
                continue;
            }
            DrawSpec spec;
            spec.tool = DrawTool::Segment;
            spec.line_number = line;
            spec.unix_us = point_[segment].unix_us;
            spec.price_ticks = point_[segment].ticks[curve];
            spec.end_unix_us = point_[segment + 1].unix_us;
            spec.end_price_ticks = point_[segment + 1].ticks[curve];
            spec.Wear(view.look[LookOf(curve)]);
            drawn = PutLine(spec, line, canvas) && drawn;
        }
        return drawn;
    }

    Point point_[Capacity];
    int count_ = 0;
    Segment segment_[Capacity - 1];
    LinePlan<Curves> labels_;
    FixedText<16> label_;
    int64_t step_us_ = FirstStepUs;
    bool is_regular_ = false;
    bool tail_moved_ = false;
    bool went_back_ = false;
    bool dirty_ = false;
    int64_t next_tail_at_ = 0;
    int64_t draw_from_ = 0;  // monotonic; later than now after a failure
    uint64_t failures_ = 0;
};

}  // namespace miaia
