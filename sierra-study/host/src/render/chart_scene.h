// What there is to see on a chart at one moment: its bars, and what the study has put there.
#pragma once

#include <string>
#include <vector>

#include "acsil_study_interface.h"
#include "chart_settings.h"
#include "drawing_board.h"

namespace miaia::host {

struct SceneBar {
    SCDateTime start;  // in the chart's time zone
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
};

struct SceneSubgraph {
    std::string name;
    uint32_t color = 0;  // as Sierra has it, 0x00BBGGRR
    int draw_style = DRAWSTYLE_LINE;
    int line_style = LINESTYLE_SOLID;
    int width = 1;
    bool draws_zeros = false;
    std::vector<float> values;     // one a bar
    std::vector<uint32_t> colors;  // of each value; 0 = the subgraph's
};

struct ChartScene {
    std::string symbol;
    std::string bar_kind;  // "1 min", "500 trades"
    bool replay = false;
    int time_zone_minutes = 0;
    double tick_size_points = 0.25;
    std::vector<SceneBar> bars;
    std::vector<s_UseTool> drawings;  // by their numbers
    int study_region = 0;
    std::vector<SceneSubgraph> subgraphs;  // those with a name that are drawn
};

// What sc shows: valid until the study is called again, so it is copied.
ChartScene SceneOf(const s_sc& sc, const ChartSettings& settings, const DrawingBoard& board);

}  // namespace miaia::host
