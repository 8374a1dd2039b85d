// Signals' texts and the panel as they stand in a picture of the chart: at every corner and font neither lies on the other.
#include "PictureInHost.h"

#include "chart_layout.h"
#include "chart_picture.h"
#include "chart_scene.h"
#include "stroke_font.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int Width = 1280;
constexpr int Height = 760;

class TextsOnChart : public PictureInHost {
protected:
    TextsOnChart() {
        settings_.region_width_px = host::ChartLayout::RegionWidth(Width);
        settings_.region_top_px = host::ChartLayout::StudyRegionTop(Height);
        settings_.prices_top_px = host::ChartLayout::PriceRegionTop();
        settings_.shown_bars = host::ChartLayout::MostBars(Width);
        settings_.bars_left_px = host::ChartLayout::BarsLeft();
        settings_.bars_right_px = host::ChartLayout::BarsRight(Width);
        settings_.widest_bar_px = host::ChartLayout::WidestBar();
        // Enough bars to fill the chart, between 4790 and 4830.
        for (int minute = 10; minute < 100; ++minute)
            Trade(minute * MinuteUs, minute % 2 == 0 ? 4790.0f : 4830.0f);
    }

    void Trade(int64_t after_us, float price) {
        host::ScidTrade trade;
        trade.sierra_us = StartSierraUs + after_us;
        trade.price = trade.bid = price;
        trade.ask = price + 0.25f;
        trade.volume_lots = trade.trades = 1;
        trade.side = host::Side::Ask;
        market_.AddTrade(trade);
    }

    /// One at each of these bars, all over the heights of the chart.
    static std::vector<v1::EngineFrame> Signals() {
        std::vector<v1::EngineFrame> frames;
        for (const int ticks : {19170, 19240, 19310})
            for (const int minute : {12, 33, 55, 77, 98}) {
                v1::EngineFrame frame;
                v1::Signal& signal = *frame.mutable_signal();
                signal.set_id(frames.size() + 1);
                signal.set_event(v1::SIGNAL_EVENT_BORN);
                signal.set_direction(v1::DIRECTION_LONG);
                signal.set_tier(v1::TIER_PREMIUM);
                signal.set_score(0.4);
                signal.set_reference_price_ticks(ticks);
                signal.set_born_unix_us(StartSierraUs - UnixEpochUs + minute * MinuteUs);
                signal.set_observed_unix_us(signal.born_unix_us());
                frames.push_back(frame);
            }
        return frames;
    }

    /// Of its texts those that begin so.
    static std::vector<host::PictureBox> Boxes(const host::Painting& painting, const std::string& part, const std::string& begin = "") {
        std::vector<host::PictureBox> boxes;
        for (const host::PictureCommand& command : painting.Commands()) {
            if (command.part != part || command.op != host::PictureOp::Text || command.text.find_first_not_of(' ') == std::string::npos ||
                command.text.find(begin) != 0)
                continue;
            const host::PicturePoint at = command.points.front();
            boxes.push_back({at.x, at.y - host::StrokeFont::CapHeight(command.size),
                             at.x + host::StrokeFont::Width(command.text, command.size), at.y + command.size / 4});
        }
        return boxes;
    }
};

}  // namespace

TEST_F(TextsOnChart, No_text_of_a_signal_lies_on_the_panel_and_those_beside_it_stay) {
    for (const v1::EngineFrame& frame : Signals())
        bridge_.SayAtWelcome(frame);
    bridge_.SayAtWelcome(State());
    for (const char* corner : {"Top left", "Top right", "Bottom left", "Bottom right"})
        for (const char* font : {"9", "14"}) {
            Add({{"Panel's corner", corner}, {"Panel's font size", font}});
            const auto count = [&](DrawingTypeEnum type) {
                int found = 0;
                for (const auto& [line, drawing] : study_->Drawings().All())
                    found += drawing.DrawingType == type ? 1 : 0;
                return found;
            };
            ASSERT_TRUE(Until([&] { return count(DRAWING_MARKER) == 15 && count(DRAWING_STATIONARY_TEXT) == 2; })) << corner;
            const auto meet = [&] {
                const host::ChartScene scene = host::SceneOf(study_->Interface(), settings_, study_->Drawings());
                const host::Painting painting = host::PaintChart(scene, Width, Height);
                int met = 0;
                for (const host::PictureBox& panel : Boxes(painting, "panel"))
                    for (const host::PictureBox& text : Boxes(painting, "label", "LONG"))
                        met += text.Meets(panel) ? 1 : 0;
                return met;
            };
            EXPECT_TRUE(Until([&] { return meet() == 0; })) << corner << " " << font;
            // The VWAP's names are texts, too.
            EXPECT_GE(count(DRAWING_TEXT), 8) << corner << " " << font << ": most have room";
            study_->Remove();
            study_.reset();
        }
}
