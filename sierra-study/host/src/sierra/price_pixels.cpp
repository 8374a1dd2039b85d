#include "price_pixels.h"

#include <algorithm>
#include <cmath>

namespace miaia::host {

int YPixelOfPrice(const s_sc& sc, const ChartSettings& settings, float price) {
    if (settings.region_top_px <= settings.prices_top_px || sc.ArraySize == 0)
        return 0;
    double low = static_cast<double>(sc.Low[sc.ArraySize - 1]);
    double high = static_cast<double>(sc.High[sc.ArraySize - 1]);
    for (int bar = std::max(0, sc.ArraySize - settings.shown_bars); bar < sc.ArraySize; ++bar) {
        low = std::min(low, static_cast<double>(sc.Low[bar]));
        high = std::max(high, static_cast<double>(sc.High[bar]));
    }
    const double margin = std::max((high - low) * 0.07, 2 * settings.tick_size_points);
    const double share = (static_cast<double>(price) - low + margin) / (high - low + 2 * margin);
    return static_cast<int>(std::lround(settings.region_top_px - share * (settings.region_top_px - settings.prices_top_px)));
}

int XPixelOfBar(const s_sc& sc, const ChartSettings& settings, int bar) {
    const int shown = std::min(sc.ArraySize, settings.shown_bars);
    if (shown <= 0)
        return 0;
    const double room = settings.bars_right_px - settings.bars_left_px;
    const double step = std::min(room / shown, static_cast<double>(settings.widest_bar_px));
    return static_cast<int>(std::lround(settings.bars_right_px - (sc.ArraySize - 1 - bar + 0.5) * step));
}

}  // namespace miaia::host
