// Heartbeats, silence, and what the engine and the bridge say.
#include "SessionFixture.h"

using namespace miaia;
using namespace miaia::tests;

TEST(Session, A_hello_that_nobody_answers_is_said_again_each_five_seconds_and_each_half_minute_without_the_engine) {
    SessionFixture f;
    const auto hellos = [&] {
        return std::count_if(f.link.sent.begin(), f.link.sent.end(), [](const auto& frame) { return frame.has_hello(); });
    };
    f.Call();
    EXPECT_EQ(hellos(), 1);
    FakeClock::AdvanceMs(4900);
    f.Call();
    EXPECT_EQ(hellos(), 1);
    FakeClock::AdvanceMs(100);
    f.Call();
    EXPECT_EQ(hellos(), 2) << "the answer was lost on a connection that stands";
    v1::EngineFrame beat = f.Frame();
    beat.mutable_heartbeat()->set_engine_connected(false);
    f.link.Push(beat);
    f.Call();
    FakeClock::AdvanceMs(29900);
    f.Call();
    EXPECT_EQ(hellos(), 2) << "the bridge keeps it for the engine";
    FakeClock::AdvanceMs(100);
    f.Call();
    EXPECT_EQ(hellos(), 3) << "unless the engine has refused it, and that was lost";
    f.Welcome(1);
    FakeClock::AdvanceMs(60000);
    f.Call();
    EXPECT_EQ(hellos(), 3);
}

TEST(Session, Beats_once_a_second_with_its_totals) {
    SessionFixture f;
    f.Attach();
    f.session->counters.lots = 9;
    for (int i = 0; i < 30; ++i) {
        f.Call();
        FakeClock::AdvanceMs(100);
    }
    const auto beats = f.link.OfKind(v1::StudyFrame::kHeartbeat);
    ASSERT_EQ(beats.size(), 2u);
    EXPECT_EQ(beats[0].counter(), 0u);
    EXPECT_EQ(beats[0].heartbeat().counters().lots(), 9u);
}

TEST(Session, Fault01_Fault02_Is_stale_after_three_silent_seconds_and_keeps_its_frames) {
    SessionFixture f;
    f.Attach();
    FakeClock::AdvanceMs(2900);
    EXPECT_FALSE(f.session->IsStale(FakeClock::steady_nanos));
    FakeClock::AdvanceMs(200);
    EXPECT_TRUE(f.session->IsStale(FakeClock::steady_nanos));
    f.Append(2);
    f.Call();
    EXPECT_TRUE(f.link.Counters().empty());
    v1::EngineFrame frame = f.Frame();
    frame.mutable_heartbeat()->set_engine_connected(true);
    f.link.Push(frame);
    f.Call();
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2}));
}

TEST(Session, Keeps_its_frames_while_the_engine_is_away) {
    SessionFixture f;
    f.Attach();
    v1::EngineFrame frame = f.Frame();
    frame.mutable_heartbeat()->set_engine_connected(false);
    f.link.Push(frame);
    f.Call();
    f.Append(2);
    f.Call();
    EXPECT_TRUE(f.link.Counters().empty());
    EXPECT_TRUE(f.session->EngineAway());
    f.Welcome(1);
    f.Call();
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2}));
}

TEST(Session, Acknowledges_the_engines_numbered_frames_and_takes_each_once) {
    SessionFixture f;
    f.Attach();
    for (uint64_t counter : {1, 2, 2}) {
        v1::EngineFrame frame = f.Frame(counter);
        frame.mutable_signal()->set_id(counter);
        f.link.Push(frame);
    }
    f.Call();
    f.Call();
    EXPECT_EQ(f.handed_on, std::vector<EngineBody>(2, EngineBody::Signal));
    const auto acks = f.link.OfKind(v1::StudyFrame::kCommandAck);
    ASSERT_EQ(acks.size(), 1u);
    EXPECT_EQ(acks[0].command_ack().engine_counter(), 2u);
    EXPECT_EQ(acks[0].counter(), 1u) << "it is numbered, because it must not be lost";
}

TEST(Session, A_hole_in_the_engines_numbers_is_counted) {
    SessionFixture f;
    f.Attach();
    v1::EngineFrame frame = f.Frame(4);
    frame.mutable_signal()->set_id(1);
    f.link.Push(frame);
    f.Call();
    EXPECT_EQ(f.session->engine_frames_missing, 3u);
}

TEST(Session, A_second_hello_on_a_call_that_lives_on_makes_no_hole_and_another_call_begins_at_one) {
    SessionFixture f;
    f.Attach();
    const auto say = [&](uint64_t counter) {
        v1::EngineFrame frame = f.Frame(counter);
        frame.mutable_signal()->set_id(counter);
        f.link.Push(frame);
        f.Call();
    };
    say(1);
    say(2);
    f.Welcome(1);
    say(3);
    EXPECT_EQ(f.session->engine_frames_missing, 0u);
    EXPECT_EQ(f.handed_on.size(), 3u);
    f.Welcome(1);
    say(1);
    say(2);
    EXPECT_EQ(f.handed_on.size(), 5u) << "another call of the engine's numbers anew";
    say(2);
    EXPECT_EQ(f.handed_on.size(), 5u);
    f.Welcome(1);
    say(5);
    EXPECT_EQ(f.session->engine_frames_missing, 2u) << "3 and 4 went down with a connection";
}

TEST(Session, Frames_that_cannot_be_read_are_refused_and_counted) {
    SessionFixture f;
    f.Attach();
    f.link.inbox.push_back(std::string("\xFF\xFF", 2));
    f.link.inbox.push_back(std::string(70000, 'x'));
    v1::EngineFrame good = f.Frame(1);
    good.mutable_signal()->set_id(1);
    f.link.Push(good);
    f.Call();
    EXPECT_EQ(f.session->counters.frames_refused, 2u);
    EXPECT_EQ(f.handed_on.size(), 1u);
    f.log.count = 0;
    f.link.inbox.push_back("\x07");
    f.Call();
    EXPECT_EQ(f.log.count, 0u) << "logged once, counted ever after";
}

TEST(Session, Frames_of_another_epoch_and_impossible_counters_are_counted_and_do_nothing) {
    SessionFixture f;
    f.Attach();
    f.Append(2);
    f.Call();
    v1::EngineFrame foreign = f.Frame();
    foreign.set_epoch(SessionEpoch - 1);
    foreign.mutable_ack()->set_counter(2);
    f.link.Push(foreign);
    v1::EngineFrame impossible = f.Frame();
    impossible.mutable_ack()->set_counter(3);
    f.link.Push(impossible);
    v1::EngineFrame beyond = f.Frame();
    beyond.mutable_resend_request()->set_from_counter(9);
    f.link.Push(beyond);
    f.Call();
    EXPECT_EQ(f.session->frames_foreign, 3u);
    EXPECT_EQ(f.session->UnacknowledgedFrames(), 2u);
}

TEST(Session, Measures_the_hops_with_the_times_of_an_acknowledgement) {
    SessionFixture f;
    f.Attach();
    f.Append(1);
    f.Call();
    v1::EngineFrame frame = f.Frame();
    const int64_t start = FakeClock::unix_nanos;
    frame.set_study_seen_unix_ns(start);
    frame.set_study_sent_unix_ns(start + 1000);
    frame.set_bridge_received_unix_ns(start + 3000);
    frame.set_engine_received_unix_ns(start + 6000);
    frame.set_engine_answered_unix_ns(start + 10000);
    frame.mutable_ack()->set_counter(1);
    f.link.Push(frame);
    FakeClock::AdvanceMs(1);
    f.Call();
    EXPECT_EQ(f.session->hops.of[5].MaxNanos(), 1000000u);
    EXPECT_EQ(f.session->hops.of[1].MaxNanos(), 2000u);
}

TEST(Session, Ends_with_what_was_left_and_a_goodbye_with_its_totals) {
    SessionFixture f;
    f.Attach();
    f.Append(2);
    f.session->counters.bars = 2;
    Goodbye goodbye;
    goodbye.reason = "study_removed";
    f.session->End(f.link, FakeClock::Get(), FakeClock::unix_nanos, 1000000, goodbye);
    EXPECT_EQ(f.link.Counters(), Numbers({1, 2}));
    EXPECT_GE(f.link.flushes, 2);
    ASSERT_EQ(f.link.sent.back().body_case(), v1::StudyFrame::kGoodbye);
    EXPECT_EQ(f.link.sent.back().goodbye().newest_counter(), 2u);
    EXPECT_EQ(f.link.sent.back().goodbye().counters().bars(), 2u);
}

/// The engine speaks to nobody whom it has refused, and the bridge lives.
TEST(Session, One_that_was_refused_is_not_stale_before_it_has_asked_again_in_vain) {
    SessionFixture f;
    f.Call();
    v1::EngineFrame refused = f.Frame();
    refused.mutable_refused()->set_code("bad_instrument");
    f.link.Push(refused);
    f.Call();
    ASSERT_EQ(f.session->State(), SessionState::Refused);
    const auto wait = [&](int64_t ms) {
        bool was_stale = false;
        for (int64_t waited = 0; waited < ms; waited += 100) {
            FakeClock::AdvanceMs(100);
            f.Call();
            was_stale = was_stale || f.session->IsStale(FakeClock::steady_nanos);
        }
        return was_stale;
    };
    EXPECT_FALSE(wait(29900));
    f.link.Push(refused);
    EXPECT_FALSE(wait(200)) << "asked again";
    EXPECT_FALSE(wait(29000));
    // Another symbol: another epoch, and a greeting that may yet be answered.
    f.session->BeginEpoch(SessionEpoch + 1, FakeClock::steady_nanos);
    EXPECT_FALSE(wait(2900));
    EXPECT_TRUE(wait(300)) << "nobody answers that";
}

TEST(Session, A_reader_is_told_why_it_only_draws_in_a_sentence) {
    const struct {
        const char* engine_state;
        const char* why;
    } cases[] = {{"another chart publishes ES", "another chart publishes ES"},
                 {"running", "another study, or an epoch of this one, still feeds the engine"},
                 {"halted, lunch", "another study, or an epoch of this one, still feeds the engine"},
                 {"", "another study, or an epoch of this one, still feeds the engine"}};
    for (const auto& one : cases) {
        SessionFixture f;
        f.Call();
        v1::EngineFrame frame = f.Frame();
        frame.mutable_welcome()->set_protocol_version(ProtocolVersion);
        frame.mutable_welcome()->set_role(v1::ROLE_READER);
        frame.mutable_welcome()->set_engine_state(one.engine_state);
        f.link.Push(frame);
        f.Call();
        EXPECT_EQ(f.session->State(), SessionState::Reading);
        EXPECT_STREQ(f.session->Text().chars, one.why);
    }
}
