#include "subgraph_painter.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "chart_colors.h"
#include "stroke_font.h"

namespace miaia::host {
namespace {

class SubgraphPainter {
public:
    SubgraphPainter(const ChartLayout& layout, const ValueScale& scale, Painting& to) : layout_(layout), scale_(scale), to_(to) {}

    void Paint(const SceneSubgraph& subgraph) {
        switch (subgraph.draw_style) {
            case DRAWSTYLE_BAR: return Columns(subgraph);
            case DRAWSTYLE_LINE: return Line(subgraph);
            default: return Points(subgraph);
        }
    }

private:
    bool IsShown(const SceneSubgraph& subgraph, int bar) const {
        if (bar < 0 || bar >= static_cast<int>(subgraph.values.size()))
            return false;
        const float value = subgraph.values[static_cast<size_t>(bar)];
        return std::isfinite(value) && (value != 0 || subgraph.draws_zeros) && scale_.Shows(static_cast<double>(value));
    }

    double YAt(const SceneSubgraph& subgraph, int bar) const {
        return scale_.YOf(static_cast<double>(subgraph.values[static_cast<size_t>(bar)]));
    }

    static PictureColor ColorAt(const SceneSubgraph& subgraph, int bar) {
        const size_t at = static_cast<size_t>(bar);
        const bool own = at < subgraph.colors.size() && subgraph.colors[at] != 0;
        return FromSierra(own ? subgraph.colors[at] : subgraph.color);
    }

    void Columns(const SceneSubgraph& subgraph) {
        const double half = std::max(1.0, std::min(std::floor(layout_.BarStep() * 0.3), 7.0));
        const double zero = std::clamp(scale_.YOf(0), scale_.box.top, scale_.box.bottom);
        for (int i = layout_.FirstBar(); i <= layout_.LastBar(); ++i) {
            if (!IsShown(subgraph, i))
                continue;
            const double y = YAt(subgraph, i);
            const double x = std::round(layout_.XOf(i)) + 0.5;
            to_.Fill(subgraph.name, {x - half - 0.5, std::min(y, zero), x + half + 0.5, std::max(y, zero)}, ColorAt(subgraph, i), 0.85);
        }
    }

    // A line breaks where there is no value, and begins anew where its colour changes.
    void Line(const SceneSubgraph& subgraph) {
        const Dash dash = subgraph.line_style == LINESTYLE_SOLID ? Dash::Solid
            : subgraph.line_style == LINESTYLE_DOT               ? Dash::Dotted
                                                                 : Dash::Dashed;
        std::vector<PicturePoint> points;
        PictureColor color = 0;
        const auto finish = [&] {
            to_.Line(subgraph.name, points, color, subgraph.width, dash);
            points.clear();
        };
        for (int i = layout_.FirstBar(); i <= layout_.LastBar(); ++i) {
            if (!IsShown(subgraph, i)) {
                finish();
                continue;
            }
            const PicturePoint point{layout_.XOf(i), YAt(subgraph, i)};
            if (!points.empty() && ColorAt(subgraph, i) != color) {
                points.push_back(point);
                finish();
            }
            color = ColorAt(subgraph, i);
            points.push_back(point);
        }
        finish();
    }

    void Points(const SceneSubgraph& subgraph) {
        const double half = std::max(1.5, subgraph.width * 1.0);
        for (int i = layout_.FirstBar(); i <= layout_.LastBar(); ++i) {
            if (!IsShown(subgraph, i))
                continue;
            const double x = layout_.XOf(i);
            const double y = YAt(subgraph, i);
            const double reach = subgraph.draw_style == DRAWSTYLE_DASH ? layout_.BarStep() / 2 : half;
            const double height = subgraph.draw_style == DRAWSTYLE_DASH ? std::max(1.0, half / 2) : half;
            to_.Fill(subgraph.name, {x - reach, y - height, x + reach, y + height}, ColorAt(subgraph, i));
        }
    }

    const ChartLayout& layout_;
    const ValueScale& scale_;
    Painting& to_;
};

// What stands still is a limit, or is not used: its name would push out those of what moves.
bool Moves(const SceneSubgraph& subgraph) {
    return std::any_of(subgraph.values.begin(), subgraph.values.end(),
                       [&](float value) { return value != 0 && value != subgraph.values.back(); });
}

// Names with their newest values, from the region's left.
void Legend(const ChartScene& scene, const ChartLayout& layout, Painting& to) {
    double x = layout.Study().box.left + 12;
    const double y = (layout.StudyTop() + layout.Study().box.top) / 2;
    for (const SceneSubgraph& subgraph : scene.subgraphs) {
        if (!Moves(subgraph))
            continue;
        char value[40];
        std::snprintf(value, sizeof value, " %.2f", static_cast<double>(subgraph.values.back()));
        const std::string text = subgraph.name + value;
        const double width = StrokeFont::Width(text, kAxisTextSize);
        if (x + 16 + width > layout.AxisLeft())
            return;
        to.Fill("legend", {x, y - 4, x + 8, y + 4}, FromSierra(subgraph.color));
        to.Text("legend", {x + 14, y}, text, kAxisText, kAxisTextSize);
        x += width + 32;
    }
}

}  // namespace

void PaintSubgraphs(const ChartScene& scene, const ChartLayout& layout, Painting& to) {
    const ValueScale& scale = layout.HasStudyRegion() ? layout.Study() : layout.Prices();
    if (layout.HasStudyRegion()) {
        const double zero = std::round(scale.YOf(0)) + 0.5;
        to.Line("zero line", {{scale.box.left, zero}, {scale.box.right, zero}}, kZeroLine);
    }
    SubgraphPainter painter(layout, scale, to);
    // The columns lie under the lines.
    for (const SceneSubgraph& subgraph : scene.subgraphs) {
        if (subgraph.draw_style == DRAWSTYLE_BAR)
            painter.Paint(subgraph);
    }
    for (const SceneSubgraph& subgraph : scene.subgraphs) {
        if (subgraph.draw_style != DRAWSTYLE_BAR)
            painter.Paint(subgraph);
    }
    if (layout.HasStudyRegion())
        Legend(scene, layout, to);
}

}  // namespace miaia::host
