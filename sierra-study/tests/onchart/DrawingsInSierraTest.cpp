// What Sierra is told of each drawing: tool, region, place, colour, width, style, size.
#include <map>

#include "PictureInHost.h"

#include "chart_layout.h"
#include "chart_scene.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

uint32_t SierraColorOf(int subgraph) {
    const uint32_t color = SubgraphRows[subgraph].color;
    return (color >> 16) | (color & 0xFF00) | (color & 0xFF) << 16;
}

class DrawingsInSierra : public PictureInHost {
protected:
    static constexpr int64_t BornUs = StartSierraUs + 9 * MinuteUs;

    static v1::EngineFrame Signal() {
        v1::EngineFrame frame;
        v1::Signal& signal = *frame.mutable_signal();
        signal.set_id(7);
        signal.set_event(v1::SIGNAL_EVENT_BORN);
        signal.set_direction(v1::DIRECTION_LONG);
        signal.set_tier(v1::TIER_PREMIUM);
        signal.set_score(0.4);
        signal.set_coverage(0.9);
        signal.set_reference_price_ticks(19240);
        signal.set_stop_price_ticks(19220);
        signal.set_target_price_ticks(19280);
        signal.set_born_unix_us(BornUs - UnixEpochUs);
        signal.set_observed_unix_us(BornUs - UnixEpochUs);
        return frame;
    }

    static v1::EngineFrame Line() {
        v1::EngineFrame frame = State();
        for (int minute = 5; minute < 7; ++minute) {
            v1::VwapPoint* const point = frame.mutable_state()->mutable_market()->add_session_vwap();
            point->set_unix_us(StartSierraUs - UnixEpochUs + minute * MinuteUs);
            point->set_ticks(19200 + 8 * minute);
        }
        return frame;
    }

    std::vector<s_UseTool> Of(DrawingTypeEnum type) const {
        std::vector<s_UseTool> found;
        for (const auto& [line, drawing] : study_->Drawings().All())
            if (drawing.DrawingType == type)
                found.push_back(drawing);
        return found;
    }
};

}  // namespace

TEST_F(DrawingsInSierra, Each_has_the_tool_region_place_and_look_of_its_kind) {
    bridge_.SayAtWelcome(Line());
    bridge_.SayAtWelcome(Walls());
    bridge_.SayAtWelcome(Signal());
    Add();
    ASSERT_TRUE(Until([&] { return Of(DRAWING_LINE).size() >= 2 && Of(DRAWING_MARKER).size() == 1 && Of(DRAWING_TEXT).size() >= 2; }));
    for (const auto& [line, drawing] : study_->Drawings().All()) {
        EXPECT_EQ(drawing.Region, 0) << "all of it stands with the prices: " << drawing.Text.GetChars();
        EXPECT_EQ(drawing.AddAsUserDrawnDrawing, 0) << "Sierra removes it with the study";
        EXPECT_EQ(drawing.ChartNumber, study_->Interface().ChartNumber);
        EXPECT_EQ(drawing.TransparentLabelBackground, 1) << "no text hides bars: " << drawing.Text.GetChars();
    }

    const s_UseTool marker = Of(DRAWING_MARKER).front();
    EXPECT_EQ(marker.MarkerType, MARKER_ARROWUP);
    EXPECT_EQ(marker.MarkerSize, 5 + 3 + 4) << "by tier and width";
    EXPECT_FLOAT_EQ(marker.BeginValue, 4810);
    EXPECT_EQ(marker.BeginDateTime.AsMicrosecondsSinceBaseDate(), BornUs);
    EXPECT_EQ(marker.Color, SierraColorOf(SubgraphLongTiers + 3));
    EXPECT_EQ(marker.LineWidth, 4);

    const std::vector<s_UseTool> rays = Of(DRAWING_HORIZONTAL_RAY);
    ASSERT_EQ(rays.size(), 2u);
    EXPECT_FLOAT_EQ(rays[0].BeginValue, 4805);
    EXPECT_EQ(rays[0].Color, SierraColorOf(SubgraphSignalStop));
    EXPECT_EQ(rays[0].LineStyle, LINESTYLE_DASH);
    EXPECT_EQ(rays[0].LineWidth, 1);
    EXPECT_FLOAT_EQ(rays[1].BeginValue, 4820);
    EXPECT_EQ(rays[1].Color, SierraColorOf(SubgraphSignalTarget));

    const s_UseTool wall = Of(DRAWING_HORIZONTALLINE).front();
    EXPECT_FLOAT_EQ(wall.BeginValue, 4850);
    EXPECT_EQ(wall.Color, SierraColorOf(SubgraphCallWall));
    EXPECT_EQ(wall.LineWidth, 2);
    EXPECT_EQ(wall.LineStyle, LINESTYLE_SOLID);
    EXPECT_EQ(wall.DisplayHorizontalLineValue, 1);

    std::map<int64_t, s_UseTool> vwap;  // by where it begins
    for (const s_UseTool& piece : Of(DRAWING_LINE))
        if (piece.Color == SierraColorOf(SubgraphVwap))
            vwap[piece.BeginDateTime.AsMicrosecondsSinceBaseDate()] = piece;
    const s_UseTool& first = vwap[StartSierraUs + 5 * MinuteUs];
    EXPECT_EQ(first.EndDateTime.AsMicrosecondsSinceBaseDate(), StartSierraUs + 6 * MinuteUs);
    EXPECT_FLOAT_EQ(first.BeginValue, 4810);
    EXPECT_FLOAT_EQ(first.EndValue, 4812);
    EXPECT_EQ(first.LineWidth, 2);
}

TEST_F(DrawingsInSierra, Names_of_lines_stand_on_the_side_where_the_panel_is_not) {
    bridge_.SayAtWelcome(Walls());
    bridge_.SayAtWelcome(Signal());
    for (const auto& [corner, alignment] : {std::pair<const char*, int>{"Top left", DT_RIGHT},
                                            {"Bottom left", DT_RIGHT},
                                            {"Top right", DT_LEFT},
                                            {"Bottom right", DT_LEFT}}) {
        Add({{"Panel's corner", corner}});
        ASSERT_TRUE(Until([&] { return Of(DRAWING_HORIZONTALLINE).size() == 1 && Of(DRAWING_HORIZONTAL_RAY).size() == 2; }));
        EXPECT_EQ(Of(DRAWING_HORIZONTALLINE)[0].TextAlignment, alignment) << corner;
        EXPECT_EQ(Of(DRAWING_HORIZONTAL_RAY)[0].TextAlignment, alignment) << corner;
        for (const s_UseTool& text : Of(DRAWING_TEXT))
            EXPECT_EQ(text.TextAlignment, DT_RIGHT | DT_VCENTER) << "of a signal: beside the last bar there may be no room";
        study_->Remove();
        study_.reset();
    }
}

TEST_F(DrawingsInSierra, The_panel_stands_in_the_corner_and_the_size_that_the_trader_has_chosen) {
    struct Corner {
        const char* name;
        double across;
        float up;
        int alignment;
    };
    for (const Corner& corner : {Corner{"Top left", 2, 97, DT_LEFT | DT_TOP}, Corner{"Top right", 148, 97, DT_RIGHT | DT_TOP},
                                 Corner{"Bottom left", 2, 3, DT_LEFT | DT_BOTTOM}, Corner{"Bottom right", 148, 3, DT_RIGHT | DT_BOTTOM}}) {
        Add({{"Panel's corner", corner.name}, {"Panel's font size", "14"}});
        ASSERT_TRUE(Until([&] { return Of(DRAWING_STATIONARY_TEXT).size() == 2; }));
        for (const s_UseTool& part : Of(DRAWING_STATIONARY_TEXT)) {
            EXPECT_DOUBLE_EQ(part.BeginDateTime.GetAsDouble(), corner.across) << corner.name;
            EXPECT_FLOAT_EQ(part.BeginValue, corner.up) << corner.name;
            EXPECT_EQ(part.TextAlignment, corner.alignment) << corner.name;
            EXPECT_EQ(part.UseRelativeVerticalValues, 1);
            EXPECT_EQ(part.MultiLineLabel, 1);
            EXPECT_EQ(part.FontSize, 14);
            EXPECT_EQ(part.Region, 0);
        }
        study_->Remove();
        study_.reset();
    }
}

TEST_F(DrawingsInSierra, Names_of_levels_are_joined_by_what_a_pixel_of_the_chart_is_high) {
    v1::EngineFrame two = Walls();
    two.mutable_levels()->mutable_level(0)->set_price_ticks(19244);
    auto* const poc = two.mutable_levels()->add_level();
    poc->set_name("poc");
    poc->set_text("POC");
    poc->set_price_ticks(19242);
    bridge_.SayAtWelcome(two);
    for (const bool is_drawn : {false, true}) {
        settings_.region_top_px = is_drawn ? host::ChartLayout::StudyRegionTop(760) : 0;
        settings_.prices_top_px = host::ChartLayout::PriceRegionTop();
        settings_.shown_bars = host::ChartLayout::MostBars(1280);
        Add();
        ASSERT_TRUE(Until([&] { return Of(DRAWING_HORIZONTALLINE).size() == 2; }));
        const std::string one = Of(DRAWING_HORIZONTALLINE)[0].Text.GetChars();
        const std::string other = Of(DRAWING_HORIZONTALLINE)[1].Text.GetChars();
        // The bars span one tick: two of them are a hundred pixels.
        EXPECT_EQ(one, is_drawn ? "call wall" : "");
        EXPECT_EQ(other, is_drawn ? "POC" : "POC & 4811.00 call wall");
        const host::ChartScene scene = host::SceneOf(study_->Interface(), settings_, host::DrawingBoard(report_));
        const host::ValueScale prices = host::ChartLayout(scene, 1280, 760).Prices();
        s_sc& sc = const_cast<s_sc&>(study_->Interface());
        for (const float price : {4809.5f, 4810.0f, 4810.5f}) {
            const int y = sc.RegionValueToYPixelCoordinate(price, 0);
            if (is_drawn)
                EXPECT_NEAR(y, prices.YOf(static_cast<double>(price)), 8) << "as in the picture";
            else
                EXPECT_EQ(y, 0);
        }
        study_->Remove();
        study_.reset();
    }
}
