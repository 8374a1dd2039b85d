// What is to be drawn and under which number: signals with their lines, and levels. It decides, a Canvas draws.
#pragma once

#include "MiaIaSignals.h"

namespace miaia {

enum class DrawTool : uint8_t { ArrowUp, ArrowDown, Label, Ray, Line, Status };

/// One drawing. Colours are 0xRRGGBB. Status stands in the window's corner and has neither time nor price.
struct DrawSpec {
    DrawTool tool = DrawTool::Label;
    int line_number = -1;  // −1 = a new drawing
    int64_t unix_us = 0;
    int32_t price_ticks = 0;
    uint32_t color = 0;
    const char* text = "";
};

constexpr uint32_t ColorLong = 0x00A651;
constexpr uint32_t ColorShort = 0xD7263D;
constexpr uint32_t ColorEnded = 0x808080;
constexpr uint32_t ColorStop = 0xE07A1F;
constexpr uint32_t ColorTarget = 0x2D7DD2;
constexpr uint32_t ColorLevel = 0x9B59B6;
constexpr uint32_t ColorStatus = 0xC0C0C0;
constexpr uint32_t ColorAlarm = 0xFF5050;

/// The drawings of one signal: arrow, text, and while it lives a stop and a target line.
struct SignalDrawing {
    static constexpr int Parts = 4;
    Signal signal;
    int line_number[Parts] = {-1, -1, -1, -1};
    int32_t born_price_ticks = 0;
    bool ended = false;
    bool dirty = false;
    int64_t draw_from = 0;  // monotonic; later than now after a failure
};

// Sierra refuses a drawing now and then; asking at every call would cost more than it brings.
constexpr int64_t RedrawAfterNanos = 1000LL * 1000000;

/// A Canvas has int Put(const DrawSpec&) → the drawing's line number, −1 on failure, bool Exists(int line_number) and
/// void Remove(int line_number). False when the drawing failed; the line number then stays, so that no second one is ever made.
template <class Canvas>
bool PutLine(const DrawSpec& spec, int& line_number, Canvas& canvas) {
    const int line = canvas.Put(spec);
    if (line != -1)
        line_number = line;
    return line != -1;
}

/// True when the drawing was there and is not any more; it needs a new number then.
template <class Canvas>
bool ForgetIfLost(int& line_number, Canvas& canvas) {
    if (line_number == -1 || canvas.Exists(line_number))
        return false;
    line_number = -1;
    return true;
}

class SignalPlan {
public:
    static constexpr uint32_t Capacity = 200;
    static constexpr uint32_t LargestSignalsDrawnPerCall = 16;

    uint32_t Count() const { return count_; }
    uint64_t Failures() const { return failures_; }
    uint32_t AliveCount() const {
        uint32_t alive = 0;
        for (uint32_t i = 0; i < count_; ++i)
            alive += drawing_[i].ended ? 0 : 1;
        return alive;
    }

    /// Takes a signal's newest event. When the plan is full, the oldest ended signal (or the oldest of all) leaves the chart.
    template <class Canvas>
    void Take(const Signal& signal, Canvas& canvas) {
        SignalDrawing* drawing = Find(signal.id);
        if (drawing == nullptr) {
            if (count_ == Capacity)
                Evict(canvas);
            drawing = &drawing_[count_++];
            *drawing = SignalDrawing();
            drawing->born_price_ticks = signal.reference_price_ticks;
        }
        drawing->signal = signal;
        drawing->ended = signal.event == static_cast<uint32_t>(SignalEvent::Ended);
        drawing->dirty = true;
        drawing->draw_from = 0;
    }

    /// Draws what has changed, a bounded number at a call; the rest follows at the next, and what failed a second later.
    template <class Canvas>
    void Draw(int64_t steady_now, Canvas& canvas) {
        uint32_t drawn = 0;
        for (uint32_t i = 0; i < count_ && drawn < LargestSignalsDrawnPerCall; ++i) {
            SignalDrawing& drawing = drawing_[i];
            if (!drawing.dirty || steady_now < drawing.draw_from)
                continue;
            drawing.dirty = !DrawOne(drawing, canvas);
            if (drawing.dirty) {
                drawing.draw_from = steady_now + RedrawAfterNanos;
                ++failures_;
            }
            ++drawn;
        }
    }

    /// Sierra deletes a study's drawings in a full recalculation: what is gone is drawn again under a new number.
    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        for (uint32_t i = 0; i < count_; ++i)
            for (int& line : drawing_[i].line_number)
                if (ForgetIfLost(line, canvas))
                    drawing_[i].dirty = true;
    }

    static FixedText<96> LabelOf(const Signal& signal, bool ended) {
        FixedText<96> text;
        if (!signal.label.Empty())
            text.AppendFormat("%s ", signal.label.chars);
        text.AppendFormat("%s %+.2f", TierName(signal.tier), signal.score);
        if (signal.size_lots != 0)
            text.AppendFormat(" x%u", signal.size_lots);
        if (ended)
            text.AppendFormat(" ended: %s", signal.ended_because.chars);
        return text;
    }

private:
    SignalDrawing* Find(uint64_t id) {
        for (uint32_t i = count_; i > 0; --i)
            if (drawing_[i - 1].signal.id == id)
                return &drawing_[i - 1];
        return nullptr;
    }

    template <class Canvas>
    void Evict(Canvas& canvas) {
        uint32_t victim = 0;
        while (victim < count_ && !drawing_[victim].ended)
            ++victim;
        if (victim == count_)
            victim = 0;
        for (int& line : drawing_[victim].line_number)
            RemoveLine(line, canvas);
        for (uint32_t i = victim + 1; i < count_; ++i)
            drawing_[i - 1] = drawing_[i];
        --count_;
    }

    template <class Canvas>
    static void RemoveLine(int& line, Canvas& canvas) {
        if (line != -1)
            canvas.Remove(line);
        line = -1;
    }

    template <class Canvas>
    static bool PutPart(SignalDrawing& drawing, int part, DrawTool tool, int32_t price_ticks, uint32_t color, const char* text,
                        Canvas& canvas) {
        DrawSpec spec;
        spec.tool = tool;
        spec.line_number = drawing.line_number[part];
        spec.unix_us = drawing.signal.born_unix_us;
        spec.price_ticks = price_ticks;
        spec.color = color;
        spec.text = text;
        return PutLine(spec, drawing.line_number[part], canvas);
    }

    /// False when a part could not be drawn.
    template <class Canvas>
    static bool DrawOne(SignalDrawing& drawing, Canvas& canvas) {
        // The text stands this far on the side of the arrow where the price is not expected to go.
        static const int32_t TextDistanceTicks = 4;
        const Signal& signal = drawing.signal;
        const bool is_long = signal.direction == static_cast<uint32_t>(Direction::Long);
        const uint32_t color = drawing.ended ? ColorEnded : is_long ? ColorLong : ColorShort;
        const int32_t price = drawing.born_price_ticks;
        const FixedText<96> text = LabelOf(signal, drawing.ended);
        bool drawn = PutPart(drawing, 0, is_long ? DrawTool::ArrowUp : DrawTool::ArrowDown, price, color, "", canvas);
        const int32_t text_price = is_long ? price - TextDistanceTicks : price + TextDistanceTicks;
        drawn = PutPart(drawing, 1, DrawTool::Label, text_price, color, text.chars, canvas) && drawn;
        if (drawing.ended) {
            RemoveLine(drawing.line_number[2], canvas);
            RemoveLine(drawing.line_number[3], canvas);
            return drawn;
        }
        FixedText<32> stop("stop");
        FixedText<32> target("target");
        if (!signal.label.Empty()) {
            stop.AppendFormat(" %s", signal.label.chars);
            target.AppendFormat(" %s", signal.label.chars);
        }
        if (signal.stop_price_ticks > 0)
            drawn = PutPart(drawing, 2, DrawTool::Ray, signal.stop_price_ticks, ColorStop, stop.chars, canvas) && drawn;
        if (signal.target_price_ticks > 0)
            drawn = PutPart(drawing, 3, DrawTool::Ray, signal.target_price_ticks, ColorTarget, target.chars, canvas) && drawn;
        return drawn;
    }

    SignalDrawing drawing_[Capacity];
    uint32_t count_ = 0;
    uint64_t failures_ = 0;
};

/// The engine's price levels as horizontal lines; each set replaces the one before.
class LevelPlan {
public:
    template <class Canvas>
    void Take(const Levels& levels, Canvas& canvas) {
        int kept[Levels::Capacity];
        for (uint32_t i = 0; i < levels.count; ++i)
            kept[i] = TakeLineOf(levels.level[i].name);
        for (uint32_t i = 0; i < levels_.count; ++i)
            if (line_number_[i] != -1)
                canvas.Remove(line_number_[i]);
        levels_ = levels;
        for (uint32_t i = 0; i < levels.count; ++i)
            line_number_[i] = kept[i];
        dirty_ = true;
        draw_from_ = 0;
    }

    uint64_t Failures() const { return failures_; }

    template <class Canvas>
    void Draw(int64_t steady_now, Canvas& canvas) {
        if (!dirty_ || steady_now < draw_from_)
            return;
        dirty_ = false;
        for (uint32_t i = 0; i < levels_.count; ++i) {
            const Level& level = levels_.level[i];
            DrawSpec spec;
            spec.tool = DrawTool::Line;
            spec.line_number = line_number_[i];
            spec.price_ticks = level.price_ticks;
            spec.color = ColorLevel;
            spec.text = level.text.Empty() ? level.name.chars : level.text.chars;
            if (PutLine(spec, line_number_[i], canvas))
                continue;
            dirty_ = true;
            draw_from_ = steady_now + RedrawAfterNanos;
            ++failures_;
        }
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        for (uint32_t i = 0; i < levels_.count; ++i)
            if (ForgetIfLost(line_number_[i], canvas))
                dirty_ = true;
    }

private:
    // A level that stays keeps its drawing, so that the chart does not flicker.
    int TakeLineOf(const FixedText<40>& name) {
        for (uint32_t i = 0; i < levels_.count; ++i) {
            if (levels_.level[i].name != name || line_number_[i] == -1)
                continue;
            const int line = line_number_[i];
            line_number_[i] = -1;
            return line;
        }
        return -1;
    }

    Levels levels_;
    int line_number_[Levels::Capacity] = {};
    bool dirty_ = false;
    int64_t draw_from_ = 0;
    uint64_t failures_ = 0;
};

}  // namespace miaia
