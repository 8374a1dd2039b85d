// The score's subgraphs: each bar has the value that held in it, also after Sierra has cleared everything.
#include "MiaIaScorePlan.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "FakeCanvas.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int64_t MinuteUs = 60000000;

ConfluenceState State(int64_t unix_us, double score, uint32_t tier = 3) {
    ConfluenceState state;
    state.observed_unix_us = unix_us;
    state.score = score;
    state.long_sum = score + 0.1;
    state.short_sum = -0.1;
    state.coverage = 0.9;
    state.tier = tier;
    const double limits[] = {0.18, 0.28, 0.32, 0.38};
    std::copy(limits, limits + 4, state.limits.limit);
    return state;
}

struct ScoreFixture {
    std::unique_ptr<ScorePlan> plan = std::make_unique<ScorePlan>();
    FakeCanvas canvas;

    void Bars(int count) {
        while (canvas.Bars() < count)
            canvas.bar_starts.push_back(canvas.Bars() * MinuteUs);
    }
    float Score(int bar) { return canvas.plotted[SubgraphScore][bar]; }
    bool Has(int subgraph, int bar) { return canvas.plotted[subgraph].count(bar) != 0; }
    int DrawUntilDone() {
        int calls = 0;
        do
            plan->Draw(canvas);
        while (++calls < 1000 && !plan->IsDrawn());
        return calls;
    }
};

}  // namespace

TEST(ScorePlan, A_score_that_comes_before_the_chart_was_looked_at_is_none_of_an_older_bar) {
    ScoreFixture f;
    f.Bars(5);
    f.plan->Take(State(3 * MinuteUs + 5, 0.30), f.canvas);
    f.DrawUntilDone();
    EXPECT_FALSE(f.Has(SubgraphScore, 2));
    EXPECT_FLOAT_EQ(f.Score(3), 0.30f);
}

TEST(ScorePlan, A_bar_has_the_newest_score_of_its_time_and_one_that_begins_right_behind_it_too) {
    ScoreFixture f;
    f.Bars(3);
    f.plan->Draw(f.canvas);
    f.plan->Take(State(2 * MinuteUs + 5, 0.30), f.canvas);
    f.plan->Take(State(2 * MinuteUs + 9, -0.34, 4), f.canvas);
    EXPECT_FLOAT_EQ(f.Score(2), -0.34f);
    EXPECT_FLOAT_EQ(f.canvas.plotted[SubgraphLongSum][2], -0.24f);
    EXPECT_FLOAT_EQ(f.canvas.plotted[SubgraphShortSum][2], -0.1f);
    EXPECT_FLOAT_EQ(f.canvas.plotted[SubgraphCoverage][2], 0.9f);
    EXPECT_FLOAT_EQ(f.canvas.plotted[SubgraphTier][2], -3) << "STRONG, SHORT";
    EXPECT_FALSE(f.Has(SubgraphScore, 1)) << "nobody knows what was before";
    EXPECT_EQ(f.plan->Kept(), 1u) << "of one bar the newest is kept";
    f.plan->Take(State(3 * MinuteUs - 1000, -0.2), f.canvas);
    f.Bars(5);
    f.plan->Draw(f.canvas);
    EXPECT_FLOAT_EQ(f.Score(3), -0.2f);
    EXPECT_FALSE(f.Has(SubgraphScore, 4)) << "nobody has said what it is a minute later";
}

/// As while the feeds are silent: other studies and alerts must not take it for a score of 0.
TEST(ScorePlan, A_score_that_nobody_knows_is_no_value) {
    ScoreFixture f;
    f.Bars(4);
    f.plan->Draw(f.canvas);
    f.plan->Take(State(MinuteUs + 5, 0.30), f.canvas);
    ConfluenceState unknown = State(MinuteUs + 9, 0, 1);
    unknown.coverage = 0;
    for (const int64_t later_us : {int64_t{0}, MinuteUs, 2 * MinuteUs}) {
        unknown.observed_unix_us = MinuteUs + 9 + later_us;
        f.plan->Take(unknown, f.canvas);
    }
    for (int turn = 0; turn < 2; ++turn) {
        EXPECT_FLOAT_EQ(f.Score(1), 0.30f) << "what was known of the bar stays";
        for (int subgraph = SubgraphScore; subgraph <= SubgraphTier; ++subgraph)
            EXPECT_FALSE(f.Has(subgraph, 2) || f.Has(subgraph, 3)) << subgraph;
        EXPECT_TRUE(f.Has(SubgraphLimits, 3));
        f.canvas.Wipe();
        f.plan->Recalculated();
        f.DrawUntilDone();
    }
    f.plan->Take(State(3 * MinuteUs + 20, 0.2), f.canvas);
    EXPECT_FLOAT_EQ(f.Score(3), 0.2f);
}

/// As while a backlog runs through the engine: minutes of the market lie between two scores.
TEST(ScorePlan, Bars_between_two_scores_that_lie_far_apart_have_none) {
    ScoreFixture f;
    f.Bars(30);
    f.plan->Draw(f.canvas);
    f.plan->Take(State(10 * MinuteUs + 7, 0.12), f.canvas);
    f.plan->Take(State(20 * MinuteUs + 7, -0.31, 4), f.canvas);
    for (int turn = 0; turn < 2; ++turn) {
        for (int bar = 0; bar < 30; ++bar)
            EXPECT_EQ(f.Has(SubgraphScore, bar), bar == 10 || bar == 20) << bar;
        EXPECT_FLOAT_EQ(f.Score(10), 0.12f);
        EXPECT_FLOAT_EQ(f.Score(20), -0.31f);
        f.canvas.Wipe();
        f.plan->Recalculated();
        f.DrawUntilDone();
    }
}

TEST(ScorePlan, A_score_of_a_time_before_the_chart_or_of_none_stands_nowhere) {
    ScoreFixture f;
    f.canvas.bar_starts = {1000 * MinuteUs, 1001 * MinuteUs};
    f.plan->Draw(f.canvas);
    f.plan->Take(State(0, 0.1), f.canvas);
    f.plan->Take(State(900 * MinuteUs, 0.2), f.canvas);
    for (int turn = 0; turn < 2; ++turn) {
        EXPECT_FALSE(f.Has(SubgraphScore, 0));
        EXPECT_FALSE(f.Has(SubgraphScore, 1));
        f.plan->Recalculated();
        f.DrawUntilDone();
    }
    f.plan->Take(State(INT64_MAX, 0.3), f.canvas);
    EXPECT_FLOAT_EQ(f.Score(1), 0.3f) << "a clock that is far ahead does no harm";
}

TEST(ScorePlan, Zero_and_the_limits_of_the_tiers_stand_over_all_bars) {
    ScoreFixture f;
    f.Bars(1000);
    f.plan->Take(State(999 * MinuteUs, 0.1), f.canvas);
    const int calls = f.DrawUntilDone();
    EXPECT_LE(calls, 5);
    for (int bar : {0, 500, 999}) {
        EXPECT_TRUE(f.Has(SubgraphZero, bar));
        EXPECT_FLOAT_EQ(f.canvas.plotted[SubgraphLimits + 1][bar], 0.28f);
        EXPECT_FLOAT_EQ(f.canvas.plotted[SubgraphLimits + TierLimitCount + 3][bar], -0.38f);
    }
}

TEST(ScorePlan, A_score_of_zero_is_a_value) {
    ScoreFixture f;
    f.Bars(1);
    f.plan->Draw(f.canvas);
    f.plan->Take(State(5, 0, 1), f.canvas);
    EXPECT_NE(f.Score(0), 0);
    EXPECT_NEAR(static_cast<double>(f.Score(0)), 0, 1e-5);
    EXPECT_NE(f.canvas.plotted[SubgraphTier][0], 0);
}

TEST(ScorePlan, Bars_that_begin_while_nobody_says_the_score_have_none) {
    ScoreFixture f;
    f.Bars(3);
    f.plan->Draw(f.canvas);
    f.plan->Take(State(2 * MinuteUs + 1, 0.2), f.canvas);
    f.plan->Cease(2 * MinuteUs + 40);
    f.Bars(6);
    f.plan->Draw(f.canvas);
    EXPECT_TRUE(f.Has(SubgraphScore, 2));
    EXPECT_FALSE(f.Has(SubgraphScore, 3));
    f.plan->Take(State(5 * MinuteUs + 1, 0.25), f.canvas);
    EXPECT_FALSE(f.Has(SubgraphScore, 4));
    f.canvas.Wipe();
    f.plan->Recalculated();
    f.DrawUntilDone();
    EXPECT_FLOAT_EQ(f.Score(2), 0.2f);
    EXPECT_FALSE(f.Has(SubgraphScore, 3));
    EXPECT_FALSE(f.Has(SubgraphScore, 4));
    EXPECT_FLOAT_EQ(f.Score(5), 0.25f);
}

TEST(ScorePlan, A_replay_that_goes_back_in_time_forgets_what_has_not_happened_yet) {
    ScoreFixture f;
    f.Bars(10);
    f.plan->Draw(f.canvas);
    for (int bar = 0; bar < 10; ++bar)
        f.plan->Take(State(bar * MinuteUs, 0.01 * bar), f.canvas);
    f.plan->Take(State(3 * MinuteUs, -0.5), f.canvas);
    EXPECT_EQ(f.plan->Kept(), 4u);
}

TEST(ScorePlan, Another_market_keeps_nothing) {
    ScoreFixture f;
    f.Bars(3);
    f.plan->Draw(f.canvas);
    f.plan->Take(State(MinuteUs, 0.2), f.canvas);
    f.canvas.Wipe();
    f.plan->Clear();
    f.DrawUntilDone();
    EXPECT_TRUE(f.canvas.plotted[SubgraphScore].empty());
}

TEST(ScorePlan, What_a_call_does_is_bounded_however_long_the_chart_is) {
    ScoreFixture f;
    for (int i = 0; i < 10000; ++i) {
        f.Bars(i + 1);
        f.plan->Draw(f.canvas);
        f.plan->Take(State(i * MinuteUs, 0.1), f.canvas);
    }
    f.plan->Recalculated();
    int most = 0;
    while (!f.plan->IsDrawn()) {
        const int before = f.canvas.plots;
        f.plan->Draw(f.canvas);
        most = std::max(most, f.canvas.plots - before);
    }
    EXPECT_LE(most, ScorePlan::LargestBarsPerCall * PlottedSubgraphs + PlottedSubgraphs);
    EXPECT_EQ(f.plan->Kept(), ScorePlan::Capacity);
    EXPECT_EQ(f.canvas.outside, 0);
}

/// Whatever happens in between, the chart looks as one that was never recalculated.
TEST(ScorePlan, A_recalculation_at_any_moment_changes_nothing_that_stands_there) {
    std::mt19937_64 random(5);
    for (int run = 0; run < 40; ++run) {
        ScoreFixture calm;
        ScoreFixture shaken;
        int64_t now = 0;
        for (int step = 0; step < 150; ++step) {
            now += static_cast<int64_t>(random() % (random() % 2 == 0 ? 2 * MinuteUs : 4000000));
            const int bars = static_cast<int>(now / MinuteUs) + 1;
            const bool says = random() % 3 != 0;
            const bool ceases = random() % 17 == 0;
            const bool recalculates = random() % 9 == 0;
            const double score = static_cast<double>(random() % 2000) / 1000 - 1;
            for (ScoreFixture* f : {&calm, &shaken}) {
                f->Bars(bars);
                f->plan->Draw(f->canvas);
                if (says)
                    f->plan->Take(State(now, score), f->canvas);
                if (ceases)
                    f->plan->Cease(now);
            }
            if (recalculates) {
                shaken.canvas.Wipe();
                shaken.plan->Recalculated();
            }
        }
        calm.DrawUntilDone();
        shaken.DrawUntilDone();
        ASSERT_EQ(calm.canvas.plotted, shaken.canvas.plotted) << "run " << run;
    }
}
