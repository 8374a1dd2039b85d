// The link on a fake network: handshake, sending, reading, silence, loss.
#include "FakeSocket.h"

using namespace miaia;
using namespace miaia::tests;

TEST(ZmtpLink, Greets_then_is_ready_then_carries_messages) {
    LinkFixture f;
    f.Call();
    EXPECT_EQ(f.net.Taken(), Greeting());
    EXPECT_FALSE(f.Send("too early"));
    f.net.to_link = Greeting();
    f.Call();
    EXPECT_EQ(f.net.Taken(), Ready("DEALER"));
    EXPECT_FALSE(f.Send("too early"));
    EXPECT_EQ(f.link->Connections(), 0u);
    f.net.to_link = Ready() + Message("first");
    f.Call();
    EXPECT_EQ(f.link->Connections(), 1u);
    EXPECT_EQ(f.got, std::vector<std::string>({"first"}));
    ASSERT_TRUE(f.Send("one") && f.Send(std::string(300, 'x')));
    EXPECT_EQ(f.net.from_link, "") << "nothing is written before the call ends";
    f.Call();
    EXPECT_EQ(f.net.Taken(), Message("one") + Message(std::string(300, 'x')));
}

TEST(ZmtpLink, Works_when_everything_comes_byte_by_byte) {
    LinkFixture f;
    f.net.piece = 1;
    f.net.to_link = Greeting() + Ready() + Message("") + Message("some") + Command("PING", Number(10, 2) + "c") + Message("more");
    for (int i = 0; i < 200; ++i)
        f.Call();
    EXPECT_EQ(f.got, std::vector<std::string>({"", "some", "more"}));
    EXPECT_EQ(f.net.Taken(), Greeting() + Ready("DEALER") + Command("PONG", "c"));
}

TEST(ZmtpLink, A_call_reads_once_and_writes_at_most_once) {
    LinkFixture f;
    f.Shake();
    f.net.reads = f.net.writes = 0;
    for (int i = 0; i < 10; ++i) {
        f.net.to_link += Message("a") + Message("b");
        for (int k = 0; k < 20; ++k)
            ASSERT_TRUE(f.Send("frame"));
        f.Call();
    }
    EXPECT_EQ(f.net.reads, 10);
    EXPECT_EQ(f.net.writes, 10);
    f.Call();
    EXPECT_EQ(f.net.writes, 10) << "a call without anything to say writes nothing";
    EXPECT_EQ(f.got.size(), 20u);
}

TEST(ZmtpLink, What_the_system_does_not_take_at_once_follows_in_order) {
    LinkFixture f;
    f.Shake();
    const std::string wanted = Message(std::string(1000, 'a')) + Message("b");
    ASSERT_TRUE(f.Send(std::string(1000, 'a')) && f.Send("b"));
    for (size_t i = 0; i < wanted.size(); ++i) {
        f.net.room = 1;
        f.Call(1);
    }
    EXPECT_TRUE(f.net.Taken() == wanted);
}

TEST(ZmtpLink, A_peer_that_does_not_read_costs_no_memory_and_no_order) {
    LinkFixture f;
    f.Shake();
    f.net.room = 0;
    const std::string body(10000, 'x');
    int taken = 0;
    for (int i = 0; i < 100; ++i) {
        taken += f.Send(body) ? 1 : 0;
        f.Call();
    }
    EXPECT_EQ(taken, static_cast<int>(ZmtpOutbox::CapacityBytes / 10009));
    f.net.room = SIZE_MAX;
    f.Call();
    EXPECT_EQ(f.net.Taken().size(), static_cast<size_t>(taken) * 10009);
    EXPECT_TRUE(f.Send(body));
    EXPECT_EQ(f.link->Connections(), 1u);
}

TEST(ZmtpLink, Oversized_messages_and_those_of_parts_are_passed_over_and_told) {
    LinkFixture f;
    f.Shake();
    f.net.to_link =
        Message(std::string(1 << 20, 'x')) + Message("a") + Part("p") + Message("q") + Message("b") + Message(std::string(65536, 'y'));
    for (int i = 0; i < 20; ++i)
        f.Call();
    ASSERT_EQ(f.got.size(), 3u);
    EXPECT_EQ(f.got[0] + f.got[1], "ab");
    EXPECT_EQ(f.got[2].size(), 65536u);
    EXPECT_EQ(f.passed_over, std::vector<uint64_t>({1 << 20, 2}));
    EXPECT_EQ(f.link->Connections(), 1u);
    EXPECT_STREQ(f.link->Problem(), "");
}

TEST(ZmtpLink, Commands_that_are_unknown_are_passed_over) {
    LinkFixture f;
    f.Shake();
    f.net.to_link = Command("SUBSCRIBE", "x") + Command("PONG", "") + Command("READY", "") + Command(std::string(255, 'n'), "") +
        Command("PING", "") + Command("PING", std::string(30, 'c')) + Message("after");
    f.Call();
    EXPECT_EQ(f.got, std::vector<std::string>({"after"}));
    EXPECT_EQ(f.net.Taken(), "") << "a PING that is malformed has no answer";
    f.net.to_link = Command("ERROR", Bytes({4}) + "gone");
    f.Call();
    EXPECT_STREQ(f.link->Problem(), "the program at tcp://127.0.0.1:5557 ends the connection with a ZMTP error");
}

TEST(ZmtpLink, What_breaks_the_protocol_is_left_with_a_reason_and_tried_again) {
    const std::pair<std::string, const char*> cases[] = {
        {Bytes({0x01, 0x00}), "does not speak ZMTP 3"},
        {Bytes({0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 6, 0, 0}), "speaks ZMTP 2"},
        {Greeting(3, 1, "PLAIN"), "wants the mechanism PLAIN"},
        {Greeting() + Command("ERROR", Bytes({4}) + "nope"), "refuses the connection with a ZMTP error"},
        {Greeting() + Message("too early"), "in its handshake"},
        {Greeting() + Part("too early"), "in its handshake"},
        {Greeting() + Bytes({0x80, 0}), "in its handshake"},
        {Greeting() + Command("HELLO", ""), "in its handshake"},
        {Greeting() + Ready("SUB"), "is a SUB socket"},
        {Greeting() + Ready() + Bytes({0x80, 0}), "out of step"},
        {Greeting() + Ready() + Bytes({4, 0}), "out of step"},
        {Greeting() + Ready() + Bytes({4, 2, 9, 'x'}), "out of step"},
    };
    for (const auto& [bytes, reason] : cases) {
        LinkFixture f;
        f.net.to_link = bytes;
        f.Call();
        f.Call(0);
        EXPECT_NE(std::strstr(f.link->Problem(), reason), nullptr) << reason << ": " << f.link->Problem();
        EXPECT_FALSE(f.link->IsReady());
        f.net.to_link.clear();
        f.Call(200);
        f.net.to_link = Greeting() + Ready();
        f.Call();
        EXPECT_TRUE(f.link->IsReady()) << "a good peer afterwards: " << reason;
        EXPECT_STREQ(f.link->Problem(), "");
    }
}

TEST(ZmtpLink, Tries_again_with_longer_and_longer_pauses_until_a_peer_has_said_something) {
    LinkFixture f;
    f.net.answer = ConnectProgress::Failed;
    for (int i = 0; i < 1000; ++i)
        f.Call(10);
    EXPECT_EQ(f.net.connects, 9) << "at 0, 0.1, 0.3, 0.7, 1.5, 3.1, 5.1, 7.1, 9.1 s";
    EXPECT_STREQ(f.link->Problem(), "") << "nobody there yet is no fault";
    f.net.answer = ConnectProgress::Connected;
    for (int i = 0; i < 210; ++i)
        f.Call(10);
    f.net.to_link = Greeting() + Ready() + Message("sensible");
    f.Call();
    f.net.hung_up = true;
    f.Call();
    f.net.hung_up = false;
    const int before = f.net.connects;
    f.Call(90);
    EXPECT_EQ(f.net.connects, before);
    f.Call(20);
    EXPECT_EQ(f.net.connects, before + 1) << "after a good connection the first pause is short again";
}

TEST(ZmtpLink, A_connect_that_takes_its_time_is_followed_and_one_that_never_ends_given_up) {
    LinkFixture f;
    f.net.answer = ConnectProgress::Pending;
    for (int i = 0; i < 200; ++i)
        f.Call(10);
    EXPECT_EQ(f.net.connects, 1);
    EXPECT_EQ(f.net.reads, 0);
    f.net.answer = ConnectProgress::Connected;
    f.Shake();

    LinkFixture never;
    never.net.answer = ConnectProgress::Pending;
    for (int i = 0; i < 520; ++i)
        never.Call(10);
    EXPECT_EQ(never.net.connects, 2);
    EXPECT_STREQ(never.link->Problem(), "the program at tcp://127.0.0.1:5557 does not answer");
}

TEST(ZmtpLink, A_peer_that_accepts_and_says_nothing_is_given_up) {
    for (const std::string& beginning : {std::string(), Greeting().substr(0, 63), Greeting(), Greeting() + Ready().substr(0, 20)}) {
        LinkFixture f;
        f.net.to_link = beginning;
        for (int i = 0; i < 495; ++i)
            f.Call(10);
        EXPECT_EQ(f.net.closes, 0);
        for (int i = 0; i < 10; ++i)
            f.Call(10);
        EXPECT_GT(f.net.closes, 0);
        EXPECT_STREQ(f.link->Problem(), "the program at tcp://127.0.0.1:5557 accepts the connection and then says nothing");
    }
}

TEST(ZmtpLink, A_socket_that_is_connected_to_itself_is_no_peer) {
    LinkFixture f;
    f.net.itself = true;
    f.Call();
    EXPECT_NE(std::strstr(f.link->Problem(), "is the study itself"), nullptr) << f.link->Problem();
    EXPECT_EQ(f.net.from_link, "");
    f.net.itself = false;
    f.Call(100);
    f.Shake();
}

TEST(ZmtpLink, A_peer_that_falls_silent_is_asked_and_then_given_up) {
    LinkFixture f;
    f.Shake();
    for (int i = 0; i < 195; ++i)
        f.Call(10);
    EXPECT_EQ(f.net.Taken(), "");
    for (int i = 0; i < 10; ++i)
        f.Call(10);
    EXPECT_EQ(f.net.Taken(), Command("PING", Number(0, 2))) << "once";
    f.net.to_link = Command("PONG", "");
    for (int i = 0; i < 195; ++i)
        f.Call(10);
    EXPECT_EQ(f.net.Taken(), "") << "any answer is one";
    for (int i = 0; i < 300; ++i)
        f.Call(10);
    EXPECT_TRUE(f.link->IsReady());
    for (int i = 0; i < 20; ++i)
        f.Call(10);
    EXPECT_FALSE(f.link->IsReady());
    f.Call(100);
    f.Shake();
    EXPECT_EQ(f.link->Connections(), 2u);
}

TEST(ZmtpLink, A_study_that_slept_does_not_take_its_own_silence_for_the_peers) {
    LinkFixture f;
    f.Shake();
    f.Call(60000);
    EXPECT_EQ(f.net.Taken(), Command("PING", Number(0, 2)));
    f.net.to_link = Command("PONG", "");
    f.Call(60000);
    EXPECT_TRUE(f.link->IsReady());
    f.net.to_link = Message("late");
    f.Call(60000);
    EXPECT_EQ(f.got, std::vector<std::string>({"late"}));
    EXPECT_EQ(f.link->Connections(), 1u);
}

TEST(ZmtpLink, A_peers_last_words_are_heard_although_it_has_hung_up_and_nothing_can_be_sent) {
    LinkFixture f;
    f.Shake();
    f.net.to_link = Message("the bridge is stopping");
    f.net.hung_up = f.net.send_fails = true;
    ASSERT_TRUE(f.Send("into the void"));
    f.link->Flush();
    EXPECT_FALSE(f.Send("nothing more"));
    f.Call();
    EXPECT_EQ(f.got, std::vector<std::string>({"the bridge is stopping"}));
    f.Call();
    EXPECT_FALSE(f.link->IsReady());
    EXPECT_GT(f.net.closes, 0);
}

TEST(ZmtpLink, When_sending_fails_and_reading_does_not_tell_the_connection_ends_all_the_same) {
    LinkFixture f;
    f.Shake();
    f.net.send_fails = true;
    ASSERT_TRUE(f.Send("x"));
    f.Call();
    f.Call();
    EXPECT_FALSE(f.link->IsReady());
}

TEST(ZmtpLink, A_connection_that_dies_in_the_middle_of_a_frame_leaves_nothing_behind) {
    const std::string message = Message(std::string(300, 'm'));
    for (size_t cut = 1; cut < message.size(); cut += 13) {
        LinkFixture f;
        f.Shake();
        ASSERT_TRUE(f.Send(std::string(300, 'o')));
        f.net.room = cut;
        f.net.to_link = message.substr(0, cut);
        f.Call();
        f.net.hung_up = true;
        f.Call();
        EXPECT_FALSE(f.link->IsReady());
        f.net.hung_up = false;
        f.net.room = SIZE_MAX;
        f.net.Taken();
        f.Call(100);
        EXPECT_EQ(f.net.Taken(), Greeting()) << "the new connection begins with nothing of the old one";
        f.net.to_link = Greeting() + Ready() + Message("new");
        f.Call();
        EXPECT_EQ(f.got, std::vector<std::string>({"new"}));
    }
}

TEST(ZmtpLink, Closes_by_shutting_its_half_and_reading_until_the_peer_hangs_up) {
    LinkFixture f;
    f.Shake();
    ASSERT_TRUE(f.Send("last words"));
    f.net.to_link = std::string(300000, 'u');
    f.net.hung_up = true;
    f.link->Close(FakeClock::Get(), 250);
    EXPECT_EQ(f.net.Taken(), Message("last words"));
    EXPECT_TRUE(f.net.shut);
    EXPECT_EQ(f.net.to_link.size(), 0u) << "unread bytes would make a reset";
    EXPECT_FALSE(f.link->IsOpen());
    EXPECT_FALSE(f.Send("x"));
    f.Call();
    EXPECT_EQ(f.net.connects, 1);
}

TEST(ZmtpLink, Closing_waits_for_nobody_longer_than_it_may) {
    for (const size_t room : {size_t{0}, SIZE_MAX}) {
        LinkFixture f;
        f.Shake();
        ASSERT_TRUE(f.Send("never read"));
        f.net.room = room;
        const int64_t began = FakeClock::steady_nanos;
        f.link->Close(FakeClock::Get(), 250);
        EXPECT_LT(FakeClock::steady_nanos - began, 300 * 1000000LL);
        EXPECT_GT(f.net.closes, 0);
    }
}
