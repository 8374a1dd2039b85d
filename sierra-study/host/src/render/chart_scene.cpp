#include "chart_scene.h"

namespace miaia::host {
namespace {

std::string KindText(const BarKind& kind) {
    switch (kind.by) {
        case BarsBy::Minute: return "1 min";
        case BarsBy::Trades: return std::to_string(kind.size) + " trades";
        case BarsBy::Lots: return std::to_string(kind.size) + " lots";
        case BarsBy::RangeTicks: return std::to_string(kind.size) + " ticks of range";
    }
    return "";
}

SceneSubgraph SubgraphOf(const s_SCSubgraph_260& from) {
    SceneSubgraph subgraph;
    subgraph.name = from.Name.GetChars();
    subgraph.color = from.PrimaryColor;
    subgraph.draw_style = from.DrawStyle;
    subgraph.line_style = from.LineStyle;
    subgraph.width = from.LineWidth == 0 ? 1 : from.LineWidth;
    subgraph.draws_zeros = from.DrawZeros != 0;
    for (int i = 0; i < from.Data.GetArraySize(); ++i)
        subgraph.values.push_back(from.Data[i]);
    for (int i = 0; i < from.DataColor.GetArraySize(); ++i)
        subgraph.colors.push_back(from.DataColor[i]);
    return subgraph;
}

}  // namespace

ChartScene SceneOf(const s_sc& sc, const ChartSettings& settings, const DrawingBoard& board) {
    ChartScene scene;
    scene.symbol = sc.Symbol.GetChars();
    scene.bar_kind = KindText(settings.bars);
    scene.replay = sc.ReplayStatus != REPLAY_STOPPED;
    scene.time_zone_minutes = settings.time_zone_minutes;
    scene.tick_size_points = settings.tick_size_points;
    for (int i = 0; i < sc.ArraySize; ++i)
        scene.bars.push_back({sc.BaseDateTimeIn[i], static_cast<double>(sc.Open[i]), static_cast<double>(sc.High[i]),
                              static_cast<double>(sc.Low[i]), static_cast<double>(sc.Close[i])});
    for (const auto& [line, tool] : board.All())
        scene.drawings.push_back(tool);
    scene.study_region = sc.GraphRegion;
    for (int i = 0; i < sc.Subgraph.GetArraySize(); ++i) {
        const s_SCSubgraph_260& subgraph = sc.Subgraph[i];
        if (!subgraph.Name.IsEmpty() && subgraph.DrawStyle != DRAWSTYLE_HIDDEN && subgraph.DrawStyle != DRAWSTYLE_IGNORE)
            scene.subgraphs.push_back(SubgraphOf(subgraph));
    }
    return scene;
}

}  // namespace miaia::host
