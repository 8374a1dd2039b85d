// The picture's own colours; the study's drawings have theirs.
#pragma once

#include "painting.h"

namespace miaia::host {

constexpr PictureColor kBackground = 0x12161C;
constexpr PictureColor kAxisGround = 0x171C24;
constexpr PictureColor kGrid = 0x222933;
constexpr PictureColor kFrame = 0x303946;
constexpr PictureColor kAxisText = 0x8D99A8;
constexpr PictureColor kTitleText = 0xD7DEE7;
constexpr PictureColor kBarUp = 0x4E9F8C;
constexpr PictureColor kBarDown = 0xB9646B;
constexpr PictureColor kZeroLine = 0x5A6675;
constexpr PictureColor kReplay = 0xE0B050;

constexpr double kAxisTextSize = 12;

// Sierra has blue in the third byte, a picture has red there.
constexpr PictureColor FromSierra(uint32_t color) {
    return (color & 0xFFu) << 16 | (color & 0xFF00u) | (color >> 16 & 0xFFu);
}

// Dark or light, whichever can be read on it.
constexpr PictureColor ReadableOn(PictureColor ground) {
    const uint32_t light = (ground >> 16 & 0xFFu) * 3 + (ground >> 8 & 0xFFu) * 6 + (ground & 0xFFu);
    return light > 1300 ? 0x10141A : 0xFFFFFF;
}

}  // namespace miaia::host
