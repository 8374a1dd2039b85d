// A short day on a chart, made up: bars that can be computed by hand and one drawing of each kind that a study makes.
#pragma once

#include "chart_scene.h"

namespace miaia::host::test {

// Forty bars of a minute from 14:30 on, and no drawing: bar i opens at 5000 + its step, closes at the next bar's open, and reaches half a
// point beyond both. Steps go up for ten bars, down for ten, and so on.
ChartScene QuietDay();

// The same with signals, levels, a position, a status panel and the study's subgraphs in a region of their own.
ChartScene BusyDay();

}  // namespace miaia::host::test
