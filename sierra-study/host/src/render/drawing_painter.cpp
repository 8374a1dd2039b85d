#include "drawing_painter.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "chart_colors.h"
#include "stroke_font.h"

namespace miaia::host {
namespace {

constexpr double kLineSpacing = 1.45;
constexpr double kPad = 4;

PictureColor ColorOf(const s_UseTool& tool) {
    return tool.Color == static_cast<uint32_t>(s_UseTool::DEFAULT_COLOR_VALUE) ? kTitleText : FromSierra(tool.Color);
}

double WidthOf(const s_UseTool& tool) {
    return tool.LineWidth == 0xffff || tool.LineWidth == 0 ? 1 : tool.LineWidth;
}

Dash DashOf(const s_UseTool& tool) {
    return tool.LineStyle == LINESTYLE_DOT ? Dash::Dotted : tool.LineStyle > LINESTYLE_SOLID ? Dash::Dashed : Dash::Solid;
}

// Points of a font are larger than pixels.
double SizeOf(const s_UseTool& tool) {
    return tool.FontSize <= 0 ? 12 : std::max(9.0, std::round(tool.FontSize * 4.0 / 3));
}

std::vector<std::string> LinesOf(const SCString& text) {
    std::vector<std::string> lines(1);
    for (const char* at = text.GetChars(); *at != 0; ++at) {
        if (*at == '\n')
            lines.emplace_back();
        else if (*at != '\r')
            lines.back() += *at;
    }
    return lines;
}

double WidestOf(const std::vector<std::string>& lines, double size) {
    double widest = 0;
    for (const std::string& line : lines)
        widest = std::max(widest, StrokeFont::Width(line, size));
    return widest;
}

// A text of a line has a ground unless the study wants none; any other text only where the study says of what colour.
bool HasGround(const s_UseTool& tool, bool is_of_line) {
    return tool.TransparentLabelBackground != 1 &&
        (is_of_line || tool.FontBackColor != static_cast<unsigned int>(s_UseTool::DEFAULT_COLOR_VALUE));
}

PictureColor GroundOf(const s_UseTool& tool) {
    return tool.FontBackColor == static_cast<unsigned int>(s_UseTool::DEFAULT_COLOR_VALUE) ? kBackground : FromSierra(tool.FontBackColor);
}

// Where a text of this width begins whose place is at x, and how its lines are aligned: at the left unless the study says otherwise.
double LeftOf(const s_UseTool& tool, double x, double width) {
    if (tool.TextAlignment <= 0)
        return x;
    return (tool.TextAlignment & DT_RIGHT) != 0 ? x - width : (tool.TextAlignment & DT_CENTER) != 0 ? x - width / 2 : x;
}

// And where from above one of this height does: below its place unless the study says otherwise.
double TopOf(const s_UseTool& tool, double y, double height) {
    if (tool.TextAlignment <= 0)
        return y;
    return (tool.TextAlignment & DT_BOTTOM) != 0 ? y - height : (tool.TextAlignment & DT_VCENTER) != 0 ? y - height / 2 : y;
}

bool IsAcross(const s_UseTool& tool) {
    return tool.DrawingType == DRAWING_HORIZONTALLINE || tool.DrawingType == DRAWING_HORIZONTAL_RAY;
}

bool IsInWindow(const s_UseTool& tool) {
    return tool.DrawingType == DRAWING_STATIONARY_TEXT || (tool.DrawingType == DRAWING_TEXT && tool.UseRelativeVerticalValues == 1);
}

std::vector<PicturePoint> MarkShape(int type, double x, double y, double r) {
    switch (type) {
        case MARKER_ARROWUP:
            return {{x, y},
                    {x + r, y + r},
                    {x + r * 0.38, y + r},
                    {x + r * 0.38, y + 2 * r},
                    {x - r * 0.38, y + 2 * r},
                    {x - r * 0.38, y + r},
                    {x - r, y + r}};
        case MARKER_ARROWDOWN:
            return {{x, y},
                    {x + r, y - r},
                    {x + r * 0.38, y - r},
                    {x + r * 0.38, y - 2 * r},
                    {x - r * 0.38, y - 2 * r},
                    {x - r * 0.38, y - r},
                    {x - r, y - r}};
        case MARKER_TRIANGLEUP: return {{x, y - r}, {x + r, y + r * 0.8}, {x - r, y + r * 0.8}};
        case MARKER_TRIANGLEDOWN: return {{x, y + r}, {x + r, y - r * 0.8}, {x - r, y - r * 0.8}};
        case MARKER_TRIANGLERIGHT: return {{x + r, y}, {x - r * 0.8, y + r}, {x - r * 0.8, y - r}};
        case MARKER_TRIANGLELEFT: return {{x - r, y}, {x + r * 0.8, y + r}, {x + r * 0.8, y - r}};
        case MARKER_DASH: return {{x - r, y - 1}, {x + r, y - 1}, {x + r, y + 1}, {x - r, y + 1}};
        case MARKER_SQUARE: return {{x - r, y - r}, {x + r, y - r}, {x + r, y + r}, {x - r, y + r}};
        default: return {{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}};
    }
}

}  // namespace

DrawingPainter::DrawingPainter(const ChartScene& scene, const ChartLayout& layout, Painting& to)
    : scene_(scene), layout_(layout), to_(to) {}

bool DrawingPainter::IsAtPrice(const s_UseTool& tool) const {
    return tool.Region <= 0 && tool.UseRelativeVerticalValues != 1 && tool.BeginValue != FLT_MIN;
}

bool DrawingPainter::IsShown(const s_UseTool& tool) const {
    return IsAtPrice(tool) && tool.HideDrawing != 1 && layout_.Prices().Shows(static_cast<double>(tool.BeginValue));
}

double DrawingPainter::XOf(const s_UseTool& tool) const {
    return layout_.XOf(tool.BeginIndex >= 0 ? tool.BeginIndex : layout_.BarAt(scene_, tool.BeginDateTime));
}

void DrawingPainter::Areas() {
    for (const s_UseTool& tool : scene_.drawings) {
        if (tool.DrawingType != DRAWING_RECTANGLEHIGHLIGHT || !IsAtPrice(tool))
            continue;
        const ValueScale& prices = layout_.Prices();
        const auto y = [&](float value) { return std::clamp(prices.YOf(static_cast<double>(value)), prices.box.top, prices.box.bottom); };
        const double end = tool.EndDateTime.IsUnset() ? prices.box.right : layout_.XOf(layout_.BarAt(scene_, tool.EndDateTime));
        const PictureBox box{std::max(prices.box.left, XOf(tool)), std::min(y(tool.BeginValue), y(tool.EndValue)), end,
                             std::max(y(tool.BeginValue), y(tool.EndValue))};
        if (box.Height() > 0 && box.Width() > 0)
            to_.Fill("area", box, FromSierra(tool.SecondaryColor), 1 - std::clamp(tool.TransparencyLevel, 60, 95) / 100.0);
    }
}

void DrawingPainter::Lines() {
    for (const s_UseTool& tool : scene_.drawings) {
        if (IsShown(tool) && !IsInWindow(tool))
            Line(tool);
    }
}

void DrawingPainter::Line(const s_UseTool& tool) {
    const PictureBox& box = layout_.Prices().box;
    const double y = std::round(layout_.Prices().YOf(static_cast<double>(tool.BeginValue))) + 0.5;
    const double x = std::max(box.left, XOf(tool));
    switch (tool.DrawingType) {
        case DRAWING_HORIZONTALLINE:
            to_.Line("level", {{box.left, y}, {box.right, y}}, ColorOf(tool), WidthOf(tool), DashOf(tool), 0.8);
            break;
        case DRAWING_HORIZONTAL_RAY: to_.Line("ray", {{x, y}, {box.right, y}}, ColorOf(tool), WidthOf(tool), DashOf(tool)); break;
        case DRAWING_VERTICALLINE: to_.Line("vertical", {{x, box.top}, {x, box.bottom}}, ColorOf(tool), WidthOf(tool), DashOf(tool)); break;
        case DRAWING_HORIZONTAL_LINE_NON_EXTENDED:
        case DRAWING_LINE:
        case DRAWING_ARROW: {
            const double end_x = layout_.XOf(tool.EndIndex >= 0 ? tool.EndIndex : layout_.BarAt(scene_, tool.EndDateTime));
            const bool level = tool.DrawingType == DRAWING_HORIZONTAL_LINE_NON_EXTENDED || tool.EndValue == FLT_MIN;
            const double end_y = level ? y : layout_.Prices().YOf(static_cast<double>(tool.EndValue));
            to_.Line("line", {{x, y}, {std::max(box.left, end_x), std::clamp(end_y, box.top, box.bottom)}}, ColorOf(tool), WidthOf(tool),
                     DashOf(tool));
            break;
        }
        default: break;
    }
}

void DrawingPainter::MarksAndLabels() {
    for (const s_UseTool& tool : scene_.drawings) {
        if (IsInWindow(tool))
            Panel(tool);
    }
    for (const s_UseTool& tool : scene_.drawings) {
        if (tool.DrawingType == DRAWING_MARKER && IsShown(tool))
            Mark(tool);
    }
    // Where the study has put them, one over the other: nobody moves them on a trader's chart either.
    for (const s_UseTool& tool : scene_.drawings) {
        if (!IsShown(tool) || IsInWindow(tool))
            continue;
        if (IsAcross(tool))
            LineLabel(tool);
        else if (tool.DrawingType == DRAWING_TEXT)
            TextAtPrice(tool);
    }
}

void DrawingPainter::Mark(const s_UseTool& tool) {
    const double x = XOf(tool);
    const double y = layout_.Prices().YOf(static_cast<double>(tool.BeginValue));
    const double r = std::clamp(tool.MarkerSize <= 0 ? 6.0 : tool.MarkerSize * 0.8, 3.0, 14.0);
    if (x < layout_.Prices().box.left)
        return;
    const std::vector<PicturePoint> shape = MarkShape(tool.MarkerType, x, y, r);
    // A rim of the ground's colour parts the mark from the bars under it.
    std::vector<PicturePoint> rim = shape;
    rim.push_back(shape.front());
    to_.Line("rim", rim, kBackground, 2.5);
    to_.Shape("marker", shape, ColorOf(tool));
}

void DrawingPainter::TextAtPrice(const s_UseTool& tool) {
    const double size = SizeOf(tool);
    const std::vector<std::string> lines = LinesOf(tool.Text);
    const double width = WidestOf(lines, size) + 2 * kPad;
    const double height = static_cast<double>(lines.size()) * size * kLineSpacing;
    const double x = XOf(tool);
    const double y = layout_.Prices().YOf(static_cast<double>(tool.BeginValue));
    const double left = LeftOf(tool, x, width);
    const double top = TopOf(tool, y, height);
    const PictureBox box{left, top, left + width, top + height};
    if (x < layout_.Prices().box.left)
        return;
    if (HasGround(tool, false))
        to_.Fill("label", box, GroundOf(tool));
    for (size_t i = 0; i < lines.size(); ++i)
        to_.Text("label", {box.left + kPad, box.top + (static_cast<double>(i) + 0.5) * size * kLineSpacing}, lines[i], ColorOf(tool), size,
                 Anchor::Left, tool.FontBold == 1);
}

void DrawingPainter::LineLabel(const s_UseTool& tool) {
    if (tool.Text.IsEmpty())
        return;
    const double size = SizeOf(tool);
    const std::string text = tool.Text.GetChars();
    const double y = layout_.Prices().YOf(static_cast<double>(tool.BeginValue));
    const double width = StrokeFont::Width(text, size) + 2 * kPad;
    const PictureBox& prices = layout_.Prices().box;
    const bool right = tool.TextAlignment > 0 && (tool.TextAlignment & DT_RIGHT) != 0;
    const double begin = tool.DrawingType == DRAWING_HORIZONTAL_RAY ? std::max(prices.left, XOf(tool)) : prices.left;
    const double left = right ? prices.right - 8 - width : begin + 8;
    // Sierra writes it below the line.
    const PictureBox box{left, y + 1, left + width, y + 1 + size * kLineSpacing};
    if (HasGround(tool, true))
        to_.Fill("line label", box, GroundOf(tool));
    to_.Text("line label", {box.left + kPad, (box.top + box.bottom) / 2}, text, ColorOf(tool), size, Anchor::Left, tool.FontBold == 1);
}

void DrawingPainter::Panel(const s_UseTool& tool) {
    // Places go from 0 to 150 across and from 0 to 100 upwards; they are told as if they were days.
    const PictureBox& box = tool.Region > 0 && layout_.HasStudyRegion() ? layout_.Study().box : layout_.Prices().box;
    const double size = SizeOf(tool);
    const std::vector<std::string> lines = LinesOf(tool.Text);
    const double width = WidestOf(lines, size);
    const double height = static_cast<double>(lines.size()) * size * kLineSpacing;
    const double across = tool.BeginDateTime.GetAsDouble();
    double left = across < 0 ? box.right - width - 16 : box.left + across / 150 * box.Width();
    left = std::clamp(LeftOf(tool, left, width), box.left + 8, std::max(box.left + 8, box.right - width - 8));
    const double wanted = box.bottom - static_cast<double>(tool.BeginValue) / 100 * box.Height();
    const double top = std::clamp(wanted, box.top + 6, std::max(box.top + 6, box.bottom - height - 6));
    if (HasGround(tool, false))
        to_.Fill("panel", {left - 8, top - 4, left + width + 8, top + height + 4}, GroundOf(tool));
    for (size_t i = 0; i < lines.size(); ++i)
        to_.Text("panel", {left, top + (static_cast<double>(i) + 0.5) * size * kLineSpacing}, lines[i], ColorOf(tool), size, Anchor::Left,
                 tool.FontBold == 1);
}

std::vector<PriceTag> DrawingPainter::PriceTags() const {
    const double left = layout_.AxisLeft() + 1;
    const double right = to_.Width();
    const ValueScale& prices = layout_.Prices();
    LabelPlacer places({left, prices.box.top, right, prices.box.bottom});
    std::vector<PriceTag> tags;
    const auto add = [&](const char* part, double price, PictureColor color) {
        const double y = std::round(prices.YOf(price));
        const std::string text = layout_.PriceText(price);
        if (std::any_of(tags.begin(), tags.end(), [&](const PriceTag& tag) { return tag.text == text; }))
            return;
        PictureBox box{left, y - 8, right, y + 8};
        if (places.Place(box, 3))
            tags.push_back({part, box, text, color});
    };
    if (!scene_.bars.empty()) {
        const SceneBar& last = scene_.bars.back();
        add("last price", last.close, last.close >= last.open ? kBarUp : kBarDown);
    }
    for (const s_UseTool& tool : scene_.drawings) {
        if (IsShown(tool) && (tool.DrawingType == DRAWING_HORIZONTAL_RAY || (IsAcross(tool) && tool.DisplayHorizontalLineValue == 1)))
            add("price tag", static_cast<double>(tool.BeginValue), ColorOf(tool));
    }
    return tags;
}

}  // namespace miaia::host
