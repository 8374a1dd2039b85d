#include "stroke_font.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "glyphs.h"

namespace miaia::host {
namespace {

constexpr double kCapUnits = 12;
constexpr double kGapUnits = 2.7;

// One character; a sequence that is not UTF-8 gives its first byte, which is Latin-1 then.
uint32_t Next(const std::string& text, size_t& at) {
    const auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint32_t>(static_cast<uint8_t>(text[i])) : 0u; };
    const auto follows = [&](size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const uint32_t first = byte(at);
    if ((first & 0xE0u) == 0xC0u && follows(at + 1)) {
        at += 2;
        return (first & 0x1Fu) << 6 | (byte(at - 1) & 0x3Fu);
    }
    if ((first & 0xF0u) == 0xE0u && follows(at + 1) && follows(at + 2)) {
        at += 3;
        return (first & 0xFu) << 12 | (byte(at - 2) & 0x3Fu) << 6 | (byte(at - 1) & 0x3Fu);
    }
    ++at;
    return first;
}

double Unit(double size) {
    return StrokeFont::CapHeight(size) / kCapUnits;
}

// Cuts the corners of a line twice, which leaves a curve; what ends where it began has no end.
PenStroke Smooth(PenStroke points) {
    const bool closed = points.size() > 2 && points.front().x == points.back().x && points.front().y == points.back().y;
    for (int round = 0; round < 3; ++round) {
        PenStroke next;
        if (!closed)
            next.push_back(points.front());
        for (size_t i = 0; i + 1 < points.size(); ++i) {
            const PicturePoint a = points[i];
            const PicturePoint b = points[i + 1];
            next.push_back({0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y});
            next.push_back({0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y});
        }
        next.push_back(closed ? next.front() : points.back());
        points = std::move(next);
    }
    return points;
}

// Adds the strokes of the table with their origin at the given place.
void Add(const char* strokes, PicturePoint origin, double unit, std::vector<PenStroke>& to) {
    while (*strokes != 0) {
        const bool curve = *strokes == '~';
        strokes += curve ? 1 : 0;
        PenStroke stroke;
        while (*strokes != 0 && *strokes != '|') {
            char* end = nullptr;
            const double x = std::strtod(strokes, &end);
            const double y = std::strtod(end + 1, &end);
            stroke.push_back({origin.x + x * unit, origin.y - y * unit});
            strokes = *end == ' ' ? end + 1 : end;
        }
        to.push_back(curve ? Smooth(stroke) : stroke);
        if (*strokes == '|')
            ++strokes;
    }
}

double Advance(double width, double unit) {
    return std::ceil((width + kGapUnits) * unit - 0.25);
}

}  // namespace

std::vector<PenStroke> StrokeFont::Strokes(const std::string& text, double size, PicturePoint baseline) {
    std::vector<PenStroke> strokes;
    const double unit = Unit(size);
    // The middle of a pixel: a stem one pixel wide then fills just that one.
    PicturePoint at{std::floor(baseline.x) + 0.5, std::floor(baseline.y) + 0.5};
    for (size_t i = 0; i < text.size();) {
        const uint32_t character = Next(text, i);
        const Composed composed = ComposedOf(character);
        const Glyph glyph = GlyphOf(composed.letter != 0 ? static_cast<uint32_t>(composed.letter) : character);
        Add(glyph.strokes, at, unit, strokes);
        if (composed.letter != 0) {
            const bool large = composed.letter >= 'A' && composed.letter <= 'Z' && composed.accent[0] != '~';
            Add(composed.accent, {at.x + glyph.width / 2 * unit, at.y - (large ? 3 * unit : 0)}, unit, strokes);
        }
        at.x += Advance(glyph.width, unit);
    }
    return strokes;
}

double StrokeFont::Width(const std::string& text, double size) {
    const double unit = Unit(size);
    double width = 0;
    for (size_t i = 0; i < text.size();) {
        const uint32_t character = Next(text, i);
        const Composed composed = ComposedOf(character);
        width += Advance(GlyphOf(composed.letter != 0 ? static_cast<uint32_t>(composed.letter) : character).width, unit);
    }
    return width == 0 ? 0 : width - std::floor(kGapUnits * unit) + 1;
}

double StrokeFont::CapHeight(double size) {
    return std::max(5.0, std::round(size * 0.72));
}

double StrokeFont::PenWidth(double size, bool bold) {
    return std::max(1.0, size * 0.095) * (bold ? 1.55 : 1.0);
}

}  // namespace miaia::host
