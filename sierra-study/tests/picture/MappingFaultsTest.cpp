// A mapping that reads nothing is told in the log and on the panel.
#include <algorithm>

#include "MappingsFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Mappings, One_whose_study_or_subgraph_is_not_there_is_told_once_and_stands_in_the_panel) {
    MappingsFixture f;
    f.Map(0, 7, "delta_flip");
    f.Map(1, 77, "battle_navale");
    f.Close({{7, 1}});
    EXPECT_FALSE(f.chart.Logged("battle_navale")) << "Sierra may still be calculating it";
    for (int bar = 0; bar < 3; ++bar)
        f.Close({{7, 1}});
    const auto told = [](const std::string& line) {
        return line.find("pattern 2 'battle_navale': study ID 77 with subgraph SG1 is not on this chart") != std::string::npos;
    };
    EXPECT_EQ(std::count_if(f.chart.log.begin(), f.chart.log.end(), told), 1);
    for (int i = 0; i < 60; ++i)
        f.Call();
    const FakeCanvas::Drawing& head = *f.chart.canvas.PanelHead();
    EXPECT_NE(head.text.find("| pattern 2: its study or subgraph is not there"), std::string::npos) << head.text;
    EXPECT_FALSE(f.chart.Logged("delta_flip"));
    f.Close({{7, 1}, {77, 1}});
    for (int i = 0; i < 60; ++i)
        f.Call();
    EXPECT_EQ(f.chart.canvas.PanelHead()->text.find("pattern"), std::string::npos) << "it is there now";
}

TEST(Mappings, A_name_that_stands_twice_and_one_that_is_none_are_told) {
    MappingsFixture f;
    f.Map(0, 7, "heat");
    f.Map(2, 8, "heat");
    f.Close({{7, 1}, {8, 1}});
    EXPECT_TRUE(f.chart.Logged("pattern 3: the name 'heat' stands twice"));
    for (int i = 0; i < 60; ++i)
        f.Call();
    EXPECT_NE(f.chart.canvas.PanelHead()->text.find("| pattern 3: its name stands twice"), std::string::npos);
    f.Map(2, 8, "Not A Name");
    f.Close({{7, 1}, {8, 1}});
    for (int i = 0; i < 60; ++i)
        f.Call();
    EXPECT_NE(f.chart.canvas.PanelHead()->text.find("| pattern 3: its name is none that the engine takes"), std::string::npos);
}
