// Our own letters: each is a few pen strokes, so that one table serves every size. Texts are UTF-8; a byte that is not is taken as Latin-1,
// in which Sierra's own texts are.
#pragma once

#include <string>
#include <vector>

#include "painting.h"

namespace miaia::host {

// A stroke of the pen, in pixels; one point is a dot.
using PenStroke = std::vector<PicturePoint>;

class StrokeFont {
public:
    // The strokes of a line of text whose first letter begins at the left of its baseline. Letters begin at whole pixels and have
    // whole heights, so that their stems stay sharp.
    static std::vector<PenStroke> Strokes(const std::string& text, double size, PicturePoint baseline);
    static double Width(const std::string& text, double size);
    // From the baseline to the top of a large letter.
    static double CapHeight(double size);
    static double PenWidth(double size, bool bold);
};

}  // namespace miaia::host
