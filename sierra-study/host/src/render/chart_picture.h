// Draws a chart as a trader sees it: bars, axes, the study's drawings and its region.
#pragma once

#include "chart_layout.h"
#include "painting.h"

namespace miaia::host {

Painting PaintChart(const ChartScene& scene, int width, int height);

// Paints the chart and writes it as a PNG. Throws FileError.
void WriteChartPicture(const ChartScene& scene, int width, int height, const std::string& path);

}  // namespace miaia::host
