// The panel in a corner of the chart, as two drawings over each other, because one has one colour: the first line, and the lines below it.
#pragma once

#include "MiaIaPanelText.h"

namespace miaia {

/// Drawn at most four times a second and only when it has changed; a line of it at a call, because all of it together takes ten times as
/// long as a quiet call. In busy calls it waits, two seconds at most; where calls come seldom, or nothing
/// stands there yet, it is done in one.
class Panel {
public:
    template <class Canvas>
    void Draw(const PanelSources& from, bool busy, Canvas& canvas) {
        const ViewSettings& view = from.chart.View();
        if (!view.panel) {
            RemoveLine(head_line_, canvas);
            RemoveLine(body_line_, canvas);
            Begin(0);
            return;
        }
        const bool at_once = from.now - last_call_ > SeldomNanos || head_line_ == -1 || body_line_ == -1;
        last_call_ = from.now;
        // What was begun goes on.
        if (step_ == Step::Head && from.now < next_look_ + (busy ? LongestWaitNanos : 0))
            return;
        do
            DoStep(from, view, canvas);
        while (at_once && step_ != Step::Head);
    }

    uint64_t Failures() const { return failures_; }
    int AnyLine() const { return head_line_; }
    Mood DrawnMood() const { return drawn_mood_; }

    /// The trader has changed what is shown, or how.
    void Restyle() {
        drawn_head_.look = drawn_body_.look = -1;
        Begin(0);
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        const bool head_lost = ForgetIfLost(head_line_, canvas);
        if (ForgetIfLost(body_line_, canvas) || head_lost)
            Begin(0);
    }

private:
    static constexpr int64_t LookEveryNanos = 250LL * 1000000;
    static constexpr int64_t LongestWaitNanos = 2000LL * 1000000;
    static constexpr int64_t SeldomNanos = 50LL * 1000000;
    static constexpr uint32_t Fewest = 24;  // letters in a line

    /// What a call does of it, in this order.
    enum class Step : uint8_t { Head, Score, Feeds, Trading, Under, Over };

    void Begin(int64_t next_look) {
        step_ = Step::Head;
        next_look_ = next_look;
    }

    template <class Canvas>
    void DoStep(const PanelSources& from, const ViewSettings& view, Canvas& canvas) {
        // Each of the two leaves the other's lines free: from below it is the head that has lines under it. The one with fewer lines of its
        // own comes last, so that whoever paints a ground behind a text hides nothing of the other.
        const bool from_below = view.panel_place == PanelPlace::BottomLeft || view.panel_place == PanelPlace::BottomRight;
        switch (step_) {
            case Step::Head:
                next_look_ = from.now + LookEveryNanos;
                text_.Clear();
                AppendHead(from, text_);
                break;
            case Step::Score:
                // Of one moment: another score at the next call would have another reason.
                AppendScore(from, text_);
                AppendWhy(from, text_);
                text_.End(PanelText::Part::Why);
                break;
            case Step::Feeds:
                AppendFeeds(from, text_);
                text_.End(PanelText::Part::Feeds);
                break;
            case Step::Trading:
                AppendTrading(from, text_);
                text_.End(PanelText::Part::Trading);
                text_.Fit(NarrowOf(from.chart), ColumnsOf(from.chart), LinesOf(from.chart));
                text_.Interleave(from_below);
                break;
            case Step::Under: Put(!from_below, view, canvas); break;
            case Step::Over:
                Put(from_below, view, canvas);
                drawn_mood_ = text_.mood;
                step_ = Step::Head;
                return;
        }
        step_ = static_cast<Step>(static_cast<int>(step_) + 1);
    }

    /// The panel stands over the bars. In letters that are drawn it takes about a third of a common chart.
    static uint32_t NarrowOf(const ChartFacts& chart) {
        static const uint32_t most = 64;
        if (chart.region_width_px == 0)
            return UINT32_MAX;
        const uint32_t half = ColumnsOf(chart) / 2;
        return half < Fewest ? Fewest : half < most ? half : most;
    }

    /// How many lines of the panel's font the prices' region holds, where Sierra says how high it is. Two pixels to a point, and a line for
    /// the chart's own title.
    static uint32_t LinesOf(const ChartFacts& chart) {
        static const uint32_t fewest = 3;
        static const uint32_t title_px = 30;
        if (chart.region_height_px == 0)
            return UINT32_MAX;
        const uint32_t edges = chart.region_height_px * 6 / 100 + 12 + title_px;
        const uint32_t room = chart.region_height_px > edges ? chart.region_height_px - edges : 0;
        const uint32_t lines = room / (2 * (chart.View().panel_font == 0 ? 1 : chart.View().panel_font));
        return lines > fewest ? lines : fewest;
    }

    /// How many letters of the panel's font a line of the chart holds, where Sierra says how wide it is. Letters of most fonts are narrower
    /// than six tenths of their height on an average.
    static uint32_t ColumnsOf(const ChartFacts& chart) {
        const uint32_t edges = chart.region_width_px / 25 + 16;
        if (chart.region_width_px <= edges)
            return chart.region_width_px == 0 ? UINT32_MAX : Fewest;
        const uint32_t letters = (chart.region_width_px - edges) * 5 / (4 * (chart.View().panel_font == 0 ? 1 : chart.View().panel_font));
        return letters > Fewest ? letters : Fewest;
    }

    template <class Canvas>
    void Put(bool body, const ViewSettings& view, Canvas& canvas) {
        if (body)
            Put(text_.body, SubgraphPanelText, body_line_, drawn_body_, view, canvas);
        else
            Put(text_.head, look_of_[static_cast<int>(text_.mood)], head_line_, drawn_head_, view, canvas);
    }

    template <size_t Capacity>
    struct Drawn {
        FixedText<Capacity> text;
        int look = -1;
    };

    template <size_t Capacity, class Canvas>
    void Put(const FixedText<Capacity>& text, int look, int& line, Drawn<Capacity>& drawn, const ViewSettings& view, Canvas& canvas) {
        if (line != -1 && text == drawn.text && look == drawn.look)
            return;
        DrawSpec spec;
        spec.tool = DrawTool::Panel;
        spec.line_number = line;
        spec.Wear(view.look[look]);
        spec.size = view.panel_font;
        spec.place = view.panel_place;
        spec.text = text.chars;
        if (PutLine(spec, line, canvas)) {
            drawn.text.Assign(text.chars, text.length);
            drawn.look = look;
        } else {
            ++failures_;
        }
    }

    static constexpr int look_of_[] = {SubgraphPanelText, SubgraphPanelGood, SubgraphPanelWarning, SubgraphPanelAlarm};

    Drawn<PanelText::HeadBytes> drawn_head_;
    Drawn<PanelText::BodyBytes> drawn_body_;
    PanelText text_;
    Step step_ = Step::Head;
    int64_t last_call_ = 0;
    Mood drawn_mood_ = Mood::Plain;
    int head_line_ = -1;
    int body_line_ = -1;
    int64_t next_look_ = 0;
    uint64_t failures_ = 0;
};

}  // namespace miaia
