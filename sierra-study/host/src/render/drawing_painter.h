// The study's drawings (s_UseTool) in a picture. Sierra lets labels lie on each other; here they make room, because a picture cannot be
// scrolled.
#pragma once

#include "chart_layout.h"
#include "label_placer.h"
#include "painting.h"

namespace miaia::host {

// A price that stands on the axis.
struct PriceTag {
    const char* part;
    PictureBox box;
    std::string text;
    PictureColor color;
};

class DrawingPainter {
public:
    DrawingPainter(const ChartScene& scene, const ChartLayout& layout, Painting& to);

    // In this order, with what else the picture has between them.
    void Areas();
    void Lines();
    void MarksAndLabels();
    // Where the prices of lines stand on the axis, and the last one.
    std::vector<PriceTag> PriceTags() const;

private:
    bool IsAtPrice(const s_UseTool& tool) const;
    bool IsShown(const s_UseTool& tool) const;
    double XOf(const s_UseTool& tool) const;
    void Line(const s_UseTool& tool);
    void Mark(const s_UseTool& tool);
    // A text that belongs to a place in the chart.
    void TextAtPrice(const s_UseTool& tool);
    // What a line says, at the right end of the chart.
    void LineLabel(const s_UseTool& tool);
    // A text in the window: its place does not move with the chart.
    void Panel(const s_UseTool& tool);

    const ChartScene& scene_;
    const ChartLayout& layout_;
    Painting& to_;
};

}  // namespace miaia::host
