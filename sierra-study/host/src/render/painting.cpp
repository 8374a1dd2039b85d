#include "painting.h"

#include <cmath>
#include <cstdio>

#include "stroke_font.h"

namespace miaia::host {
namespace {

// At most one decimal, and none where it would be 0.
std::string Short(double value) {
    char text[32];
    const double tenths = std::round(value * 10) / 10;
    std::snprintf(text, sizeof text, tenths == std::floor(tenths) ? "%.0f" : "%.1f", tenths == 0 ? 0 : tenths);
    return text;
}

const char* NameOf(PictureOp op) {
    switch (op) {
        case PictureOp::Fill: return "fill";
        case PictureOp::Line: return "line";
        case PictureOp::Shape: return "shape";
        case PictureOp::Text: return "text";
    }
    return "?";
}

}  // namespace

std::string PictureCommand::ToText() const {
    std::string line = part + " " + NameOf(op);
    for (const PicturePoint& point : points)
        line += " " + Short(point.x) + "," + Short(point.y);
    char color_text[16];
    std::snprintf(color_text, sizeof color_text, " #%06x", static_cast<unsigned>(color & 0xFFFFFFu));
    line += color_text;
    if (op == PictureOp::Line && width != 1)
        line += " width " + Short(width);
    if (dash != Dash::Solid)
        line += dash == Dash::Dashed ? " dashed" : " dotted";
    if (opacity != 1)
        line += " opacity " + Short(opacity * 100) + "%";
    if (op == PictureOp::Text)
        line += " size " + Short(size) + (bold ? " bold \"" : " \"") + text + "\"";
    return line;
}

void Painting::Fill(const std::string& part, const PictureBox& box, PictureColor color, double opacity) {
    PictureCommand command;
    command.op = PictureOp::Fill;
    command.part = part;
    command.points = {{box.left, box.top}, {box.right, box.bottom}};
    command.color = color;
    command.opacity = opacity;
    commands_.push_back(command);
}

void Painting::Line(const std::string& part, std::vector<PicturePoint> points, PictureColor color, double width, Dash dash,
                    double opacity) {
    if (points.size() < 2)
        return;
    PictureCommand command;
    command.op = PictureOp::Line;
    command.part = part;
    command.points = std::move(points);
    command.color = color;
    command.width = width;
    command.dash = dash;
    command.opacity = opacity;
    commands_.push_back(command);
}

void Painting::Shape(const std::string& part, std::vector<PicturePoint> corners, PictureColor color, double opacity) {
    PictureCommand command;
    command.op = PictureOp::Shape;
    command.part = part;
    command.points = std::move(corners);
    command.color = color;
    command.opacity = opacity;
    commands_.push_back(command);
}

void Painting::Text(const std::string& part, PicturePoint at, const std::string& text, PictureColor color, double size, Anchor anchor,
                    bool bold) {
    if (text.empty())
        return;
    const double width = StrokeFont::Width(text, size);
    PictureCommand command;
    command.op = PictureOp::Text;
    command.part = part;
    command.points = {{std::round(at.x -
                                  (anchor == Anchor::Left         ? 0
                                       : anchor == Anchor::Middle ? width / 2
                                                                  : width)),
                       std::round(at.y + StrokeFont::CapHeight(size) / 2)}};
    command.color = color;
    command.size = size;
    command.bold = bold;
    command.text = text;
    commands_.push_back(command);
}

}  // namespace miaia::host
