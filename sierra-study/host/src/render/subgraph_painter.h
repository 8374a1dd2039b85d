// The study's subgraphs: in their own region with its zero line and legend, or over the bars.
#pragma once

#include "chart_layout.h"
#include "painting.h"

namespace miaia::host {

void PaintSubgraphs(const ChartScene& scene, const ChartLayout& layout, Painting& to);

}  // namespace miaia::host
