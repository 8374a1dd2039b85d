// The panel's lines fit on the chart, and say nothing of another one.
#include <algorithm>
#include <sstream>

#include "PanelFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

std::vector<std::string> LinesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream all(text);
    for (std::string line; std::getline(all, line);)
        lines.push_back(line);
    return lines;
}

}  // namespace

TEST(Panel, Its_lines_fit_on_the_chart_in_every_corner_and_font) {
    for (const uint16_t font : {uint16_t{6}, uint16_t{9}, uint16_t{24}})
        for (const PanelPlace place : {PanelPlace::TopLeft, PanelPlace::TopRight, PanelPlace::BottomLeft, PanelPlace::BottomRight}) {
            PanelFixture f;
            f.chart.view.panel_font = font;
            f.chart.view.panel_place = place;
            f.chart.facts.region_width_px = 824;
            f.Reading("volume_confirmation", 0, "under 11 minutes of trades");
            f.Reading("vwap_trend_signal", 0, "under 30 bars of either anchor");
            f.Reading("options_flow_bias", 0, "replayed or made-up options do not serve beside a live chart");
            f.state.set_halted(true);
            f.state.set_halt_reason(
                "a person has halted the engine, and has written a long reason why it was to be halted at just this time");
            f.Say();
            size_t lines[2] = {};
            const std::string texts[] = {f.Head(), f.Body()};
            for (int part = 0; part < 2; ++part) {
                std::istringstream all(texts[part]);
                for (std::string line; std::getline(all, line); ++lines[part])
                    // Six tenths of an em to a letter, 4/3 pixels to a point.
                    EXPECT_LE(static_cast<double>(line.size()) * font * 0.8, 824.0) << line;
            }
            EXPECT_NE(texts[0].find("just"), std::string::npos) << "nothing is lost";
            const bool from_below = place == PanelPlace::BottomLeft || place == PanelPlace::BottomRight;
            const auto blank = [](const std::string& line) { return line == " "; };
            std::istringstream all(texts[from_below ? 0 : 1]);
            std::vector<std::string> of_longer;
            for (std::string line; std::getline(all, line);)
                of_longer.push_back(line);
            const auto blanks = static_cast<size_t>(std::count_if(of_longer.begin(), of_longer.end(), blank));
            EXPECT_EQ(blanks, from_below ? lines[1] : lines[0]) << "a free line for each of the other";
        }
}

TEST(Panel, A_word_longer_than_the_chart_is_wide_is_broken) {
    PanelFixture f;
    f.chart.view.panel_font = 24;
    f.chart.facts.region_width_px = 824;
    const std::string word(150, 'w');
    f.state.set_halted(true);
    f.state.set_halt_reason(word);
    f.Say();
    std::string all = f.Head();
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(static_cast<double>(line.size()) * 24 * 0.8, 824.0) << line;
    all.erase(std::remove(all.begin(), all.end(), '\n'), all.end());
    EXPECT_NE(all.find(word.substr(0, 80)), std::string::npos) << all;
}

TEST(Panel, One_that_is_refused_says_nothing_that_the_engine_said_of_another_chart) {
    PanelFixture f;
    f.HearTheBridge();
    v1::EngineFrame frame = f.Frame();
    frame.mutable_trading_view()->set_state(v1::TRADING_STATE_REDUCING);
    frame.mutable_trading_view()->set_reason("stale_feed");
    frame.mutable_trading_view()->set_day_profit_cents(-12550);
    f.Link().Push(frame);
    f.Settle();
    ASSERT_NE(f.Head().find("reducing"), std::string::npos);
    f.chart.facts.symbol = "NQH24_FUT_CME";
    f.Call();
    f.Settle();
    EXPECT_EQ(f.Head().find("reducing"), std::string::npos) << f.Head();
    EXPECT_EQ(f.Body().find("day "), std::string::npos) << f.Body();
    v1::EngineFrame refused = f.Frame();
    refused.mutable_refused()->set_code("bad_tick_value");
    refused.mutable_refused()->set_text("change the one that is wrong");
    f.Link().Push(refused);
    f.Settle();
    for (int i = 0; i < 500; ++i)
        f.Call();
    EXPECT_EQ(f.Head(), "MIA IA | dry-run | refused (bad_tick_value): change the one that is wrong");
    EXPECT_FALSE(f.chart.Logged("STALE")) << "the bridge is there";
}

TEST(Panel, A_bar_that_begins_while_the_bridge_is_silent_has_no_score) {
    for (const bool is_silent : {false, true}) {
        PanelFixture f;
        f.chart.canvas.bar_starts = {f.chart.facts.market_unix_us, f.chart.facts.market_unix_us + 4200000};
        f.state.set_observed_unix_us(f.chart.facts.market_unix_us);
        f.Say();
        ASSERT_EQ(f.chart.canvas.plotted[SubgraphScore].count(0), 1u);
        f.chart.canvas.bar_starts.pop_back();
        f.chart.canvas.plotted.clear();
        for (int i = 0; i < 360; ++i) {
            if (!is_silent)
                f.HearTheBridge();
            f.Call();
        }
        f.chart.canvas.bar_starts.push_back(f.state.observed_unix_us() + 4200000);
        f.Call();
        EXPECT_EQ(f.chart.canvas.plotted[SubgraphScore].count(1), is_silent ? 0u : 1u);
    }
}

TEST(Panel, On_a_chart_that_becomes_lower_its_letters_become_smaller) {
    PanelFixture f;
    f.chart.view.panel_font = 40;
    const auto size_at = [&](uint32_t height_px) {
        f.chart.facts.region_height_px = height_px;
        f.Say();
        EXPECT_EQ(f.chart.canvas.PanelHead()->size, f.chart.canvas.PanelBody()->size);
        return f.chart.canvas.PanelHead()->size;
    };
    EXPECT_EQ(size_at(1000), 40);
    EXPECT_EQ(size_at(300), 40) << "three lines of it have room";
    const std::string head = f.Head();
    EXPECT_EQ(size_at(270), 35);
    EXPECT_EQ(f.Head(), head) << "the same text, drawn anew";
    EXPECT_EQ(size_at(20), 6) << "what is smaller nobody reads";
}

TEST(Panel, Its_lines_leave_half_of_a_wide_chart_to_the_bars) {
    PanelFixture f;
    f.chart.facts.region_width_px = 1204;
    f.chart.facts.region_height_px = 570;
    for (const char* name : {"volume_confirmation", "mtf_confluence_score", "options_flow_bias"})
        f.Reading(name, 0, "replayed or made-up options do not serve beside a live chart");
    f.Say();
    for (const std::string& line : LinesOf(f.Body()))
        EXPECT_LE(line.size(), 64u) << line;
    EXPECT_TRUE(f.Says("beside a")) << f.Body();
}

TEST(Panel, It_ends_before_the_prices_do_and_keeps_what_money_hangs_on) {
    for (const PanelPlace place : {PanelPlace::TopLeft, PanelPlace::BottomRight}) {
        PanelFixture f;
        f.chart.view.panel_font = 24;
        f.chart.view.panel_place = place;
        f.chart.facts.region_width_px = 824;
        f.chart.facts.region_height_px = 439;
        for (const char* name : {"volume_confirmation", "mtf_confluence_score", "options_flow_bias"})
            f.Reading(name, 0, "replayed or made-up options do not serve beside a live chart");
        v1::EngineFrame frame = f.Frame();
        frame.mutable_trading_view()->set_state(v1::TRADING_STATE_ACTIVE);
        frame.mutable_trading_view()->set_day_profit_cents(-12550);
        f.Link().Push(frame);
        f.Say();
        // 24 points are 32 pixels, with the space between lines about 46.
        const size_t lines = std::max(LinesOf(f.Head()).size(), LinesOf(f.Body()).size());
        EXPECT_LE(lines * 46, 439u) << f.Head() << f.Body();
        EXPECT_TRUE(f.Says("score +0.21")) << f.Body();
        EXPECT_TRUE(f.Says("day -125.50 USD")) << f.Body();
        EXPECT_FALSE(f.Says("ages:"));
    }
}
