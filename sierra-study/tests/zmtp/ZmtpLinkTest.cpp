// The link on a fake network: handshake, sending, reading, trying again.
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

TEST(ZmtpLink, Introduces_itself_before_the_first_message_of_every_connection) {
    LinkFixture f;
    const std::string token(64, 'a');
    const std::string part = std::string("\x01\x40", 2) + token;  // more follows, 64 bytes
    f.link->Introduce(token.c_str());
    for (int connection = 0; connection < 2; ++connection) {
        f.Shake();
        f.Call();
        EXPECT_EQ(f.net.Taken(), "") << "not before there is a message: a part alone would be none";
        ASSERT_TRUE(f.Send("hello") && f.Send("frame"));
        f.Call();
        EXPECT_EQ(f.net.Taken(), part + Message("hello") + Message("frame"));
        f.net.hung_up = true;
        f.Call();
        ASSERT_FALSE(f.link->IsReady());
        f.net.hung_up = false;
        f.Call(5000);
    }
}

TEST(ZmtpLink, A_message_without_room_for_its_introduction_is_not_taken) {
    LinkFixture f;
    f.link->Introduce(std::string(64, 'a').c_str());
    f.Shake();
    f.net.room = 0;
    ASSERT_FALSE(f.Send(std::string(ZmtpOutbox::CapacityBytes - 9 - 65, 'x')));
    f.net.room = SIZE_MAX;
    ASSERT_TRUE(f.Send("hello"));
    f.Call();
    EXPECT_EQ(f.net.Taken(), std::string("\x01\x40", 2) + std::string(64, 'a') + Message("hello"));
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
    for (int i = 0; i < 500; ++i)
        f.Call(10);
    EXPECT_STREQ(f.link->Problem(), "") << "nobody there yet is no fault";
    for (int i = 0; i < 500; ++i)
        f.Call(10);
    EXPECT_EQ(f.net.connects, 9) << "at 0, 0.1, 0.3, 0.7, 1.5, 3.1, 5.1, 7.1, 9.1 s";
    EXPECT_STREQ(f.link->Problem(), "the program at tcp://127.0.0.1:5557 does not answer") << "the trader is told what to look for";
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
    f.net.answer = ConnectProgress::Failed;
    f.net.hung_up = true;
    for (int i = 0; i < 300; ++i)
        f.Call(10);
    EXPECT_STREQ(f.link->Problem(), "") << "and so is its silence";
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
