// The link on a fake network: silence, loss, the end.
#include "FakeSocket.h"

using namespace miaia;
using namespace miaia::tests;

TEST(ZmtpLink, Fault02_A_peer_that_falls_silent_is_asked_and_then_given_up) {
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
