// Where a price or a bar stands on the chart as a study asks for it, before there is a picture.
#pragma once

#include "acsil_study_interface.h"
#include "chart_settings.h"

namespace miaia::host {

// In pixels from above, by the bars that are shown; 0 where the chart is not drawn or has no bar.
int YPixelOfPrice(const s_sc& sc, const ChartSettings& settings, float price);
// The middle of a bar, in pixels from the left, also of one that is not shown; 0 where the chart is not drawn or has no bar.
int XPixelOfBar(const s_sc& sc, const ChartSettings& settings, int bar);

}  // namespace miaia::host
