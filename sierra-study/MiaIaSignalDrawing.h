// One signal as it stands on the chart, and what its text says.
#pragma once

#include <cstdlib>
#include <utility>

#include "MiaIaDrawing.h"
#include "MiaIaSignals.h"
#include "MiaIaWords.h"
#include "MiaIaWordsOfEngine.h"

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
    static constexpr int BracketLines = 2;  // stop, target
    Signal signal;
    CommandId command;  // of its order; empty = none
    SignalTrade trade = SignalTrade::None;
    int line_number[Parts] = {-1, -1, -1, -1};
    int32_t born_price_ticks = 0;
    bool raised = false;
    bool ended = false;
    bool has_text = false;
    bool has_name[BracketLines] = {true, true};  // whether the line says what it is
    bool loses_name[BracketLines] = {};
    uint32_t number[BracketLines] = {LineLabels::Capacity, LineLabels::Capacity};  // among the labels that are joined
    bool dirty = false;
    int64_t draw_from = 0;  // monotonic; later than now after a failure

    /// Whether that is another than before.
    bool Name(int line, bool has) {
        loses_name[line] = loses_name[line] || (has_name[line] && !has);
        return std::exchange(has_name[line], has) != has;
    }

    bool IsLong() const { return signal.direction == static_cast<uint32_t>(Direction::Long); }

    /// Whether stop and target still mean something.
    bool HasBracket() const { return !ended && (trade == SignalTrade::None || trade == SignalTrade::Filled); }

    int32_t BracketPrice(int line) const { return line == 0 ? signal.stop_price_ticks : signal.target_price_ticks; }
    static int BracketLook(int line) { return line == 0 ? SubgraphSignalStop : SubgraphSignalTarget; }
    FixedText<32> BracketName(int line, Language language) const {
        FixedText<32> name(Say(language, line == 0 ? Word::Stop : Word::Target));
        if (!signal.label.Empty())
            name.AppendFormat(" %s", signal.label.chars);
        return name;
    }

    /// The text stands so far on the side of the marker where the price is not expected to go. No tick is above the largest that the wire
    /// can name.
    double TextPriceTicks() const {
        static const double distance_ticks = 4;
        return born_price_ticks + (IsLong() ? -distance_ticks : distance_ticks);
    }

    // The tiers that have a look of their own, WEAK first; what is below wears that of WEAK.
    int TierPlace() const { return signal.tier <= 2 ? 0 : signal.tier >= 5 ? 3 : static_cast<int>(signal.tier) - 2; }
    int OwnLook() const { return (IsLong() ? SubgraphLongTiers : SubgraphShortTiers) + TierPlace(); }
    bool IsShown(const ViewSettings& view) const {
        return view.Shows(OwnLook()) && (signal.tier >= view.lowest_tier || view.lowest_tier <= 2);
    }
};

/// One of the drawings of a signal, as it shall stand there.
struct SignalPart {
    DrawTool tool;
    double price_ticks;
    const Look& look;
    uint16_t size;
    const char* text;
};

/// Where a signal's text stands: the bar, counted from the first, and the price. How wide a text is nobody says, so it is as many bars as a
/// common one covers.
struct SignalText {
    int bar;
    double price_ticks;

    bool IsNear(const SignalText& other, double ticks_per_px) const {
        static const int bars_of_a_text = 40;
        return std::abs(bar - other.bar) < bars_of_a_text &&
            std::fabs(price_ticks - other.price_ticks) < NearTicks(price_ticks, ticks_per_px);
    }
};

inline FixedText<128> LabelOf(const SignalDrawing& drawing, Language language) {
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

}  // namespace miaia
