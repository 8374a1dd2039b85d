// Each kind of drawing has its own switch, and wears the look of its own subgraph.
#include <set>

#include "FakeCanvas.h"
#include "MiaIaLevelPlan.h"
#include "MiaIaSignalPlan.h"

#include <gtest/gtest.h>

using namespace miaia;
using namespace miaia::tests;

namespace {

/// All subgraphs drawn, each in a colour of its own.
ViewSettings ColoursApart() {
    ViewSettings view;
    for (int i = 0; i < SubgraphCount; ++i) {
        view.look[i].on = true;
        view.look[i].color = 0x010000u + static_cast<uint32_t>(i);
    }
    return view;
}

}  // namespace

TEST(Looks, A_level_wears_the_look_that_its_name_says) {
    const ViewSettings view = ColoursApart();
    const std::pair<const char*, int> levels[] = {{"call_wall", SubgraphCallWall},
                                                  {"put_wall", SubgraphPutWall},
                                                  {"zero_gamma", SubgraphZeroGamma},
                                                  {"absolute_gamma", SubgraphAbsoluteGamma},
                                                  {"call_wall_first", SubgraphFirstCallWall},
                                                  {"put_wall_first", SubgraphFirstPutWall},
                                                  {"zero_gamma_first", SubgraphFirstZeroGamma},
                                                  {"absolute_gamma_first", SubgraphFirstAbsoluteGamma},
                                                  {"poc", SubgraphPoc},
                                                  {"vah", SubgraphValueArea},
                                                  {"val", SubgraphValueArea},
                                                  {"volume_node", SubgraphOtherLevel}};
    for (const auto& [name, subgraph] : levels) {
        LevelPlan plan;
        FakeCanvas canvas;
        Levels one;
        one.count = 1;
        one.level[0].name.Assign(name);
        one.level[0].price_ticks = 19400;
        plan.Take(one, Language::English, "");
        plan.Draw(view, 0, canvas);
        ASSERT_EQ(canvas.Count(DrawTool::Line), 1) << name;
        EXPECT_EQ(canvas.Find(DrawTool::Line)->color, view.look[subgraph].color) << name;
    }
}

TEST(Looks, A_switch_takes_away_its_own_kind_and_no_other) {
    struct Switch {
        const char* name;
        bool ViewSettings::*on;
        int first, last;  // subgraphs
    };
    const Switch switches[] = {{"signals", &ViewSettings::signals, SubgraphLongTiers, SubgraphSignalTarget},
                               {"brackets", &ViewSettings::brackets, SubgraphSignalStop, SubgraphSignalTarget},
                               {"fills", &ViewSettings::fills, SubgraphFillBought, SubgraphFillSold},
                               {"position", &ViewSettings::position, SubgraphPosition, SubgraphPositionTarget},
                               {"gamma", &ViewSettings::gamma, SubgraphCallWall, SubgraphFirstAbsoluteGamma},
                               {"first expiry", &ViewSettings::first_expiry, SubgraphFirstCallWall, SubgraphFirstAbsoluteGamma},
                               {"vwap", &ViewSettings::vwap, SubgraphVwap, SubgraphVwapBand2},
                               {"profile", &ViewSettings::profile, SubgraphPoc, SubgraphValueArea}};
    for (const Switch& one : switches) {
        ViewSettings view = ColoursApart();
        view.*one.on = false;
        for (int i = 0; i < SubgraphCount; ++i)
            EXPECT_EQ(view.Shows(i), i < one.first || i > one.last) << one.name << " " << SubgraphRows[i].name[0];
    }
    for (int off = 0; off < SubgraphCount; ++off) {
        ViewSettings view = ColoursApart();
        view.look[off].on = false;
        for (int i = 0; i < SubgraphCount; ++i)
            EXPECT_EQ(view.Shows(i), i != off) << SubgraphRows[i].name[0];
    }
}

TEST(Looks, Of_signals_each_tier_and_direction_has_its_own_and_a_better_one_is_larger) {
    const ViewSettings view = ColoursApart();
    std::set<uint32_t> colors;
    for (const Direction direction : {Direction::Long, Direction::Short}) {
        uint16_t size_before = 0;
        for (uint32_t tier = 2; tier <= 5; ++tier) {
            SignalPlan plan;
            FakeCanvas canvas;
            Signal signal;
            signal.id = 1;
            signal.event = static_cast<uint32_t>(SignalEvent::Born);
            signal.direction = static_cast<uint32_t>(direction);
            signal.tier = tier;
            signal.reference_price_ticks = 19240;
            plan.Take(signal, canvas);
            plan.Draw(view, 0, canvas);
            const bool is_long = direction == Direction::Long;
            const FakeCanvas::Drawing* const marker = canvas.Find(tier < 4 ? (is_long ? DrawTool::TriangleUp : DrawTool::TriangleDown)
                                                                           : (is_long ? DrawTool::ArrowUp : DrawTool::ArrowDown));
            ASSERT_NE(marker, nullptr) << tier;
            EXPECT_GT(marker->size - view.look[SubgraphLongTiers + static_cast<int>(tier) - 2].width, size_before == 0 ? 0 : size_before);
            size_before = static_cast<uint16_t>(marker->size - view.look[SubgraphLongTiers + static_cast<int>(tier) - 2].width);
            EXPECT_TRUE(colors.insert(marker->color).second) << tier;
        }
    }
}
