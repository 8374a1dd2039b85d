// The panel on small and large charts: at every font, in every corner and in both languages it stays where the prices are.
#include <cstdlib>

#include "PictureInHost.h"

#include "chart_layout.h"
#include "chart_picture.h"
#include "chart_scene.h"
#include "stroke_font.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// An engine with much to say.
v1::EngineFrame Talkative(v1::EngineFrame frame) {
    v1::ConfluenceState& state = *frame.mutable_state();
    for (const char* name : {"volume_confirmation", "mtf_confluence_score", "options_flow_bias", "dealers_bias"}) {
        v1::FeatureReading* reading = state.add_reading();
        reading->set_name(name);
        reading->set_reason("replayed or made-up options do not serve beside a live chart");
    }
    for (const char* name : {"order_flow_signal", "vwap_trend_signal", "gamma_levels"}) {
        v1::FeatureReading* reading = state.add_reading();
        reading->set_name(name);
        reading->set_valid(true);
        reading->set_contribution(-0.1);
    }
    state.mutable_explanation()->set_coverage_short(0.2);
    state.mutable_explanation()->add_to_coverage("volume_confirmation");
    return frame;
}

}  // namespace

TEST_F(PictureInHost, The_panel_leaves_neither_the_chart_nor_the_prices_region_at_any_size) {
    bridge_.SayAtWelcome(Talkative(State()));
    v1::EngineFrame view;
    view.mutable_trading_view()->set_state(v1::TRADING_STATE_ACTIVE);
    view.mutable_trading_view()->set_day_profit_cents(-12550);
    view.mutable_trading_view()->set_notice("WARNING latency_high ES: from the study to the engine up to 288 ms, above 50 ms in 3 of 10 s");
    bridge_.SayAtWelcome(view);
    const char* const corners[] = {"Top left", "Top right", "Bottom left", "Bottom right"};
    int turn = 0;
    for (const char* language : {"English", "Francais"})
        for (const char* font : {"8", "24", "40"})
            for (const auto& [width, height] : {std::pair<int, int>{400, 300}, {400, 760}, {2500, 1400}}) {
                settings_.region_width_px = host::ChartLayout::RegionWidth(width);
                settings_.region_top_px = host::ChartLayout::StudyRegionTop(height);
                const char* const corner = corners[turn++ % 4];
                Add({{"Panel's font size", font}, {"Panel's corner", corner}, {"Language", language}});
                const std::string what =
                    std::string(language) + " " + font + " " + corner + " " + std::to_string(width) + " " + std::to_string(height);
                const auto says = [&](const char* text) {
                    for (const auto& [line, drawing] : study_->Drawings().All())
                        if (std::string(drawing.Text.GetChars()).find(text) != std::string::npos)
                            return true;
                    return false;
                };
                ASSERT_TRUE(Until([&] { return says("-125.50"); })) << what << ": what money hangs on is there";
                const host::ChartScene scene = host::SceneOf(study_->Interface(), settings_, study_->Drawings());
                const host::PictureBox prices = host::ChartLayout(scene, width, height).Prices().box;
                int parts = 0;
                const host::Painting painting = host::PaintChart(scene, width, height);
                for (const host::PictureCommand& command : painting.Commands()) {
                    if (command.part != "panel")
                        continue;
                    ++parts;
                    const host::PicturePoint at = command.points.front();
                    EXPECT_GE(at.x, prices.left) << what;
                    EXPECT_LE(at.x + host::StrokeFont::Width(command.text, command.size), prices.right) << what;
                    EXPECT_GE(at.y - command.size, prices.top) << what;
                    EXPECT_LE(at.y + command.size / 2, prices.bottom) << what;
                }
                EXPECT_GE(parts, 2) << what << ": a line of the head and one of the body at least";
                if (const char* const folder = std::getenv("MIAIA_PICTURES"))
                    host::WriteChartPicture(scene, width, height, std::string(folder) + "/" + what + ".png");
                study_->Remove();
                study_.reset();
            }
}
