// The table of StrokeFont.
#pragma once

#include <cstdint>

namespace miaia::host {

// Strokes are parted by |, points by spaces; x and y in units of which a large letter is 12 high and a small one 8. A stroke that begins
// with ~ is a curve along its points.
struct Glyph {
    const char* strokes;
    double width;  // units, without the space behind it
};

// An empty box for what the table does not have.
Glyph GlyphOf(uint32_t character);

// An accented letter is its letter with the strokes of an accent over it; empty for all others.
struct Composed {
    char letter = 0;
    const char* accent = "";
};
Composed ComposedOf(uint32_t character);

}  // namespace miaia::host
