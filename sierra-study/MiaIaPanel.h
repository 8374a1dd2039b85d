// The panel in a corner of the chart, as two drawings over each other, because one has one colour: the first line, and the lines below it.
#pragma once

#include "MiaIaPanelText.h"

namespace miaia {

/// Drawn at most four times a second and only when it has changed. In a busy call it waits for a quieter one, two seconds at most: to
/// write and draw it takes as long as a thousand trades.
class Panel {
public:
    template <class Canvas>
    void Draw(const PanelSources& from, bool busy, Canvas& canvas) {
        const ViewSettings& view = from.chart.View();
        if (!view.panel) {
            RemoveLine(head_line_, canvas);
            RemoveLine(body_line_, canvas);
            next_look_ = 0;
            return;
        }
        if (from.now < next_look_ + (busy ? LongestWaitNanos : 0))
            return;
        next_look_ = from.now + LookEveryNanos;
        PanelText panel;
        WritePanel(from, panel);
        // Each of the two leaves the other's lines free: from below it is the head that has lines under it. The one with fewer lines of its
        // own comes last, so that whoever paints a ground behind a text hides nothing of the other.
        const bool from_below = view.panel_place == PanelPlace::BottomLeft || view.panel_place == PanelPlace::BottomRight;
        const int head_look = look_of_[static_cast<int>(panel.mood)];
        FixedText<1400> head(panel.head.chars);
        FixedText<1400> body(from_below ? "" : " \n");
        body.Append(panel.body.chars, panel.body.length == 0 ? 0 : panel.body.length - 1);
        for (uint32_t i = 0; i < panel.body.length && from_below; ++i)
            if (panel.body.chars[i] == '\n')
                head.Append("\n ");
        if (from_below)
            Put(head, head_look, head_line_, drawn_head_, view, canvas);
        Put(body, SubgraphPanelText, body_line_, drawn_body_, view, canvas);
        if (!from_below)
            Put(head, head_look, head_line_, drawn_head_, view, canvas);
        drawn_mood_ = panel.mood;
    }

    uint64_t Failures() const { return failures_; }
    Mood DrawnMood() const { return drawn_mood_; }

    /// The trader has changed what is shown, or how.
    void Restyle() {
        drawn_head_.look = drawn_body_.look = -1;
        next_look_ = 0;
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        const bool head_lost = ForgetIfLost(head_line_, canvas);
        if (ForgetIfLost(body_line_, canvas) || head_lost)
            next_look_ = 0;
    }

private:
    static constexpr int64_t LookEveryNanos = 250LL * 1000000;
    static constexpr int64_t LongestWaitNanos = 2000LL * 1000000;

    struct Drawn {
        FixedText<1400> text;
        int look = -1;
    };

    template <class Canvas>
    void Put(const FixedText<1400>& text, int look, int& line, Drawn& drawn, const ViewSettings& view, Canvas& canvas) {
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
            drawn.text = text;
            drawn.look = look;
        } else {
            ++failures_;
        }
    }

    static constexpr int look_of_[] = {SubgraphPanelText, SubgraphPanelGood, SubgraphPanelWarning, SubgraphPanelAlarm};

    Drawn drawn_head_;
    Drawn drawn_body_;
    Mood drawn_mood_ = Mood::Plain;
    int head_line_ = -1;
    int body_line_ = -1;
    int64_t next_look_ = 0;
    uint64_t failures_ = 0;
};

}  // namespace miaia
