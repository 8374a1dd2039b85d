// Where a price stands on the chart as a study asks for it, before there is a picture.
#pragma once

#include "acsil_study_interface.h"
#include "chart_settings.h"

namespace miaia::host {

// In pixels from above, by the bars that are shown; 0 where the chart is not drawn or has no bar.
int YPixelOfPrice(const s_sc& sc, const ChartSettings& settings, float price);

}  // namespace miaia::host
