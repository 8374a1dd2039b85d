// The signals on the chart: a marker by tier and direction, a text, and while one lives its stop and its target.
#pragma once

#include "MiaIaSignalTextPlaces.h"

namespace miaia {

class SignalPlan {
public:
    static constexpr uint32_t Capacity = 200;
    static constexpr uint32_t LargestSignalsDrawnPerCall = 16;
    /// Of those that have ended.
    static constexpr uint32_t LargestEndedTexts = 3;
    /// Living signals whose stop and target say what they are.
    static constexpr uint32_t LargestNamedBrackets = 4;

    uint32_t Count() const { return count_; }
    uint64_t Failures() const { return failures_; }
    uint32_t AliveCount() const { return alive_; }

    /// The number of one of its drawings, whichever; −1 where it has none.
    int AnyLine() const {
        for (uint32_t i = count_; i > 0; --i)
            if (drawing_[i - 1].line_number[0] != -1)
                return drawing_[i - 1].line_number[0];
        return -1;
    }

    /// The newest signal that lives; nullptr when none does, which is found without a look at all of them.
    const SignalDrawing* Alive() const {
        for (uint32_t i = alive_ == 0 ? 0 : count_; i > 0; --i)
            if (!drawing_[i - 1].ended)
                return &drawing_[i - 1];
        return nullptr;
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
            ++alive_;
            drawing->born_price_ticks = signal.reference_price_ticks;
        }
        drawing->signal = signal;
        alive_ += drawing->ended ? 1 : 0;
        drawing->ended = signal.event == static_cast<uint32_t>(SignalEvent::Ended);
        alive_ -= drawing->ended ? 1 : 0;
        drawing->raised = signal.event == static_cast<uint32_t>(SignalEvent::Raised);
        Touch(*drawing);
    }

    /// The engine has ordered what the signal says: its fills are the signal's.
    void Ordered(uint64_t signal_id, const char* command) {
        SignalDrawing* drawing = Find(signal_id);
        if (drawing != nullptr)
            drawing->command.Assign(command);
    }

    /// One fill of ours, under the command whose order or bracket it was.
    void Filled(const char* command, OrderRole role) {
        for (uint32_t i = count_; i > 0 && command[0] != 0; --i) {
            SignalDrawing& drawing = drawing_[i - 1];
            if (!drawing.command.Equals(command))
                continue;
            drawing.trade = role == OrderRole::Entry ? SignalTrade::Filled
                : role == OrderRole::Stop            ? SignalTrade::Stopped
                : role == OrderRole::Target          ? SignalTrade::Target
                                                     : SignalTrade::Closed;
            Touch(drawing);
            return;
        }
    }

    /// The trader has changed what is shown, or how.
    void Restyle() {
        for (uint32_t i = 0; i < count_; ++i)
            Touch(drawing_[i]);
    }

    /// Another scale of the prices: other texts are near each other.
    void Rescale(double ticks_per_px) {
        texts_.Rescale(ticks_per_px);
        texts_moved_ = true;
    }

    /// Where the panel stands; none: nowhere.
    void KeepClearOf(const PixelBox& panel) { texts_moved_ = texts_.KeepClearOf(panel) || texts_moved_; }

    /// Bars and prices move under the panel, and nothing tells of it.
    void LookWhetherMoved() { texts_moved_ = texts_moved_ || texts_.MeetsWhatMoves(); }

    /// Nothing of it may stay: the chart shows another market.
    template <class Canvas>
    void Clear(Canvas& canvas) {
        for (uint32_t i = 0; i < count_; ++i)
            for (int& line : drawing_[i].line_number)
                RemoveLine(line, canvas);
        count_ = alive_ = 0;
        names_moved_ = true;
    }

    /// Draws what has changed, a bounded number at a call; the rest follows at the next, and what failed a second later.
    template <class Canvas>
    void Draw(const ViewSettings& view, int64_t steady_now, Canvas& canvas) {
        ChooseTexts(view, canvas);
        if (!dirty_)
            return;
        dirty_ = false;
        uint32_t drawn = 0;
        for (uint32_t i = 0; i < count_; ++i) {
            SignalDrawing& drawing = drawing_[i];
            if (drawing.dirty && drawn < LargestSignalsDrawnPerCall && steady_now >= drawing.draw_from) {
                drawing.dirty = !DrawOne(drawing, view, canvas);
                if (drawing.dirty) {
                    drawing.draw_from = steady_now + RedrawAfterNanos;
                    ++failures_;
                }
                ++drawn;
            }
            dirty_ = dirty_ || drawing.dirty;
        }
    }

    /// Whether a stop or a target has come, gone or moved since the last Hear.
    bool LabelsMoved() const { return names_moved_; }

    /// Stops and targets of the newest living signals: they leave the text to any other line that is there.
    void Tell(const ViewSettings& view, LineLabels& labels) {
        uint32_t told = 0;
        for (uint32_t i = count_; i > 0; --i) {
            SignalDrawing& drawing = drawing_[i - 1];
            const bool is_told = drawing.HasBracket() && drawing.IsShown(view) && told < LargestNamedBrackets;
            for (int line = 0; line < SignalDrawing::BracketLines; ++line) {
                drawing.number[line] = LineLabels::Capacity;
                if (!is_told || drawing.BracketPrice(line) <= 0 || !view.Shows(SignalDrawing::BracketLook(line)))
                    continue;
                FixedText<32>& name = name_[told * SignalDrawing::BracketLines + static_cast<uint32_t>(line)];
                name = drawing.BracketName(line, view.language);
                drawing.number[line] = labels.Add(drawing.BracketPrice(line), name.chars, "", true);
            }
            told += is_told ? 1 : 0;
        }
    }

    void Hear(const LineLabels& labels) {
        names_moved_ = false;
        for (uint32_t i = 0; i < count_; ++i)
            for (int line = 0; line < SignalDrawing::BracketLines && drawing_[i].HasBracket(); ++line)
                if (drawing_[i].Name(line, labels.Speaks(drawing_[i].number[line])))
                    DrawAnew(drawing_[i]);
    }

    /// Sierra deletes a study's drawings in a full recalculation: what is gone is drawn again under a new number.
    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        for (uint32_t i = 0; i < count_; ++i)
            for (int& line : drawing_[i].line_number)
                if (ForgetIfLost(line, canvas))
                    drawing_[i].dirty = dirty_ = true;
    }

private:
    void Touch(SignalDrawing& drawing) {
        texts_moved_ = names_moved_ = true;
        DrawAnew(drawing);
    }

    void DrawAnew(SignalDrawing& drawing) {
        drawing.dirty = dirty_ = true;
        drawing.draw_from = 0;
    }

    void Change(bool& what, bool to, SignalDrawing& drawing) {
        if (what == to)
            return;
        what = to;
        DrawAnew(drawing);
    }

    /// No text lies on another one, nor on the panel. Those that live come before those that have ended and the newer before the older: on
    /// them a trader may still act. The other one gives way, and its marker stays.
    template <class Canvas>
    void ChooseTexts(const ViewSettings& view, Canvas& canvas) {
        if (!texts_moved_)
            return;
        texts_moved_ = false;
        texts_.Begin();
        for (const bool ended : {false, true}) {
            uint32_t asked = 0;
            const uint32_t most = ended ? LargestEndedTexts : Capacity;
            for (uint32_t i = count_; i > 0; --i) {
                SignalDrawing& drawing = drawing_[i - 1];
                if (drawing.ended != ended)
                    continue;
                const bool asks = drawing.IsShown(view) && asked < most;
                asked += asks ? 1 : 0;
                Change(drawing.has_text, asks && texts_.HasPlaceFor(drawing, view.language, canvas), drawing);
            }
        }
    }

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
        alive_ -= drawing_[victim].ended ? 0 : 1;
        for (uint32_t i = victim + 1; i < count_; ++i)
            drawing_[i - 1] = drawing_[i];
        --count_;
    }

    template <class Canvas>
    static bool PutPart(SignalDrawing& drawing, int number, const SignalPart& part, const ViewSettings& view, Canvas& canvas) {
        DrawSpec spec;
        spec.tool = part.tool;
        spec.line_number = drawing.line_number[number];
        spec.unix_us = drawing.signal.born_unix_us;
        spec.price_ticks = part.price_ticks;
        spec.Wear(part.look);
        spec.size = part.size;
        spec.ends_there = true;
        spec.place = view.panel_place;
        spec.text = part.text;
        return PutLine(spec, drawing.line_number[number], canvas);
    }

    /// False when a part could not be drawn.
    template <class Canvas>
    static bool DrawOne(SignalDrawing& drawing, const ViewSettings& view, Canvas& canvas) {
        if (!drawing.IsShown(view)) {
            for (int& line : drawing.line_number)
                RemoveLine(line, canvas);
            return true;
        }
        const bool is_long = drawing.IsLong();
        const int tier = drawing.TierPlace();
        const Look& look = view.look[drawing.ended ? SubgraphSignalEnded : drawing.OwnLook()];
        // A triangle for what is shown, an arrow for what is strong; the better the larger.
        const DrawTool marker =
            tier < 2 ? (is_long ? DrawTool::TriangleUp : DrawTool::TriangleDown) : (is_long ? DrawTool::ArrowUp : DrawTool::ArrowDown);
        const uint16_t size = static_cast<uint16_t>(5 + tier + look.width);
        bool drawn = PutPart(drawing, 0, {marker, static_cast<double>(drawing.born_price_ticks), look, size, ""}, view, canvas);
        if (!drawing.has_text)
            RemoveLine(drawing.line_number[1], canvas);
        else
            drawn = PutPart(drawing, 1, {DrawTool::Label, drawing.TextPriceTicks(), look, LabelFont, LabelOf(drawing, view.language).chars},
                            view, canvas) &&
                drawn;
        for (int line = 0; line < SignalDrawing::BracketLines; ++line)
            drawn = DrawBracket(drawing, line, view, canvas) && drawn;
        return drawn;
    }

    template <class Canvas>
    static bool DrawBracket(SignalDrawing& drawing, int line, const ViewSettings& view, Canvas& canvas) {
        const int part = 2 + line;
        const int look = SignalDrawing::BracketLook(line);
        const int32_t price_ticks = drawing.BracketPrice(line);
        if (!drawing.HasBracket() || price_ticks <= 0 || !view.Shows(look)) {
            RemoveLine(drawing.line_number[part], canvas);
            return true;
        }
        // Only a new one has no text.
        if (drawing.loses_name[line])
            RemoveLine(drawing.line_number[part], canvas);
        drawing.loses_name[line] = false;
        const FixedText<32> name = drawing.has_name[line] ? drawing.BracketName(line, view.language) : FixedText<32>();
        return PutPart(drawing, part, {DrawTool::Ray, static_cast<double>(price_ticks), view.look[look], LabelFont, name.chars}, view,
                       canvas);
    }

    SignalDrawing drawing_[Capacity];
    uint32_t count_ = 0;
    uint32_t alive_ = 0;
    FixedText<32> name_[LargestNamedBrackets * SignalDrawing::BracketLines];  // while labels are joined
    bool texts_moved_ = false, names_moved_ = false;
    bool dirty_ = false;
    SignalTextPlaces texts_;
    uint64_t failures_ = 0;
};

}  // namespace miaia
