// How much of the chart's window a text takes, in pixels. Sierra measures no text for a study, so it is by a common font; a little too much
// is better than a text that touches another one.
#pragma once

#include <cstdint>

namespace miaia {

/// Pixels of the chart's window, from its left and from its top. One without an extent is none.
struct PixelBox {
    int left = 0, top = 0, right = 0, bottom = 0;

    bool IsNone() const { return right <= left || bottom <= top; }
    bool Meets(const PixelBox& other) const { return left < other.right && other.left < right && top < other.bottom && other.top < bottom; }
    bool Holds(const PixelBox& other) const {
        return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
    }
    bool operator==(const PixelBox& other) const {
        return left == other.left && top == other.top && right == other.right && bottom == other.bottom;
    }
};

/// Of a font of one point. Letters of most fonts are narrower than six tenths of their height on an average.
constexpr uint32_t PxOfALine = 2;
constexpr uint32_t LettersInFourPx = 5;

inline int WidthPx(uint32_t letters, uint32_t font) {
    return static_cast<int>((letters * font * 4 + LettersInFourPx - 1) / LettersInFourPx);
}

}  // namespace miaia
