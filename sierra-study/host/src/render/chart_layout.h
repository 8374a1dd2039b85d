// Where things stand in a picture of a chart: the regions, which bars are seen, and which price is at which height.
#pragma once

#include <string>

#include "chart_scene.h"
#include "painting.h"

namespace miaia::host {

// Values from low at the bottom of a box to high at its top.
struct ValueScale {
    double low = 0;
    double high = 1;
    PictureBox box;

    double YOf(double value) const { return box.bottom - (value - low) / (high - low) * box.Height(); }
    bool Shows(double value) const { return value >= low && value <= high; }
};

class ChartLayout {
public:
    ChartLayout(const ChartScene& scene, int width, int height);

    // Of what bars and drawings stand in, in a picture of this width.
    static int RegionWidth(int picture_width);
    // Where a region of the study's own begins in a picture of this height.
    static int StudyRegionTop(int picture_height);
    // Where the prices' region begins, below the title.
    static int PriceRegionTop();
    // That a picture of this width has room for.
    static int MostBars(int picture_width);
    // Between these two bars stand, the last of them at the right, none wider than that.
    static int BarsLeft();
    static int BarsRight(int picture_width);
    static int WidestBar();

    // The middle of a bar; bars beyond the last one follow at the same distance.
    double XOf(int bar) const { return last_bar_x_ - (last_bar_ - bar) * bar_step_; }
    // The bar that a time in the chart's zone falls into; the first or last one outside.
    int BarAt(const ChartScene& scene, const SCDateTime& time) const;
    int FirstBar() const { return first_bar_; }
    int LastBar() const { return last_bar_; }
    double BarStep() const { return bar_step_; }

    const ValueScale& Prices() const { return prices_; }
    const ValueScale& Study() const { return study_; }
    bool HasStudyRegion() const { return has_study_region_; }
    // Where the study's region begins: its legend stands above its values.
    double StudyTop() const { return prices_.box.bottom + 3; }
    double AxisLeft() const { return prices_.box.right; }

    // A price with as many decimals as the tick has.
    std::string PriceText(double price) const;
    // The distance of labelled prices: as many ticks as a trader counts in, and far enough apart to read.
    double PriceStep() const;
    // A round distance of labels on the study's own scale.
    double StudyStep() const;

private:
    void SplitRegions(const ChartScene& scene, int width, int height);
    void ChooseBars(const ChartScene& scene);
    void ScalePrices(const ChartScene& scene);
    void ScaleStudy(const ChartScene& scene);

    double tick_ = 0.25;
    int decimals_ = 2;
    int first_bar_ = 0;
    int last_bar_ = -1;
    double bar_step_ = 8;
    double last_bar_x_ = 0;
    ValueScale prices_;
    ValueScale study_;
    bool has_study_region_ = false;
};

}  // namespace miaia::host
