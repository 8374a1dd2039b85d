// The host as a whole, on generated files, seen by the probe study.
#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <limits>
#include <thread>

#include "probe_run.h"
#include "sample_files.h"

namespace miaia::host::test {
namespace {

constexpr size_t kTrades = 20000;  // 200 seconds at 10 ms

class HostRun : public testing::Test {
protected:
    HostRun() : scid_(folder_.File("ESH24_FUT_CME.scid")), depth_(folder_.File("ESH24_FUT_CME.2024-01-02.depth")) {
        Write(scid_, ScidBytes(Tape(kTrades)));
    }

    // Batches of one bid and one ask, every 2 ms, the best bid changing its size each time.
    void WriteDepth(int batches) {
        std::vector<DepthRecord> records;
        for (int i = 0; i < batches; ++i) {
            const int64_t time = kStart + i * 2000;
            records.push_back({time, DepthCommand::ModifyBid, false, 1, 4799.75f, static_cast<uint32_t>(10 + i % 7)});
            records.push_back({time, DepthCommand::ModifyAsk, true, 2, 4800.25f, 20});
        }
        Write(depth_, DepthBytes(records));
    }

    uint64_t WholeTapeHash() const { return TapeHash(ScidFile(scid_), 0, kTrades); }

    TemporaryFolder folder_;
    std::string scid_;
    std::string depth_;
};

TEST_F(HostRun, The_study_sees_every_record_exactly_once_and_in_order) {
    const ProbeRun run = RunProbe({"--scid", scid_});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    ASSERT_EQ(run.Summaries().size(), 1u) << run.out;
    const std::string seen = run.Summaries()[0];
    EXPECT_EQ(ProbeRun::Field(seen, "symbol"), "ESH24_FUT_CME");
    EXPECT_EQ(ProbeRun::Count(seen, "records"), kTrades);
    EXPECT_EQ(ProbeRun::Count(seen, "lots"), kTrades / 4 * (1 + 2 + 3 + 4));
    EXPECT_EQ(ProbeRun::Count(seen, "hash"), WholeTapeHash());
    EXPECT_EQ(ProbeRun::Count(seen, "lost"), 0u);
    EXPECT_EQ(ProbeRun::Count(seen, "bars"), 4u);
    EXPECT_EQ(run.Reported("start", "records"), kTrades);
    EXPECT_EQ(run.Reported("end", "records"), kTrades);
    EXPECT_EQ(run.Reported("end", "lots"), kTrades / 4 * 10);
}

TEST_F(HostRun, Loses_nothing_when_the_ring_is_tiny) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--time-sales-records", "2", "--update-interval-ms", "60000"});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "hash"), WholeTapeHash());
}

TEST_F(HostRun, Calls_the_study_at_each_interval_that_brought_something) {
    const ProbeRun fast = RunProbe({"--scid", scid_, "--update-interval-ms", "10"});
    const ProbeRun slow = RunProbe({"--scid", scid_, "--update-interval-ms", "1000"});
    EXPECT_EQ(ProbeRun::Count(fast.Summaries()[0], "calls"), kTrades + 1);
    EXPECT_EQ(ProbeRun::Count(slow.Summaries()[0], "calls"), 200u + 1);
    EXPECT_EQ(ProbeRun::Count(slow.Summaries()[0], "hash"), WholeTapeHash());
}

TEST_F(HostRun, Conflates_depth_to_the_interval_and_counts_what_was_not_seen) {
    WriteDepth(5000);
    const ProbeRun run = RunProbe({"--scid", scid_, "--depth", depth_});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    EXPECT_EQ(run.Reported("end", "depth_batches"), 5000u);
    EXPECT_EQ(run.Reported("end", "depth_conflated_by_interval"), 4000u) << "five batches fall into each 10 ms";
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "quotes"), 5000u);
}

TEST_F(HostRun, Shows_each_batch_when_every_batch_is_wanted) {
    WriteDepth(5000);
    const ProbeRun run = RunProbe({"--scid", scid_, "--depth", depth_, "--every-batch"});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    EXPECT_EQ(run.Reported("end", "depth_conflated_by_interval"), 0u);
    EXPECT_GE(ProbeRun::Count(run.Summaries()[0], "books"), 5000u);
    EXPECT_EQ(ProbeRun::Field(run.Summaries()[0], "best"), "4799.75x11/4800.25x20") << "batch 4999: 10 + 4999 % 7";
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "hash"), WholeTapeHash());
}

TEST_F(HostRun, A_recalculation_keeps_the_study_and_its_place_in_the_tape) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--recalculate-at", "150", "--input", "Draw=yes"});
    ASSERT_EQ(run.Summaries().size(), 1u);
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "full"), 2u) << "the first one and the one that was asked for";
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "hash"), WholeTapeHash());
    EXPECT_EQ(run.Lines("\"op\":\"delete\""), 2) << "its drawing goes with the recalculation and with the removal";
    EXPECT_EQ(run.Reported("end", "drawings"), 2u);
}

TEST_F(HostRun, A_removed_study_says_goodbye_and_starts_again_from_nothing) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--remove-at", "100"});
    ASSERT_EQ(run.Summaries().size(), 2u);
    const std::string first = run.Summaries()[0];
    const std::string second = run.Summaries()[1];
    EXPECT_EQ(ProbeRun::Count(first, "history_bars"), 0u);
    EXPECT_EQ(ProbeRun::Count(first, "records"), 10000u);
    EXPECT_EQ(ProbeRun::Count(first, "hash"), TapeHash(ScidFile(scid_), 0, 10000));
    EXPECT_EQ(ProbeRun::Count(second, "history_bars"), 2u);
    EXPECT_EQ(ProbeRun::Count(second, "records"), kTrades) << "the new instance finds the ring as it stands, then the rest";
}

TEST_F(HostRun, A_replay_starts_at_the_beginning_with_the_numbering_at_1) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--replay-restart-at", "100"});
    ASSERT_EQ(run.Summaries().size(), 1u);
    const std::string seen = run.Summaries()[0];
    EXPECT_EQ(ProbeRun::Count(seen, "restarts"), 1u);
    EXPECT_EQ(ProbeRun::Count(seen, "records"), 10000u + kTrades);
    EXPECT_EQ(ProbeRun::Count(seen, "full"), 2u);
    EXPECT_GT(ProbeRun::Count(seen, "replay"), 0u);
    EXPECT_EQ(run.Reported("end", "records"), 10000u + kTrades);
}

TEST_F(HostRun, History_is_in_the_chart_before_the_study_is) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--history-minutes", "2", "--time-sales-records", "100"});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    const std::string seen = run.Summaries()[0];
    EXPECT_EQ(ProbeRun::Count(seen, "history_bars"), 2u);
    EXPECT_EQ(run.Reported("end", "records"), 8000u) << "80 of the 200 seconds are played";
    EXPECT_EQ(ProbeRun::Count(seen, "records"), 8000u + 100u) << "and the ring held the last hundred of the history";
    EXPECT_EQ(ProbeRun::Count(seen, "hash"), TapeHash(ScidFile(scid_), 12000 - 100, 8100));
}

TEST_F(HostRun, Waits_for_a_study_whose_ring_is_filling) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--update-interval-ms", "100", "--input", "Frame capacity=40"});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    EXPECT_LE(ProbeRun::Count(run.Summaries()[0], "backlog"), 20u) << "at most a quarter full before an interval of ten records";
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "hash"), WholeTapeHash());
}

TEST_F(HostRun, Records_and_refuses_an_order) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--input", "Place an order=yes"});
    EXPECT_EQ(run.Reported("end", "orders"), 1u);
    EXPECT_EQ(run.Lines("{\"type\":\"order\",\"call\":\"BuyEntry\",\"order_id\":0,\"answer\":-8994,\"quantity\":1"), 1) << run.out;
}

TEST_F(HostRun, An_exception_of_the_study_ends_the_run_with_code_4) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--input", "Throw at call=3"});
    EXPECT_EQ(run.exit_code, 4);
    EXPECT_NE(run.errors.find("the probe was told to throw"), std::string::npos);
}

TEST_F(HostRun, Stops_early_when_asked_and_still_removes_the_study) {
    std::atomic<bool> stop{false};
    std::thread later([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop = true;
    });
    const ProbeRun run = RunProbe({"--scid", scid_, "--speed", "1", "--linger-ms", "60000"}, &stop);
    later.join();
    EXPECT_EQ(run.exit_code, 0);
    ASSERT_EQ(run.Summaries().size(), 1u);
    EXPECT_LT(ProbeRun::Count(run.Summaries()[0], "records"), kTrades);
    EXPECT_EQ(run.Lines("{\"type\":\"end\""), 1);
}

TEST_F(HostRun, Tells_at_each_release_of_the_library_how_many_handles_are_open) {
    const auto told = [this] {
        const ProbeRun run = RunProbe({"--scid", scid_, "--event", "library-released@0", "--event", "library-released@1"});
        EXPECT_EQ(run.Lines("the library is released and loaded again"), 2);
        const std::string before = "the next handle is number ";
        const size_t at = run.out.rfind(before);
        return at == std::string::npos ? -1 : std::stoi(run.out.substr(at + before.size()));
    };
    const int next = told();
    EXPECT_GT(next, 2);
    const std::ifstream open(scid_);
    EXPECT_EQ(told(), next + 1) << "one file more is open";
}

TEST_F(HostRun, Rests_at_the_end_and_the_study_is_still_called) {
    const uint64_t calls = RunProbe({"--scid", scid_}).Reported("end", "calls");
    const auto began = std::chrono::steady_clock::now();
    EXPECT_GT(RunProbe({"--scid", scid_, "--rest-ms", "200"}).Reported("end", "calls"), calls);
    EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(200));
}

TEST_F(HostRun, Paces_market_time_against_the_wall_clock) {
    Write(scid_, ScidBytes(Tape(2001)));  // 20 seconds
    const auto began = std::chrono::steady_clock::now();
    const ProbeRun run = RunProbe({"--scid", scid_, "--speed", "40"});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "records"), 2001u);
    EXPECT_GE(seconds, 0.5);
    EXPECT_GE(run.Lines("{\"type\":\"progress\""), 1);
}

TEST_F(HostRun, Skips_the_hours_between_the_snapshot_of_midnight_and_the_session) {
    Write(scid_, ScidBytes(Tape(100)));
    const int64_t midnight = kStart - 15 * 3600 * int64_t{1000000};
    Write(depth_,
          DepthBytes({{midnight, DepthCommand::AddBid, true, 1, 4799.75f, 3}, {kStart, DepthCommand::AddAsk, true, 1, 4800.0f, 4}}));
    const auto began = std::chrono::steady_clock::now();
    const ProbeRun run = RunProbe({"--scid", scid_, "--depth", depth_, "--speed", "10", "--remove-at", "0.5"});
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(60)) << "fifteen hours at speed 10 would take ninety minutes";
    EXPECT_EQ(run.Reported("start", "from_unix_us"), static_cast<uint64_t>(kStart - 2209161600000000));
    ASSERT_EQ(run.Summaries().size(), 2u);
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "records"), 50u) << "half a second after the first trade, not after midnight";
}

TEST_F(HostRun, Passes_the_prices_of_the_file_on_and_tells_the_multiplier) {
    auto tape = Tape(10);
    for (SampleTrade& trade : tape)
        trade.price *= 100;
    Write(scid_, ScidBytes(tape));
    Write(depth_,
          DepthBytes({{kStart, DepthCommand::AddBid, false, 1, 479975.0f, 3}, {kStart, DepthCommand::AddAsk, true, 1, 480000.0f, 4}}));
    const ProbeRun run = RunProbe({"--scid", scid_, "--depth", depth_});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    EXPECT_EQ(ProbeRun::Field(run.Summaries()[0], "best"), "4799.75x3/4800.00x4");
}

TEST_F(HostRun, Hands_bad_prices_to_the_study_as_they_are) {
    auto tape = Tape(10);
    tape[3].price = 0;
    tape[5].price = std::numeric_limits<float>::quiet_NaN();
    Write(scid_, ScidBytes(tape));
    const ProbeRun run = RunProbe({"--scid", scid_});
    EXPECT_EQ(ProbeRun::Count(run.Summaries()[0], "records"), 10u);
}

TEST_F(HostRun, A_flood_keeps_its_rate_and_is_labelled_synthetic) {
    const ProbeRun run = RunProbe({"--flood", "200000", "--seconds", "0.25"});
    ASSERT_EQ(run.exit_code, 0) << run.errors;
    const std::string seen = run.Summaries()[0];
    EXPECT_EQ(ProbeRun::Field(seen, "symbol"), "SYNTHETIC-ESZ26_FUT_CME");
    EXPECT_EQ(ProbeRun::Count(seen, "records"), 50000u);
    EXPECT_EQ(ProbeRun::Count(seen, "lost"), 0u);
    EXPECT_EQ(run.Reported("end", "records"), 50000u);
}

// Width and height stand behind the names of the file's kind and of its first part.
TEST_F(HostRun, A_picture_of_the_chart_is_written_at_the_end) {
    const std::string picture = folder_.File("chart.png");
    const ProbeRun run = RunProbe({"--scid", scid_, "--picture", picture, "--size", "640x400"});
    EXPECT_EQ(run.exit_code, 0) << run.errors;
    std::ifstream file(picture, std::ios::binary);
    std::string head(24, 0);
    ASSERT_TRUE(file.read(head.data(), 24));
    EXPECT_EQ(head, std::string("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\x90", 24));
}

TEST_F(HostRun, A_picture_that_cannot_be_written_does_not_leave_the_study_on_the_chart) {
    const ProbeRun run = RunProbe({"--scid", scid_, "--picture", folder_.File("none/chart.png"), "--at", "1"});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.Summaries().size(), 1u);
    EXPECT_NE(run.errors.find("chart.png"), std::string::npos) << run.errors;
}

TEST_F(HostRun, Bad_arguments_and_files_end_with_code_2_and_a_message) {
    EXPECT_EQ(RunProbe({"--scid", scid_, "--nonsense"}).exit_code, 2);
    EXPECT_EQ(RunProbe({"--scid", scid_, "--mode", "wild"}).errors,
              "miaia-sierra-host: input \"Mode\": wild is not one of dry-run, sim, live\n");
    const ProbeRun missing = RunProbe({"--scid", folder_.File("none.scid")});
    EXPECT_EQ(missing.exit_code, 2);
    EXPECT_NE(missing.errors.find("none.scid: cannot be opened"), std::string::npos);
    Write(scid_, ScidBytes({}));
    EXPECT_EQ(RunProbe({"--scid", scid_}).errors, "miaia-sierra-host: " + scid_ + ": holds no trade\n");
    const ProbeRun noStudy = RunProbe({"--scid", scid_, "--study", scid_});
    EXPECT_EQ(noStudy.exit_code, 2);
    EXPECT_NE(noStudy.errors.find("cannot be loaded"), std::string::npos);
    EXPECT_NE(RunProbe({"--scid", scid_, "--function", "scsf_None"}).errors.find("exports no function scsf_None"), std::string::npos);
}

}  // namespace
}  // namespace miaia::host::test
