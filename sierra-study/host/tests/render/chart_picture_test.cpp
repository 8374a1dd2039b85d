#include "chart_picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "chart_colors.h"
#include "scripted_day.h"
#include "stroke_font.h"

namespace miaia::host::test {
namespace {

std::vector<PictureCommand> Of(const Painting& painting, const std::string& part) {
    std::vector<PictureCommand> found;
    for (const PictureCommand& command : painting.Commands()) {
        if (command.part == part)
            found.push_back(command);
    }
    return found;
}

bool Says(const Painting& painting, const std::string& text) {
    for (const PictureCommand& command : painting.Commands()) {
        if (command.op == PictureOp::Text && command.text.find(text) != std::string::npos)
            return true;
    }
    return false;
}

// What a person has looked at and found right. A run that differs leaves its own list beside the tests' other temporary files.
TEST(ChartPicture, ABusyDayIsDrawnByTheseCommands) {
    std::string drawn;
    const Painting painting = PaintChart(BusyDay(), 1280, 760);
    for (const PictureCommand& command : painting.Commands())
        drawn += command.ToText() + "\n";
    const std::string path = std::string(MIAIA_SOURCE_FOLDER) + "/render/busy_day.txt";
    std::ifstream file(path);
    std::stringstream golden;
    golden << file.rdbuf();
    if (drawn == golden.str())
        return;
    const std::string now = testing::TempDir() + "busy_day.txt";
    std::ofstream(now) << drawn;
    FAIL() << "diff " << path << " " << now;
}

// The scale by hand: bars reach from 4999.5 to 5015.5, and with no drawing a margin of 7 % of that is added at both ends.
TEST(ChartPicture, BarsStandAtTheirPrices) {
    const ChartScene scene = QuietDay();
    const Painting painting = PaintChart(scene, 1000, 600);
    const double low = 4999.5 - 16 * 0.07;
    const double high = 5015.5 + 16 * 0.07;
    const double top = 30;
    const double bottom = 600 - 24;
    const auto y = [&](double price) { return bottom - (price - low) / (high - low) * (bottom - top); };
    const auto wicks = Of(painting, "wick");
    const auto bodies = Of(painting, "body");
    ASSERT_EQ(wicks.size(), scene.bars.size());
    ASSERT_EQ(bodies.size(), scene.bars.size());
    for (size_t i = 0; i < wicks.size(); ++i) {
        const SceneBar& bar = scene.bars[i];
        EXPECT_NEAR(wicks[i].points[0].y, y(bar.high), 0.01);
        EXPECT_NEAR(wicks[i].points[1].y, y(bar.low), 0.01);
        EXPECT_NEAR(bodies[i].points[0].y, y(std::max(bar.open, bar.close)), 0.51);
        EXPECT_NEAR(bodies[i].points[1].y, y(std::min(bar.open, bar.close)), 0.51);
        EXPECT_EQ(bodies[i].color, bar.close >= bar.open ? kBarUp : kBarDown);
        if (i > 0) {
            EXPECT_GT(bodies[i].points[0].x, bodies[i - 1].points[1].x);
        }
    }
}

// As in Sierra: below its line, so that two lines a tick apart have their labels one over the other, and nobody moves a text away from its
// bar.
TEST(ChartPicture, LabelsStandWhereTheStudyPutsThem) {
    const Painting painting = PaintChart(BusyDay(), 1280, 760);
    const auto lines = Of(painting, "level");
    int found = 0;
    for (const PictureCommand& label : Of(painting, "line label")) {
        if (label.op != PictureOp::Text || label.text.find("call wall") == std::string::npos)
            continue;
        ++found;
        // A text stands on its base line.
        const double top = label.points[0].y - StrokeFont::CapHeight(label.size);
        EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const PictureCommand& line) {
            const double below = top - line.points[0].y;
            return below > 0 && below < label.size;
        })) << label.ToText();
    }
    EXPECT_EQ(found, 2);
    EXPECT_TRUE(Of(painting, "leader").empty());
}

TEST(ChartPicture, EveryDrawingOfTheDayIsThere) {
    const Painting painting = PaintChart(BusyDay(), 1280, 760);
    for (const char* text : {"STRONG +0.71", "WEAK -0.42 ended: stop", "BIG +0.88 x2", "stop", "target", "long 2 at 5012.25", "zero gamma",
                             "call wall 0DTE", "put wall", "why not now", "Score -0.07", "5012.25", "14:30", "UTC-05:00"})
        EXPECT_TRUE(Says(painting, text)) << text;
    // As in Sierra a level that far away is beyond the scale, and does not squeeze the bars.
    EXPECT_FALSE(Says(painting, "far away"));
    EXPECT_EQ(Of(painting, "marker").size(), 5u);
    EXPECT_EQ(Of(painting, "ray").size(), 3u);
    EXPECT_EQ(Of(painting, "level").size(), 4u);
    EXPECT_EQ(Of(painting, "zero line").size(), 1u);
}

// By Sierra's documents of its drawing tools: TextAlignment, TransparentLabelBackground and FontBackColor.
TEST(ChartPicture, ATextStandsAndHasAGroundAsSierraSays) {
    ChartScene scene = QuietDay();
    s_UseTool text;
    text.Region = 0;
    text.DrawingType = DRAWING_TEXT;
    text.BeginDateTime = SCDateTime(2026, 11, 27, 14, 47, 0);
    text.BeginValue = 5008;
    text.FontSize = 9;
    text.Text = "words";
    const ChartLayout layout(scene, 1000, 600);
    const double x = layout.XOf(17);
    const double y = layout.Prices().YOf(5008);
    const auto draw = [&](int alignment, int transparent, bool with_color, DrawingTypeEnum type = DRAWING_TEXT) {
        text.DrawingType = type;
        text.TextAlignment = alignment;
        text.TransparentLabelBackground = transparent;
        text.FontBackColor = with_color ? 0x0000FF : static_cast<unsigned int>(s_UseTool::DEFAULT_COLOR_VALUE);
        scene.drawings = {text};
        return Of(PaintChart(scene, 1000, 600), type == DRAWING_TEXT ? "label" : "line label");
    };
    for (const int unset : {-1, DT_LEFT | DT_TOP}) {
        ASSERT_EQ(draw(unset, -1, false).size(), 1u) << "no colour, no ground";
        EXPECT_NEAR(draw(unset, -1, false)[0].points[0].x, x, 5) << "begins there";
        EXPECT_GT(draw(unset, -1, false)[0].points[0].y, y) << "and hangs there";
    }
    const double width = StrokeFont::Width("words", 12);
    EXPECT_NEAR(draw(DT_RIGHT, -1, false)[0].points[0].x, x - width, 5);
    EXPECT_NEAR(draw(DT_CENTER, -1, false)[0].points[0].x, x - width / 2, 5);
    EXPECT_LT(draw(DT_BOTTOM, -1, false)[0].points[0].y, y);
    ASSERT_EQ(draw(-1, 0, true).size(), 2u);
    EXPECT_EQ(draw(-1, 0, true)[0].color, 0xFF0000u);
    EXPECT_EQ(draw(-1, 0, true)[0].opacity, 1) << "it hides what is behind it";
    EXPECT_EQ(draw(-1, 1, true).size(), 1u) << "transparent";
    EXPECT_EQ(draw(-1, -1, false, DRAWING_HORIZONTALLINE).size(), 2u) << "a line's text has one unless nobody wants it";
    EXPECT_EQ(draw(-1, 1, false, DRAWING_HORIZONTALLINE).size(), 1u);
    EXPECT_LT(draw(-1, 1, false, DRAWING_HORIZONTALLINE)[0].points[0].x, 20);
    EXPECT_GT(draw(DT_RIGHT, 1, false, DRAWING_HORIZONTALLINE)[0].points[0].x, 800);
}

TEST(ChartPicture, AMarkerStandsAtItsBarAndPrice) {
    ChartScene scene = QuietDay();
    s_UseTool marker;
    marker.Region = 0;
    marker.DrawingType = DRAWING_MARKER;
    marker.MarkerType = MARKER_DIAMOND;
    marker.BeginDateTime = SCDateTime(2026, 11, 27, 14, 37, 59);
    marker.BeginValue = 5008;
    marker.Color = 0x0000FF;
    scene.drawings.push_back(marker);
    const Painting painting = PaintChart(scene, 1000, 600);
    const PictureCommand diamond = Of(painting, "marker").at(0);
    EXPECT_EQ(diamond.color, 0xFF0000u);
    EXPECT_NEAR(diamond.points[0].x, Of(painting, "wick")[7].points[0].x, 0.6);
    const double y = (diamond.points[0].y + diamond.points[2].y) / 2;
    const double grid_5008 = ChartLayout(scene, 1000, 600).Prices().YOf(5008);
    EXPECT_NEAR(y, grid_5008, 0.01);
}

TEST(ChartPicture, AnEmptyChartAndOneBarAreDrawnToo) {
    ChartScene scene = BusyDay();
    scene.bars.clear();
    EXPECT_TRUE(Says(PaintChart(scene, 640, 400), "ESZ26_FUT_CME"));
    scene = QuietDay();
    scene.bars.resize(1);
    scene.bars[0].high = scene.bars[0].low = scene.bars[0].close = scene.bars[0].open;
    EXPECT_EQ(Of(PaintChart(scene, 640, 400), "body").size(), 1u);
}

TEST(ChartPicture, OfManyBarsTheNewestAreShown) {
    ChartScene scene = QuietDay();
    const SceneBar last = scene.bars.back();
    for (int i = 0; i < 5000; ++i) {
        SceneBar bar = last;
        bar.start.AddMinutes(i + 1);
        scene.bars.push_back(bar);
    }
    const Painting painting = PaintChart(scene, 1280, 760);
    EXPECT_LT(Of(painting, "body").size(), 200u);
    EXPECT_GT(Of(painting, "body").size(), 100u);
    // 18:00 of the fourth day after 27 November, five thousand minutes later.
    EXPECT_TRUE(Says(painting, "2026-12-01"));
}

}  // namespace
}  // namespace miaia::host::test
