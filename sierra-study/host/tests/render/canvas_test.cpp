#include "canvas.h"

#include <gtest/gtest.h>

#include <set>

#include "label_placer.h"
#include "stroke_font.h"

namespace miaia::host::test {
namespace {

TEST(CanvasTest, AnEdgeThroughAPixelGivesItItsShare) {
    Canvas canvas(4, 3, 0x000000);
    Painting painting(4, 3);
    painting.Fill("box", {0.5, 0, 2, 1}, 0xFF8040);
    painting.Fill("faint", {0, 2, 1, 3}, 0xFFFFFF, 0.2);
    canvas.Paint(painting);
    EXPECT_EQ(canvas.At(0, 0), 0x804020u);
    EXPECT_EQ(canvas.At(1, 0), 0xFF8040u);
    EXPECT_EQ(canvas.At(2, 0), 0x000000u);
    EXPECT_EQ(canvas.At(0, 2), 0x333333u);
}

TEST(CanvasTest, ALineOnThePixelsMiddleFillsThatRowAlone) {
    Canvas canvas(8, 3, 0x000000);
    Painting painting(8, 3);
    painting.Line("line", {{1.5, 1.5}, {6.5, 1.5}}, 0xFFFFFF);
    canvas.Paint(painting);
    for (int x = 2; x < 6; ++x) {
        EXPECT_EQ(canvas.At(x, 0), 0x000000u);
        EXPECT_EQ(canvas.At(x, 1), 0xFFFFFFu);
        EXPECT_EQ(canvas.At(x, 2), 0x000000u);
    }
}

TEST(CanvasTest, AShapeIsFilledInsideOnly) {
    Canvas canvas(10, 10, 0x000000);
    Painting painting(10, 10);
    painting.Shape("diamond", {{5, 0}, {10, 5}, {5, 10}, {0, 5}}, 0xFFFFFF);
    canvas.Paint(painting);
    EXPECT_EQ(canvas.At(5, 5), 0xFFFFFFu);
    EXPECT_EQ(canvas.At(0, 0), 0x000000u);
    EXPECT_EQ(canvas.At(9, 9), 0x000000u);
}

TEST(CanvasTest, WhatLiesOutsideIsCutOff) {
    Canvas canvas(4, 4, 0x010203);
    Painting painting(4, 4);
    painting.Fill("box", {-10, -10, 100, 0.0}, 0xFFFFFF);
    painting.Line("line", {{-50, -50}, {-5, 90}}, 0xFFFFFF);
    painting.Text("text", {-400, 2}, "outside", 0xFFFFFF, 12);
    painting.Shape("shape", {{-9, -9}, {-5, -9}, {-5, -5}}, 0xFFFFFF);
    canvas.Paint(painting);
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 4; ++x)
            EXPECT_EQ(canvas.At(x, y), 0x010203u);
    }
}

std::vector<uint8_t> Drawn(const std::string& text) {
    Canvas canvas(28, 28, 0);
    Painting painting(28, 28);
    painting.Text("text", {6, 14}, text, 0xFFFFFF, 14);
    canvas.Paint(painting);
    return canvas.Pixels();
}

TEST(StrokeFontTest, EveryCharacterLooksLikeNoOther) {
    std::set<std::vector<uint8_t>> seen;
    std::vector<std::string> texts;
    for (char c = ' '; c <= '~'; ++c)
        texts.emplace_back(1, c);
    for (const char* other : {"é", "è", "ê", "à", "ç", "ù", "É", "°", "±", "·", "×", "→", "—", "…"})
        texts.emplace_back(other);
    for (const std::string& text : texts)
        EXPECT_TRUE(seen.insert(Drawn(text)).second) << text;
}

TEST(StrokeFontTest, SierrasOwnLatin1IsReadAsUtf8Is) {
    EXPECT_EQ(Drawn("\xE9"), Drawn("é"));
    EXPECT_EQ(Drawn("\xB0"), Drawn("°"));
}

TEST(StrokeFontTest, DigitsAreAllAsWide) {
    for (char c = '0'; c <= '9'; ++c)
        EXPECT_EQ(StrokeFont::Width(std::string(3, c), 12), StrokeFont::Width("000", 12)) << c;
    EXPECT_EQ(StrokeFont::Width("", 12), 0);
}

TEST(LabelPlacerTest, ALabelTakesTheNearestFreePlace) {
    LabelPlacer placer({0, 0, 100, 100});
    PictureBox first{10, 40, 50, 60};
    PictureBox second = first;
    PictureBox third{80, 95, 130, 115};
    ASSERT_TRUE(placer.Place(first, 3));
    EXPECT_EQ(first.top, 40);
    ASSERT_TRUE(placer.Place(second, 3));
    EXPECT_EQ(second.top, 60);
    ASSERT_TRUE(placer.Place(third, 3));
    EXPECT_EQ(third.right, 100);
    EXPECT_EQ(third.bottom, 100);
}

TEST(LabelPlacerTest, WhereThereIsNoRoomNothingIsPlaced) {
    LabelPlacer placer({0, 0, 100, 50});
    placer.Reserve({0, 0, 100, 45});
    PictureBox label{10, 10, 40, 30};
    EXPECT_FALSE(placer.Place(label, 9));
}

}  // namespace
}  // namespace miaia::host::test
