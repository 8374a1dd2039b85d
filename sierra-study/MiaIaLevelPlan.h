// The engine's price levels as horizontal lines, and the bands around the session's VWAP.
#pragma once

#include <cmath>

#include "MiaIaClock.h"
#include "MiaIaConfluence.h"
#include "MiaIaDrawing.h"
#include "MiaIaSignals.h"

namespace miaia {

class LevelPlan {
public:
    /// The whole set: a level that stays keeps its drawing, so that the chart does not flicker; one that is missing goes.
    void Take(const Levels& levels) {
        bool kept[Levels::Capacity] = {};
        for (uint32_t i = 0; i < levels.count; ++i) {
            const int place = PlaceOf(levels.level[i].name);
            if (place < 0)
                continue;
            kept[place] = true;
            level_[place] = levels.level[i];
            Show(place);
        }
        for (uint32_t place = 0; place < Levels::Capacity; ++place) {
            if (kept[place] || level_[place].name.Empty())
                continue;
            level_[place] = Level();
            lines_.Unset(place);
        }
    }

    /// What the levels of the options stand on, and the session's VWAP. observed: market time of the score.
    void Take(const MarketView& market, int64_t observed_unix_us) {
        TakeBands(market.SessionVwap());
        const FixedText<32> note = NoteOf(market.options, observed_unix_us);
        if (note == note_)
            return;
        note_ = note;
        for (int place = 0; place < static_cast<int>(Levels::Capacity); ++place)
            if (!level_[place].name.Empty())
                Show(place);
    }

    void Restyle() {
        lines_.Restyle();
        bands_.Restyle();
    }

    /// Nothing of it may stay: the chart shows another market.
    void Clear() {
        for (Level& level : level_)
            level = Level();
        note_.Clear();
        lines_.UnsetAll();
        bands_.UnsetAll();
    }

    template <class Canvas>
    void Draw(const ViewSettings& view, int64_t steady_now, Canvas& canvas) {
        lines_.Draw(view, steady_now, canvas);
        bands_.Draw(view, steady_now, canvas);
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        lines_.ForgetLostLines(canvas);
        bands_.ForgetLostLines(canvas);
    }

    uint64_t Failures() const { return lines_.Failures() + bands_.Failures(); }

    /// The look of a level by the engine's name for it.
    static int LookOf(const char* name) {
        static const struct {
            const char* name;
            int look;
        } looks[] = {{"call_wall", SubgraphCallWall},
                     {"put_wall", SubgraphPutWall},
                     {"zero_gamma", SubgraphZeroGamma},
                     {"absolute_gamma", SubgraphAbsoluteGamma},
                     {"call_wall_first", SubgraphFirstCallWall},
                     {"put_wall_first", SubgraphFirstPutWall},
                     {"zero_gamma_first", SubgraphFirstZeroGamma},
                     {"absolute_gamma_first", SubgraphFirstAbsoluteGamma},
                     {"vwap", SubgraphVwap},
                     {"poc", SubgraphPoc},
                     {"vah", SubgraphValueArea},
                     {"val", SubgraphValueArea}};
        for (const auto& entry : looks)
            if (std::strcmp(entry.name, name) == 0)
                return entry.look;
        return SubgraphOtherLevel;
    }

private:
    static constexpr int64_t MinuteUs = 60LL * 1000000;

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
        FixedText<160> text(level.text.Empty() ? level.name.chars : level.text.chars);
        if (look >= SubgraphCallWall && look <= SubgraphFirstAbsoluteGamma)
            text.Append(note_.chars);
        lines_.Set(static_cast<uint32_t>(place), DrawTool::Line, level.price_ticks, look, text.chars);
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

    void TakeBands(const VwapView& vwap) {
        static const char* const names[] = {"VWAP +1", "VWAP -1", "VWAP +2", "VWAP -2"};
        for (uint32_t i = 0; i < 4; ++i) {
            const double distance = vwap.deviation_ticks * (i < 2 ? 1 : 2) * (i % 2 == 0 ? 1 : -1);
            const double price = std::floor(vwap.ticks + distance + 0.5);
            if (vwap.known && vwap.deviation_ticks > 0 && price > 0 && price < 1e9)
                bands_.Set(i, DrawTool::Line, price, i < 2 ? SubgraphVwapBand1 : SubgraphVwapBand2, names[i]);
            else
                bands_.Unset(i);
        }
    }

    Level level_[Levels::Capacity];
    FixedText<32> note_;
    LinePlan<Levels::Capacity> lines_;
    LinePlan<4> bands_;
};

}  // namespace miaia
