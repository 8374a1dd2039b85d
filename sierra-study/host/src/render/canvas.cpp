#include "canvas.h"

#include <algorithm>
#include <cmath>

#include "stroke_font.h"

namespace miaia::host {
namespace {

double Distance(PicturePoint p, PicturePoint a, PicturePoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double along = length2 == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0);
    return std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

struct PixelRange {
    int first;
    int end;
};

// Pixels that [low, high] touches, within 0 to limit.
PixelRange Touched(double low, double high, int limit) {
    const auto bounded = [limit](double value) { return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(limit))); };
    return {bounded(std::floor(low)), bounded(std::ceil(high))};
}

double Covered(double low, double high, int pixel) {
    return std::clamp(std::min(high, pixel + 1.0) - std::max(low, static_cast<double>(pixel)), 0.0, 1.0);
}

// The pieces of a line that a dash pattern leaves of it.
std::vector<std::vector<PicturePoint>> Dashes(const std::vector<PicturePoint>& points, Dash dash) {
    if (dash == Dash::Solid)
        return {points};
    const double on = dash == Dash::Dashed ? 6 : 1.2;
    const double period = dash == Dash::Dashed ? 10 : 4;
    std::vector<std::vector<PicturePoint>> pieces;
    double phase = 0;
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        const PicturePoint a = points[i];
        const PicturePoint b = points[i + 1];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        for (double at = -phase; at < length; at += period) {
            const double from = std::max(at, 0.0);
            const double to = std::min(at + on, length);
            if (to > from)
                pieces.push_back({{a.x + (b.x - a.x) * from / length, a.y + (b.y - a.y) * from / length},
                                  {a.x + (b.x - a.x) * to / length, a.y + (b.y - a.y) * to / length}});
        }
        phase = std::fmod(phase + length, period);
    }
    return pieces;
}

}  // namespace

Canvas::Canvas(int width, int height, PictureColor background)
    : width_(width),
      height_(height),
      pixels_(static_cast<size_t>(width) * static_cast<size_t>(height) * 3),
      covered_(static_cast<size_t>(width) * static_cast<size_t>(height)) {
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            Blend(x, y, background, 1);
    }
}

void Canvas::Paint(const Painting& painting) {
    for (const PictureCommand& command : painting.Commands()) {
        switch (command.op) {
            case PictureOp::Fill: Fill(command); break;
            case PictureOp::Line: Line(command); break;
            case PictureOp::Shape: Shape(command); break;
            case PictureOp::Text: Text(command); break;
        }
    }
}

PictureColor Canvas::At(int x, int y) const {
    const size_t at = (static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x)) * 3;
    return static_cast<PictureColor>(pixels_[at] << 16 | pixels_[at + 1] << 8 | pixels_[at + 2]);
}

void Canvas::Fill(const PictureCommand& command) {
    const PictureBox box{command.points[0].x, command.points[0].y, command.points[1].x, command.points[1].y};
    const PixelRange columns = Touched(box.left, box.right, width_);
    const PixelRange rows = Touched(box.top, box.bottom, height_);
    for (int y = rows.first; y < rows.end; ++y) {
        for (int x = columns.first; x < columns.end; ++x)
            Blend(x, y, command.color, command.opacity * Covered(box.left, box.right, x) * Covered(box.top, box.bottom, y));
    }
}

void Canvas::Line(const PictureCommand& command) {
    Stroke(Dashes(command.points, command.dash), command.width, command);
}

// Four by four samples a pixel.
void Canvas::Shape(const PictureCommand& command) {
    const std::vector<PicturePoint>& corners = command.points;
    PictureBox box{1e9, 1e9, -1e9, -1e9};
    for (const PicturePoint& p : corners)
        box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
    const auto inside = [&corners](double x, double y) {
        bool in = false;
        for (size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            if ((corners[i].y > y) != (corners[j].y > y) &&
                x < (corners[j].x - corners[i].x) * (y - corners[i].y) / (corners[j].y - corners[i].y) + corners[i].x)
                in = !in;
        }
        return in;
    };
    const PixelRange columns = Touched(box.left, box.right, width_);
    const PixelRange rows = Touched(box.top, box.bottom, height_);
    for (int y = rows.first; y < rows.end; ++y) {
        for (int x = columns.first; x < columns.end; ++x) {
            int hits = 0;
            for (int sample = 0; sample < 16; ++sample)
                hits += inside(x + (sample % 4 + 0.5) / 4, y + (sample / 4 + 0.5) / 4) ? 1 : 0;
            Blend(x, y, command.color, command.opacity * hits / 16);
        }
    }
}

void Canvas::Text(const PictureCommand& command) {
    Stroke(StrokeFont::Strokes(command.text, command.size, command.points[0]), StrokeFont::PenWidth(command.size, command.bold), command);
}

void Canvas::Stroke(const std::vector<std::vector<PicturePoint>>& strokes, double width, const PictureCommand& command) {
    const double reach = width / 2 + 0.5;
    std::vector<size_t> touched;
    for (const std::vector<PicturePoint>& stroke : strokes) {
        for (size_t i = 0; i + 1 < stroke.size(); ++i) {
            const PicturePoint a = stroke[i];
            const PicturePoint b = stroke[i + 1];
            const PixelRange columns = Touched(std::min(a.x, b.x) - reach, std::max(a.x, b.x) + reach, width_);
            const PixelRange rows = Touched(std::min(a.y, b.y) - reach, std::max(a.y, b.y) + reach, height_);
            for (int y = rows.first; y < rows.end; ++y) {
                for (int x = columns.first; x < columns.end; ++x) {
                    const double cover = std::clamp(reach - Distance({x + 0.5, y + 0.5}, a, b), 0.0, 1.0);
                    const size_t at = static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x);
                    if (cover == 0)
                        continue;
                    if (covered_[at] == 0)
                        touched.push_back(at);
                    covered_[at] = std::max(covered_[at], static_cast<float>(cover));
                }
            }
        }
    }
    for (const size_t at : touched) {
        const auto columns = static_cast<size_t>(width_);
        Blend(static_cast<int>(at % columns), static_cast<int>(at / columns), command.color,
              command.opacity * static_cast<double>(covered_[at]));
        covered_[at] = 0;
    }
}

void Canvas::Blend(int x, int y, PictureColor color, double opacity) {
    const size_t at = (static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x)) * 3;
    for (size_t i = 0; i < 3; ++i) {
        const double wanted = static_cast<double>(color >> (16 - 8 * i) & 0xFFu);
        pixels_[at + i] = static_cast<uint8_t>(std::lround(pixels_[at + i] + (wanted - pixels_[at + i]) * opacity));
    }
}

}  // namespace miaia::host
