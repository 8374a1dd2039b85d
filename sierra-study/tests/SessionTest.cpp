// Greeting, sending, resending: the numbered frames of the study.
#include "SessionFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Session, Greets_and_holds_its_frames_until_it_is_welcome) {
    SessionFixture f;
    f.Append(2);
    f.Call();
    ASSERT_EQ(f.link.sent.size(), 1u);
    EXPECT_EQ(f.link.sent[0].epoch(), SessionEpoch);
    EXPECT_EQ(f.link.sent[0].counter(), 0u);
    EXPECT_EQ(f.link.sent[0].hello().newest_counter(), 2u);
    f.Welcome(1);
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2}));
    EXPECT_EQ(f.link.sent.back().bar_close().trades(), 2u);
    EXPECT_EQ(f.link.sent.back().study_sent_unix_ns(), FakeClock::unix_nanos);
}

TEST(Session, Greets_again_when_nothing_could_be_sent_at_first) {
    SessionFixture f;
    f.link.room = 0;
    f.Call();
    f.link.room = SIZE_MAX;
    f.Call();
    EXPECT_EQ(f.link.OfKind(v1::StudyFrame::kHello).size(), 1u);
}

TEST(Session, A_full_link_costs_nothing_but_time) {
    SessionFixture f;
    f.Attach();
    f.Append(5);
    f.link.room = 2;
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2}));
    f.Call();
    f.link.room = SIZE_MAX;
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2, 3, 4, 5}));
    EXPECT_EQ(f.session->counters.frames_resent, 0u);
}

TEST(Session, Sends_again_from_the_frame_that_is_asked_for) {
    SessionFixture f;
    f.Attach();
    f.Append(4);
    f.Call();
    v1::EngineFrame frame = f.Frame();
    frame.mutable_resend_request()->set_from_counter(3);
    f.link.Push(frame);
    f.Call();
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2, 3, 4, 3, 4}));
    EXPECT_EQ(f.session->counters.frames_resent, 2u);
}

TEST(Session, Resumes_where_the_engine_says_and_forgets_what_it_has) {
    SessionFixture f;
    f.Attach();
    f.Append(6);
    f.Call();
    f.link.sent.clear();
    f.Welcome(5);
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({5, 6}));
    EXPECT_EQ(f.session->UnacknowledgedFrames(), 2u);
    f.Ack(6);
    EXPECT_EQ(f.session->UnacknowledgedFrames(), 0u);
}

TEST(Session, What_has_left_the_ring_is_declared_in_its_place) {
    SessionFixture f;
    f.Append(70);
    f.Call();
    f.Welcome(1);
    f.Call();
    ASSERT_EQ(f.link.Counters().size(), 65u);
    const auto gaps = f.link.OfKind(v1::StudyFrame::kGap);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].counter(), 6u);
    EXPECT_EQ(gaps[0].gap().first_counter(), 1u);
    EXPECT_EQ(gaps[0].gap().last_counter(), 6u);
    EXPECT_EQ(gaps[0].gap().reason(), "ring_overrun");
    EXPECT_EQ(f.link.Counters()[1], 7u);
    EXPECT_EQ(f.session->counters.gaps_declared, 1u);
}

TEST(Session, Greets_again_when_the_bridge_does_not_know_it_and_holds_its_frames_meanwhile) {
    SessionFixture f;
    f.Attach();
    v1::EngineFrame frame = f.Frame();
    frame.set_epoch(0);
    frame.mutable_hello_request();
    f.link.Push(frame);
    f.Call();
    f.Append(1);
    f.Call();
    EXPECT_EQ(f.link.OfKind(v1::StudyFrame::kHello).size(), 1u);
    EXPECT_TRUE(f.link.Counters().empty());
}

TEST(Session, On_a_new_connection_it_greets_and_sends_again_what_the_old_one_lost) {
    SessionFixture f;
    f.Attach();
    f.Append(3);
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2, 3}));
    // Frames 2 and 3 went down with the connection.
    f.link.sent.clear();
    f.link.connections = 1;
    f.session->Receive(f.link, FakeClock::Get(), f.log, f);
    f.Append(1);
    f.Call();
    EXPECT_EQ(f.link.OfKind(v1::StudyFrame::kHello).size(), 1u);
    EXPECT_TRUE(f.link.Counters().empty()) << "until the engine says where to go on";
    f.Welcome(2);
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({2, 3, 4}));
    EXPECT_EQ(f.session->counters.frames_resent, 2u);
}

TEST(Session, On_a_new_connection_it_greets_whatever_it_was_doing) {
    for (const v1::Role role : {v1::ROLE_PUBLISHER, v1::ROLE_READER, v1::ROLE_UNSPECIFIED}) {
        SessionFixture f;
        f.Call();
        if (role == v1::ROLE_UNSPECIFIED) {
            // Its hello, or the answer to it, was lost.
        } else {
            f.Welcome(1, role);
        }
        f.link.sent.clear();
        f.link.connections = 1;
        f.session->Receive(f.link, FakeClock::Get(), f.log, f);
        f.Call();
        EXPECT_EQ(f.link.OfKind(v1::StudyFrame::kHello).size(), 1u);
        f.Call();
        EXPECT_EQ(f.link.OfKind(v1::StudyFrame::kHello).size(), 1u) << "once";
        f.Welcome(1, role == v1::ROLE_READER ? role : v1::ROLE_PUBLISHER);
        EXPECT_EQ(f.session->State(), role == v1::ROLE_READER ? SessionState::Reading : SessionState::Publishing);
    }
}

TEST(Session, A_call_sends_no_more_bytes_than_its_budget_and_still_beats) {
    SessionFixture f;
    f.limits.send_budget_bytes = 100;
    f.Restart();
    f.Attach();
    f.Append(40);
    FakeClock::AdvanceMs(1000);
    f.Call();
    const size_t first = f.link.Counters().size();
    EXPECT_GT(first, 1u);
    EXPECT_LT(first, 20u);
    const auto beats = f.link.OfKind(v1::StudyFrame::kHeartbeat);
    ASSERT_EQ(beats.size(), 1u);
    EXPECT_EQ(beats[0].heartbeat().newest_counter(), f.link.Counters().back()) << "what still waits would be asked for again";
    for (int i = 0; i < 40; ++i)
        f.Call();
    EXPECT_EQ(f.link.Counters().size(), 40u);
}

TEST(Session, A_heartbeat_tells_no_time_of_the_market_before_the_frames_that_wait) {
    SessionFixture f;
    f.limits.send_budget_bytes = 100;
    f.Restart();
    f.Attach();
    f.heartbeat.market_unix_us = 1'700'000'000'000'000;
    f.Append(40);
    FakeClock::AdvanceMs(1000);
    f.Call();
    ASSERT_GT(f.session->Ring().UnsentFrames(), 0u);
    while (f.session->Ring().UnsentFrames() != 0)
        f.Call();
    FakeClock::AdvanceMs(1000);
    f.Call();
    const auto beats = f.link.OfKind(v1::StudyFrame::kHeartbeat);
    ASSERT_EQ(beats.size(), 2u);
    EXPECT_EQ(beats[0].heartbeat().market_unix_us(), 0) << "it would be the time of what waits";
    EXPECT_EQ(beats[1].heartbeat().market_unix_us(), 1'700'000'000'000'000) << "nothing waits";
}

TEST(Session, Another_protocol_version_is_named_and_nothing_more_is_sent) {
    SessionFixture f;
    f.Append(1);
    f.Call();
    f.link.sent.clear();
    f.Welcome(1, v1::ROLE_PUBLISHER, ProtocolVersion + 1);
    EXPECT_EQ(f.session->State(), SessionState::Refused);
    EXPECT_STREQ(f.session->RefusalCode(), "version_mismatch");
    EXPECT_STREQ(f.session->Text().chars, "the engine speaks protocol 6, this study (0.1.0) speaks 5");
    FakeClock::AdvanceMs(5000);
    f.Call();
    EXPECT_TRUE(f.link.sent.empty());
    FakeClock::AdvanceMs(30000);
    f.Call();
    EXPECT_EQ(f.link.OfKind(v1::StudyFrame::kHello).size(), 1u) << "tried again now and then";
}

TEST(Session, A_refusal_is_shown_and_logged_once) {
    SessionFixture f;
    f.Call();
    for (int i = 0; i < 3; ++i) {
        v1::EngineFrame frame = f.Frame();
        frame.mutable_refused()->set_code("bad_instrument");
        frame.mutable_refused()->set_text("ZB is not traded here");
        f.link.Push(frame);
        f.Call();
    }
    EXPECT_STREQ(f.session->RefusalCode(), "bad_instrument");
    EXPECT_STREQ(f.session->Text().chars, "ZB is not traded here");
    EXPECT_EQ(f.log.count, 1u);
}

TEST(Session, A_reader_sends_no_market_data_and_makes_no_frames) {
    SessionFixture f;
    f.Call();
    f.Welcome(1, v1::ROLE_READER);
    f.Append(3);
    f.Call();
    EXPECT_TRUE(f.link.Counters().empty());
    EXPECT_EQ(f.session->Ring().Newest(), 0u);
    EXPECT_EQ(f.session->State(), SessionState::Reading);
    f.Welcome(1);
    f.Append(1);
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1})) << "it may become the publisher later";
}
