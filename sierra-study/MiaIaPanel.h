// The panel in a corner of the chart, as two drawings over each other, because one has one colour: the first line, and the lines below it.
#pragma once

#include "MiaIaPanelText.h"
#include "MiaIaPixels.h"

namespace miaia {

/// Drawn at most four times a second and only when it has changed; a line of it is made at a call, because all of it together takes ten
/// times as long as a quiet call, and head and body are drawn in one, so that they never speak of different moments. In busy calls it
/// waits, two seconds at most; where calls come seldom, or nothing stands there yet, it is done in one.
class Panel {
public:
    template <class Canvas>
    void Draw(const PanelSources& from, bool busy, Canvas& canvas) {
        const ViewSettings& view = from.chart.View();
        if (!view.panel) {
            RemoveLine(head_line_, canvas);
            RemoveLine(body_line_, canvas);
            box_ = PixelBox();
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
    /// What no other text may stand in; none where there is no panel or Sierra has not said how large the chart is.
    const PixelBox& Box() const { return box_; }

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
    static constexpr uint32_t FewestLines = 3;
    static constexpr uint32_t TitlePx = 30;  // of the chart's own title, above the prices

    /// What a call does of it, in this order.
    enum class Step : uint8_t { Head, Score, Feeds, Trading, Drawing };

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
                MakeHead(from);
                break;
            case Step::Score:
                // All of one moment: another score at the next call would have another reason, and another state of the engine another
                // head.
                if (head_of_ != from.frames_taken || head_was_stale_ != from.session.IsStale(from.now))
                    MakeHead(from);
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
                font_ = FontOf(from.chart);
                text_.Fit(NarrowOf(from.chart), ColumnsOf(from.chart), LinesOf(from.chart));
                text_.Interleave(from_below);
                break;
            case Step::Drawing:
                Put(!from_below, view, canvas);
                Put(from_below, view, canvas);
                drawn_mood_ = text_.mood;
                Surround(BoxOf(from.chart));
                step_ = Step::Head;
                return;
        }
        step_ = static_cast<Step>(static_cast<int>(step_) + 1);
    }

    void MakeHead(const PanelSources& from) {
        head_of_ = from.frames_taken;
        head_was_stale_ = from.session.IsStale(from.now);
        text_.Clear();
        AppendHead(from, text_);
    }

    /// The panel stands over the bars. In letters that are drawn it takes about a third of a common chart.
    static uint32_t NarrowOf(const ChartFacts& chart) {
        static const uint32_t most = 64;
        if (chart.region_width_px == 0)
            return UINT32_MAX;
        const uint32_t half = ColumnsOf(chart) / 2;
        return half < Fewest ? Fewest : half < most ? half : most;
    }

    /// Of what the prices' region is high, what lines of text may take: without its edges, and a line for the chart's own title.
    static uint32_t LinesRoomPx(const ChartFacts& chart) {
        const uint32_t edges = chart.region_height_px * 6 / 100 + 12 + TitlePx;
        return chart.region_height_px > edges ? chart.region_height_px - edges : 0;
    }

    static uint32_t LettersRoomPx(const ChartFacts& chart) {
        const uint32_t edges = chart.region_width_px / 25 + 16;
        return chart.region_width_px > edges ? chart.region_width_px - edges : 0;
    }

    /// The font that the trader wants, or the largest that a small chart has room for: one that leaves the chart says nothing.
    static uint16_t FontOf(const ChartFacts& chart) {
        static const uint32_t smallest = 6;
        uint32_t most = chart.View().panel_font;
        if (chart.region_width_px != 0)
            most = Smaller(most, LettersRoomPx(chart) * LettersInFourPx / (4 * Fewest));
        if (chart.region_height_px != 0)
            most = Smaller(most, LinesRoomPx(chart) / (PxOfALine * FewestLines));
        return static_cast<uint16_t>(most > smallest ? most : Smaller(smallest, chart.View().panel_font));
    }

    static uint32_t Smaller(uint32_t one, uint32_t other) { return one < other ? one : other; }

    /// How many lines of the panel's font the prices' region holds, where Sierra says how high it is.
    static uint32_t LinesOf(const ChartFacts& chart) {
        if (chart.region_height_px == 0)
            return UINT32_MAX;
        const uint32_t lines = LinesRoomPx(chart) / (PxOfALine * AtLeastOne(FontOf(chart)));
        return lines > FewestLines ? lines : FewestLines;
    }

    /// How many letters of the panel's font a line of the chart holds, where Sierra says how wide it is.
    static uint32_t ColumnsOf(const ChartFacts& chart) {
        if (chart.region_width_px == 0)
            return UINT32_MAX;
        const uint32_t letters = LettersRoomPx(chart) * LettersInFourPx / (4 * AtLeastOne(FontOf(chart)));
        return letters > Fewest ? letters : Fewest;
    }

    /// By where AcsilCanvas puts it: a hundred and fiftieth's double from the side, three hundredths from above or below.
    PixelBox BoxOf(const ChartFacts& chart) const {
        if (chart.region_width_px == 0 || chart.region_height_px == 0)
            return PixelBox();
        const uint32_t longest = text_.body.LongestLine() > text_.head.LongestLine() ? text_.body.LongestLine() : text_.head.LongestLine();
        const uint32_t lines = text_.body.Lines() > text_.head.Lines() ? text_.body.Lines() : text_.head.Lines();
        const int width = static_cast<int>(chart.region_width_px);
        const int height = static_cast<int>(chart.region_height_px);
        const int across = width * 2 / 150 + WidthPx(longest, font_);
        const int up = height * 3 / 100 + static_cast<int>(lines * PxOfALine * font_);
        const PanelPlace place = chart.View().panel_place;
        PixelBox box{chart.region_left_px, chart.region_top_px, chart.region_left_px + width, chart.region_top_px + height};
        if (place == PanelPlace::TopRight || place == PanelPlace::BottomRight)
            box.left = box.right - across;
        else
            box.right = box.left + across;
        if (place == PanelPlace::BottomLeft || place == PanelPlace::BottomRight)
            box.top = box.bottom - up;
        else
            box.bottom = box.top + static_cast<int>(TitlePx) + up;
        return box;
    }

    /// Its lines change with each score; texts that came and went with that would only flicker.
    void Surround(const PixelBox& now) {
        const bool is_much_smaller =
            (now.right - now.left) * 4 < (box_.right - box_.left) * 3 || (now.bottom - now.top) * 4 < (box_.bottom - box_.top) * 3;
        if (!box_.Holds(now) || is_much_smaller)
            box_ = now;
    }

    static uint32_t AtLeastOne(uint32_t points) { return points == 0 ? 1 : points; }

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
        uint16_t size = 0;
    };

    template <size_t Capacity, class Canvas>
    void Put(const FixedText<Capacity>& text, int look, int& line, Drawn<Capacity>& drawn, const ViewSettings& view, Canvas& canvas) {
        if (line != -1 && text == drawn.text && look == drawn.look && font_ == drawn.size)
            return;
        DrawSpec spec;
        spec.tool = DrawTool::Panel;
        spec.line_number = line;
        spec.Wear(view.look[look]);
        spec.size = font_;
        spec.place = view.panel_place;
        spec.text = text.chars;
        if (PutLine(spec, line, canvas)) {
            drawn.text.Assign(text.chars, text.length);
            drawn.look = look;
            drawn.size = font_;
        } else {
            ++failures_;
        }
    }

    static constexpr int look_of_[] = {SubgraphPanelText, SubgraphPanelGood, SubgraphPanelWarning, SubgraphPanelAlarm};

    Drawn<PanelText::HeadBytes> drawn_head_;
    Drawn<PanelText::BodyBytes> drawn_body_;
    PanelText text_;
    uint16_t font_ = 0;  // that the text is broken into lines for
    Step step_ = Step::Head;
    uint64_t head_of_ = 0;  // frames of the engine that were taken when the head was made
    bool head_was_stale_ = false;
    int64_t last_call_ = 0;
    PixelBox box_;
    Mood drawn_mood_ = Mood::Plain;
    int head_line_ = -1;
    int body_line_ = -1;
    int64_t next_look_ = 0;
    uint64_t failures_ = 0;
};

}  // namespace miaia
