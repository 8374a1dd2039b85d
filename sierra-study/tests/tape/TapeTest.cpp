#include "TapeFixture.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace miaia;
using namespace miaia::tests;

TEST(Tape, Records_from_before_the_study_came_are_history_and_later_ones_live) {
    TapeFixture f;
    f.tape.Add(5);
    f.tape.Add(6);
    EXPECT_EQ(f.Call(), Lines({"history 2"}));
    EXPECT_EQ(f.Call(), Lines());
    f.tape.Add(7);
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
}

TEST(Tape, What_comes_into_an_empty_buffer_is_live) {
    TapeFixture f;
    EXPECT_EQ(f.Call(), Lines());
    f.tape.Add(1);
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
}

TEST(Tape, Fault07_A_skip_in_the_sequence_is_no_gap) {
    TapeFixture f;
    f.Call();
    f.tape.Add(1);
    f.Call();
    f.tape.Add(500);
    f.tape.Add(777777);
    EXPECT_EQ(f.Call(), Lines({"live 2"}));
    EXPECT_EQ(f.capture.PriorSequence(), 777777u);
}

TEST(Tape, A_sequence_that_restarts_is_found_and_nothing_after_it_is_lost) {
    TapeFixture f;
    f.tape.Add(100);
    f.Call();
    f.tape.records.clear();
    f.tape.Add(1).unix_us += 1000;
    f.tape.Add(2).unix_us += 1000;
    EXPECT_EQ(f.Call(), Lines({"live 2"}));
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted);
    f.tape.Add(3).unix_us += 1000;
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
    EXPECT_EQ(f.found, TapeCapture::Found::News);
}

TEST(Tape, A_replay_that_goes_back_in_time_restarts_with_live_records) {
    TapeFixture f;
    f.moment.in_replay = true;
    f.tape.Add(100);
    f.Call();
    f.tape.records.clear();
    f.tape.Add(1);
    f.tape.Add(2);
    EXPECT_EQ(f.Call(), Lines({"live 2"}));
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted);
}

TEST(Tape, A_sequence_that_restarts_above_the_old_number_is_found_by_its_records) {
    TapeFixture f;
    f.tape.Add(10);
    f.Call();
    f.tape.records.clear();
    EXPECT_EQ(f.Call(), Lines());
    for (uint32_t i = 1; i <= 20; ++i)
        f.tape.Add(i).unix_us += 1000;
    EXPECT_EQ(f.Call(), Lines({"live 20"}));
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted);
}

TEST(Tape, Fault07_A_marker_is_a_gap_at_its_place) {
    TapeFixture f;
    f.Call();
    f.tape.Add(1);
    f.tape.Add(2, 0, 0, TapeRecord::Marker);
    f.tape.Add(3);
    EXPECT_EQ(f.Call(), Lines({"live 1", "missing sierra_marker", "live 1"}));
}

TEST(Tape, Quotes_are_not_trades) {
    TapeFixture f;
    f.Call();
    f.tape.Add(1, 0, 0, TapeRecord::Quote);
    EXPECT_EQ(f.Call(), Lines());
    EXPECT_EQ(f.capture.PriorSequence(), 1u);
}

TEST(Tape, Bad_records_are_refused_by_name_and_cost_no_other_record) {
    TapeFixture f;
    f.Call();
    f.tape.Add(1, std::nan(""));
    f.tape.Add(2, -4810.25);
    f.tape.Add(3, 0);
    f.tape.Add(4, 4810.1);
    f.tape.Add(5, 4810.25, 0);
    f.tape.Add(6, 4810.25, 1000001);
    f.tape.Add(7, 4810.25, 1, 9);
    f.tape.Add(8, 4810.25, 1000000);
    EXPECT_EQ(f.Call(),
              Lines({"refused price_not_a_number", "refused price_not_positive", "refused price_not_positive", "refused price_off_tick",
                     "refused zero_volume", "refused volume_too_large", "refused unknown_record_type", "live 1"}));
    EXPECT_EQ(f.lots, 1000000u);
}

TEST(Tape, A_full_buffer_without_our_last_record_is_an_overrun) {
    TapeFixture f;
    f.tape.max_size = 4;
    f.Call();
    f.tape.Add(1);
    f.Call();
    for (uint32_t i = 2; i <= 9; ++i)
        f.tape.Add(i);
    EXPECT_EQ(f.Call(), Lines({"missing buffer_overrun", "live 4"}));
    f.tape.Add(10);
    EXPECT_EQ(f.Call(), Lines({"live 1"})) << "our last record is still in the buffer";
}

TEST(Tape, A_large_batch_is_cut_and_a_large_backlog_takes_several_calls) {
    TapeFixture f;
    f.Call();
    for (uint32_t i = 1; i <= 5000; ++i)
        f.tape.Add(i);
    EXPECT_EQ(f.Call(), Lines({"live 1024", "live 1024", "live 1024", "live 1024"}));
    EXPECT_EQ(f.Call(), Lines({"live 904"}));
    EXPECT_EQ(f.lots, 5000u);
}

TEST(Tape, History_and_live_never_share_a_batch) {
    TapeFixture f;
    for (uint32_t i = 1; i <= 4100; ++i)
        f.tape.Add(i);
    EXPECT_EQ(f.Call(), Lines({"history 1024", "history 1024", "history 1024", "history 1024"}));
    f.tape.Add(4101);
    f.tape.Add(4102);
    EXPECT_EQ(f.Call(), Lines({"history 4", "live 2"}));
}
