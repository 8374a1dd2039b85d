// The study in the host, as a program of its own for each play, so that many plays of a table run beside each other at the market's own
// speed.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "ListeningBridge.h"
#include "SierrasTruth.h"
#include "TokenFolder.h"
#include "sample_files.h"

namespace miaia::tests {

/// Where the market goes five seconds after the first trade, seen from the position.
enum class Market { Stands, Loses, Wins };

/// What the engine says after its entry.
enum class Then { Nothing, Flatten, Cancel, SecondEntry };

/// What Sierra has to have at the end.
enum class End {
    Flat,     // nothing of ours, and no order of ours
    Held,     // all contracts of the entry, behind as many stops
    Safe,     // flat, or behind as many stops as contracts
    Nothing,  // flat; an entry that nobody can cancel may stand
    Orphan,   // flat; an exit that nobody can cancel may stand, and the trader is told
    Told,     // held without a stop beside an exit that never arrived: nothing can be done, and the trader is told
};

struct Scene {
    std::string script;  // SAME and OTHER are the signs of the position and of its exit
    End end = End::Held;
    Market market = Market::Stands;
    Then then = Then::Nothing;
    uint32_t lots = 1;
    bool limit = false;
    int foreign = 0;  // contracts of others at the end, in the position's direction
    int unseen = 0;   // stops that Sierra has lost sight of: the script took them, and nothing says so
};

class BrokenSierra : public testing::Test {
protected:
    /// Plays every scene long and short and holds each against what must always be true and its own end.
    void PlayAll(const std::vector<Scene>& scenes) {
#if defined(__SANITIZE_ADDRESS__)
        constexpr size_t AtOnce = 12;
#else
        constexpr size_t AtOnce = 24;
#endif
        std::vector<std::future<Played>> running;
        for (size_t i = 0; i < 2 * scenes.size(); ++i) {
            if (i >= AtOnce)
                running[i - AtOnce].wait();
            running.push_back(std::async(std::launch::async, [this, &scenes, i] { return Play(scenes[i / 2], i % 2 == 0 ? 1 : -1, i); }));
        }
        for (size_t i = 0; i < running.size(); ++i) {
            SCOPED_TRACE(scenes[i / 2].script + (i % 2 == 0 ? ", long" : ", short"));
            Check(scenes[i / 2], i % 2 == 0 ? 1 : -1, running[i].get());
        }
    }

private:
    struct Played {
        std::string out;
        int code = -1;
        std::vector<HeardEpoch> heard;
    };

    static constexpr int StopTicks = 8;

    static std::vector<host::test::SampleTrade> Tape(Market market, int sign) {
        std::vector<host::test::SampleTrade> trades;
        for (int i = 0; i < 400; ++i) {
            // Ten seconds, a trade each 25 ms; from the fifth on a tick each 25 ms until it is twelve ticks away.
            const int moved = market == Market::Stands || i < 200 ? 0 : std::min(i - 200, 12);
            const int ticks = 19200 + sign * (market == Market::Loses ? -moved : moved);
            const host::Side side = i % 2 == 0 ? host::Side::Bid : host::Side::Ask;
            trades.push_back({host::test::kStart + i * 25000LL, static_cast<float>(ticks + (i % 2)) * 0.25f, 10, side});
        }
        return trades;
    }

    static v1::EngineFrame Entry(const Scene& scene, int sign, const std::string& id, uint64_t nonce) {
        v1::EngineFrame frame;
        v1::OrderCommand& command = *frame.mutable_order_command();
        command.set_command_id(id);
        command.set_direction(sign > 0 ? v1::DIRECTION_LONG : v1::DIRECTION_SHORT);
        command.set_type(scene.limit ? v1::ORDER_TYPE_LIMIT : v1::ORDER_TYPE_MARKET);
        command.set_quantity_lots(scene.lots);
        command.set_limit_price_ticks(scene.limit ? -3 * sign : 0);  // from the reference
        command.set_stop_offset_ticks(StopTicks);
        command.set_target_offset_ticks(StopTicks);
        command.set_max_drift_ticks(20);
        command.set_nonce(nonce);
        command.set_mode(v1::TRADING_MODE_SIM);
        command.set_time_to_live_ms(1000);
        return frame;
    }

    static void SayAll(ListeningBridge& bridge, const Scene& scene, int sign) {
        bridge.SayAtBeat(2, Entry(scene, sign, "ES-1", 77));
        v1::EngineFrame later;
        if (scene.then == Then::Flatten)
            later.mutable_flatten()->set_command_id("ES-F1");
        if (scene.then == Then::Cancel)
            later.mutable_cancel_command()->set_command_id("ES-1");
        if (scene.then == Then::SecondEntry)
            later = Entry(scene, -sign, "ES-2", 78);
        if (scene.then != Then::Nothing)
            bridge.SayAtBeat(4, later);
    }

    Played Play(const Scene& scene, int sign, size_t number) {
        ListeningBridge bridge(tokens_.token);
        SayAll(bridge, scene, sign);
        const std::string name = folder_.File(std::to_string(number));
        host::test::Write(name + "ESH24_FUT_CME.scid", host::test::ScidBytes(Tape(scene.market, sign)));
        host::test::WriteText(name + ".yaml", Signed(scene.script, sign));
        const std::string line = std::string(MIAIA_SIERRA_HOST) + " --study " + MIAIA_STUDY + " --speed 1 --bars trades:20 --scid " + name +
            "ESH24_FUT_CME.scid --trading sim --mode sim --account Sim1 --endpoint " + bridge.Endpoint() + " --orders " + name +
            ".yaml 2>&1";
        Played played;
        FILE* const pipe = popen(line.c_str(), "r");
        if (pipe == nullptr)
            return played;
        char part[4096];
        for (size_t got; (got = fread(part, 1, sizeof part, pipe)) > 0;)
            played.out.append(part, got);
        played.code = pclose(pipe);
        played.heard = bridge.Epochs();
        return played;
    }

    static std::string Signed(std::string script, int sign) {
        const std::pair<const char*, const char*> words[] = {{"SAME", sign > 0 ? "" : "-"}, {"OTHER", sign > 0 ? "-" : ""}};
        for (const auto& [word, text] : words)
            for (size_t at; (at = script.find(word)) != std::string::npos;)
                script.replace(at, std::string(word).size(), text);
        return script;
    }

    // A watchdog waits a second, and the same once more where its stop does not work; then an exit needs its way. What we know of comes
    // with the study's next call.
    static constexpr double NakedSeconds = 2.25;
    static constexpr double OrphanedSeconds = 1.2;

    static void Check(const Scene& scene, int sign, const Played& played) {
        ASSERT_EQ(played.code, 0) << played.out;
        ASSERT_FALSE(played.heard.empty());
        const SierrasTruth truth(played.out);
        const int lots = static_cast<int>(scene.lots);
        EXPECT_EQ(truth.entries, 1) << played.out;
        EXPECT_LE(truth.largest, lots);
        if (scene.end == End::Told)
            EXPECT_NE(played.out.find("NOT FLAT YET"), std::string::npos) << played.out;
        else
            EXPECT_LE(truth.naked_s_max, NakedSeconds) << played.out;
        if (scene.end == End::Orphan)
            EXPECT_NE(played.out.find("STILL WORKING"), std::string::npos) << played.out;
        else
            EXPECT_LE(truth.orphaned_s_max, OrphanedSeconds) << played.out;
        std::printf("naked %.2f s, orphaned %.2f s: %s\n", truth.naked_s_max, truth.orphaned_s_max, scene.script.c_str());
        EXPECT_EQ(truth.foreign_touched, 0);
        EXPECT_EQ(truth.foreign, scene.foreign * sign);
        CheckEnd(scene, sign, truth, played.out);
        CheckTold(played.heard, truth, played.out);
    }

    static void CheckEnd(const Scene& scene, int sign, const SierrasTruth& truth, const std::string& out) {
        const int held = std::abs(truth.Own());
        const int lots = static_cast<int>(scene.lots);
        const bool flat = scene.end == End::Flat || scene.end == End::Nothing || scene.end == End::Orphan;
        EXPECT_GE(sign * truth.Own(), scene.end == End::Held || scene.end == End::Told ? lots : 0) << out;
        EXPECT_LE(sign * truth.Own(), flat ? 0 : lots) << out;
        EXPECT_LE(truth.Working("entry"), scene.end == End::Nothing ? lots : 0) << out;
        EXPECT_EQ(truth.Working("stop"), scene.end == End::Told ? 0 : held + scene.unseen) << out;
        EXPECT_LE(truth.Working("target"), scene.end == End::Orphan ? lots : held) << out;
        EXPECT_EQ(truth.Working("exit"), 0) << out;
    }

    /// The engine was told the same as Sierra has: position, and each execution once.
    static void CheckTold(const std::vector<HeardEpoch>& epochs, const SierrasTruth& truth, const std::string& out) {
        std::set<std::string> fills;
        for (const HeardEpoch& epoch : epochs) {
            std::set<std::string> of_epoch;  // the next one may be told the same again
            for (const auto& fill : epoch.fills)
                EXPECT_TRUE(of_epoch.insert(fill.fill_id()).second) << fill.fill_id();
            fills.insert(of_epoch.begin(), of_epoch.end());
        }
        const HeardEpoch& heard = epochs.back();
        EXPECT_EQ(fills.size(), truth.executions.size()) << out;
        ASSERT_FALSE(heard.positions.empty()) << out;
        EXPECT_EQ(heard.positions.back().quantity_lots(), truth.position) << out;
        EXPECT_EQ(heard.positions.back().own_lots(), truth.filled) << out;
    }

    host::test::TemporaryFolder folder_;
    const TokenFolder tokens_;
};

}  // namespace miaia::tests
