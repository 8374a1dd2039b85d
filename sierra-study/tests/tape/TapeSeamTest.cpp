// Where one tape ends and another begins: what was there before is history, what comes is live, and nothing is lost or sent twice.
#include "TapeFixture.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace miaia;
using namespace miaia::tests;

namespace {

/// So many live trades a hundredth of a second apart, the newest at the fixture's own time.
void AddTape(FakeTape& tape, uint32_t count, int64_t moved_us = 0, uint32_t first_sequence = 1) {
    for (uint32_t i = 0; i < count; ++i)
        tape.Add(first_sequence + i).unix_us += moved_us + i * 10000LL;
}

/// All that a fixture says in the calls that a long tape needs.
Lines Drain(TapeFixture& f) {
    Lines all;
    for (int call = 0; call < 4; ++call)
        for (const std::string& line : f.Call())
            all.push_back(line.substr(0, line.find(' ')));
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

}  // namespace

TEST(TapeSeam, A_tape_that_was_out_of_sight_goes_on_where_it_was) {
    TapeFixture f;
    f.Call();
    AddTape(f.tape, 9000);
    EXPECT_EQ(Drain(f).size(), 2u) << "the newest second of what an empty chart fills with is live";
    const FakeTape before = f.tape;
    f.tape.records.clear();
    EXPECT_EQ(f.Call(), Lines());
    EXPECT_EQ(f.Call(), Lines());
    f.tape = before;
    EXPECT_EQ(f.Call(), Lines()) << "9,000 known trades, none sent again";
    EXPECT_EQ(f.found, TapeCapture::Found::Nothing);
    f.tape.Add(9001).unix_us += 9000 * 10000LL;
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
    EXPECT_EQ(f.lots, 9001u);
}

TEST(TapeSeam, Known_trades_under_new_numbers_are_history) {
    TapeFixture f;
    AddTape(f.tape, 9000);
    Drain(f);
    FakeTape again;
    // The same trades, numbered from 1,000,000 on, and one that is new.
    for (TapeRecord record : f.tape.records) {
        record.sequence += 1000000;
        again.records.push_back(record);
    }
    f.tape = again;
    f.tape.Add(1009001).unix_us += HourUs;
    EXPECT_EQ(Drain(f), Lines({"history", "live"}));
    EXPECT_EQ(f.lots, 18001u);
}

TEST(TapeSeam, An_empty_chart_that_shows_hours_at_once_shows_history) {
    TapeFixture f;
    f.Call();
    AddTape(f.tape, 9000);
    Lines lines;
    uint64_t live = 0;
    for (int call = 0; call < 4; ++call)
        for (const std::string& line : f.Call())
            if (line.rfind("live ", 0) == 0)
                live += std::stoul(line.substr(5));
    EXPECT_LE(live, 101u) << "one second of a hundred trades a second";
    EXPECT_EQ(f.lots, 9000u);
}

TEST(TapeSeam, Another_tape_is_history_whatever_its_numbers_are) {
    for (const uint32_t first_sequence : {1u, 500u, 20000u}) {
        TapeFixture f;
        f.moment.in_replay = true;
        f.Call();
        for (uint32_t i = 1; i <= 500; ++i) {
            f.tape.Add(i);
            f.Call();
        }
        f.moment.in_replay = false;
        f.capture.ExpectOther(f.moment.steady_now);
        f.tape.records.clear();
        AddTape(f.tape, 9000, HourUs, first_sequence);
        EXPECT_EQ(Drain(f), Lines({"history"})) << first_sequence;
        f.tape.Add(first_sequence + 9000).unix_us += HourUs + 90001 * 1000LL;
        EXPECT_EQ(f.Call(), Lines({"live 1"}));
        EXPECT_EQ(f.lots, 500u + 9001u) << "nothing is lost";
    }
}

TEST(TapeSeam, The_tape_of_before_is_not_taken_for_the_other_one) {
    TapeFixture f;
    f.tape.Add(1);
    f.Call();
    f.capture.ExpectOther(f.moment.steady_now);
    f.tape.Add(2);
    EXPECT_EQ(f.Call(), Lines());
    EXPECT_EQ(f.found, TapeCapture::Found::TapeOfBefore);
    f.tape.records.clear();
    EXPECT_EQ(f.Call(), Lines());
    f.tape.Add(7, 21000.25);
    EXPECT_EQ(f.Call(), Lines({"history 1"}));
    f.tape.Add(8, 21000.25);
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
}

TEST(TapeSeam, A_tape_that_does_not_change_is_the_charts_after_five_seconds) {
    TapeFixture f;
    f.tape.Add(1);
    f.Call();
    f.capture.ExpectOther(f.moment.steady_now);
    f.tape.Add(2);
    EXPECT_EQ(f.Call(4999), Lines());
    EXPECT_EQ(f.Call(1), Lines({"live 1"})) << "held, but neither lost nor sent twice";
    EXPECT_EQ(f.lots, 2u);
}

TEST(TapeSeam, The_sequence_may_wrap_in_the_middle_of_a_tape) {
    TapeFixture f;
    f.tape.Add(UINT32_MAX - 3);
    f.tape.Add(UINT32_MAX - 1);
    EXPECT_EQ(f.Call(), Lines({"history 2"}));
    f.tape.Add(UINT32_MAX);
    // Time goes on.
    const int64_t whole_us = 1LL << 32;
    f.tape.Add(0).unix_us += whole_us;
    f.tape.Add(2).unix_us += whole_us;
    EXPECT_EQ(f.Call(), Lines({"live 3"}));
    EXPECT_EQ(f.found, TapeCapture::Found::News);
    f.tape.Add(3).unix_us += whole_us;
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
    EXPECT_EQ(f.found, TapeCapture::Found::News);
}

TEST(TapeSeam, A_restart_from_a_large_number_is_no_wrap) {
    TapeFixture f;
    f.tape.Add(3000000000u);
    f.Call();
    f.tape.records.clear();
    f.tape.Add(1).unix_us += HourUs * 2;
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted);
}

TEST(TapeSeam, A_full_buffer_of_another_tape_is_no_overrun) {
    TapeFixture f;
    f.tape.max_size = 100;
    f.moment.in_replay = true;
    f.tape.Add(500);
    f.Call();
    f.tape.records.clear();
    AddTape(f.tape, 100, -2 * HourUs, 20000);
    f.Call();
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted) << "time went back by two hours";
}

TEST(TapeSeam, A_record_without_a_time_at_the_end_makes_nothing_old_live) {
    for (const int type : {TapeRecord::Marker, TapeRecord::Quote}) {
        TapeFixture f;
        f.Call();
        AddTape(f.tape, 3000);
        f.tape.Add(3001, 0, 0, type).unix_us = 0;
        Lines lines = f.Call();
        if (type == TapeRecord::Marker)
            lines.pop_back();
        ASSERT_FALSE(lines.empty());
        EXPECT_EQ(lines.back(), "live 101") << "the newest second of thirty, type " << type;
        EXPECT_EQ(lines.front(), "history 1024");
    }
}

TEST(TapeSeam, A_trade_that_comes_late_makes_nothing_old_live) {
    TapeFixture f;
    f.Call();
    AddTape(f.tape, 3000);
    f.tape.records.back().unix_us -= 20000000;
    EXPECT_EQ(Drain(f), Lines({"history"}));
    EXPECT_EQ(f.lots, 3000u);
}
