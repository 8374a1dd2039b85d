// The names at the ends of the VWAP's lines.
#include <gtest/gtest.h>

#include "VwapFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(VwapPlan, What_is_replayed_says_so_at_each_of_its_lines) {
    VwapFixture f;
    f.label = "REPLAY";
    f.Session(10);
    for (const char* name : {"REPLAY VWAP", "REPLAY VWAP +1", "REPLAY VWAP -1", "REPLAY VWAP +2", "REPLAY VWAP -2"})
        EXPECT_NE(f.Label(name), nullptr) << name;
    EXPECT_EQ(f.canvas.Count(DrawTool::Label), 5);
}

TEST(VwapPlan, No_name_stands_there_without_its_line) {
    VwapFixture f;
    f.Session(10);
    EXPECT_EQ(f.canvas.Count(DrawTool::Label), 5);
    // The market's time goes back to before the line began.
    f.Say(StartUs - 60 * SecondUs, 19200, 8);
    f.Settle();
    EXPECT_EQ(f.canvas.Count(DrawTool::Segment), 0);
    EXPECT_EQ(f.canvas.Count(DrawTool::Label), 0);
    f.Session(10, StartUs - 60 * SecondUs);
    EXPECT_EQ(f.canvas.Count(DrawTool::Label), 5) << "with the line they come back";
}
