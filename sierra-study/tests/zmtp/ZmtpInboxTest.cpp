// Bytes in whatever pieces, frames out.
#include "MiaIaZmtpInbox.h"

#include <gtest/gtest.h>

#include <memory>

#include "ZmtpBytes.h"
#include "ZmtpReading.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// What the inbox makes of a stream that comes in pieces of this size.
std::vector<Said> InPieces(const std::string& stream, size_t piece) {
    const auto inbox = std::make_unique<ZmtpInbox>();
    inbox->Clear();
    std::vector<Said> said;
    for (size_t at = 0; at < stream.size(); at += piece)
        Feed(*inbox, stream.substr(at, piece), said);
    return said;
}

std::vector<Said> Wanted(const std::string& stream) {
    return ReadStream(stream, ZmtpInbox::LargestMessageBytes, ZmtpInbox::LongestSkippedBytes);
}

}  // namespace

TEST(ZmtpInbox, Every_size_comes_out_whole_however_it_was_cut) {
    std::string stream;
    for (size_t size : {0, 1, 2, 253, 254, 255, 256, 257, 65534, 65535, 65536, 65537, 1048576, 3}) {
        std::string body(size, 'x');
        for (size_t i = 0; i < size; ++i)
            body[i] = static_cast<char>(i * 7 + size);
        stream += Message(body);
    }
    const std::vector<Said> wanted = Wanted(stream);
    ASSERT_EQ(wanted.size(), 14u);
    EXPECT_EQ(wanted[11].kind, Said::Unusable) << "65,537 bytes are too many";
    EXPECT_EQ(wanted[12].length, 1048576u);
    for (size_t piece : {1, 2, 3, 7, 64, 255, 1000, 65535, 65536, 131072, 1 << 20})
        EXPECT_TRUE(InPieces(stream, piece) == wanted) << "pieces of " << piece;
}

TEST(ZmtpInbox, A_short_body_may_have_the_long_form) {
    const std::string stream = Frame(0, "short", true) + Frame(0, "", true) + Message("after");
    for (size_t piece : {1, 4, 100})
        EXPECT_TRUE(InPieces(stream, piece) == Wanted(stream));
}

TEST(ZmtpInbox, A_message_of_several_parts_is_passed_over_as_one) {
    const std::string stream = Message("one") + Part("a") + Part("") + Message(std::string(70000, 'b')) + Message("two") + Part("c") +
        Command("PING", Number(0, 2)) + Message("") + Message("three");
    std::vector<Said> wanted = {{Said::Message, "one", 3}, {Said::Unusable, "", 70001},
                                {Said::Message, "two", 3}, {Said::Command, std::string("\4PING\0\0", 7), 7},
                                {Said::Unusable, "", 1},   {Said::Message, "three", 5}};
    for (size_t piece : {1, 2, 5, 64, 100000})
        EXPECT_TRUE(InPieces(stream, piece) == wanted) << "pieces of " << piece;
    EXPECT_TRUE(Wanted(stream) == wanted) << "the oracle agrees with what is written here";
}

TEST(ZmtpInbox, Behind_a_broken_frame_nothing_is_understood) {
    for (const std::string& broken : {Bytes({8, 0}), Bytes({0x85, 0}), Bytes({5, 1, 0}), Bytes({2}) + Number(UINT64_MAX, 8),
                                      Bytes({2}) + Number(ZmtpInbox::LongestSkippedBytes + 1, 8), Bytes({6}) + Number(65537, 8)}) {
        const std::vector<Said> said = InPieces(Message("good") + broken + Message("lost"), 3);
        ASSERT_GE(said.size(), 2u);
        EXPECT_EQ(said[0].body, "good");
        EXPECT_EQ(said[1].kind, Said::Broken);
        EXPECT_EQ(said.back().kind, Said::Broken);
    }
}

TEST(ZmtpInbox, The_longest_message_that_may_be_passed_over_is) {
    const auto inbox = std::make_unique<ZmtpInbox>();
    inbox->Clear();
    std::vector<Said> said;
    Feed(*inbox, Bytes({2}) + Number(ZmtpInbox::LongestSkippedBytes, 8), said);
    for (uint64_t fed = 0; fed < ZmtpInbox::LongestSkippedBytes; fed += 65536)
        Feed(*inbox, std::string(65536, '\xFF'), said);
    Feed(*inbox, Message("after"), said);
    ASSERT_EQ(said.size(), 2u);
    EXPECT_EQ(said[0].length, ZmtpInbox::LongestSkippedBytes);
    EXPECT_EQ(said[1].body, "after");
}

TEST(ZmtpOutbox, Holds_what_fits_and_makes_room_as_it_is_written) {
    const auto outbox = std::make_unique<ZmtpOutbox>();
    const std::string body(65000, 'b');
    const auto take = [&](const std::string& bytes) {
        return outbox->TakeMessage(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    };
    ASSERT_TRUE(take(body) && take(body));
    ASSERT_TRUE(take(std::string(ZmtpOutbox::CapacityBytes - 3 * 9 - 2 * 65000, 'l'))) << "to the last byte";
    EXPECT_FALSE(take(""));
    const uint8_t pong[1] = {7};
    outbox->Take(pong, 1);
    EXPECT_EQ(outbox->Size(), ZmtpOutbox::CapacityBytes) << "a command without room is dropped";
    outbox->Written(65009);
    EXPECT_TRUE(take(std::string(65000, 'c')));
    EXPECT_FALSE(take(""));
    const std::string kept(reinterpret_cast<const char*>(outbox->Bytes()), outbox->Size());
    EXPECT_TRUE(kept.substr(0, 65009) == Message(body));
    EXPECT_TRUE(kept.substr(kept.size() - 65009) == Message(std::string(65000, 'c')));
    outbox->Written(outbox->Size());
    EXPECT_TRUE(outbox->IsEmpty());
}
