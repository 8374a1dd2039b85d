#include "InstanceFixture.h"

#include <algorithm>

using namespace miaia;
using namespace miaia::tests;

TEST(Instance, Carries_trades_book_and_bars_to_the_link) {
    InstanceFixture f;
    f.Attach();
    f.chart.tape.Add(1, 4810.25, 3);
    f.chart.bars.bars.resize(2);
    f.chart.bars.bars[0] = {1703500000000000, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3};
    f.Call();
    EXPECT_EQ(f.LotsSent(), 3u);
    EXPECT_FALSE(f.Link().OfKind(v1::StudyFrame::kTrades)[0].trades().history());
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth).size(), 1u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth)[0].depth().ask_price_ticks(0), 19241);
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kBarClose).size(), 1u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kBarClose)[0].bar_close().ask_volume_lots(), 6u);
    const StudyCounters& counters = f.instance->GetSession().counters;
    EXPECT_EQ(counters.trade_records, 1u);
    EXPECT_EQ(counters.lots, 3u);
    EXPECT_EQ(counters.depth_sent, 1u);
    EXPECT_EQ(counters.bars, 1u);
    EXPECT_EQ(counters.calls, 4u);
}

TEST(Instance, An_unchanged_book_is_counted_instead_of_sent) {
    InstanceFixture f;
    f.Attach();
    const uint64_t before = f.instance->GetSession().counters.depth_unchanged;
    f.Call();
    f.Call();
    EXPECT_EQ(f.instance->GetSession().counters.depth_unchanged, before + 2);
    f.chart.book.bid[0].lots = 23;
    f.Call();
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth).back().depth().unchanged_calls(), before + 2);
}

TEST(Instance, Fault06_A_sequence_restart_says_goodbye_and_begins_a_new_epoch) {
    InstanceFixture f;
    f.Attach();
    const uint64_t first = f.Epoch();
    f.chart.tape.Add(50, 4810.25, 5);
    f.Call();
    f.chart.tape.records.clear();
    f.chart.tape.Add(1, 4810.25, 2);
    f.Call();
    EXPECT_GT(f.Epoch(), first);
    ASSERT_EQ(f.Link().OfKind(v1::StudyFrame::kGoodbye).size(), 1u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kGoodbye)[0].goodbye().reason(), "sequence_restarted");
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kGoodbye)[0].epoch(), first);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kHello).back().epoch(), f.Epoch());
    f.Attach();
    EXPECT_EQ(f.LotsSent(), 7u) << "nothing is lost on either side";
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kTrades).back().counter(), 1u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth).back().epoch(), f.Epoch()) << "the new epoch gets a whole book";
}

TEST(Instance, Starting_a_replay_begins_an_epoch_with_its_label) {
    InstanceFixture f;
    f.Attach();
    const uint64_t first = f.Epoch();
    f.chart.facts.replay = ReplayState::Running;
    f.Call();
    EXPECT_NE(f.Epoch(), first);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kHello).back().hello().label(), "REPLAY");
    f.chart.facts.replay = ReplayState::Paused;
    const uint64_t second = f.Epoch();
    f.Call();
    EXPECT_EQ(f.Epoch(), second) << "a pause is not a restart";
}

TEST(Instance, Fault05_A_recalculation_draws_everything_again_and_leaves_live_trades_live) {
    InstanceFixture f;
    f.chart.bars.bars.resize(3, {1703500000000000, 4810, 4811, 4809, 4810.25, 10, 4, 6, 3});
    f.Attach();
    v1::EngineFrame frame = f.Frame(1);
    frame.mutable_signal()->set_id(1);
    frame.mutable_signal()->set_event(v1::SIGNAL_EVENT_BORN);
    frame.mutable_signal()->set_direction(v1::DIRECTION_LONG);
    frame.mutable_signal()->set_reference_price_ticks(19240);
    f.Link().Push(frame);
    f.Call();
    ASSERT_EQ(f.chart.canvas.Count(DrawTool::TriangleUp), 1);
    f.chart.canvas.Wipe();
    f.chart.facts.recalculating = true;
    f.chart.tape.Add(1);
    f.Call();
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::TriangleUp), 1);
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Panel), 2);
    EXPECT_FALSE(f.Link().OfKind(v1::StudyFrame::kTrades).back().trades().history());
}

TEST(Instance, Fault12_Bad_records_are_counted_logged_once_and_lose_nothing_else) {
    InstanceFixture f;
    f.Attach();
    f.chart.tape.Add(1, 4810.1);
    f.chart.tape.Add(2, 4810.1);
    f.chart.tape.Add(3, 4810.25, 4);
    f.Call();
    EXPECT_EQ(f.instance->Refused().Total(), 2u);
    EXPECT_EQ(f.LotsSent(), 4u);
    EXPECT_TRUE(f.chart.Logged("a trade with price 4810.100000 at market time 1703500000000001 us was refused (price_off_tick)"));
    f.Call();
    EXPECT_EQ(f.instance->GetSession().counters.refused_records, 2u);
}

TEST(Instance, Sierras_own_gap_marker_takes_a_place_among_the_frames) {
    InstanceFixture f;
    f.Attach();
    f.chart.tape.Add(1);
    f.chart.tape.Add(2, 0, 0, TapeRecord::Marker);
    f.chart.tape.Add(3);
    f.Call();
    const auto gaps = f.Link().OfKind(v1::StudyFrame::kGap);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].gap().reason(), "sierra_marker");
    EXPECT_EQ(gaps[0].gap().last_counter(), gaps[0].counter());
    EXPECT_EQ(f.instance->GetSession().counters.sierra_markers, 1u);
}

TEST(Instance, Fault14_With_half_the_ring_waiting_books_are_left_out_and_trades_never) {
    InstanceFixture f;
    f.Attach();
    f.Link().room = 0;
    for (uint32_t i = 1; i <= 300; ++i) {
        f.chart.tape.Add(i);
        f.chart.book.bid[0].lots = i + 100;
        f.HearTheBridge();
        f.Call();
    }
    EXPECT_GT(f.instance->GetSession().counters.depth_conflated, 0u);
    f.Link().room = SIZE_MAX;
    for (int i = 0; i < 20; ++i)
        f.Call();
    EXPECT_EQ(f.LotsSent(), 300u);
    EXPECT_EQ(f.Link().OfKind(v1::StudyFrame::kDepth).back().depth().bid_lots(0), 400u) << "the newest book arrives in the end";
}

TEST(Instance, Orders_are_refused_with_a_reason_and_flatten_is_answered) {
    InstanceFixture f;
    f.Attach();
    v1::EngineFrame order = f.Frame(1);
    order.mutable_order_command()->set_command_id("c-1");
    f.Link().Push(order);
    v1::EngineFrame flatten = f.Frame(2);
    flatten.mutable_flatten()->set_command_id("c-2");
    flatten.mutable_flatten()->set_reason("daily loss");
    f.Link().Push(flatten);
    f.Call();
    f.Call();
    const auto reports = f.Link().OfKind(v1::StudyFrame::kOrderReport);
    ASSERT_EQ(reports.size(), 2u);
    EXPECT_EQ(reports[0].order_report().command_id(), "c-1");
    EXPECT_EQ(reports[0].order_report().status(), v1::ORDER_STATUS_REFUSED);
    EXPECT_NE(reports[0].order_report().reason(), "");
    EXPECT_EQ(reports[1].order_report().command_id(), "c-2");
    EXPECT_TRUE(f.instance->GetPicture().Halted());
}

TEST(Instance, A_link_that_cannot_be_opened_is_told_once_and_tried_seldom) {
    InstanceFixture f;
    f.Link().problem = "no sockets here";
    for (int i = 0; i < 300; ++i)
        f.Call();
    EXPECT_EQ(f.Link().opens, 1);
    EXPECT_EQ(std::count_if(f.chart.log.begin(), f.chart.log.end(),
                            [](const std::string& line) { return line.find("no sockets here") != std::string::npos; }),
              1);
    EXPECT_NE(f.chart.canvas.PanelHead()->text.find("no sockets here"), std::string::npos);
    for (int i = 0; i < 3000; ++i)
        f.Call();
    EXPECT_EQ(f.Link().opens, 2);
    f.Link().problem = "";
    for (int i = 0; i < 3000; ++i)
        f.Call();
    EXPECT_TRUE(f.Link().open);
}

TEST(Instance, What_the_open_link_has_to_say_is_shown_while_it_lasts_and_logged_once_each_time) {
    InstanceFixture f;
    const auto told = [&] {
        return std::count_if(f.chart.log.begin(), f.chart.log.end(),
                             [](const std::string& line) { return line.find("speaks ZMTP 2") != std::string::npos; });
    };
    for (int time = 1; time <= 2; ++time) {
        for (const char* trouble : {"speaks ZMTP 2", "", "speaks ZMTP 2"}) {
            f.Link().trouble = trouble;
            f.Link().ready = false;
            for (int i = 0; i < 50; ++i)
                f.Call();
        }
        EXPECT_EQ(told(), time) << "attempt after attempt, and still one line";
        EXPECT_NE(f.chart.canvas.PanelHead()->text.find("speaks ZMTP 2"), std::string::npos);
        f.Link().trouble = "";
        f.Link().ready = true;
        for (int i = 0; i < 50; ++i)
            f.Call();
        EXPECT_EQ(f.chart.canvas.PanelHead()->text.find("speaks ZMTP 2"), std::string::npos);
    }
}

TEST(Instance, Each_call_reads_once_and_writes_once) {
    InstanceFixture f;
    f.Attach();
    f.Link().polls = f.Link().flushes = 0;
    for (uint32_t i = 1; i <= 10; ++i) {
        f.chart.tape.Add(i);
        f.chart.book.bid[0].lots = i + 100;
        f.Call();
    }
    EXPECT_EQ(f.Link().polls, 10);
    EXPECT_EQ(f.Link().flushes, 10);
    EXPECT_EQ(f.LotsSent(), 10u);
}

TEST(Instance, The_status_text_says_what_is_wrong_and_can_be_switched_off) {
    InstanceFixture f;
    f.Attach();
    for (int i = 0; i < 30; ++i)
        f.Call();
    EXPECT_NE(f.chart.canvas.PanelHead()->text.find("connected"), std::string::npos);
    for (int i = 0; i < 400; ++i)
        f.Call();
    EXPECT_NE(f.chart.canvas.PanelHead()->text.find("STALE"), std::string::npos);
    EXPECT_EQ(f.chart.canvas.PanelHead()->color, SubgraphRows[SubgraphPanelAlarm].color);
    EXPECT_TRUE(f.chart.Logged("STALE"));
    f.chart.view.panel = false;
    f.Call();
    EXPECT_EQ(f.chart.canvas.Count(DrawTool::Panel), 0);
}

TEST(Instance, The_status_text_waits_for_a_call_with_few_records_but_two_seconds_at_most) {
    InstanceFixture f;
    f.Call();
    const int drawn = f.chart.canvas.puts;
    uint32_t sequence = 0;
    const auto busy_call = [&] {
        for (int i = 0; i < 256; ++i)
            f.chart.tape.Add(++sequence);
        f.Call();
    };
    // Each call adds a frame that is not acknowledged, and so changes the text.
    for (int i = 0; i < 224; ++i)
        busy_call();
    EXPECT_EQ(f.chart.canvas.puts, drawn);
    // A call for each of its five lines and two to draw them.
    for (int i = 0; i < 7; ++i)
        busy_call();
    EXPECT_EQ(f.chart.canvas.puts, drawn + 1);
    for (int i = 0; i < 30; ++i)
        busy_call();
    EXPECT_EQ(f.chart.canvas.puts, drawn + 1);
    for (int i = 0; i < 7; ++i) {
        f.chart.tape.Add(++sequence);
        f.Call();
    }
    EXPECT_EQ(f.chart.canvas.puts, drawn + 2);
}

TEST(Instance, Leaves_with_a_goodbye_and_waits_for_nobody_who_is_silent) {
    InstanceFixture attached;
    attached.Attach();
    attached.instance->Leave(attached.chart, FakeClock::Get());
    EXPECT_EQ(attached.Link().sent.back().goodbye().reason(), "study_removed");
    EXPECT_FALSE(attached.Link().open);
    EXPECT_GT(attached.Link().closed_with_linger_ms, 0);
    EXPECT_LT(attached.Link().closed_with_linger_ms, 1000);

    InstanceFixture silent;
    silent.Attach();
    FakeClock::AdvanceMs(5000);
    silent.instance->Leave(silent.chart, FakeClock::Get());
    EXPECT_EQ(silent.Link().closed_with_linger_ms, 0);
}

TEST(Instance, A_chart_without_a_tick_size_is_waited_for) {
    InstanceFixture f;
    f.chart.facts.tick_size = 0;
    f.Call();
    EXPECT_EQ(f.Epoch(), 0u);
    EXPECT_TRUE(f.chart.Logged("no tick size"));
    f.chart.facts.tick_size = 0.25f;
    f.Call();
    EXPECT_NE(f.Epoch(), 0u);
}

TEST(Instance, A_fault_is_logged_once_and_the_study_goes_on) {
    InstanceFixture f;
    f.instance->CountFault("out of luck");
    f.instance->CountFault("out of luck");
    f.Call();
    EXPECT_EQ(std::count_if(f.chart.log.begin(), f.chart.log.end(),
                            [](const std::string& line) { return line.find("out of luck") != std::string::npos; }),
              1);
}
