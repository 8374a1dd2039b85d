#include <gtest/gtest.h>

#include <random>
#include <string>

#ifdef __linux__
#include <sys/resource.h>
#endif

#include "OwnedRing.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

bool Push(FrameRing& ring, const std::string& body) {
    const FrameHead head(42, ring.Newest() + 1, 0, StudyBody::Trades, body.size());
    return ring.Push(head, reinterpret_cast<const uint8_t*>(body.data()), body.size());
}

/// Body of the frame that is next, without its head; "gap a-b" when the gap is next; empty when nothing is.
std::string Next(FrameRing& ring) {
    if (ring.GapIsNext())
        return "gap " + std::to_string(ring.GapFirst()) + "-" + std::to_string(ring.GapLast());
    RingFrame frame;
    if (!ring.Peek(frame))
        return "";
    const std::string bytes(reinterpret_cast<const char*>(frame.bytes), frame.length);
    return bytes.substr(bytes.find("body"));
}

std::string Body(uint64_t counter, size_t length = 8) {
    std::string body = "body" + std::to_string(counter);
    body.resize(length < body.size() ? body.size() : length, '.');
    return body;
}

void Fill(FrameRing& ring, uint64_t count, size_t length = 8) {
    for (uint64_t i = 0; i < count; ++i)
        ASSERT_TRUE(Push(ring, Body(ring.Newest() + 1, length)));
}

void SendAll(FrameRing& ring) {
    while (!Next(ring).empty())
        ring.Advance();
}

}  // namespace

TEST(Ring, Hands_frames_out_in_order_and_keeps_them_until_they_are_acknowledged) {
    OwnedRing ring;
    ring.Allocate(4096, 16);
    EXPECT_EQ(Next(ring), "");
    Fill(ring, 3);
    EXPECT_EQ(Next(ring), Body(1));
    SendAll(ring);
    EXPECT_EQ(ring.HeldFrames(), 3u);
    ASSERT_TRUE(ring.Acknowledge(2));
    EXPECT_EQ(ring.Oldest(), 3u);
    ASSERT_TRUE(ring.Acknowledge(3));
    EXPECT_EQ(ring.HeldFrames(), 0u);
    EXPECT_EQ(ring.Oldest(), 0u);
}

TEST(Ring, Keeps_its_place_when_the_link_takes_nothing) {
    OwnedRing ring;
    ring.Allocate(4096, 16);
    Fill(ring, 2);
    EXPECT_EQ(Next(ring), Body(1));
    EXPECT_EQ(Next(ring), Body(1));
    ring.Advance();
    EXPECT_EQ(Next(ring), Body(2));
}

TEST(Ring, Sends_again_from_where_it_is_asked) {
    OwnedRing ring;
    ring.Allocate(4096, 16);
    Fill(ring, 5);
    SendAll(ring);
    ASSERT_TRUE(ring.SendFrom(3));
    RingFrame frame;
    ASSERT_TRUE(ring.Peek(frame));
    EXPECT_TRUE(frame.resent);
    EXPECT_EQ(Next(ring), Body(3));
    SendAll(ring);
    Fill(ring, 1);
    ASSERT_TRUE(ring.Peek(frame));
    EXPECT_FALSE(frame.resent);
}

TEST(Ring, Refuses_to_resend_or_forget_what_was_never_made) {
    OwnedRing ring;
    ring.Allocate(4096, 16);
    Fill(ring, 2);
    EXPECT_FALSE(ring.SendFrom(0));
    EXPECT_FALSE(ring.SendFrom(4));
    EXPECT_TRUE(ring.SendFrom(3));
    EXPECT_FALSE(ring.Acknowledge(3));
    EXPECT_EQ(ring.HeldFrames(), 2u);
}

TEST(Ring, Full_by_frames_it_drops_the_oldest_and_declares_one_gap_in_their_place) {
    OwnedRing ring;
    ring.Allocate(4096, 4);
    Fill(ring, 7);
    EXPECT_EQ(ring.DroppedFrames(), 3u);
    EXPECT_EQ(Next(ring), "gap 1-3");
    ring.Advance();
    EXPECT_EQ(Next(ring), Body(4));
}

TEST(Ring, Full_by_bytes_it_drops_as_many_as_it_must) {
    OwnedRing ring;
    ring.Allocate(1000, 64);
    Fill(ring, 9, 60);
    ASSERT_EQ(ring.DroppedFrames(), 0u);
    ASSERT_TRUE(Push(ring, Body(10, 400)));
    EXPECT_GT(ring.DroppedFrames(), 0u);
    EXPECT_EQ(ring.GapLast() + 1, ring.Oldest());
    SendAll(ring);
    EXPECT_EQ(ring.NextToSend(), 11u);
}

TEST(Ring, Refuses_a_frame_that_fits_into_no_ring) {
    OwnedRing ring;
    ring.Allocate(256, 4);
    Fill(ring, 1);
    EXPECT_FALSE(Push(ring, Body(2, 300)));
    EXPECT_EQ(ring.Newest(), 1u);
    EXPECT_EQ(Next(ring), Body(1));
}

TEST(Ring, A_gap_grows_while_nothing_can_be_sent_and_ends_with_its_acknowledgement) {
    OwnedRing ring;
    ring.Allocate(4096, 4);
    Fill(ring, 6);
    EXPECT_EQ(Next(ring), "gap 1-2");
    Fill(ring, 2);
    EXPECT_EQ(Next(ring), "gap 1-4");
    SendAll(ring);
    ASSERT_TRUE(ring.Acknowledge(4));
    EXPECT_FALSE(ring.HasGap());
    EXPECT_EQ(ring.Oldest(), 5u);
}

TEST(Ring, A_frame_dropped_after_it_was_sent_becomes_a_gap_only_when_it_is_asked_for_again) {
    OwnedRing ring;
    ring.Allocate(4096, 4);
    Fill(ring, 4);
    SendAll(ring);
    Fill(ring, 2);
    EXPECT_EQ(Next(ring), Body(5));
    ASSERT_TRUE(ring.SendFrom(1));
    EXPECT_EQ(Next(ring), "gap 1-2");
}

TEST(Ring, An_acknowledgement_inside_a_gap_shortens_it) {
    OwnedRing ring;
    ring.Allocate(4096, 4);
    Fill(ring, 4);
    SendAll(ring);
    Fill(ring, 3);
    ASSERT_TRUE(ring.Acknowledge(2));
    ASSERT_TRUE(ring.SendFrom(3));
    EXPECT_EQ(Next(ring), "gap 3-3");
}

TEST(Ring, Asked_for_frames_that_were_acknowledged_it_declares_them_gone) {
    OwnedRing ring;
    ring.Allocate(4096, 8);
    Fill(ring, 5);
    SendAll(ring);
    ASSERT_TRUE(ring.Acknowledge(4));
    ASSERT_TRUE(ring.SendFrom(2));
    EXPECT_EQ(Next(ring), "gap 2-4");
    ring.Advance();
    EXPECT_EQ(Next(ring), Body(5));
}

TEST(Ring, Says_when_half_of_it_waits) {
    OwnedRing by_frames;
    by_frames.Allocate(1 << 20, 8);
    Fill(by_frames, 4);
    EXPECT_FALSE(by_frames.BacklogIsLarge());
    Fill(by_frames, 1);
    EXPECT_TRUE(by_frames.BacklogIsLarge());
    SendAll(by_frames);
    EXPECT_FALSE(by_frames.BacklogIsLarge());

    OwnedRing by_bytes;
    by_bytes.Allocate(4096, 1024);
    Fill(by_bytes, 5, 480);
    EXPECT_TRUE(by_bytes.BacklogIsLarge());
}

// The ring against a model that keeps everything: whatever happens, each number comes out once as its frame or inside a gap.
TEST(Ring, Random_pushes_sends_acknowledgements_and_resends_lose_nothing_silently) {
    std::mt19937 random(20231225);
    for (int round = 0; round < 200; ++round) {
        OwnedRing ring;
        ring.Allocate(2000 + random() % 3000, 32);
        uint64_t expected = 1;  // of a receiver that takes frames in order only
        for (int step = 0; step < 400; ++step) {
            const auto action = random() % 10;
            if (action < 5) {
                ASSERT_TRUE(Push(ring, Body(ring.Newest() + 1, 10 + random() % 300)));
            } else if (action < 8) {
                const std::string next = Next(ring);
                if (next.empty())
                    continue;
                const uint64_t number = ring.GapIsNext() ? ring.GapLast() : ring.NextToSend();
                const bool in_order = ring.GapIsNext() ? ring.GapFirst() <= expected && ring.GapLast() >= expected : number == expected;
                if (!ring.GapIsNext()) {
                    ASSERT_EQ(next.substr(0, Body(number, 0).size()), Body(number, 0));
                }
                const bool is_lost = random() % 8 == 0;
                if (in_order && !is_lost)
                    expected = number + 1;
                ring.Advance();
            } else if (action == 8) {
                ASSERT_TRUE(ring.Acknowledge(expected - 1));
            } else {
                ASSERT_TRUE(ring.SendFrom(expected));
            }
        }
        ASSERT_TRUE(ring.SendFrom(expected));
        while (!Next(ring).empty()) {
            const bool in_order = ring.GapIsNext() ? ring.GapFirst() <= expected : ring.NextToSend() == expected;
            ASSERT_TRUE(in_order);
            expected = (ring.GapIsNext() ? ring.GapLast() : ring.NextToSend()) + 1;
            ring.Advance();
        }
        ASSERT_EQ(expected, ring.Newest() + 1);
    }
}

#ifdef __linux__
TEST(Ring, Has_all_its_pages_before_the_first_frame) {
    constexpr size_t Bytes = 16 * 1024 * 1024;
    OwnedRing ring;
    ring.Allocate(Bytes, 4096);
    // Made once: what a test allocates on the way would have faults of its own.
    const std::string body = Body(1, 8000);
    rusage before;
    rusage after;
    ASSERT_EQ(getrusage(RUSAGE_THREAD, &before), 0);
    for (int i = 0; i < 2000; ++i)
        ASSERT_TRUE(Push(ring, body));
    ASSERT_EQ(getrusage(RUSAGE_THREAD, &after), 0);
    ASSERT_EQ(ring.HeldFrames(), 2000u);
    // Nearly 4,000 pages were written.
    EXPECT_LT(after.ru_minflt - before.ru_minflt, 400);
}
#endif
