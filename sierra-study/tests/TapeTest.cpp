#include "FakeTape.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

using namespace miaia;
using namespace miaia::tests;

namespace {

/// Writes down what a capture hands over: "live 3", "history 2", "missing buffer_overrun", "refused zero_volume".
struct Notes {
    std::vector<std::string> lines;
    uint64_t lots = 0;

    void Trades(const TradeColumns& trades) {
        lines.push_back((trades.History() ? "history " : "live ") + std::to_string(trades.Count()));
        lots += trades.Lots();
    }
    void Missing(const char* reason) { lines.push_back(std::string("missing ") + reason); }
    void Refused(const TapeRecord&, Refusal why) { lines.push_back(std::string("refused ") + RefusalName(why)); }
};

struct Fixture {
    FakeTape tape;
    TapeCapture capture;
    TickScale scale;
    uint64_t lots = 0;
    TapeCapture::Found found = TapeCapture::Found::Nothing;

    Fixture() { scale.Set(0.25f, 1); }

    std::vector<std::string> Call(bool recalculating = false) {
        Notes notes;
        found = capture.Look(tape);
        if (found != TapeCapture::Found::Nothing)
            capture.Take(tape, scale, recalculating, notes);
        lots += notes.lots;
        return notes.lines;
    }
};

typedef std::vector<std::string> Lines;

}  // namespace

TEST(Tape, Records_from_before_the_study_came_are_history_and_later_ones_live) {
    Fixture f;
    f.tape.Add(5);
    f.tape.Add(6);
    EXPECT_EQ(f.Call(), Lines({"history 2"}));
    EXPECT_EQ(f.Call(), Lines());
    f.tape.Add(7);
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
}

TEST(Tape, What_comes_into_an_empty_buffer_is_live) {
    Fixture f;
    EXPECT_EQ(f.Call(), Lines());
    f.tape.Add(1);
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
}

TEST(Tape, A_skip_in_the_sequence_is_no_gap) {
    Fixture f;
    f.Call();
    f.tape.Add(1);
    f.Call();
    f.tape.Add(500);
    f.tape.Add(777777);
    EXPECT_EQ(f.Call(), Lines({"live 2"}));
    EXPECT_EQ(f.capture.PriorSequence(), 777777u);
}

TEST(Tape, A_sequence_that_restarts_is_found_and_nothing_after_it_is_lost) {
    Fixture f;
    f.tape.Add(100);
    f.Call();
    f.tape.records.clear();
    f.tape.Add(1);
    f.tape.Add(2);
    EXPECT_EQ(f.Call(), Lines({"live 2"}));
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted);
    f.tape.Add(3);
    EXPECT_EQ(f.Call(), Lines({"live 1"}));
    EXPECT_EQ(f.found, TapeCapture::Found::News);
}

TEST(Tape, A_buffer_that_was_emptied_restarts_even_if_it_has_counted_past_the_old_number) {
    Fixture f;
    f.tape.Add(10);
    f.Call();
    f.tape.records.clear();
    EXPECT_EQ(f.Call(), Lines());
    for (uint32_t i = 1; i <= 20; ++i)
        f.tape.Add(i);
    EXPECT_EQ(f.Call(), Lines({"live 20"}));
    EXPECT_EQ(f.found, TapeCapture::Found::SequenceRestarted);
}

TEST(Tape, A_marker_is_a_gap_at_its_place) {
    Fixture f;
    f.Call();
    f.tape.Add(1);
    f.tape.Add(2, 0, 0, TapeRecord::Marker);
    f.tape.Add(3);
    EXPECT_EQ(f.Call(), Lines({"live 1", "missing sierra_marker", "live 1"}));
}

TEST(Tape, Quotes_are_not_trades) {
    Fixture f;
    f.Call();
    f.tape.Add(1, 0, 0, TapeRecord::Quote);
    EXPECT_EQ(f.Call(), Lines());
    EXPECT_EQ(f.capture.PriorSequence(), 1u);
}

TEST(Tape, Bad_records_are_refused_by_name_and_cost_no_other_record) {
    Fixture f;
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

TEST(Tape, New_records_of_a_recalculating_chart_are_history_and_come_once) {
    Fixture f;
    f.Call();
    f.tape.Add(1);
    EXPECT_EQ(f.Call(true), Lines({"history 1"}));
    EXPECT_EQ(f.Call(true), Lines());
    f.tape.Add(2);
    EXPECT_EQ(f.Call(false), Lines({"live 1"}));
}

TEST(Tape, A_full_buffer_without_our_last_record_is_an_overrun) {
    Fixture f;
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
    Fixture f;
    f.Call();
    for (uint32_t i = 1; i <= 5000; ++i)
        f.tape.Add(i);
    EXPECT_EQ(f.Call(), Lines({"live 1024", "live 1024", "live 1024", "live 1024"}));
    EXPECT_EQ(f.Call(), Lines({"live 904"}));
    EXPECT_EQ(f.lots, 5000u);
}

TEST(Tape, History_and_live_never_share_a_batch) {
    Fixture f;
    for (uint32_t i = 1; i <= 4100; ++i)
        f.tape.Add(i);
    EXPECT_EQ(f.Call(), Lines({"history 1024", "history 1024", "history 1024", "history 1024"}));
    f.tape.Add(4101);
    f.tape.Add(4102);
    EXPECT_EQ(f.Call(), Lines({"history 4", "live 2"}));
}
