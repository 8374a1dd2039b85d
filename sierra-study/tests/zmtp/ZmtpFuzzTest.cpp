// Bytes that nobody vouches for, by the million. The seed is printed; MIAIA_SEED repeats a run.
#include <cstdio>
#include <cstdlib>
#include <random>

#include "FakeSocket.h"
#include "ZmtpReading.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

uint64_t Seed() {
    const char* given = std::getenv("MIAIA_SEED");
    const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
    std::printf("MIAIA_SEED=%llu\n", static_cast<unsigned long long>(seed));
    return seed;
}

std::string RandomFrame(std::mt19937_64& random) {
    const size_t size = random() % 64 == 0 ? random() % 600 : random() % 24;
    const std::string body(size, static_cast<char>(random()));
    switch (random() % 8) {
        case 0: return Command("PING", Number(random() % 100, 2) + body.substr(0, random() % 17));
        case 1: return Command(random() % 2 == 0 ? "PONG" : "SUBSCRIBE", body);
        case 2: return Frame(static_cast<int>(random() % 2), body, size > 255 || random() % 2 == 0);
        case 3: return Part(body) + Message(body);
        default: return Message(body);
    }
}

void Mutate(std::string& bytes, std::mt19937_64& random) {
    if (bytes.empty())
        return;
    const size_t at = random() % bytes.size();
    switch (random() % 5) {
        case 0: bytes[at] = static_cast<char>(random()); break;
        case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8)); break;
        case 2: bytes.erase(at, 1 + random() % 4); break;
        case 3: bytes.resize(at); break;
        default: bytes.insert(at, 1 + random() % 4, static_cast<char>(random() % 8)); break;
    }
}

}  // namespace

TEST(ZmtpFuzz, A_million_mutated_frames_mean_what_the_specification_says) {
    std::mt19937_64 random(Seed());
    const auto inbox = std::make_unique<ZmtpInbox>();
    int broken = 0;
    int unusable = 0;
    int whole = 0;
    for (int frames = 0; frames < 1000000;) {
        std::string stream;
        for (int i = 0; i < 4; ++i, ++frames) {
            std::string frame = RandomFrame(random);
            Mutate(frame, random);
            stream += frame;
        }
        inbox->Clear();
        std::vector<Said> said;
        for (size_t at = 0; at < stream.size();) {
            const size_t piece = 1 + random() % 40;
            Feed(*inbox, stream.substr(at, piece), said);
            at += piece;
        }
        const std::vector<Said> wanted = ReadStream(stream, ZmtpInbox::LargestMessageBytes, ZmtpInbox::LongestSkippedBytes);
        ASSERT_TRUE(said == wanted) << testing::PrintToString(stream);
        for (const Said& one : said) {
            broken += one.kind == Said::Broken ? 1 : 0;
            unusable += one.kind == Said::Unusable ? 1 : 0;
            whole += one.kind == Said::Message ? 1 : 0;
        }
    }
    EXPECT_GT(broken, 10000) << "the mutations hardly ever did harm: this test tests nothing";
    EXPECT_GT(unusable, 10000);
    EXPECT_GT(whole, 100000);
}

TEST(ZmtpFuzz, A_link_survives_every_peer_and_writes_nothing_but_the_protocol) {
    std::mt19937_64 random(Seed());
    LinkFixture f;
    int ready = 0;
    int left = 0;
    for (int i = 0; i < 50000; ++i) {
        // A new peer each time: the pause after the one before is over.
        f.net.hung_up = true;
        f.net.to_link.clear();
        f.Call();
        f.net.hung_up = false;
        f.net.Taken();
        const uint64_t connections = f.link->Connections();
        std::string stream = Greeting() + Ready();
        const bool shakes = random() % 2 == 0;
        if (!shakes)
            Mutate(stream, random);
        for (int k = 0; k < 3; ++k)
            stream += RandomFrame(random);
        if (shakes)
            Mutate(stream, random);
        f.net.to_link = stream;
        f.net.piece = 1 + random() % 200;
        f.Call(2000);
        for (int k = 0; k < 8; ++k) {
            f.Send("data");
            f.Call(1);
        }
        ready += f.link->Connections() != connections ? 1 : 0;
        left += f.link->IsReady() ? 0 : 1;
        const std::string written = f.net.Taken();
        ASSERT_EQ(written.substr(0, ZmtpGreetingBytes), Greeting().substr(0, written.size()));
        const std::string behind = written.size() > ZmtpGreetingBytes ? written.substr(ZmtpGreetingBytes) : "";
        for (const Said& said : ReadStream(behind, 1000, 1000))
            ASSERT_TRUE(said.kind == Said::Message || said.kind == Said::Command) << testing::PrintToString(stream);
        f.got.clear();
        f.passed_over.clear();
    }
    EXPECT_GT(ready, 10000);
    EXPECT_GT(left, 10000);
    f.net.piece = SIZE_MAX;
    f.net.to_link.clear();
    f.net.hung_up = true;
    f.Call();
    f.net.hung_up = false;
    f.Call(2000);
    f.Shake();
}
