// The signals on the chart: a marker by tier and direction, a text, and while one lives its stop and its target.
#pragma once

#include "MiaIaDrawing.h"
#include "MiaIaWordsOfEngine.h"
#include "MiaIaSignals.h"
#include "MiaIaWords.h"

namespace miaia {

/// What became of a signal's order, as the fills say.
enum class SignalTrade : uint8_t { None, Filled, Stopped, Target, Closed };

inline const char* NameOf(SignalTrade trade, Language language) {
    static const Word names[] = {Word::Filled, Word::Stopped, Word::TargetReached, Word::Closed};
    return trade == SignalTrade::None ? "" : Say(language, names[static_cast<int>(trade) - 1]);
}

/// The drawings of one signal: marker, text, stop and target.
struct SignalDrawing {
    static constexpr int Parts = 4;
    Signal signal;
    CommandId command;  // of its order; empty = none
    SignalTrade trade = SignalTrade::None;
    int line_number[Parts] = {-1, -1, -1, -1};
    int32_t born_price_ticks = 0;
    bool raised = false;
    bool ended = false;
    bool dirty = false;
    int64_t draw_from = 0;  // monotonic; later than now after a failure

    /// Whether stop and target still mean something.
    bool HasBracket() const { return !ended && (trade == SignalTrade::None || trade == SignalTrade::Filled); }
};

class SignalPlan {
public:
    static constexpr uint32_t Capacity = 200;
    static constexpr uint32_t LargestSignalsDrawnPerCall = 16;

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

    /// Nothing of it may stay: the chart shows another market.
    template <class Canvas>
    void Clear(Canvas& canvas) {
        for (uint32_t i = 0; i < count_; ++i)
            for (int& line : drawing_[i].line_number)
                RemoveLine(line, canvas);
        count_ = alive_ = 0;
    }

    /// Draws what has changed, a bounded number at a call; the rest follows at the next, and what failed a second later.
    template <class Canvas>
    void Draw(const ViewSettings& view, int64_t steady_now, Canvas& canvas) {
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

    /// Sierra deletes a study's drawings in a full recalculation: what is gone is drawn again under a new number.
    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        for (uint32_t i = 0; i < count_; ++i)
            for (int& line : drawing_[i].line_number)
                if (ForgetIfLost(line, canvas))
                    drawing_[i].dirty = dirty_ = true;
    }

    static FixedText<128> LabelOf(const SignalDrawing& drawing, Language language) {
        const Signal& signal = drawing.signal;
        FixedText<128> text;
        if (!signal.label.Empty())
            text.AppendFormat("%s ", signal.label.chars);
        text.AppendFormat("%s %s", signal.direction == static_cast<uint32_t>(Direction::Short) ? "SHORT" : "LONG", TierName(signal.tier));
        // The tier is the best that it had: the score at its end is none of that tier.
        if (signal.HasScore() && !drawing.ended)
            text.AppendFormat(" %s", Signed(signal.score).chars);
        if (signal.size_lots != 0)
            text.AppendFormat(" x%u", signal.size_lots);
        if (drawing.raised)
            text.Append(Say(language, Word::Raised));
        if (drawing.trade != SignalTrade::None)
            text.AppendFormat(" %s", NameOf(drawing.trade, language));
        if (!drawing.ended)
            return text;
        const FixedText<128> why = OfEngine(language, signal.ended_because.chars);
        if (signal.HasScore())
            text.AppendFormat(Say(language, Word::EndedAt), Signed(signal.score).chars, why.chars);
        else
            text.AppendFormat(Say(language, Word::Ended), why.chars);
        return text;
    }

private:
    // The tiers that have a look of their own, WEAK first; what is below wears that of WEAK.
    static int TierPlace(uint32_t tier) { return tier <= 2 ? 0 : tier >= 5 ? 3 : static_cast<int>(tier) - 2; }

    void Touch(SignalDrawing& drawing) {
        drawing.dirty = dirty_ = true;
        drawing.draw_from = 0;
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

    struct Part {
        DrawTool tool;
        double price_ticks;
        const Look& look;
        uint16_t size;
        const char* text;
    };

    template <class Canvas>
    static bool PutPart(SignalDrawing& drawing, int number, const Part& part, Canvas& canvas) {
        DrawSpec spec;
        spec.tool = part.tool;
        spec.line_number = drawing.line_number[number];
        spec.unix_us = drawing.signal.born_unix_us;
        spec.price_ticks = part.price_ticks;
        spec.Wear(part.look);
        spec.size = part.size;
        spec.text = part.text;
        return PutLine(spec, drawing.line_number[number], canvas);
    }

    /// False when a part could not be drawn.
    template <class Canvas>
    static bool DrawOne(SignalDrawing& drawing, const ViewSettings& view, Canvas& canvas) {
        const Signal& signal = drawing.signal;
        const bool is_long = signal.direction == static_cast<uint32_t>(Direction::Long);
        const int tier = TierPlace(signal.tier);
        const int own_look = (is_long ? SubgraphLongTiers : SubgraphShortTiers) + tier;
        const bool shown = view.Shows(own_look) && (signal.tier >= view.lowest_tier || view.lowest_tier <= 2);
        if (!shown) {
            for (int& line : drawing.line_number)
                RemoveLine(line, canvas);
            return true;
        }
        const Look& look = view.look[drawing.ended ? SubgraphSignalEnded : own_look];
        const int32_t price = drawing.born_price_ticks;
        const FixedText<128> text = LabelOf(drawing, view.language);
        // A triangle for what is shown, an arrow for what is strong; the better the larger.
        const DrawTool marker =
            tier < 2 ? (is_long ? DrawTool::TriangleUp : DrawTool::TriangleDown) : (is_long ? DrawTool::ArrowUp : DrawTool::ArrowDown);
        const uint16_t size = static_cast<uint16_t>(5 + tier + look.width);
        bool drawn = PutPart(drawing, 0, {marker, static_cast<double>(price), look, size, ""}, canvas);
        // The text stands this far on the side of the marker where the price is not expected to go.
        static const double TextDistanceTicks = 4;
        const double text_price = is_long ? price - TextDistanceTicks : price + TextDistanceTicks;
        drawn = PutPart(drawing, 1, {DrawTool::Label, text_price, look, 9, text.chars}, canvas) && drawn;
        drawn = DrawBracket(drawing, 2, signal.stop_price_ticks, Word::Stop, SubgraphSignalStop, view, canvas) && drawn;
        return DrawBracket(drawing, 3, signal.target_price_ticks, Word::Target, SubgraphSignalTarget, view, canvas) && drawn;
    }

    template <class Canvas>
    static bool DrawBracket(SignalDrawing& drawing, int part, int32_t price_ticks, Word name, int look, const ViewSettings& view,
                            Canvas& canvas) {
        if (!drawing.HasBracket() || price_ticks <= 0 || !view.Shows(look)) {
            RemoveLine(drawing.line_number[part], canvas);
            return true;
        }
        FixedText<32> text(Say(view.language, name));
        if (!drawing.signal.label.Empty())
            text.AppendFormat(" %s", drawing.signal.label.chars);
        return PutPart(drawing, part, {DrawTool::Ray, static_cast<double>(price_ticks), view.look[look], 9, text.chars}, canvas);
    }

    SignalDrawing drawing_[Capacity];
    uint32_t count_ = 0;
    uint32_t alive_ = 0;
    bool dirty_ = false;
    uint64_t failures_ = 0;
};

}  // namespace miaia
