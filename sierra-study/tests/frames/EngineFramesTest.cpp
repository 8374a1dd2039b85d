// What libprotobuf writes, read by our reader.
#include "RandomEngineFrame.h"

using namespace miaia;
using namespace miaia::tests;

TEST(EngineFrames, Random_frames_of_libprotobuf_are_read_as_they_were_meant) {
    std::mt19937_64 random(11);
    EngineFrame frame;
    for (int i = 0; i < 20000; ++i) {
        const v1::EngineFrame sent = RandomEngineFrame(random);
        ASSERT_TRUE(Read(frame, sent.SerializeAsString()));
        ExpectSame(frame, sent);
        ASSERT_FALSE(testing::Test::HasFailure()) << sent.DebugString();
    }
}

TEST(EngineFrames, The_last_value_of_a_repeated_scalar_wins) {
    v1::EngineFrame first;
    first.set_counter(1);
    first.set_bridge_returned_unix_ns(5);
    v1::EngineFrame second;
    second.set_counter(2);
    second.set_bridge_returned_unix_ns(6);
    EngineFrame frame;
    ASSERT_TRUE(Read(frame, first.SerializeAsString() + second.SerializeAsString()));
    EXPECT_EQ(frame.counter, 2u);
    EXPECT_EQ(frame.trace.bridge_returned_unix_ns, 6);
}

TEST(EngineFrames, The_same_body_twice_merges_and_another_body_replaces) {
    std::mt19937_64 random(12);
    EngineFrame frame;
    for (int i = 0; i < 5000; ++i) {
        const std::string bytes = RandomEngineFrame(random).SerializeAsString() + RandomEngineFrame(random).SerializeAsString();
        v1::EngineFrame merged;
        ASSERT_TRUE(merged.ParseFromString(bytes));
        ASSERT_TRUE(Read(frame, bytes));
        ExpectSame(frame, merged);
        ASSERT_FALSE(testing::Test::HasFailure()) << merged.DebugString();
    }
}

TEST(EngineFrames, Unknown_fields_of_every_wire_type_are_skipped) {
    const std::string unknown_varint("\xF8\x07\x96\x01", 4);
    const std::string unknown_fixed64(
        "\xF9\x07"
        "12345678",
        10);
    const std::string unknown_bytes(
        "\xFA\x07\x03"
        "abc",
        6);
    const std::string unknown_group("\xFB\x07\x08\x01\x13\x14\xFC\x07", 8);
    const std::string unknown_fixed32(
        "\xFD\x07"
        "1234",
        6);
    v1::EngineFrame sent;
    sent.mutable_ack()->set_counter(300);
    const std::string bytes = unknown_varint + unknown_fixed64 + sent.SerializeAsString() + unknown_bytes + unknown_group + unknown_fixed32;
    v1::EngineFrame theirs;
    ASSERT_TRUE(theirs.ParseFromString(bytes));
    EngineFrame frame;
    ASSERT_TRUE(Read(frame, bytes));
    ExpectSame(frame, theirs);
}

TEST(EngineFrames, A_known_field_with_another_wire_type_is_an_unknown_one) {
    const std::string counter_as_bytes(
        "\x12\x01"
        "x",
        3);
    EngineFrame frame;
    ASSERT_TRUE(Read(frame, counter_as_bytes));
    EXPECT_EQ(frame.counter, 0u);
}

TEST(EngineFrames, Nothing_is_a_frame_without_a_body) {
    EngineFrame frame;
    ASSERT_TRUE(Read(frame, ""));
    EXPECT_EQ(frame.body, EngineBody::None);
}

TEST(EngineFrames, More_levels_than_are_drawn_are_counted) {
    v1::EngineFrame sent;
    for (int i = 0; i < 40; ++i)
        sent.mutable_levels()->add_level()->set_price_ticks(i);
    EngineFrame frame;
    ASSERT_TRUE(Read(frame, sent.SerializeAsString()));
    EXPECT_EQ(frame.levels.count, Levels::Capacity);
    EXPECT_EQ(frame.levels.left_out, 8u);
}
