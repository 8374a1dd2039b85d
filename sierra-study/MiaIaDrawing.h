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
};

/// A Canvas has int Put(const DrawSpec&) → the drawing's line number, −1 on failure, and void Remove(int line_number).
class SignalPlan {
public:
    static constexpr uint32_t Capacity = 200;
    static constexpr uint32_t LargestSignalsDrawnPerCall = 16;

    uint32_t Count() const { return count_; }
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
    }

    /// Draws what has changed, a bounded number at a call; the rest follows at the next.
    template <class Canvas>
    void Draw(Canvas& canvas) {
        uint32_t drawn = 0;
        for (uint32_t i = 0; i < count_ && drawn < LargestSignalsDrawnPerCall; ++i) {
            if (!drawing_[i].dirty)
                continue;
            DrawOne(drawing_[i], canvas);
            drawing_[i].dirty = false;
            ++drawn;
        }
    }

    /// Sierra deletes a study's drawings in a full recalculation: all is drawn again under new numbers.
    void ForgetLines() {
        for (uint32_t i = 0; i < count_; ++i) {
            for (int& line : drawing_[i].line_number)
                line = -1;
            drawing_[i].dirty = true;
        }
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
    static void PutPart(SignalDrawing& drawing, int part, DrawTool tool, int32_t price_ticks, uint32_t color, const char* text,
                        Canvas& canvas) {
        DrawSpec spec;
        spec.tool = tool;
        spec.line_number = drawing.line_number[part];
        spec.unix_us = drawing.signal.born_unix_us;
        spec.price_ticks = price_ticks;
        spec.color = color;
        spec.text = text;
        drawing.line_number[part] = canvas.Put(spec);
    }

    template <class Canvas>
    static void DrawOne(SignalDrawing& drawing, Canvas& canvas) {
        // The text stands this far on the side of the arrow where the price is not expected to go.
        static const int32_t TextDistanceTicks = 4;
        const Signal& signal = drawing.signal;
        const bool is_long = signal.direction == static_cast<uint32_t>(Direction::Long);
        const uint32_t color = drawing.ended ? ColorEnded : is_long ? ColorLong : ColorShort;
        const int32_t price = drawing.born_price_ticks;
        const FixedText<96> text = LabelOf(signal, drawing.ended);
        PutPart(drawing, 0, is_long ? DrawTool::ArrowUp : DrawTool::ArrowDown, price, color, "", canvas);
        PutPart(drawing, 1, DrawTool::Label, is_long ? price - TextDistanceTicks : price + TextDistanceTicks, color, text.chars, canvas);
        if (drawing.ended) {
            RemoveLine(drawing.line_number[2], canvas);
            RemoveLine(drawing.line_number[3], canvas);
            return;
        }
        FixedText<32> stop("stop");
        FixedText<32> target("target");
        if (!signal.label.Empty()) {
            stop.AppendFormat(" %s", signal.label.chars);
            target.AppendFormat(" %s", signal.label.chars);
        }
        if (signal.stop_price_ticks > 0)
            PutPart(drawing, 2, DrawTool::Ray, signal.stop_price_ticks, ColorStop, stop.chars, canvas);
        if (signal.target_price_ticks > 0)
            PutPart(drawing, 3, DrawTool::Ray, signal.target_price_ticks, ColorTarget, target.chars, canvas);
    }

    SignalDrawing drawing_[Capacity];
    uint32_t count_ = 0;
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
    }

    template <class Canvas>
    void Draw(Canvas& canvas) {
        if (!dirty_)
            return;
        for (uint32_t i = 0; i < levels_.count; ++i) {
            const Level& level = levels_.level[i];
            DrawSpec spec;
            spec.tool = DrawTool::Line;
            spec.line_number = line_number_[i];
            spec.price_ticks = level.price_ticks;
            spec.color = ColorLevel;
            spec.text = level.text.Empty() ? level.name.chars : level.text.chars;
            line_number_[i] = canvas.Put(spec);
        }
        dirty_ = false;
    }

    void ForgetLines() {
        for (int& line : line_number_)
            line = -1;
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
};

}  // namespace miaia
