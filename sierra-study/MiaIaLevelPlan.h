// The engine's price levels as horizontal lines.
#pragma once

#include "MiaIaClock.h"
#include "MiaIaConfluence.h"
#include "MiaIaDrawing.h"
#include "MiaIaSignals.h"
#include "MiaIaWords.h"

namespace miaia {

class LevelPlan {
public:
    /// The whole set: a level that stays keeps its drawing, so that the chart does not flicker; one that is missing goes.
    /// label: what must stand beside everything of this chart, such as REPLAY.
    void Take(const Levels& levels, Language language, const char* label) {
        language_ = language;
        label_.Assign(label);
        // First those that go, so that there is room for those that come.
        for (uint32_t place = 0; place < Levels::Capacity; ++place) {
            if (level_[place].name.Empty() || Has(levels, level_[place].name))
                continue;
            level_[place] = Level();
            lines_.Unset(place);
        }
        for (uint32_t i = 0; i < levels.count; ++i) {
            // The session's VWAP is a line of its own, which follows it.
            const int place = levels.level[i].name.Equals("vwap") ? -1 : PlaceOf(levels.level[i].name);
            if (place < 0)
                continue;
            level_[place] = levels.level[i];
            Show(place);
        }
    }

    /// What the levels of the options stand on. observed: market time of the score.
    void Take(const MarketView& market, int64_t observed_unix_us, Language language) {
        const FixedText<32> note = NoteOf(market.options, observed_unix_us);
        if (note == note_ && language == language_)
            return;
        note_ = note;
        language_ = language;
        for (int place = 0; place < static_cast<int>(Levels::Capacity); ++place)
            if (!level_[place].name.Empty())
                Show(place);
    }

    void Restyle() { lines_.Restyle(); }

    /// Nothing of it may stay: the chart shows another market.
    void Clear() {
        for (Level& level : level_)
            level = Level();
        note_.Clear();
        lines_.UnsetAll();
    }

    template <class Canvas>
    void Draw(const ViewSettings& view, int64_t steady_now, Canvas& canvas) {
        lines_.Draw(view, steady_now, canvas);
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        lines_.ForgetLostLines(canvas);
    }

    bool LabelsMoved() const { return lines_.LabelsMoved(); }
    void Tell(const ViewSettings& view, LineLabels& labels) { lines_.Tell(view, labels); }
    void Hear(const LineLabels& labels) { lines_.Hear(labels); }

    uint64_t Failures() const { return lines_.Failures(); }
    int AnyLine() const { return lines_.AnyLine(); }

    /// The look of a level by the engine's name for it.
    static int LookOf(const char* name) {
        const Known* const known = Find(name);
        return known == nullptr ? SubgraphOtherLevel : known->look;
    }

private:
    static constexpr int64_t MinuteUs = 60LL * 1000000;

    /// A level that the engine may name, and the words with which the text begins that it sends beside it.
    struct Known {
        const char* name;
        int look;
        const char* words;
    };

    static const Known* Find(const char* name) {
        static const Known known[] = {{"call_wall", SubgraphCallWall, "call wall"},
                                      {"put_wall", SubgraphPutWall, "put wall"},
                                      {"zero_gamma", SubgraphZeroGamma, "zero gamma"},
                                      {"absolute_gamma", SubgraphAbsoluteGamma, "absolute gamma"},
                                      {"call_wall_first", SubgraphFirstCallWall, "call wall, first expiry"},
                                      {"put_wall_first", SubgraphFirstPutWall, "put wall, first expiry"},
                                      {"zero_gamma_first", SubgraphFirstZeroGamma, "zero gamma, first expiry"},
                                      {"absolute_gamma_first", SubgraphFirstAbsoluteGamma, "absolute gamma, first expiry"},
                                      {"poc", SubgraphPoc, ""},
                                      {"vah", SubgraphValueArea, ""},
                                      {"val", SubgraphValueArea, ""}};
        for (const Known& level : known)
            if (std::strcmp(level.name, name) == 0)
                return &level;
        return nullptr;
    }

    /// The engine's text in the trader's language: its first words, and what it says in brackets.
    FixedText<160> TextOf(const Level& level) const {
        const Known* const known = Find(level.name.chars);
        const char* text = level.text.Empty() ? level.name.chars : level.text.chars;
        FixedText<160> told;
        const size_t length = known == nullptr ? 0 : std::strlen(known->words);
        if (language_ == Language::English || length == 0 || std::strncmp(text, known->words, length) != 0) {
            told.Assign(text);
            return told;
        }
        told.Assign(SubgraphRows[known->look].name[static_cast<int>(language_)]);
        static const BothTexts notes[] = {{{"(partial)", "(partiel)"}}, {{"(stale)", "(périmé)"}}, {{"(delayed)", "(différé)"}},
                                          {{"(frozen)", "(figé)"}},     {{"(replay)", "(rejeu)"}}, {{"(synthetic)", "(synthétique)"}}};
        for (text += length; *text != 0;) {
            const BothTexts* found = nullptr;
            for (const BothTexts& note : notes)
                if (std::strncmp(text, note.in[0], std::strlen(note.in[0])) == 0)
                    found = &note;
            // A character at a time: what is cut within one would be none.
            const size_t step = found != nullptr ? std::strlen(found->in[0])
                                                 : Utf8SequenceLength(reinterpret_cast<const uint8_t*>(text), std::strlen(text));
            told.Append(found != nullptr ? found->in[1] : text, found != nullptr ? std::strlen(found->in[1]) : step);
            text += step == 0 ? 1 : step;
        }
        return told;
    }

    static bool Has(const Levels& levels, const FixedText<40>& name) {
        for (uint32_t i = 0; i < levels.count; ++i)
            if (levels.level[i].name == name)
                return true;
        return false;
    }

    // The place of the level with that name, or a free one; −1 when there is none.
    int PlaceOf(const FixedText<40>& name) const {
        int free = -1;
        for (int i = 0; i < static_cast<int>(Levels::Capacity); ++i) {
            if (level_[i].name == name)
                return i;
            if (free < 0 && level_[i].name.Empty())
                free = i;
        }
        return free;
    }

    void Show(int place) {
        const Level& level = level_[place];
        const int look = LookOf(level.name.chars);
        FixedText<160> text;
        if (!label_.Empty())
            text.AppendFormat("%s ", label_.chars);
        text.Append(TextOf(level).chars);
        const bool is_of_options = look >= SubgraphCallWall && look <= SubgraphFirstAbsoluteGamma;
        lines_.Set(static_cast<uint32_t>(place), DrawTool::Line, level.price_ticks, look, text.chars, 0, is_of_options ? note_.chars : "");
    }

    /// How old the chain's fit is and how much of the chain it has seen. In minutes: a label that changed each second would be drawn each
    /// second.
    static FixedText<32> NoteOf(const OptionsView& options, int64_t observed_unix_us) {
        FixedText<32> note;
        if (!options.known || options.fitted_unix_us <= 0)
            return note;
        const int64_t minutes = TimeBetween(options.fitted_unix_us, observed_unix_us) / MinuteUs;
        if (minutes < 1)
            note.Append(", <1 min");
        else
            note.AppendFormat(", %lld min", static_cast<long long>(minutes));
        note.AppendFormat(", %.0f%%", options.coverage * 100);
        return note;
    }

    Level level_[Levels::Capacity];
    FixedText<32> note_;
    FixedText<16> label_;
    Language language_ = Language::English;
    LinePlan<Levels::Capacity> lines_;
};

}  // namespace miaia
