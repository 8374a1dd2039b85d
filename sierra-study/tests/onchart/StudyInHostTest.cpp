// The study itself, as Sierra would load it, on a chart of the stand-in, with everything that may happen to one: faults.md, row 63.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ListeningBridge.h"
#include "TokenFolder.h"
#include "run_host.h"
#include "sample_files.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

constexpr uint64_t ManyTrades = 20000;  // 200 seconds at 10 ms
// One trade in five is the first of an order that the exchange has unbundled, one is the last.
constexpr std::array<uint64_t, 3> UnbundledGroups = {ManyTrades / 5 * 3, ManyTrades / 5, ManyTrades / 5};
constexpr int64_t StartUnixUs = host::test::kStart - 2209161600000000;

class StudyInHost : public testing::Test {
protected:
    StudyInHost() : scid_(folder_.File("ESH24_FUT_CME.scid")) {
        host::test::Write(scid_, host::test::ScidBytes(host::test::Tape(ManyTrades)));
    }

    void Play(std::vector<std::string> arguments) {
        std::vector<std::string> all{"--study", MIAIA_STUDY, "--speed", "0", "--scid", scid_, "--endpoint", bridge_.Endpoint()};
        all.insert(all.end(), arguments.begin(), arguments.end());
        static const std::atomic<bool> never{false};
        std::ostringstream out;
        std::ostringstream errors;
        EXPECT_EQ(host::RunHost(all, out, errors, never), 0) << errors.str();
        out_ = out.str();
    }

    int Lines(const std::string& part) const {
        int count = 0;
        for (size_t at = out_.find(part); at != std::string::npos; at = out_.find(part, at + 1))
            ++count;
        return count;
    }

    /// A number of the host's last line.
    double AtEnd(const std::string& name) const {
        const size_t at = out_.find("\"" + name + "\":", out_.find("\"type\":\"end\""));
        return at == std::string::npos ? -1 : std::atof(out_.c_str() + at + name.size() + 3);
    }

    static bool IsPanel(const std::string& line) {
        return line.find("MIA IA") != std::string::npos || line.find("unacknowledged") != std::string::npos;
    }

    /// Drawings of signals that were added; the panel is another matter.
    int SignalParts() const {
        int count = 0;
        std::istringstream lines(out_);
        for (std::string line; std::getline(lines, line);)
            count += line.find("\"op\":\"add\"") != std::string::npos && !IsPanel(line) ? 1 : 0;
        return count;
    }

    host::test::TemporaryFolder folder_;
    std::string scid_;
    const TokenFolder tokens_;
    ListeningBridge bridge_{tokens_.token};
    std::string out_;
};

}  // namespace

TEST_F(StudyInHost, Fault_63_live_trades_stay_live_through_recalculation_download_and_an_empty_tape) {
    bridge_.SayASignal();
    Play({"--recalculate-at", "50", "--event", "download@80", "--event", "tape-away@120"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 1u) << "none of these begins an epoch";
    EXPECT_EQ(epochs[0].live, ManyTrades);
    EXPECT_EQ(epochs[0].history, 0u);
    EXPECT_EQ(epochs[0].last_trade_us, StartUnixUs + static_cast<int64_t>(ManyTrades - 1) * 10000);
    EXPECT_EQ(epochs[0].groups, UnbundledGroups);
    // Four parts of the signal, drawn at first and once more after the recalculation; the panel may change more often.
    EXPECT_EQ(SignalParts(), 8);
}

TEST_F(StudyInHost, A_server_that_was_lost_holds_the_tape_until_its_download_could_have_begun_and_no_trade_is_missing) {
    Play({"--event", "server-lost@10", "--speed", "15"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 1u) << "a chart that began empty has no records to begin an epoch with";
    EXPECT_EQ(epochs[0].live + epochs[0].history, ManyTrades);
    EXPECT_EQ(Lines("Sierra's server is back after"), 1);
    EXPECT_EQ(Lines("have a gap (reconnected)"), 1);
}

TEST_F(StudyInHost, Inputs_without_a_text_are_empty_whatever_sierra_says_of_them) {
    ASSERT_STREQ(s_SCInput_145().SetString("").GetString(), "Unset") << "as Sierra's headers say it";
    Play({});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 1u);
    EXPECT_EQ(epochs[0].hello.instrument(), "ES");
    EXPECT_EQ(Lines("Unset"), 0);
}

TEST_F(StudyInHost, A_chart_that_has_no_symbol_for_a_moment_is_no_other_chart_and_no_trade_waits_for_it) {
    Play({"--event", "symbol-away@50", "--event", "symbol-away@120", "--recalculate-at", "121"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 1u);
    EXPECT_EQ(epochs[0].hello.contract(), "ESH24_FUT_CME");
    EXPECT_EQ(epochs[0].live, ManyTrades);
    EXPECT_EQ(epochs[0].history, 0u);
    EXPECT_EQ(epochs[0].groups, UnbundledGroups);
}

TEST_F(StudyInHost, Fault_63_the_tape_of_another_symbol_is_history) {
    Play({"--event", "symbol-changed@100"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 2u);
    EXPECT_EQ(epochs[0].live, 10000u);
    EXPECT_EQ(epochs[0].goodbye, "symbol_changed");
    EXPECT_EQ(epochs[1].hello.instrument(), "NQ");
    EXPECT_EQ(epochs[1].history, 10000u) << "what it has traded before";
    EXPECT_EQ(epochs[1].live, ManyTrades - 10000u);
}

TEST_F(StudyInHost, Fault_63_after_a_replay_the_live_tape_is_history_up_to_the_moment) {
    Play({"--replay", "--event", "replay-left@100"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 2u);
    EXPECT_EQ(epochs[0].hello.label(), "REPLAY");
    EXPECT_EQ(epochs[1].hello.label(), "");
    EXPECT_EQ(epochs[1].history, 10000u);
    EXPECT_EQ(epochs[1].live, ManyTrades - 10000u);
}

TEST_F(StudyInHost, Fault_63_a_library_that_is_loaded_again_loses_and_repeats_nothing) {
    Play({"--event", "library-released@60", "--event", "library-released@120"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 1u) << "its state lies in Sierra's memory";
    EXPECT_EQ(epochs[0].live, ManyTrades);
    EXPECT_EQ(epochs[0].history, 0u);
}

TEST_F(StudyInHost, A_replay_that_begins_again_is_live_from_its_first_trade_on) {
    Play({"--replay-restart-at", "100"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 2u);
    EXPECT_EQ(epochs[0].live, 10000u);
    EXPECT_EQ(epochs[1].hello.label(), "REPLAY");
    EXPECT_EQ(epochs[1].live + epochs[1].history, ManyTrades);
    EXPECT_LE(epochs[1].history, 1u);
}

TEST_F(StudyInHost, A_study_that_is_added_reads_what_the_chart_has_as_history_and_no_trade_twice) {
    for (const char* stored : {"500", "16384"}) {
        Play({"--history-minutes", "1.5", "--time-sales-records", stored});
        const HeardEpoch epoch = bridge_.Epochs().back();
        EXPECT_EQ(epoch.history + epoch.live, ManyTrades) << stored;
        EXPECT_EQ(epoch.groups, UnbundledGroups) << stored << ": in Sierra's records, too";
        EXPECT_GE(epoch.history, 9000u) << stored;
        EXPECT_LT(epoch.history, ManyTrades) << "it does not take the whole day";
        EXPECT_EQ(epoch.last_trade_us, StartUnixUs + static_cast<int64_t>(ManyTrades - 1) * 10000);
    }
}

TEST_F(StudyInHost, Market_time_is_the_tapes_in_every_time_zone) {
    for (const char* minutes : {"-300", "0", "345"}) {
        Play({"--time-zone-minutes", minutes});
        const HeardEpoch epoch = bridge_.Epochs().back();
        EXPECT_EQ(epoch.last_bar_unix_us, StartUnixUs + 120 * 1000000LL) << "the last of its closed minutes, in UTC; zone " << minutes;
        if (epoch.last_heartbeat_us != 0) {
            EXPECT_GE(epoch.last_heartbeat_us, StartUnixUs);
            EXPECT_LE(epoch.last_heartbeat_us, epoch.last_trade_us);
        }
    }
}

TEST_F(StudyInHost, Bars_that_are_not_of_time_have_no_length) {
    for (const char* kind : {"trades:500", "lots:2000", "range:4"}) {
        Play({"--bars", kind});
        const HeardEpoch epoch = bridge_.Epochs().back();
        EXPECT_GT(epoch.bars, 10u) << kind;
        EXPECT_EQ(epoch.bar_seconds, 0u);
        EXPECT_EQ(epoch.live, ManyTrades);
    }
}

TEST_F(StudyInHost, Fault_64_a_chart_that_trades_another_symbol_only_draws) {
    bridge_.SayASignal();
    // Nothing is sent, so nothing is waited for: the answers need the time that the tape takes.
    Play({"--trade-symbol", "MESH24_FUT_CME", "--speed", "100"});
    const auto epochs = bridge_.Epochs();
    ASSERT_EQ(epochs.size(), 1u);
    EXPECT_EQ(epochs[0].hello.trade_symbol(), "MESH24_FUT_CME");
    EXPECT_EQ(epochs[0].live + epochs[0].history + epochs[0].bars, 0u) << "although the bridge would take it";
    EXPECT_GE(Lines("\"tool\":\"marker\""), 1);
    EXPECT_GE(Lines("this study only draws"), 1);
}

TEST_F(StudyInHost, Fault03_a_study_that_is_removed_says_goodbye_closes_its_connection_and_has_no_thread) {
    const auto threads = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"), std::filesystem::directory_iterator());
    };
    const auto before = threads();
    Play({"--remove-at", "100"});
    const auto epochs = bridge_.Epochs();
    // The bridge serves one connection at a time: a second epoch is heard only when the first one has hung up.
    ASSERT_EQ(epochs.size(), 2u);
    EXPECT_EQ(epochs[0].goodbye, "study_removed");
    EXPECT_EQ(epochs[0].live + epochs[1].live + epochs[1].history, ManyTrades + epochs[0].live)
        << "what lay there is history to the second";
    EXPECT_EQ(threads(), before);
    std::ifstream library(MIAIA_STUDY, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(library), {}};
    ASSERT_FALSE(bytes.empty());
    EXPECT_EQ(bytes.find("pthread_create"), std::string::npos) << "there is no thread that a release would have to wait for";
    EXPECT_EQ(bytes.find("thrd_create"), std::string::npos);
}

TEST_F(StudyInHost, Fault03_Fault14_a_bridge_that_takes_nothing_holds_up_neither_a_call_nor_a_removal) {
    bridge_.FreezeAt(1000);
    // Two seconds: the second half of them in silence, and then the study is removed before it counts as stale.
    Play({"--speed", "100", "--remove-at", "150", "--linger-ms", "0"});
    EXPECT_GT(AtEnd("calls"), 1000);
    EXPECT_LT(AtEnd("call_us_p99"), 50000) << "a call waits for nobody";
    EXPECT_LT(AtEnd("call_us_max"), 1000000) << "nor does the last one, which closes the connection";
}

TEST_F(StudyInHost, Drawings_that_fail_are_made_later) {
    bridge_.SayASignal();
    Play({"--failing-drawings", "3", "--linger-ms", "3000", "--speed", "100"});
    EXPECT_EQ(SignalParts(), 4);
}
