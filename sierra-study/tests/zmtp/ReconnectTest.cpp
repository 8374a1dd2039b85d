// The whole study over connections that die at any byte, with what was under way lost in both directions.
#include <random>

#include "FakeChart.h"
#include "FakeSocket.h"
#include "MiaIaInstance.h"
#include "TokenFolder.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

/// Bridge and engine as the study sees them: they know what they have, and say so to whoever greets. Nothing is asked for again by
/// them, so that everything rests on the greeting.
struct SmallBridge {
    FakeNetwork& net;
    std::string introduction;  // what every connection begins with, behind the greeting
    std::string heard;         // on this connection, not understood yet
    bool greeted = false;
    bool introduced = false;
    uint64_t expected = 1;
    uint64_t lots = 0;
    int gaps = 0;
    int hellos = 0;

    void Take(const v1::StudyFrame& frame) {
        v1::EngineFrame answer;
        answer.set_epoch(frame.epoch());
        if (frame.has_hello()) {
            ++hellos;
            answer.mutable_welcome()->set_protocol_version(ProtocolVersion);
            answer.mutable_welcome()->set_resume_counter(expected);
            answer.mutable_welcome()->set_role(v1::ROLE_PUBLISHER);
        } else if (frame.counter() == expected) {
            ++expected;
            gaps += frame.has_gap() ? 1 : 0;
            for (uint32_t volume : frame.trades().volume_lots())
                lots += volume;
            answer.mutable_ack()->set_counter(frame.counter());
        } else {
            answer.mutable_heartbeat()->set_engine_connected(true);
        }
        net.to_link += Message(answer.SerializeAsString());
    }

    void Run() {
        heard += net.Taken();
        if (!greeted && heard.size() >= 64) {
            greeted = true;
            heard.erase(0, 64);
            net.to_link += Greeting() + Ready();
        }
        if (!greeted)
            return;
        if (!introduced) {
            if (heard.size() < introduction.size())
                return;
            ASSERT_EQ(heard.substr(0, introduction.size()), introduction);
            heard.erase(0, introduction.size());
            introduced = true;
        }
        // What is whole is taken; the test's reader says how much that was by reading it again without the last bytes.
        size_t used = 0;
        for (const Said& said : ReadStream(heard, LargestFrameBytes, LargestFrameBytes)) {
            ASSERT_TRUE(said.kind == Said::Message || said.kind == Said::Command);
            used += said.length + (said.length > 255 ? 9 : 2);
            v1::StudyFrame frame;
            if (said.kind == Said::Message) {
                ASSERT_TRUE(frame.ParseFromString(said.body));
                Take(frame);
            }
        }
        heard.erase(0, used);
    }

    /// The connection dies, and with it everything that has not been taken; some last bytes may still reach the study.
    void Die(std::mt19937_64& random) {
        net.to_link.resize(random() % (net.to_link.size() + 1));
        net.hung_up = true;
    }

    /// The study has noticed, or has left by itself: the next connection begins with nothing.
    void Forget() {
        net.to_link.clear();
        net.from_link.clear();
        heard.clear();
        greeted = introduced = net.hung_up = false;
    }
};

}  // namespace

TEST(Reconnect, Whatever_dies_every_trade_arrives_once_and_in_order) {
    int hellos = 0;
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        std::mt19937_64 random(seed);
        FakeClock::Reset();
        FakeNetwork net;
        const TokenFolder tokens;
        SmallBridge bridge{net, Ready("DEALER") + std::string("\x01\x40", 2) + tokens.token, {}};
        FakeChart chart;
        std::vector<uint64_t> memory;
        const auto instance = std::make_unique<InstanceOf<ZmtpLinkOf<FakeSocket>>>();
        memory.resize(Session::BytesNeeded(SessionLimits()) / sizeof(uint64_t) + 1);
        instance->Use(memory.data(), SessionLimits());
        uint64_t made = 0;
        int closes = 0;
        for (uint32_t i = 1; i <= 4000; ++i) {
            FakeClock::AdvanceMs(10);
            chart.facts.market_unix_us += 10000;
            if (i > 1 && i < 2700) {
                const int lots = static_cast<int>(1 + random() % 9);
                chart.tape.Add(i, 4810.25, static_cast<uint32_t>(lots));
                made += static_cast<uint64_t>(lots);
            }
            net.piece = random() % 3 == 0 ? 1 + random() % 200 : SIZE_MAX;
            net.room = random() % 5 == 0 ? random() % 200 : SIZE_MAX;
            instance->Call(chart, FakeClock::Get());
            if (net.closes != closes)
                bridge.Forget();
            closes = net.closes;
            if (!net.hung_up && random() % 2 == 0)
                bridge.Run();
            if (i < 2700 && random() % 50 == 0)
                bridge.Die(random);
        }
        ASSERT_EQ(bridge.lots, made) << "seed " << seed << ", frames " << bridge.expected - 1 << " of "
                                     << instance->GetSession().Ring().Newest();
        ASSERT_EQ(bridge.expected, instance->GetSession().Ring().Newest() + 1);
        ASSERT_EQ(bridge.gaps, 0);
        ASSERT_EQ(instance->GetSession().UnacknowledgedFrames(), 0u);
        hellos += bridge.hellos;
    }
    EXPECT_GT(hellos, 100) << "hardly anything died: this test tests nothing";
}
