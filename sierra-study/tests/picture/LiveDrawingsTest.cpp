// A replay on the chart of a live market: what was drawn of it stands there again afterwards, as it stood.
#include "MiaIaLiveDrawings.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "FakeCanvas.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int64_t MinuteUs = 60000000;

struct ChartOfTapes {
    std::unique_ptr<SignalPlan> signals = std::make_unique<SignalPlan>();
    std::unique_ptr<ScorePlan> scores = std::make_unique<ScorePlan>();
    std::unique_ptr<LiveDrawings> live = std::make_unique<LiveDrawings>();
    FakeCanvas canvas;
    ViewSettings view;

    ChartOfTapes() {
        for (int bar = 0; bar < 10; ++bar)
            canvas.bar_starts.push_back(bar * MinuteUs);
    }

    void Say(uint64_t id, int minute, double score, int32_t price_ticks) {
        Signal signal;
        signal.id = id;
        signal.event = static_cast<uint32_t>(SignalEvent::Born);
        signal.direction = 1;
        signal.tier = 3;
        signal.coverage = 1;
        signal.reference_price_ticks = price_ticks;
        signal.stop_price_ticks = price_ticks - 8;
        signal.target_price_ticks = price_ticks + 16;
        signal.born_unix_us = signal.observed_unix_us = minute * MinuteUs;
        signals->Take(signal, canvas);
        ConfluenceState state;
        state.observed_unix_us = signal.observed_unix_us;
        state.score = score;
        state.coverage = 1;
        scores->Take(state, canvas);
        Draw();
    }

    void Draw() {
        for (int call = 0; call < 20; ++call) {
            signals->Draw(view, call, canvas);
            scores->Draw(canvas);
        }
    }

    /// As Sierra and the picture do it.
    void Show(OtherTape tape) {
        live->Leave(tape, *signals, *scores);
        signals->Clear(canvas);
        scores->Clear();
        live->ComeBack(*signals, *scores, canvas);
        canvas.Wipe();
        Draw();
    }

    /// Tool, price, colour and text of what stands there.
    std::multiset<std::string> Drawn() const {
        std::multiset<std::string> drawn;
        for (const auto& [line, drawing] : canvas.on_chart)
            drawn.insert(std::to_string(static_cast<int>(drawing.tool)) + " " + std::to_string(drawing.price_ticks) + " " +
                         std::to_string(drawing.color) + " " + drawing.text);
        return drawn;
    }
};

}  // namespace

TEST(LiveDrawings, They_stand_again_when_a_replay_ends_and_nothing_of_the_replay_does) {
    ChartOfTapes chart;
    chart.Say(7, 3, 0.3, 19000);
    chart.signals->Ordered(7, "order");
    chart.signals->Filled("order", OrderRole::Target);
    chart.Say(8, 6, 0.4, 19100);
    const auto drawn = chart.Drawn();
    const auto scores = chart.canvas.plotted[SubgraphScore];
    ASSERT_GT(drawn.size(), 4u);

    chart.Show(OtherTape::ReplayBegins);
    EXPECT_TRUE(chart.Drawn().empty()) << "the live market's are no replay's";
    EXPECT_TRUE(chart.canvas.plotted[SubgraphScore].empty());
    chart.Say(9, 4, -0.5, 18000);
    EXPECT_FALSE(chart.Drawn().empty());

    chart.Show(OtherTape::ReplayEnds);
    EXPECT_EQ(chart.Drawn(), drawn);
    EXPECT_EQ(chart.canvas.plotted[SubgraphScore], scores);
    EXPECT_EQ(chart.signals->AliveCount(), 2u);
}

TEST(LiveDrawings, Another_symbol_meanwhile_is_another_market) {
    ChartOfTapes chart;
    chart.Say(7, 3, 0.3, 19000);
    chart.Show(OtherTape::ReplayBegins);
    chart.Show(OtherTape::OtherMarket);
    chart.Show(OtherTape::ReplayEnds);
    EXPECT_TRUE(chart.Drawn().empty());
    EXPECT_EQ(chart.signals->Count(), 0u);
}

TEST(LiveDrawings, A_chart_that_began_with_a_replay_has_none) {
    ChartOfTapes chart;
    chart.Say(7, 3, 0.3, 19000);
    chart.Show(OtherTape::ReplayEnds);
    EXPECT_TRUE(chart.Drawn().empty());
}
