#include "chart_bars.h"

#include <algorithm>

namespace miaia::host {
namespace {
constexpr int64_t kMinuteUs = 60 * acsil_time::kMicrosecondsPerSecond;
}

bool ChartBars::NextBegins(int64_t sierraUs, float pricePoints) const {
    switch (kind_.by) {
        case BarsBy::Minute: return sierraUs / kMinuteUs * kMinuteUs + zone_us_ > starts_.back().AsMicrosecondsSinceBaseDate();
        case BarsBy::Trades: return series_[SC_NUM_TRADES].back() >= static_cast<float>(kind_.size);
        case BarsBy::Lots: return series_[SC_VOLUME].back() >= static_cast<float>(kind_.size);
        default: return std::max(series_[SC_HIGH].back(), pricePoints) - std::min(series_[SC_LOW].back(), pricePoints) > range_points_;
    }
}

void ChartBars::Add(int64_t sierraUs, float pricePoints, uint32_t lots, bool atAsk) {
    if (starts_.empty() || NextBegins(sierraUs, pricePoints)) {
        const int64_t start = kind_.by == BarsBy::Minute ? sierraUs / kMinuteUs * kMinuteUs : sierraUs;
        starts_.push_back(SCDateTime::MICROSECONDS(start + zone_us_));
        for (auto& values : series_)
            values.push_back(0);
        for (const int price : {SC_OPEN, SC_HIGH, SC_LOW})
            series_[price].back() = pricePoints;
    }
    const float volume = static_cast<float>(lots);
    series_[SC_HIGH].back() = std::max(series_[SC_HIGH].back(), pricePoints);
    series_[SC_LOW].back() = std::min(series_[SC_LOW].back(), pricePoints);
    series_[SC_LAST].back() = pricePoints;
    series_[SC_VOLUME].back() += volume;
    series_[SC_NUM_TRADES].back() += 1;
    series_[atAsk ? SC_ASKVOL : SC_BIDVOL].back() += volume;
    const float open = series_[SC_OPEN].back();
    const float high = series_[SC_HIGH].back();
    const float low = series_[SC_LOW].back();
    series_[SC_OHLC_AVG].back() = (open + high + low + pricePoints) / 4;
    series_[SC_HLC_AVG].back() = (high + low + pricePoints) / 3;
    series_[SC_HL_AVG].back() = (high + low) / 2;
}

void ChartBars::Clear() {
    starts_.clear();
    for (auto& values : series_)
        values.clear();
}

void ChartBars::Show(s_sc& sc) {
    sc.ArraySize = Size();
    sc.BaseDateTimeIn.InternalSetArray(starts_.data(), Size());
    for (int i = 0; i < NUM_BASE_GRAPH_ARRAYS; ++i)
        views_[i].InternalSetArray(series_[i].data(), Size());
    sc.BaseData.InternalSetArray(views_, NUM_BASE_GRAPH_ARRAYS);
    sc.BaseDataIn.InternalSetArray(views_, NUM_BASE_GRAPH_ARRAYS);
    sc.Open = views_[SC_OPEN];
    sc.High = views_[SC_HIGH];
    sc.Low = views_[SC_LOW];
    sc.Close = views_[SC_LAST];
    sc.Volume = views_[SC_VOLUME];
    sc.NumberOfTrades = views_[SC_NUM_TRADES];
    sc.BidVolume = views_[SC_BIDVOL];
    sc.AskVolume = views_[SC_ASKVOL];
}

}  // namespace miaia::host
