// Records that are dated wrongly: each is left out and told, and takes no good one along.
#include <gtest/gtest.h>

#include "TapeFixture.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int64_t DayUs = 24 * HourUs;

/// A tape on which live trades have come already.
struct MisdatedFixture : TapeFixture {
    uint32_t sequence = 0;

    MisdatedFixture() {
        Call();
        Trade();
        EXPECT_EQ(Call(), Lines({"live 1"}));
    }

    void Trade(int64_t off_us = 0) { tape.Add(++sequence).unix_us += off_us; }
    void Trades(int count, int64_t off_us = 0) {
        for (int i = 0; i < count; ++i)
            Trade(off_us);
    }
};

}  // namespace

TEST(Misdated, Fault_61_A_date_that_cannot_be_costs_its_record_alone) {
    const int64_t to_1899 = -1703500000000000 - 2209161600000000;
    for (const int64_t off_us : {-400 * DayUs, -2 * DayUs, -2 * HourUs, 8 * DayUs, 400 * DayUs, 100 * 366 * DayUs, to_1899}) {
        for (int before = 0; before < 20; ++before) {
            MisdatedFixture f;
            f.Trades(before);
            f.Trade(off_us);
            f.Trades(19 - before);
            EXPECT_EQ(f.Call(), Lines({"refused impossible_time", "live 19"})) << off_us << " behind " << before;
            f.Trade();
            EXPECT_EQ(f.Call(), Lines({"live 1"}));
        }
    }
}

TEST(Misdated, Two_of_different_dates_in_a_row_are_refused_both) {
    MisdatedFixture f;
    f.Trades(3);
    f.Trade(-400 * DayUs);
    f.Trade(-20 * DayUs);
    f.Trades(3);
    EXPECT_EQ(f.Call(), Lines({"refused impossible_time", "refused impossible_time", "live 6"}));
}

TEST(Misdated, A_tape_that_moves_is_followed_from_its_second_record_on_in_a_frame_of_its_own) {
    for (const int64_t off_us : {-30 * DayUs, -2 * HourUs, 30 * DayUs}) {
        MisdatedFixture f;
        f.Trades(3);
        f.Trades(12, off_us);
        EXPECT_EQ(f.Call(), Lines({"refused impossible_time", "live 3", "live 11"})) << off_us;
        f.Trades(2, off_us);
        EXPECT_EQ(f.Call(), Lines({"live 2"}));
    }
}

TEST(Misdated, Reordered_records_and_a_weekend_are_no_fault) {
    MisdatedFixture f;
    f.Trades(2);
    f.Trade(-HourUs / 2);
    f.Trades(2);
    f.Trades(2, 49 * HourUs);
    f.Trades(2, 6 * DayUs);
    EXPECT_EQ(f.Call(), Lines({"live 9"}));
}

TEST(Misdated, A_tape_that_begins_anew_has_another_time) {
    MisdatedFixture f;
    f.moment.in_replay = true;
    f.tape.records.clear();
    f.sequence = 0;
    f.Trades(5, -300 * DayUs);
    EXPECT_EQ(f.Call(), Lines({"live 5"}));
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted);
}

TEST(Misdated, A_record_of_the_future_makes_no_history_of_what_follows) {
    MisdatedFixture f;
    f.Trade(400 * DayUs);
    f.Call();
    // The tape begins anew, and what it holds is newer than anything that was taken.
    f.tape.records.clear();
    f.sequence = 0;
    for (int i = 0; i < 3; ++i)
        f.tape.Add(++f.sequence).unix_us += 1000;
    EXPECT_EQ(f.Call(), Lines({"live 3"}));
}
