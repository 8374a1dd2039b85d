#include "chart_layout.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdio>

namespace miaia::host {
namespace {

constexpr double kTitleHeight = 30;
constexpr double kTimeAxisHeight = 24;
constexpr double kAxisWidth = 76;
constexpr double kStudyShare = 0.24;
constexpr double kRegionGap = 6;
constexpr double kLegendHeight = 24;
constexpr double kLeftMargin = 10;
constexpr double kNarrowestStep = 7;
constexpr double kWidestStep = 40;
// Room right of the last bar, where levels have their labels.
constexpr double kFillShare = 0.24;
constexpr double kLeastBetweenPrices = 42;

double StudyHeight(int picture_height) {
    return std::round((picture_height - kTimeAxisHeight - kTitleHeight) * kStudyShare);
}

double RoomForBars(double region_width) {
    return region_width * (1 - kFillShare) - kLeftMargin;
}

bool IsAtPrice(const s_UseTool& tool) {
    return tool.Region <= 0 && tool.UseRelativeVerticalValues != 1 && tool.BeginValue != FLT_MIN;
}

}  // namespace

int ChartLayout::RegionWidth(int picture_width) {
    return static_cast<int>(picture_width - kAxisWidth);
}

int ChartLayout::StudyRegionTop(int picture_height) {
    return static_cast<int>(picture_height - kTimeAxisHeight - StudyHeight(picture_height));
}

int ChartLayout::PriceRegionTop() {
    return static_cast<int>(kTitleHeight);
}

int ChartLayout::MostBars(int picture_width) {
    return std::max(1, static_cast<int>(RoomForBars(RegionWidth(picture_width)) / kNarrowestStep));
}

int ChartLayout::BarsLeft() {
    return static_cast<int>(kLeftMargin);
}

int ChartLayout::BarsRight(int picture_width) {
    return static_cast<int>(kLeftMargin + RoomForBars(RegionWidth(picture_width)));
}

int ChartLayout::WidestBar() {
    return static_cast<int>(kWidestStep);
}

ChartLayout::ChartLayout(const ChartScene& scene, int width, int height) : tick_(scene.tick_size_points) {
    decimals_ = 0;
    for (double scaled = tick_; decimals_ < 6 && std::abs(scaled - std::round(scaled)) > 1e-6; ++decimals_)
        scaled *= 10;
    SplitRegions(scene, width, height);
    ChooseBars(scene);
    ScalePrices(scene);
    ScaleStudy(scene);
}

int ChartLayout::BarAt(const ChartScene& scene, const SCDateTime& time) const {
    const auto later = std::upper_bound(scene.bars.begin(), scene.bars.end(), time,
                                        [](const SCDateTime& t, const SceneBar& bar) { return t < bar.start; });
    return std::max(0, static_cast<int>(later - scene.bars.begin()) - 1);
}

std::string ChartLayout::PriceText(double price) const {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", decimals_, price);
    return text;
}

double ChartLayout::PriceStep() const {
    const double range_ticks = (prices_.high - prices_.low) / tick_;
    for (const double ticks : {1.0, 2.0, 4.0, 8.0, 20.0, 40.0, 80.0, 100.0, 200.0, 400.0, 800.0, 2000.0, 4000.0}) {
        if (prices_.box.Height() * ticks / range_ticks >= kLeastBetweenPrices)
            return ticks * tick_;
    }
    return (prices_.high - prices_.low) / 2;
}

double ChartLayout::StudyStep() const {
    const double wanted = (study_.high - study_.low) / 6;
    const double decade = std::pow(10, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (decade * factor >= wanted)
            return decade * factor;
    }
    return decade * 10;
}

void ChartLayout::SplitRegions(const ChartScene& scene, int width, int height) {
    has_study_region_ = scene.study_region > 0 && !scene.subgraphs.empty();
    const double bottom = height - kTimeAxisHeight;
    const double study_height = has_study_region_ ? StudyHeight(height) : 0;
    prices_.box = {0, kTitleHeight, width - kAxisWidth, bottom - study_height - (has_study_region_ ? kRegionGap : 0)};
    study_.box = {0, bottom - study_height + (has_study_region_ ? kLegendHeight : 0), width - kAxisWidth, bottom};
}

void ChartLayout::ChooseBars(const ChartScene& scene) {
    const int bars = static_cast<int>(scene.bars.size());
    last_bar_ = bars - 1;
    const double width = RoomForBars(prices_.box.Width());
    const int fit = static_cast<int>(width / kNarrowestStep);
    const int shown = std::clamp(bars, 1, std::max(1, fit));
    bar_step_ = std::min(width / shown, kWidestStep);
    first_bar_ = std::max(0, bars - shown);
    last_bar_x_ = std::round(prices_.box.left + kLeftMargin + width - bar_step_ / 2);
}

// As Sierra scales: by the bars. Drawings near them are let in, those far away would squeeze the bars.
void ChartLayout::ScalePrices(const ChartScene& scene) {
    double low = DBL_MAX;
    double high = -DBL_MAX;
    for (int i = first_bar_; i <= last_bar_; ++i) {
        low = std::min(low, scene.bars[static_cast<size_t>(i)].low);
        high = std::max(high, scene.bars[static_cast<size_t>(i)].high);
    }
    if (low > high)
        low = high = 0;
    const double reach = std::max((high - low) * 0.45, 10 * tick_);
    const double nearest = low - reach;
    const double farthest = high + reach;
    for (const s_UseTool& tool : scene.drawings) {
        const auto value = static_cast<double>(tool.BeginValue);
        if (!IsAtPrice(tool) || value < nearest || value > farthest)
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    const double margin = std::max((high - low) * 0.07, 2 * tick_);
    prices_.low = low - margin;
    prices_.high = high + margin;
}

void ChartLayout::ScaleStudy(const ChartScene& scene) {
    double low = 0;
    double high = 0;
    for (const SceneSubgraph& subgraph : scene.subgraphs) {
        for (int i = first_bar_; i <= last_bar_ && i < static_cast<int>(subgraph.values.size()); ++i) {
            const auto value = static_cast<double>(subgraph.values[static_cast<size_t>(i)]);
            if (!std::isfinite(value))
                continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (low == high)
        high = low + 1;
    const double margin = (high - low) * 0.1;
    study_.low = low - margin;
    study_.high = high + margin;
}

}  // namespace miaia::host
