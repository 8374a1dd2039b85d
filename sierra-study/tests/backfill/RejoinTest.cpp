// A new epoch on the same chart, and what came while Sierra's server was away: both are read from Sierra's records as history, so that the
// engine lacks nothing and has nothing twice.
#include <set>

#include "BackfillDay.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr uint32_t Connected = 2, Lost = 3;

/// Trades 1 to 6000 before, history first; the tape holds the newest thousand.
struct RejoinDay : BackfillDay {
    RejoinDay() {
        TradesEvery(12000, 20000);
        happened = 5000;
        tape_since = 4900;
        chart.facts.server_state = Connected;
        Calls(20);
        Calls(20, 50);
    }

    /// Which trades were taken, as the first one that is out of its place, or how many in all where none is.
    std::string TakenInOrder() {
        const std::vector<uint32_t> taken = Taken();
        for (size_t i = 0; i < taken.size(); ++i)
            if (taken[i] != i + 1)
                return std::to_string(taken[i]) + " at the place of " + std::to_string(i + 1);
        return std::to_string(taken.size());
    }

    /// What the engine takes of it: in an epoch behind the first one it knows everything up to the newest trade of the one before.
    std::vector<uint32_t> Taken() {
        std::vector<uint32_t> taken;
        uint64_t epoch = 0;
        uint32_t known = 0;
        for (const v1::StudyFrame& frame : Link().sent) {
            if (!frame.has_trades())
                continue;
            if (frame.epoch() != epoch) {
                epoch = frame.epoch();
                known = taken.empty() ? 0 : taken.back();
                EXPECT_TRUE(known == 0 || frame.trades().volume_lots(0) <= known) << "what it does not begin with is a gap to the engine";
            }
            for (const uint32_t number : frame.trades().volume_lots())
                if (!frame.trades().history() || number > known)
                    taken.push_back(number);
        }
        return taken;
    }

    size_t Epochs() {
        std::set<uint64_t> epochs;
        for (const v1::StudyFrame& frame : Link().sent)
            epochs.insert(frame.epoch());
        return epochs.size();
    }

    void LoseServer(uint32_t trades_meanwhile) {
        chart.facts.server_state = Lost;
        Calls(50);
        hole_from = happened;
        hole_until = happened + trades_meanwhile;
    }
};

}  // namespace

TEST(Rejoin, Another_account_begins_an_epoch_that_joins_the_one_before) {
    RejoinDay day;
    day.chart.facts.account = "Sim2";
    day.Calls(40, 50);
    EXPECT_EQ(day.Epochs(), 2u);
    EXPECT_EQ(day.TakenInOrder(), "8000");
    const std::vector<uint32_t> history = day.WhatWasSent().history;
    EXPECT_LT(history.size(), 5000u + 4500) << "the last minutes are enough";
    EXPECT_TRUE(day.WhatWasSent().gaps.empty());
}

TEST(Rejoin, A_tape_that_begins_anew_joins_what_was_taken_of_the_one_before) {
    RejoinDay day;
    // Cleared while a hundred trades happened; Sierra numbers from 1 again.
    day.tape_since = 6100;
    day.happened = 6100;
    day.CallAfter(0);
    for (size_t i = 6100; i < day.trades.size(); ++i)
        day.trades[i].sequence -= 6100;
    day.Calls(40, 50);
    EXPECT_EQ(day.Epochs(), 2u);
    EXPECT_EQ(day.TakenInOrder(), "8100");
    EXPECT_TRUE(day.WhatWasSent().gaps.empty());
}

TEST(Rejoin, What_came_while_the_server_was_away_is_read_from_the_records_after_its_download) {
    for (const int calls_before_the_download : {0, 3, 200}) {
        RejoinDay day;
        day.LoseServer(400);
        day.chart.facts.server_state = Connected;
        day.Calls(calls_before_the_download);
        day.chart.facts.downloading = true;
        day.Calls(20, 5);
        day.happened = std::max(day.happened, day.hole_until);
        day.Calls(20, 5);
        day.chart.facts.downloading = false;
        day.Calls(60, 20);
        EXPECT_EQ(day.Epochs(), 2u);
        EXPECT_EQ(day.TakenInOrder(), std::to_string(day.happened)) << calls_before_the_download;
        EXPECT_TRUE(day.WhatWasSent().gaps.empty());
        EXPECT_TRUE(day.chart.Logged("Sierra's server is back after"));
    }
}

TEST(Rejoin, A_server_that_is_back_and_downloads_nothing_is_waited_for_five_seconds) {
    RejoinDay day;
    day.LoseServer(400);
    day.happened = day.hole_until;
    day.chart.facts.server_state = Connected;
    day.Calls(490, 1);
    EXPECT_EQ(day.Epochs(), 1u);
    EXPECT_EQ(day.TakenInOrder(), "6000") << "nothing is taken that the history would have to come before";
    day.Calls(60, 1);
    EXPECT_EQ(day.TakenInOrder(), std::to_string(day.happened));
}

TEST(Rejoin, A_tape_that_goes_on_while_a_connection_is_away_loses_nothing_and_begins_nothing) {
    RejoinDay day;
    day.chart.facts.server_state = Lost;
    day.Calls(50, 2);
    day.chart.facts.server_state = Connected;
    day.Calls(600, 2);
    EXPECT_EQ(day.Epochs(), 1u);
    EXPECT_EQ(day.TakenInOrder(), "7300");
}

TEST(Rejoin, Without_records_a_lost_server_leaves_a_gap_that_is_told) {
    RejoinDay day;
    day.LoseServer(400);
    day.happened = day.hole_until;
    for (auto& bar : day.chart.records.of_bar)
        bar.clear();
    day.chart.facts.server_state = Connected;
    day.Calls(700, 1);
    EXPECT_EQ(day.WhatWasSent().gaps, std::vector<std::string>{"reconnected"});
}
