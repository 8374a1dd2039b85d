// Bytes that nobody vouches for: our reader never reads outside them, takes whatever libprotobuf takes, and refuses the rest.
#include "RandomEngineFrame.h"

using namespace miaia;
using namespace miaia::tests;

TEST(MalformedFrames, Every_truncation_is_read_as_libprotobuf_reads_it) {
    std::mt19937_64 random(21);
    EngineFrame frame;
    for (int i = 0; i < 60; ++i) {
        const std::string whole = RandomEngineFrame(random).SerializeAsString();
        for (size_t length = 0; length < whole.size(); ++length) {
            const std::string cut = whole.substr(0, length);
            v1::EngineFrame theirs;
            const bool they_take_it = theirs.ParseFromString(cut);
            ASSERT_EQ(Read(frame, cut), they_take_it) << "length " << length << " of " << whole.size();
            if (they_take_it)
                ExpectSame(frame, theirs);
        }
    }
}

TEST(MalformedFrames, Mutations_are_taken_when_libprotobuf_takes_them_and_mean_the_same) {
    std::mt19937_64 random(22);
    EngineFrame frame;
    int refused = 0;
    for (int i = 0; i < 40000; ++i) {
        std::string bytes = RandomEngineFrame(random).SerializeAsString();
        for (uint64_t mutation = 1 + random() % 3; mutation > 0 && !bytes.empty(); --mutation) {
            const size_t at = random() % bytes.size();
            switch (random() % 4) {
                case 0: bytes[at] = static_cast<char>(random()); break;
                case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8)); break;
                case 2: bytes.erase(at, 1 + random() % 4); break;
                default: bytes.insert(at, 1 + random() % 4, static_cast<char>(random())); break;
            }
        }
        v1::EngineFrame theirs;
        const bool they_take_it = theirs.ParseFromString(bytes);
        const bool we_take_it = Read(frame, bytes);
        // Readings and gates are not decoded here, so we may take a frame whose fault lies inside one of them; never the reverse.
        ASSERT_TRUE(we_take_it || !they_take_it) << theirs.DebugString() << testing::PrintToString(bytes);
        if (they_take_it)
            ExpectSame(frame, theirs);
        ASSERT_FALSE(testing::Test::HasFailure()) << theirs.DebugString();
        refused += we_take_it ? 0 : 1;
    }
    EXPECT_GT(refused, 1000) << "the mutations hardly ever did harm: this test tests nothing";
}

TEST(MalformedFrames, Random_bytes_do_no_harm) {
    std::mt19937_64 random(23);
    EngineFrame frame;
    int refused = 0;
    for (int i = 0; i < 50000; ++i) {
        std::string bytes(random() % 200, 0);
        for (char& byte : bytes)
            byte = static_cast<char>(random());
        refused += Read(frame, bytes) ? 0 : 1;
    }
    EXPECT_GT(refused, 10000);
}

TEST(MalformedFrames, Each_fault_is_refused) {
    EngineFrame frame;
    EXPECT_FALSE(Read(frame, std::string("\x10", 1))) << "a tag without a value";
    EXPECT_FALSE(Read(frame, std::string("\x10\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 12))) << "a varint of eleven bytes";
    EXPECT_FALSE(Read(frame, std::string("\x00\x00", 2))) << "field number 0";
    EXPECT_FALSE(Read(frame, std::string("\x0E\x00", 2))) << "wire type 6";
    EXPECT_FALSE(Read(frame, std::string("\x62\x05\x08", 3))) << "a length beyond the end";
    EXPECT_FALSE(Read(frame, std::string("\x62\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 11))) << "a length of 2^64 - 1";
    EXPECT_FALSE(Read(frame, std::string("\x0C", 1))) << "the end of a group that was never opened";
    EXPECT_FALSE(Read(frame, std::string("\x0B\x14", 2))) << "a group closed under another number";
    EXPECT_FALSE(Read(frame, std::string(1000, '\x0B'))) << "a thousand groups inside each other";
    EXPECT_FALSE(Read(frame, std::string("\x5A\x04\x0A\x02\xC3\x28", 6))) << "a text that is not UTF-8";
}
