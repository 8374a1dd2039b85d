// Colours as Sierra stores them: 0x00BBGGRR. The names are the usual web colours; only those that a study draws with.
#pragma once

#include <cstdint>

#define RGB_COLOR(r, g, b)                                                                                    \
    (static_cast<uint32_t>(static_cast<uint8_t>(r)) | (static_cast<uint32_t>(static_cast<uint8_t>(g)) << 8) | \
     (static_cast<uint32_t>(static_cast<uint8_t>(b)) << 16))

#if !defined(_WIN32) && !defined(RGB)
#define RGB(r, g, b) RGB_COLOR(r, g, b)
#endif

const int COLOR_BLACK = RGB_COLOR(0, 0, 0);
const int COLOR_WHITE = RGB_COLOR(255, 255, 255);
const int COLOR_GRAY = RGB_COLOR(128, 128, 128);
const int COLOR_DARKGRAY = RGB_COLOR(169, 169, 169);
const int COLOR_DIMGRAY = RGB_COLOR(105, 105, 105);
const int COLOR_SILVER = RGB_COLOR(192, 192, 192);
const int COLOR_LIGHTGREY = RGB_COLOR(211, 211, 211);
const int COLOR_RED = RGB_COLOR(255, 0, 0);
const int COLOR_DARKRED = RGB_COLOR(139, 0, 0);
const int COLOR_CRIMSON = RGB_COLOR(220, 20, 60);
const int COLOR_ORANGERED = RGB_COLOR(255, 69, 0);
const int COLOR_ORANGE = RGB_COLOR(255, 165, 0);
const int COLOR_DARKORANGE = RGB_COLOR(255, 140, 0);
const int COLOR_GOLD = RGB_COLOR(255, 215, 0);
const int COLOR_YELLOW = RGB_COLOR(255, 255, 0);
const int COLOR_GREEN = RGB_COLOR(0, 128, 0);
const int COLOR_LIME = RGB_COLOR(0, 255, 0);
const int COLOR_LIMEGREEN = RGB_COLOR(50, 205, 50);
const int COLOR_DARKGREEN = RGB_COLOR(0, 100, 0);
const int COLOR_SEAGREEN = RGB_COLOR(46, 139, 87);
const int COLOR_TEAL = RGB_COLOR(0, 128, 128);
const int COLOR_CYAN = RGB_COLOR(0, 255, 255);
const int COLOR_AQUA = RGB_COLOR(0, 255, 255);
const int COLOR_BLUE = RGB_COLOR(0, 0, 255);
const int COLOR_NAVY = RGB_COLOR(0, 0, 128);
const int COLOR_DODGERBLUE = RGB_COLOR(30, 144, 255);
const int COLOR_DEEPSKYBLUE = RGB_COLOR(0, 191, 255);
const int COLOR_SKYBLUE = RGB_COLOR(135, 206, 235);
const int COLOR_STEELBLUE = RGB_COLOR(70, 130, 180);
const int COLOR_ROYALBLUE = RGB_COLOR(65, 105, 225);
const int COLOR_CORNFLOWERBLUE = RGB_COLOR(100, 149, 237);
const int COLOR_PURPLE = RGB_COLOR(128, 0, 128);
const int COLOR_VIOLET = RGB_COLOR(238, 130, 238);
const int COLOR_MAGENTA = RGB_COLOR(255, 0, 255);
const int COLOR_FUCHSIA = RGB_COLOR(255, 0, 255);
