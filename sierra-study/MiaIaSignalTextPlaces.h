// Which of the signals' texts stand on the chart: none lies on another one, nor on the panel.
#pragma once

#include "MiaIaPixels.h"
#include "MiaIaSignalDrawing.h"

namespace miaia {

/// Texts are asked for one after the other, the most important first; who has no place gives way, and its marker stays.
class SignalTextPlaces {
public:
    /// Signals with a text at most; a signal without one keeps its marker.
    static constexpr uint32_t LargestTexts = 16;

    void Begin() { count_ = 0; }

    template <class Canvas>
    bool HasPlaceFor(const SignalDrawing& drawing, Language language, Canvas& canvas) {
        if (count_ == LargestTexts)
            return false;
        const SignalText place{canvas.BarAt(drawing.signal.born_unix_us), drawing.TextPriceTicks()};
        for (uint32_t other = 0; other < count_; ++other)
            if (place.IsNear(taken_[other], ticks_per_px_))
                return false;
        if (!panel_.IsNone() && BoxOf(drawing, place, language, canvas).Meets(panel_))
            return false;
        taken_[count_++] = place;
        return true;
    }

    /// Another scale of the prices: other texts are near each other.
    void Rescale(double ticks_per_px) { ticks_per_px_ = ticks_per_px; }

    /// True when the panel stands elsewhere than before.
    bool KeepClearOf(const PixelBox& panel) {
        const bool moved = !(panel == panel_);
        panel_ = panel;
        return moved;
    }

    /// Whether the trader can bring a text and the panel together by moving the chart.
    bool MeetsWhatMoves() const { return !panel_.IsNone(); }

private:
    /// A text ends at its bar and stands around its price.
    template <class Canvas>
    static PixelBox BoxOf(const SignalDrawing& drawing, const SignalText& place, Language language, Canvas& canvas) {
        const int width = WidthPx(LabelOf(drawing, language).LongestLine(), LabelFont);
        const int half_height = static_cast<int>(PxOfALine * LabelFont) / 2;
        const int x = canvas.XOf(place.bar);
        const int y = canvas.YOf(place.price_ticks);
        return {x - width, y - half_height, x, y + half_height};
    }

    SignalText taken_[LargestTexts] = {};
    uint32_t count_ = 0;
    double ticks_per_px_ = 0;  // as Sierra has said it; 0 = not yet
    PixelBox panel_;           // none where Sierra has not said how large the chart is, or there is no panel
};

}  // namespace miaia
