#include "scripted_day.h"

#include <algorithm>
#include <cmath>

#include "acsil_colors.h"

namespace miaia::host::test {
namespace {

constexpr int kBars = 40;

double OpenOf(int bar) {
    const int phase = bar % 20;
    return 5000 + (phase < 10 ? phase : 20 - phase) * 0.75 + bar * 0.25;
}

SCDateTime StartOf(int bar) {
    SCDateTime start(2026, 11, 27, 14, 30, 0);
    return start.AddMinutes(bar);
}

s_UseTool At(DrawingTypeEnum type, int bar, double price, uint32_t color, const char* text = "") {
    s_UseTool tool;
    tool.Region = 0;
    tool.DrawingType = type;
    tool.BeginDateTime = StartOf(bar).AddSeconds(20);
    tool.BeginValue = static_cast<float>(price);
    tool.Color = color;
    tool.Text = text;
    tool.FontSize = 9;
    tool.TextAlignment = type == DRAWING_TEXT ? DT_CENTER | DT_VCENTER : DT_RIGHT;
    tool.TransparentLabelBackground = 1;
    return tool;
}

s_UseTool Marker(int bar, double price, int type, uint32_t color) {
    s_UseTool tool = At(DRAWING_MARKER, bar, price, color);
    tool.MarkerType = type;
    tool.MarkerSize = 8;
    return tool;
}

s_UseTool Level(double price, uint32_t color, const char* text) {
    s_UseTool tool = At(DRAWING_HORIZONTALLINE, 0, price, color, text);
    tool.DisplayHorizontalLineValue = 1;
    return tool;
}

void Signal(ChartScene& scene, int bar, double price, bool up, const char* text) {
    const uint32_t color = up ? RGB_COLOR(0x2F, 0xB5, 0x7A) : RGB_COLOR(0xE0, 0x55, 0x5F);
    scene.drawings.push_back(Marker(bar, price, up ? MARKER_ARROWUP : MARKER_ARROWDOWN, color));
    scene.drawings.push_back(At(DRAWING_TEXT, bar, up ? price - 1.5 : price + 1.5, color, text));
}

s_UseTool Ray(int bar, double price, uint32_t color, const char* text) {
    s_UseTool tool = At(DRAWING_HORIZONTAL_RAY, bar, price, color, text);
    tool.LineStyle = LINESTYLE_DASH;
    return tool;
}

s_UseTool Panel() {
    s_UseTool tool;
    tool.DrawingType = DRAWING_STATIONARY_TEXT;
    tool.UseRelativeVerticalValues = 1;
    tool.BeginDateTime = 2;
    tool.BeginValue = 97;
    tool.Color = RGB_COLOR(0xC9, 0xD2, 0xDC);
    tool.FontSize = 9;
    tool.TransparentLabelBackground = 1;
    tool.Text = "SIM  publishing\nscore +0.64  vwap_trend +0.31  volume +0.22  flow +0.11\nwhy not now: coverage 0.71 < 0.80";
    return tool;
}

SceneSubgraph Subgraph(const char* name, uint32_t color, int style, double scale) {
    SceneSubgraph subgraph;
    subgraph.name = name;
    subgraph.color = color;
    subgraph.draw_style = style;
    subgraph.draws_zeros = true;
    subgraph.width = style == DRAWSTYLE_LINE ? 2 : 1;
    for (int i = 0; i < kBars; ++i)
        subgraph.values.push_back(static_cast<float>(scale * std::sin(i * 0.32)));
    return subgraph;
}

}  // namespace

ChartScene QuietDay() {
    ChartScene scene;
    scene.symbol = "ESZ26_FUT_CME";
    scene.bar_kind = "1 min";
    scene.time_zone_minutes = -300;
    for (int i = 0; i < kBars; ++i) {
        const double open = OpenOf(i);
        const double close = OpenOf(i + 1);
        scene.bars.push_back({StartOf(i), open, std::max(open, close) + 0.5, std::min(open, close) - 0.5, close});
    }
    return scene;
}

ChartScene BusyDay() {
    ChartScene scene = QuietDay();
    Signal(scene, 6, 5003, true, "STRONG +0.71");
    Signal(scene, 12, 5011.5, false, "WEAK -0.42 ended: stop");
    Signal(scene, 14, 5011, false, "STRONG -0.66 ended: target");
    Signal(scene, 33, 5011.5, true, "BIG +0.88 x2");
    scene.drawings.push_back(Ray(33, 5007.5, RGB_COLOR(0xE0, 0x8A, 0x3A), "stop"));
    scene.drawings.push_back(Ray(33, 5019.5, RGB_COLOR(0x4A, 0x9A, 0xE0), "target"));
    scene.drawings.push_back(Ray(33, 5012.25, RGB_COLOR(0xD8, 0xDE, 0xE6), "long 2 at 5012.25"));
    const uint32_t purple = RGB_COLOR(0xA7, 0x7B, 0xD0);
    scene.drawings.push_back(Level(5018, purple, "call wall  3 min, 94 %"));
    scene.drawings.push_back(Level(5018.25, purple, "call wall 0DTE"));
    scene.drawings.push_back(Level(5009.5, RGB_COLOR(0xC8, 0xB0, 0x5A), "zero gamma"));
    scene.drawings.push_back(Level(5001, purple, "put wall"));
    scene.drawings.push_back(Level(5120, purple, "far away"));
    scene.drawings.push_back(Marker(34, 5012.25, MARKER_TRIANGLERIGHT, RGB_COLOR(0xD8, 0xDE, 0xE6)));
    scene.drawings.push_back(Panel());
    scene.study_region = 1;
    SceneSubgraph score = Subgraph("Score", RGB_COLOR(0xD8, 0xDE, 0xE6), DRAWSTYLE_LINE, 0.8);
    SceneSubgraph sums = Subgraph("Long", RGB_COLOR(0x2F, 0xB5, 0x7A), DRAWSTYLE_BAR, 0.6);
    for (float& value : sums.values)
        value = std::max(value, 0.0f);
    SceneSubgraph shorts = Subgraph("Short", RGB_COLOR(0xE0, 0x55, 0x5F), DRAWSTYLE_BAR, 0.6);
    for (float& value : shorts.values)
        value = std::min(value, 0.0f);
    SceneSubgraph tier = Subgraph("Tier", RGB_COLOR(0x5F, 0x6C, 0x7C), DRAWSTYLE_LINE, 0);
    for (float& value : tier.values)
        value = 0.6f;
    tier.line_style = LINESTYLE_DOT;
    tier.width = 1;
    scene.subgraphs = {score, sums, shorts, tier};
    return scene;
}

}  // namespace miaia::host::test
