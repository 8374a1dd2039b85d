// The bytes of the protocol, each of them.
#include "MiaIaZmtpWire.h"

#include <gtest/gtest.h>

#include "ZmtpBytes.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

const uint8_t* At(const std::string& bytes) {
    return reinterpret_cast<const uint8_t*>(bytes.data());
}

ZmtpVerdict Judge(const std::string& greeting, FixedText<320>& why) {
    return JudgeZmtpGreeting(At(greeting), greeting.size(), why);
}

bool Judge(const std::string& ready_rest, const char* wanted_in_reason) {
    ZmtpCommandBody command;
    const std::string body = Bytes({5}) + "READY" + ready_rest;
    EXPECT_TRUE(command.Read(At(body), body.size()));
    FixedText<320> why;
    const bool good = JudgeZmtpReady(command, why);
    EXPECT_NE(std::strstr(why.chars, wanted_in_reason), nullptr) << why.chars;
    return good;
}

}  // namespace

TEST(ZmtpWire, Greets_as_a_3_1_peer_without_security) {
    uint8_t ours[ZmtpGreetingBytes];
    WriteZmtpGreeting(ours);
    EXPECT_EQ(std::string(reinterpret_cast<char*>(ours), sizeof ours), Greeting());
}

TEST(ZmtpWire, Is_ready_as_a_dealer_without_an_identity) {
    uint8_t ours[64];
    const size_t length = WriteZmtpReady(ours);
    EXPECT_EQ(std::string(reinterpret_cast<char*>(ours), length), Ready("DEALER"));
    EXPECT_EQ(length, ZmtpReadyBytes);
}

TEST(ZmtpWire, A_greeting_is_good_only_when_all_of_it_is_there) {
    FixedText<320> why;
    const std::string whole = Greeting();
    for (size_t length = 0; length < whole.size(); ++length)
        EXPECT_EQ(Judge(whole.substr(0, length), why), ZmtpVerdict::Incomplete) << length;
    EXPECT_EQ(Judge(whole, why), ZmtpVerdict::Good);
    EXPECT_EQ(Judge(Greeting(3, 0), why), ZmtpVerdict::Good) << "3.0 is understood";
    EXPECT_EQ(Judge(Greeting(4, 7), why), ZmtpVerdict::Good) << "a newer one has to come down to us";
}

TEST(ZmtpWire, Old_and_foreign_greetings_are_refused_by_name_as_soon_as_they_show) {
    FixedText<320> why;
    EXPECT_EQ(Judge(Bytes({0x01}), why), ZmtpVerdict::Refused);
    EXPECT_STREQ(why.chars, "does not speak ZMTP 3 (its first byte is 0x01)");
    EXPECT_EQ(Judge("HTTP/1.1 400 Bad Request", why), ZmtpVerdict::Refused);
    EXPECT_STREQ(why.chars, "does not speak ZMTP 3 (its first byte is 0x48)");
    EXPECT_EQ(Judge(Bytes({0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0}), why), ZmtpVerdict::Refused);
    EXPECT_STREQ(why.chars, "speaks ZMTP 1, this study needs 3 or newer");
    EXPECT_EQ(Judge(Bytes({0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 0}), why), ZmtpVerdict::Refused);
    EXPECT_STREQ(why.chars, "speaks ZMTP 1, this study needs 3 or newer");
    EXPECT_EQ(Judge(Bytes({0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 1, 6}), why), ZmtpVerdict::Refused);
    EXPECT_STREQ(why.chars, "speaks ZMTP 2, this study needs 3 or newer");
    EXPECT_EQ(Judge(Greeting(3, 1, "CURVE"), why), ZmtpVerdict::Refused);
    EXPECT_STREQ(why.chars, "wants the mechanism CURVE, this study has NULL only");
    EXPECT_EQ(Judge(Greeting(3, 1, "NULLX"), why), ZmtpVerdict::Refused);
    EXPECT_EQ(Judge(Greeting(3, 1, ""), why), ZmtpVerdict::Refused);
}

TEST(ZmtpWire, Every_head_is_written_as_the_specification_says_and_read_back) {
    for (uint64_t length : {0ull, 1ull, 254ull, 255ull, 256ull, 65535ull, 65536ull, 1048576ull, 0x7FFFFFFFFFFFFFFFull}) {
        uint8_t ours[ZmtpLargestHeadBytes];
        const size_t bytes = WriteZmtpHead(ours, 0, length);
        const std::string wanted = length < 256 ? Bytes({0, static_cast<int>(length)}) : Bytes({2}) + Number(length, 8);
        ASSERT_EQ(std::string(reinterpret_cast<char*>(ours), bytes), wanted) << length;
        ZmtpHead head;
        for (size_t available = 0; available < bytes; ++available)
            ASSERT_EQ(ReadZmtpHead(ours, available, head), ZmtpVerdict::Incomplete);
        ASSERT_EQ(ReadZmtpHead(ours, bytes, head), ZmtpVerdict::Good);
        EXPECT_EQ(head.length, length);
        EXPECT_EQ(head.bytes, bytes);
    }
}

TEST(ZmtpWire, Flags_without_a_meaning_and_impossible_lengths_are_refused) {
    for (int flags = 0; flags < 256; ++flags) {
        const std::string bytes = Bytes({flags, 0, 0, 0, 0, 0, 0, 0, 0});
        ZmtpHead head;
        const bool meant = flags < 8 && (flags & 5) != 5;
        EXPECT_EQ(ReadZmtpHead(At(bytes), bytes.size(), head), meant ? ZmtpVerdict::Good : ZmtpVerdict::Refused) << flags;
    }
    ZmtpHead head;
    EXPECT_EQ(ReadZmtpHead(At(Bytes({2, 0x80, 0, 0, 0, 0, 0, 0, 0})), 9, head), ZmtpVerdict::Refused);
}

TEST(ZmtpWire, A_ready_names_a_socket_that_a_dealer_may_talk_to) {
    for (const char* type : {"ROUTER", "DEALER", "REP"})
        EXPECT_TRUE(Judge(Property("socket-TYPE", type), ""));
    EXPECT_TRUE(Judge("", "")) << "a peer that does not tell";
    EXPECT_TRUE(Judge(Property("X-Other", std::string(300, 'x')) + Property("Socket-Type", "ROUTER"), ""));
    EXPECT_FALSE(Judge(Property("Socket-Type", "PUB"), "is a PUB socket"));
    EXPECT_FALSE(Judge(Property("Socket-Type", "ROUTER\n"), "is a ROUTER  socket"));
    const std::string whole = Property("Socket-Type", "ROUTER");
    for (size_t length = 1; length < whole.size(); ++length)
        EXPECT_FALSE(Judge(whole.substr(0, length), "cannot be read")) << length;
    EXPECT_FALSE(Judge(Bytes({0}) + Number(0, 4), "cannot be read")) << "a property without a name";
    EXPECT_FALSE(Judge(Bytes({1}) + "x" + Number(0xFFFFFFFF, 4), "cannot be read"));
}

TEST(ZmtpWire, A_ping_is_answered_with_its_context) {
    for (size_t context = 0; context <= 17; ++context) {
        const std::string ping = Bytes({4}) + "PING" + Number(300, 2) + std::string(context, 'c');
        ZmtpCommandBody command;
        ASSERT_TRUE(command.Read(At(ping), ping.size()));
        uint8_t pong[ZmtpLargestPongBytes];
        const size_t bytes = WriteZmtpPong(pong, command);
        EXPECT_EQ(std::string(reinterpret_cast<char*>(pong), bytes), context > 16 ? "" : Command("PONG", std::string(context, 'c')));
    }
    const std::string cut = Bytes({4}) + "PING" + Bytes({1});
    ZmtpCommandBody command;
    ASSERT_TRUE(command.Read(At(cut), cut.size()));
    uint8_t pong[ZmtpLargestPongBytes];
    EXPECT_EQ(WriteZmtpPong(pong, command), 0u) << "a PING without its time to live";
    uint8_t ping[ZmtpPingBytes];
    EXPECT_EQ(std::string(reinterpret_cast<char*>(ping), WriteZmtpPing(ping)), Command("PING", Number(0, 2)));
}
