// What is drawn and under which number. It decides, a Canvas draws. Whoever plans a drawing says only what should stand there; each call
// then does a bounded part of it, and what failed is tried again a second later.
#pragma once

#include "MiaIaLineLabels.h"
#include "MiaIaText.h"
#include "MiaIaView.h"

namespace miaia {

enum class DrawTool : uint8_t { ArrowUp, ArrowDown, TriangleUp, TriangleDown, Label, Ray, Line, Segment, Panel };

/// Points of the font of every text but the panel's.
constexpr uint16_t LabelFont = 9;

/// One drawing. Colours are 0xRRGGBB. The panel stands in a corner of the window and has neither time nor price; only a segment has an end.
struct DrawSpec {
    DrawTool tool = DrawTool::Label;
    int line_number = -1;  // −1 = a new drawing
    int64_t unix_us = 0;
    double price_ticks = 0;
    int64_t end_unix_us = 0;
    double end_price_ticks = 0;
    uint32_t color = 0;
    uint16_t width = 1;
    uint16_t size = 9;  // of a marker or a font
    bool dashed = false;
    bool ends_there = false;                 // of a text: it ends at its time, and does not stand around it
    PanelPlace place = PanelPlace::TopLeft;  // of the panel: names of lines stand on the chart's other side
    const char* text = "";

    void Wear(const Look& look) {
        color = look.color;
        width = look.width;
        dashed = look.dashed;
    }
};

// Sierra refuses a drawing now and then; asking at every call would cost more than it brings.
constexpr int64_t RedrawAfterNanos = 1000LL * 1000000;

/// What is drawn again without a text keeps the one that it had: Sierra takes from a drawing only what is given. One that loses its text is
/// removed first.
///
/// A Canvas has int Put(const DrawSpec&) → the drawing's line number, −1 on failure, bool Exists(int line_number),
/// void Remove(int line_number), and for a chart that is drawn int XOf(int bar) and int YOf(double price_ticks), pixels of its window.
/// False when the drawing failed; the line number then stays, so that no second one is ever made.
template <class Canvas>
bool PutLine(const DrawSpec& spec, int& line_number, Canvas& canvas) {
    const int line = canvas.Put(spec);
    if (line != -1)
        line_number = line;
    return line != -1;
}

template <class Canvas>
void RemoveLine(int& line_number, Canvas& canvas) {
    if (line_number != -1)
        canvas.Remove(line_number);
    line_number = -1;
}

/// True when the drawing was there and is not any more; it needs a new number then.
template <class Canvas>
bool ForgetIfLost(int& line_number, Canvas& canvas) {
    if (line_number == -1 || canvas.Exists(line_number))
        return false;
    line_number = -1;
    return true;
}

/// A few drawings in places of their own, each with a look. Only what has changed is drawn.
template <uint32_t Capacity>
class LinePlan {
public:
    /// note: what is said behind the text, once for all lines whose texts are joined.
    void Set(uint32_t place, DrawTool tool, double price_ticks, int look, const char* text, int64_t unix_us = 0, const char* note = "") {
        Line& line = line_[place];
        const bool same = line.used && line.tool == tool && line.price_ticks == price_ticks && line.look == look &&
            line.text.Equals(text) && line.note.Equals(note) && line.unix_us == unix_us;
        if (same)
            return;
        line.used = true;
        line.tool = tool;
        line.price_ticks = price_ticks;
        line.look = look;
        line.unix_us = unix_us;
        line.text.Assign(text);
        line.note.Assign(note);
        line.said.Assign(text);
        line.said.Append(note);
        labels_moved_ = true;
        Touch(line);
    }

    void Unset(uint32_t place) {
        Line& line = line_[place];
        if (!line.used)
            return;
        line.used = false;
        labels_moved_ = true;
        Touch(line);
    }

    void UnsetAll() {
        for (uint32_t i = 0; i < Capacity; ++i)
            Unset(i);
    }

    /// The trader has changed what is shown, or how.
    void Restyle() {
        labels_moved_ = true;
        for (Line& line : line_)
            Touch(line);
    }

    /// Whether a text has come, gone or moved since the last Hear.
    bool LabelsMoved() const { return labels_moved_; }

    void Tell(const ViewSettings& view, LineLabels& labels) {
        for (Line& line : line_) {
            const bool speaks = line.used && !line.text.Empty() && view.Shows(line.look);
            line.number = speaks ? labels.Add(line.price_ticks, line.text.chars, line.note.chars, false) : LineLabels::Capacity;
        }
    }

    /// What stands at each line, when the labels are joined.
    void Hear(const LineLabels& labels) {
        labels_moved_ = false;
        LineLabels::Text said;
        for (Line& line : line_) {
            if (line.number == LineLabels::Capacity)
                continue;
            labels.Say(line.number, said);
            if (said == line.said)
                continue;
            line.loses_text = line.loses_text || (said.Empty() && line.line_number != -1);
            line.said = said;
            Touch(line);
        }
    }

    bool Used(uint32_t place) const { return line_[place].used; }
    uint64_t Failures() const { return failures_; }

    /// The number of one of its drawings, whichever; −1 where it has none.
    int AnyLine() const {
        for (const Line& line : line_)
            if (line.line_number != -1)
                return line.line_number;
        return -1;
    }

    template <class Canvas>
    void Draw(const ViewSettings& view, int64_t steady_now, Canvas& canvas) {
        if (!dirty_ || steady_now < draw_from_)
            return;
        dirty_ = false;
        for (Line& line : line_) {
            if (!line.dirty)
                continue;
            line.dirty = !DrawOne(line, view, canvas);
            if (!line.dirty)
                continue;
            dirty_ = true;
            draw_from_ = steady_now + RedrawAfterNanos;
            ++failures_;
        }
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        for (Line& line : line_)
            if (ForgetIfLost(line.line_number, canvas))
                Touch(line);
    }

private:
    struct Line {
        bool used = false;
        bool dirty = false;
        bool loses_text = false;
        DrawTool tool = DrawTool::Line;
        int look = SubgraphOtherLevel;
        int line_number = -1;
        double price_ticks = 0;
        int64_t unix_us = 0;
        uint32_t number = LineLabels::Capacity;  // among the labels that are joined
        FixedText<160> text;
        FixedText<32> note;
        LineLabels::Text said;  // text and note, or what it says for its neighbours, too
    };

    void Touch(Line& line) {
        line.dirty = dirty_ = true;
        draw_from_ = 0;
    }

    template <class Canvas>
    static bool DrawOne(Line& line, const ViewSettings& view, Canvas& canvas) {
        if (line.loses_text)
            RemoveLine(line.line_number, canvas);
        line.loses_text = false;
        // A text that a neighbour says, too, is none.
        const bool is_silent = line.tool == DrawTool::Label && line.said.Empty();
        if (!line.used || is_silent || !view.Shows(line.look)) {
            RemoveLine(line.line_number, canvas);
            return true;
        }
        DrawSpec spec;
        spec.tool = line.tool;
        spec.line_number = line.line_number;
        spec.unix_us = line.unix_us;
        spec.price_ticks = line.price_ticks;
        spec.Wear(view.look[line.look]);
        spec.size = static_cast<uint16_t>(4 + 2 * spec.width);
        spec.place = view.panel_place;
        spec.text = line.said.chars;
        return PutLine(spec, line.line_number, canvas);
    }

    Line line_[Capacity];
    bool labels_moved_ = false;
    bool dirty_ = false;
    int64_t draw_from_ = 0;
    uint64_t failures_ = 0;
};

}  // namespace miaia
