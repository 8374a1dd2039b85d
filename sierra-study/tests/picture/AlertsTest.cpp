// What rings, and how often.
#include "MiaIaAlerts.h"

#include <gtest/gtest.h>

#include "FakeChart.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int64_t Noon = 1703500000000000;

Signal Make(uint64_t id, SignalEvent event, uint32_t tier) {
    Signal signal;
    signal.id = id;
    signal.event = static_cast<uint32_t>(event);
    signal.direction = 1;
    signal.tier = tier;
    signal.score = 0.33;
    signal.reference_price_ticks = 19240;
    signal.observed_unix_us = Noon;
    return signal;
}

struct AlertsFixture {
    AlertPlan plan;
    FakeChart chart;
    AlertsFixture() {
        for (int i = 0; i < AlertKinds; ++i)
            chart.view.alert[i] = static_cast<uint8_t>(11 + i);
    }
    void Ring(int calls = 20) {
        for (int i = 0; i < calls; ++i)
            plan.Ring(chart);
    }
};

}  // namespace

TEST(Alerts, Each_tier_rings_with_its_own_number_and_says_what_it_is) {
    AlertsFixture f;
    for (uint32_t tier = 2; tier <= 5; ++tier)
        f.plan.Take(Make(tier, SignalEvent::Born, tier), f.chart.facts, Noon);
    f.Ring();
    ASSERT_EQ(f.chart.alerts.size(), 4u);
    EXPECT_EQ(f.chart.alerts[0].first, 11);
    EXPECT_EQ(f.chart.alerts[3].first, 14);
    EXPECT_EQ(f.chart.alerts[3].second, "MIA IA: PREMIUM LONG +0.33 at 4810.00");
}

TEST(Alerts, A_signal_rings_once_and_again_only_when_it_is_raised) {
    AlertsFixture f;
    f.plan.Take(Make(1, SignalEvent::Born, 3), f.chart.facts, Noon);
    f.plan.Take(Make(1, SignalEvent::Born, 3), f.chart.facts, Noon);
    f.Ring();
    f.plan.Take(Make(1, SignalEvent::Demoted, 2), f.chart.facts, Noon);
    f.plan.Take(Make(1, SignalEvent::Raised, 4), f.chart.facts, Noon);
    f.Ring();
    f.plan.Take(Make(1, SignalEvent::Ended, 4), f.chart.facts, Noon);
    f.Ring();
    ASSERT_EQ(f.chart.alerts.size(), 2u);
    EXPECT_EQ(f.chart.alerts[1].first, 13);
}

TEST(Alerts, What_the_engine_tells_a_study_that_comes_back_is_no_news) {
    AlertsFixture f;
    f.plan.Take(Make(1, SignalEvent::Born, 5), f.chart.facts, Noon + 11000000);
    f.Ring();
    EXPECT_TRUE(f.chart.alerts.empty());
}

TEST(Alerts, Sierra_gets_one_in_a_call_and_none_in_the_next) {
    AlertsFixture f;
    f.plan.Take(Make(1, SignalEvent::Born, 3), f.chart.facts, Noon);
    f.plan.Take(Make(2, SignalEvent::Born, 3), f.chart.facts, Noon);
    f.plan.Ring(f.chart);
    EXPECT_EQ(f.chart.alerts.size(), 1u);
    f.plan.Ring(f.chart);
    EXPECT_EQ(f.chart.alerts.size(), 1u) << "Sierra rings anew only behind a call without it";
    f.plan.Ring(f.chart);
    EXPECT_EQ(f.chart.alerts.size(), 2u);
}

TEST(Alerts, They_wait_while_Sierra_would_not_ring) {
    AlertsFixture f;
    f.plan.Take(Make(1, SignalEvent::Born, 3), f.chart.facts, Noon);
    f.chart.facts.downloading = true;
    f.Ring();
    f.chart.facts.downloading = false;
    f.chart.facts.recalculating = true;
    f.Ring();
    EXPECT_TRUE(f.chart.alerts.empty());
    f.chart.facts.recalculating = false;
    f.Ring();
    EXPECT_EQ(f.chart.alerts.size(), 1u);
}

TEST(Alerts, A_halt_and_a_silent_bridge_ring_when_they_begin) {
    AlertsFixture f;
    for (int i = 0; i < 3; ++i) {
        f.plan.LookAtHalt(true, "by the cli", f.chart.view);
        f.plan.LookAtFeed(true, false, f.chart.view);
    }
    f.Ring();
    f.plan.LookAtHalt(false, "", f.chart.view);
    f.plan.LookAtHalt(true, "again", f.chart.view);
    f.Ring();
    ASSERT_EQ(f.chart.alerts.size(), 3u);
    EXPECT_EQ(f.chart.alerts[0].second, "MIA IA: HALTED by the cli");
    EXPECT_EQ(f.chart.alerts[1].first, 16);
}

/// As through a recalculation that takes seconds.
TEST(Alerts, What_is_over_before_Sierra_can_ring_is_not_rung) {
    AlertsFixture f;
    f.chart.facts.recalculating = true;
    f.plan.LookAtHalt(true, "flat_by_close", f.chart.view);
    f.plan.LookAtFeed(true, false, f.chart.view);
    f.plan.LookAtEngine(f.chart.facts, "");
    f.plan.Take(Make(1, SignalEvent::Born, 3), f.chart.facts, Noon);
    f.plan.Take(Make(1, SignalEvent::Raised, 4), f.chart.facts, Noon);
    f.Ring();
    f.plan.Take(Make(1, SignalEvent::Ended, 4), f.chart.facts, Noon);
    f.plan.LookAtHalt(false, "", f.chart.view);
    f.plan.Take(Make(2, SignalEvent::Born, 2), f.chart.facts, Noon);
    f.plan.LookAtFeed(false, false, f.chart.view);
    f.chart.facts.recalculating = false;
    f.Ring();
    ASSERT_EQ(f.chart.alerts.size(), 1u);
    EXPECT_EQ(f.chart.alerts[0].first, 11) << "the signal that lives";
    f.plan.LookAtEngine(f.chart.facts, "ERROR no_volume ES: 61 s");
    f.plan.LookAtEngine(f.chart.facts, "");
    EXPECT_EQ(f.plan.Waiting(), 0u);
}

TEST(Alerts, A_number_of_zero_is_silent_and_too_many_are_counted) {
    AlertsFixture f;
    f.chart.view.alert[0] = 0;
    f.plan.Take(Make(1, SignalEvent::Born, 2), f.chart.facts, Noon);
    EXPECT_EQ(f.plan.Waiting(), 0u);
    for (uint64_t id = 2; id < 2 + AlertPlan::Capacity + 3; ++id)
        f.plan.Take(Make(id, SignalEvent::Born, 3), f.chart.facts, Noon);
    EXPECT_EQ(f.plan.Waiting(), AlertPlan::Capacity);
    EXPECT_EQ(f.plan.Dropped(), 3u);
}

TEST(Alerts, An_alert_of_the_engine_rings_once_whatever_its_figures_and_again_when_it_is_more_serious) {
    AlertsFixture f;
    for (int second = 5; second < 60; ++second) {
        FixedText<192> notice;
        notice.AppendFormat("WARNING stale_feed ES: last heard %d s ago", second);
        f.plan.LookAtEngine(f.chart.facts, notice.chars);
    }
    f.Ring();
    ASSERT_EQ(f.chart.alerts.size(), 1u);
    EXPECT_EQ(f.chart.alerts[0].first, 18);
    EXPECT_EQ(f.chart.alerts[0].second, "MIA IA: alert WARNING stale_feed ES: last heard 5 s ago");
    f.plan.LookAtEngine(f.chart.facts, "ERROR stale_feed ES: last heard 61 s ago");
    f.plan.LookAtEngine(f.chart.facts, "WARNING clock_off ES: 3 s");
    f.Ring();
    EXPECT_EQ(f.chart.alerts.size(), 3u);
}

TEST(Alerts, One_of_another_instrument_rings_only_when_it_is_critical) {
    AlertsFixture f;
    f.plan.LookAtEngine(f.chart.facts, "WARNING stale_feed MES: no study is attached");
    f.plan.LookAtEngine(f.chart.facts, "WARNING feature_dead NQ vwap_bands_signal: no value");
    f.plan.LookAtEngine(f.chart.facts, "ERROR stale_feed MNQ: +1 lot of ours is open");
    EXPECT_EQ(f.plan.Waiting(), 0u);
    f.plan.LookAtEngine(f.chart.facts, "CRITICAL naked_position NQ: 2 lots of ours without a working stop");
    EXPECT_EQ(f.plan.Waiting(), 1u);
    f.chart.facts.symbol = "MESH24_FUT_CME";
    f.plan.LookAtEngine(f.chart.facts, "WARNING stale_feed MES: no study is attached");
    EXPECT_EQ(f.plan.Waiting(), 2u) << "on its own chart it does";
}

TEST(Alerts, An_alert_that_comes_back_behind_a_worse_one_is_the_same_and_a_new_one_after_peace_is_not) {
    AlertsFixture f;
    f.plan.LookAtEngine(f.chart.facts, "WARNING disk_low /: 900 MB are left");
    f.plan.LookAtEngine(f.chart.facts, "ERROR no_volume ES: 61 s");
    f.plan.LookAtEngine(f.chart.facts, "WARNING disk_low /: 800 MB are left");
    f.Ring();
    EXPECT_EQ(f.chart.alerts.size(), 2u);
    f.plan.LookAtEngine(f.chart.facts, "");
    f.plan.LookAtEngine(f.chart.facts, "WARNING disk_low /: 700 MB are left");
    f.Ring();
    EXPECT_EQ(f.chart.alerts.size(), 3u);
    f.chart.view.alert[static_cast<int>(AlertKind::Engine)] = 0;
    f.plan.LookAtEngine(f.chart.facts, "WARNING clock_off ES: 3 s");
    EXPECT_EQ(f.plan.Waiting(), 0u);
}

TEST(Alerts, An_alert_of_the_engine_waits_for_the_end_of_replay_recalculation_and_download) {
    AlertsFixture f;
    const char* notice = "WARNING disk_low /: 900 MB are left";
    f.chart.facts.replay = ReplayState::Running;
    f.plan.LookAtEngine(f.chart.facts, notice);
    f.chart.facts.replay = ReplayState::Paused;
    f.plan.LookAtEngine(f.chart.facts, notice);
    f.chart.facts.replay = ReplayState::Stopped;
    f.chart.facts.recalculating = true;
    f.plan.LookAtEngine(f.chart.facts, notice);
    f.chart.facts.recalculating = false;
    f.chart.facts.downloading = true;
    f.plan.LookAtEngine(f.chart.facts, notice);
    EXPECT_EQ(f.plan.Waiting(), 0u);
    f.chart.facts.downloading = false;
    f.plan.LookAtEngine(f.chart.facts, notice);
    f.plan.LookAtEngine(f.chart.facts, notice);
    EXPECT_EQ(f.plan.Waiting(), 1u);
}
