// Bars of the trades, in the arrays that a study reads: of a minute, or of so many trades, lots or ticks of range.
#pragma once

#include <cstdint>
#include <vector>

#include "acsil_study_interface.h"
#include "chart_settings.h"

namespace miaia::host {

class ChartBars {
public:
    explicit ChartBars(const ChartSettings& settings) : kind_(settings.bars), zone_us_(settings.time_zone_minutes * 60000000LL) {
        range_points_ = static_cast<float>(kind_.size * settings.tick_size_points);
    }

    // Adds a trade; price in points. A trade older than the newest bar goes into the newest bar, as Sierra does.
    void Add(int64_t sierraUs, float pricePoints, uint32_t lots, bool atAsk);
    void Clear();

    int Size() const { return static_cast<int>(starts_.size()); }
    // 60, or 0 for bars that are not of time.
    int SecondsPerBar() const { return kind_.by == BarsBy::Minute ? 60 : 0; }
    // Points the arrays of the study interface at the bars as they stand.
    void Show(s_sc& sc);

private:
    bool NextBegins(int64_t sierraUs, float pricePoints) const;

    BarKind kind_;
    int64_t zone_us_;
    float range_points_;
    std::vector<SCDateTime> starts_;  // in the chart's time zone
    std::vector<float> series_[NUM_BASE_GRAPH_ARRAYS];
    SCFloatArray views_[NUM_BASE_GRAPH_ARRAYS];
};

}  // namespace miaia::host
