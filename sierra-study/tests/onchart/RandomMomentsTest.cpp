// What a trader, Sierra or a build may do to the study at 200 moments that nobody chose: the same drawings as without, no signal twice, no
// order, and each trade once.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "ListeningBridge.h"
#include "TokenFolder.h"
#include "run_host.h"
#include "sample_files.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr int Seconds = 60;
constexpr uint64_t TradesASecond = 100;
constexpr uint64_t Trades = Seconds * TradesASecond;
// Fewer than are played, so that only Sierra's records still have the first ones.
constexpr const char* StoredRecords = "700";

/// The study's drawings as the host's lines tell them, without the status text, which changes with the clock.
class DrawnBoard {
public:
    explicit DrawnBoard(const std::string& lines) {
        std::istringstream in(lines);
        for (std::string line; std::getline(in, line);)
            Take(line);
    }

    std::multiset<std::string> at_end;  // before the study left
    int most_alike = 0;                 // equal drawings at one time
    int orders = 0;

private:
    static std::string Text(const std::string& line, const std::string& name) {
        const std::string key = "\"" + name + "\":";
        const size_t at = line.find(key);
        return at == std::string::npos ? "" : line.substr(at + key.size(), line.find(",\"", at) - at - key.size());
    }

    void Take(const std::string& line) {
        const std::string type = Text(line, "type");
        orders += type.find("order") != std::string::npos ? 1 : 0;
        if (line.find("MIA IA: removed") != std::string::npos)
            for (const auto& [number, drawing] : board_)
                at_end.insert(drawing);
        const bool is_status = line.find("MIA IA") != std::string::npos || line.find("unacknowledged") != std::string::npos;
        if (type != "\"draw\"" || is_status)
            return;
        const std::string number = Text(line, "line");
        if (Text(line, "op") == "\"delete\"") {
            board_.erase(number);
            return;
        }
        const std::string drawing = Text(line, "tool") + Text(line, "price") + Text(line, "text") + Text(line, "color");
        board_[number] = drawing;
        int alike = 0;
        for (const auto& [other, drawn] : board_)
            alike += drawn == drawing ? 1 : 0;
        most_alike = std::max(most_alike, alike);
    }

    std::map<std::string, std::string> board_;
};

class RandomMoments : public testing::Test {
protected:
    RandomMoments() : scid_(folder_.File("ESH24_FUT_CME.scid")) {
        host::test::Write(scid_, host::test::ScidBytes(host::test::Tape(Trades)));
    }

    /// Plays the file and gives what stood on the chart and what the bridge heard.
    DrawnBoard Play(std::vector<std::string> arguments, std::vector<HeardEpoch>& epochs, bool says_once = false) {
        ListeningBridge bridge(tokens_.token);
        says_once ? bridge.SayASignalOnce() : bridge.SayASignal();
        std::vector<std::string> all{
            "--study",     MIAIA_STUDY,   "--speed", "0", "--scid", scid_, "--endpoint", bridge.Endpoint(), "--time-sales-records",
            StoredRecords, "--linger-ms", "10000"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        static const std::atomic<bool> never{false};
        std::ostringstream out;
        std::ostringstream errors;
        EXPECT_EQ(host::RunHost(all, out, errors, never), 0) << errors.str();
        epochs = bridge.Epochs();
        return DrawnBoard(out.str());
    }

    DrawnBoard PlayUndisturbed() {
        std::vector<HeardEpoch> epochs;
        DrawnBoard board = Play({}, epochs);
        EXPECT_EQ(board.at_end.size(), 4u) << "arrow, text, stop and target";
        return board;
    }

    std::string SomeSecond() { return std::to_string(1 + static_cast<int>(random_() % (Seconds - 2))); }

    void Expect(const DrawnBoard& board, const DrawnBoard& undisturbed, const std::string& what) {
        EXPECT_EQ(board.at_end, undisturbed.at_end) << what;
        EXPECT_EQ(board.most_alike, 1) << what;
        EXPECT_EQ(board.orders, 0) << what;
    }

    host::test::TemporaryFolder folder_;
    std::string scid_;
    const TokenFolder tokens_;
    std::mt19937 random_{14};
};

}  // namespace

TEST_F(RandomMoments, Recalculations_downloads_releases_and_a_lost_symbol_change_nothing) {
    const DrawnBoard undisturbed = PlayUndisturbed();
    static const char* const events[] = {"recalculation", "download", "library-released", "tape-away", "symbol-away"};
    for (int run = 0; run < 14; ++run) {
        std::vector<std::string> arguments;
        std::string what;
        for (int i = 0; i < 10; ++i) {
            const std::string event = std::string(events[random_() % 5]) + "@" + SomeSecond();
            arguments.insert(arguments.end(), {"--event", event});
            what += event + " ";
        }
        std::vector<HeardEpoch> epochs;
        Expect(Play(arguments, epochs), undisturbed, what);
        ASSERT_EQ(epochs.size(), 1u) << what;
        EXPECT_EQ(epochs[0].live, Trades) << what;
        EXPECT_EQ(epochs[0].history, 0u) << what;
    }
}

TEST_F(RandomMoments, What_another_symbol_traded_before_is_history_whatever_else_happens) {
    const DrawnBoard undisturbed = PlayUndisturbed();
    for (int run = 0; run < 12; ++run) {
        const std::string second = SomeSecond();
        const uint64_t before = TradesASecond * std::stoul(second);
        std::vector<std::string> arguments{"--event", "symbol-changed@" + second};
        for (int i = 0; i < 2; ++i)
            arguments.insert(arguments.end(), {"--event", std::string(i == 0 ? "recalculation" : "library-released") + "@" + SomeSecond()});
        std::vector<HeardEpoch> epochs;
        Expect(Play(arguments, epochs), undisturbed, "symbol-changed@" + second);
        ASSERT_EQ(epochs.size(), 2u) << second;
        EXPECT_EQ(epochs[0].live, before);
        EXPECT_EQ(epochs[0].history, 0u);
        EXPECT_EQ(epochs[1].live + epochs[1].history, Trades) << second << ": from Sierra's records and from the tape, each once";
        EXPECT_GE(epochs[1].history, before) << second;
    }
}

TEST_F(RandomMoments, A_replay_begins_or_ends_and_no_trade_is_lost) {
    const DrawnBoard undisturbed = PlayUndisturbed();
    for (int run = 0; run < 12; ++run) {
        const std::string second = SomeSecond();
        const uint64_t before = TradesASecond * std::stoul(second);
        const bool ends = run % 3 == 0;
        std::vector<std::string> arguments = ends ? std::vector<std::string>{"--replay", "--event", "replay-left@" + second}
                                                  : std::vector<std::string>{"--replay-restart-at", second};
        // A replay that is begun again, without having been stopped.
        if (run % 3 == 1)
            arguments.push_back("--replay");
        arguments.insert(arguments.end(), {"--event", "download@" + SomeSecond()});
        std::vector<HeardEpoch> epochs;
        Expect(Play(arguments, epochs), undisturbed, (ends ? "replay-left@" : "replay-restart-at ") + second);
        ASSERT_EQ(epochs.size(), 2u) << second;
        EXPECT_EQ(epochs[0].live, before) << second;
        // The tape of after a replay has what it stored; the replay itself begins with the file's first trade.
        EXPECT_EQ(epochs[1].live + epochs[1].history, ends ? Trades - before + std::min<uint64_t>(before, 700) : Trades) << second;
    }
}

TEST_F(RandomMoments, A_replay_in_the_middle_of_the_live_market_leaves_no_trace) {
    const DrawnBoard undisturbed = PlayUndisturbed();
    for (int run = 0; run < 12; ++run) {
        const std::string second = SomeSecond();
        std::vector<std::string> arguments{"--event", "replay@" + second};
        for (int i = 0; i < run % 3; ++i)
            arguments.insert(arguments.end(), {"--event", std::string(i == 0 ? "recalculation" : "replay") + "@" + SomeSecond()});
        std::vector<HeardEpoch> epochs;
        // What the engine said of the live market before it stands there after it.
        Expect(Play(arguments, epochs, true), undisturbed, "replay@" + second);
        ASSERT_EQ(epochs.size(), run % 3 == 2 ? 5u : 3u) << second;
        EXPECT_EQ(epochs.back().live + epochs.back().history, Trades) << second << ": all of the live market, each trade once";
        EXPECT_GT(epochs[1].live, 0u) << second << ": the replay";
        EXPECT_GT(epochs[1].history, 0u) << second << ": what the replay's chart shows before it";
    }
}
