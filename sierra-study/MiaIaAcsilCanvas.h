// Sierra's chart as something to draw on. Include sierrachart.h before this file.
#pragma once

#include "MiaIaAcsilInputs.h"
#include "MiaIaDrawing.h"

namespace miaia {

/// Sierra's drawing tools and the study's subgraphs.
class AcsilCanvas {
public:
    static constexpr int PriceRegion = 0;

    explicit AcsilCanvas(SCStudyInterfaceRef sc) : sc_(sc) {}

    int Put(const DrawSpec& spec) {
        s_UseTool tool;
        tool.ChartNumber = sc_.ChartNumber;
        // Prices stand beside prices, wherever the trader has moved the study.
        tool.Region = PriceRegion;
        tool.LineNumber = spec.line_number;
        tool.AddMethod = UTAM_ADD_OR_ADJUST;
        tool.Color = SwapRedAndBlue(spec.color);
        tool.Text = spec.text;
        tool.FontSize = spec.tool == DrawTool::Panel ? spec.size : LabelFont;
        tool.TransparentLabelBackground = 1;
        if (spec.tool == DrawTool::Panel)
            PutInCorner(spec, tool);
        else
            PutAtPrice(spec, tool);
        return sc_.UseTool(tool) != 0 ? tool.LineNumber : -1;
    }

    bool Exists(int line_number) { return sc_.ChartDrawingExists(sc_.ChartNumber, line_number) != 0; }

    void Remove(int line_number) { sc_.DeleteACSChartDrawing(sc_.ChartNumber, TOOL_DELETE_CHARTDRAWING, line_number); }

    /// What this study on this chart has drawn, whoever still knows the numbers. From behind: what goes moves those behind it.
    void RemoveAllOfStudy() {
        s_UseTool drawing;
        for (int i = sc_.GetACSDrawingsCount(sc_.ChartNumber, OnlyOfThisStudy) - 1; i >= 0; --i)
            if (sc_.GetACSDrawingByIndex(sc_.ChartNumber, i, drawing, OnlyOfThisStudy) != 0)
                Remove(drawing.LineNumber);
    }

    int Bars() { return sc_.ArraySize; }

    int XOf(int bar) { return sc_.BarIndexToXPixelCoordinate(bar); }
    int YOf(double price_ticks) { return sc_.RegionValueToYPixelCoordinate(PriceOf(price_ticks), PriceRegion); }

    /// The bar that holds this moment, −1 before the first. Most often it is the last.
    int BarAt(int64_t unix_us) {
        const SCDateTime moment = ToChartTime(unix_us);
        int before = sc_.ArraySize;
        if (before == 0 || sc_.BaseDateTimeIn[before - 1] <= moment)
            return before - 1;
        int first = 0;
        while (first < before) {
            const int middle = first + (before - first) / 2;
            if (sc_.BaseDateTimeIn[middle] <= moment)
                first = middle + 1;
            else
                before = middle;
        }
        return first - 1;
    }

    void Plot(int subgraph, int bar, float value) { sc_.Subgraph[subgraph].Data[bar] = value; }

private:
    static constexpr int OnlyOfThisStudy = 1;

    static constexpr int64_t LatestUnixUs = 4102444800000000;  // 2100

    // What a frame says of a time may be anything, and Sierra counts on from it.
    SCDateTime ToChartTime(int64_t unix_us) {
        SCDateTime utc;
        utc.SetFromUNIXTimeMicroseconds(unix_us < 0 ? 0 : unix_us < LatestUnixUs ? unix_us : LatestUnixUs);
        return sc_.ConvertDateTimeToChartTimeZone(utc, TIMEZONE_UTC);
    }

    float PriceOf(double ticks) const { return static_cast<float>(ticks * static_cast<double>(sc_.TickSize)); }

    static bool IsRight(PanelPlace place) { return place == PanelPlace::TopRight || place == PanelPlace::BottomRight; }

    // Relative to the window, which is 150 wide and 100 high: a little in from its edges. In the lower corners the text grows upwards.
    static void PutInCorner(const DrawSpec& spec, s_UseTool& tool) {
        const bool right = IsRight(spec.place);
        const bool bottom = spec.place == PanelPlace::BottomLeft || spec.place == PanelPlace::BottomRight;
        tool.DrawingType = DRAWING_STATIONARY_TEXT;
        tool.UseRelativeVerticalValues = 1;
        tool.MultiLineLabel = 1;
        tool.BeginDateTime = right ? 148 : 2;
        tool.BeginValue = bottom ? 3.0f : 97.0f;
        tool.TextAlignment = (right ? DT_RIGHT : DT_LEFT) | (bottom ? DT_BOTTOM : DT_TOP);
    }

    void PutAtPrice(const DrawSpec& spec, s_UseTool& tool) {
        tool.BeginValue = PriceOf(spec.price_ticks);
        if (spec.tool != DrawTool::Line)
            tool.BeginDateTime = ToChartTime(spec.unix_us);
        // Left to itself Sierra writes a line's name at the left, where the panel is.
        tool.TextAlignment = IsRight(spec.place) ? DT_LEFT : DT_RIGHT;
        tool.LineWidth = spec.width;
        tool.LineStyle = spec.dashed ? LINESTYLE_DASH : LINESTYLE_SOLID;
        switch (spec.tool) {
            case DrawTool::Label:
                tool.DrawingType = DRAWING_TEXT;
                // Names hang below their price as those of lines do; beside the last bar there may be no room for a text.
                tool.TextAlignment = spec.ends_there ? DT_RIGHT | DT_VCENTER : DT_CENTER | DT_TOP;
                break;
            case DrawTool::Segment:
                tool.DrawingType = DRAWING_LINE;
                tool.EndDateTime = ToChartTime(spec.end_unix_us);
                tool.EndValue = PriceOf(spec.end_price_ticks);
                break;
            case DrawTool::Ray: tool.DrawingType = DRAWING_HORIZONTAL_RAY; break;
            case DrawTool::Line:
                tool.DrawingType = DRAWING_HORIZONTALLINE;
                tool.DisplayHorizontalLineValue = 1;
                break;
            default:
                tool.DrawingType = DRAWING_MARKER;
                tool.MarkerType = MarkerOf(spec.tool);
                tool.MarkerSize = spec.size;
                break;
        }
    }

    static int MarkerOf(DrawTool tool) {
        switch (tool) {
            case DrawTool::ArrowUp: return MARKER_ARROWUP;
            case DrawTool::ArrowDown: return MARKER_ARROWDOWN;
            case DrawTool::TriangleUp: return MARKER_TRIANGLEUP;
            default: return MARKER_TRIANGLEDOWN;
        }
    }

    SCStudyInterfaceRef sc_;
};

}  // namespace miaia
