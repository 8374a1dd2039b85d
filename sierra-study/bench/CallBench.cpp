// How long one call of the study's logic takes with 1,000 new records and everything drawn, over a real connection: with a peer that
// acknowledges and says score, levels and signals (also with an open position, and without a new record), one that is stopped three
// quarters of the time, one that is frozen, and without one. Beside it, in turns with the calls, what the system takes for one bare send of
// as many bytes over loopback. And the calls of a study that comes to a chart with a million trades, until all of them are on
// their way as history.  Usage: miaia_study_bench [calls [rounds]]; with rounds only quiet calls, busy ones and those with a position are
// measured, and the least and the middle of the rounds' percentiles are told: the least is what the study takes where nobody
// else wants the processor.
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "BenchPeer.h"
#include "CountingSocket.h"
#include "FakeChart.h"
#include "MiaIaInstance.h"
#include "MiaIaZmtp.h"
#include "TokenFolder.h"

using namespace miaia;
using namespace miaia::bench;

namespace {

constexpr int RecordsPerCall = 1000;
constexpr int IntervalMs = 10;
constexpr int SlowStoppedMs = 150;
constexpr int SlowRunningMs = 50;

typedef InstanceOf<ZmtpLinkOf<CountingSocket>> Instance;

struct Run {
    std::vector<uint64_t> memory;  // of the ring
    std::unique_ptr<Instance> instance = std::make_unique<Instance>();
    tests::FakeChart chart;
    uint32_t sequence = 0;

    explicit Run(const char* endpoint, bool begins_empty = true) {
        chart.facts.endpoint = endpoint;
        // A chart of two thousand one-minute bars, the last of which is now.
        for (int bar = 0; bar < 2000; ++bar)
            chart.canvas.bar_starts.push_back(chart.facts.market_unix_us - (1999 - bar) * 60000000LL);
        memory.resize(Session::BytesNeeded(SessionLimits()) / sizeof(uint64_t) + 1);
        instance->Use(memory.data(), SessionLimits());
        // The first call finds an empty buffer, so that everything after it is live.
        if (begins_empty)
            instance->Call(chart, SystemClock());
    }

    /// Time on the clock and time on the processor; on a busy machine they differ by what other programs took.
    struct Took {
        double wall_us;
        double cpu_us;
    };

    static double ThreadCpuUs() {
        timespec time;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
    }

    Took CallOnce(int records = RecordsPerCall) {
        // The last record taken stays, by which the study knows its tape again.
        if (!chart.tape.records.empty() && records != 0)
            chart.tape.records.erase(chart.tape.records.begin(), chart.tape.records.end() - 1);
        for (int i = 0; i < records; ++i) {
            ++sequence;
            chart.tape.Add(sequence, 4810.25 + 0.25 * (sequence % 4), 1 + sequence % 9,
                           sequence % 2 == 0 ? TapeRecord::AtAsk : TapeRecord::AtBid);
        }
        chart.book.bid[0].lots = sequence % 100 + 1;
        chart.facts.market_unix_us += IntervalMs * 1000;
        return Timed();
    }

    Took Timed() {
        const double cpu_began = ThreadCpuUs();
        const auto began = std::chrono::steady_clock::now();
        instance->Call(chart, SystemClock());
        const double wall_us = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
        return {wall_us, ThreadCpuUs() - cpu_began};
    }

    /// Sim, with a position of ours and its bracket, 20 orders of others and a full list of fills. Sierra's own part is not in it.
    void OpenPosition() {
        chart.facts.mode = TradingMode::Sim;
        chart.facts.trade_simulation_on = chart.facts.auto_trading_global = chart.facts.auto_trading_chart = true;
        chart.facts.server_state = 2;
        chart.facts.position_ceiling = 2;
        chart.facts.last_price = 4810.25f;
        tests::FakeTrading& trading = chart.trading;
        BrokerOrder& entry = trading.Add(true, BrokerKind::Market, 1, 0);
        entry.tag.Assign("MIA:bench");
        const uint64_t entry_id = entry.id;
        const uint64_t stop = trading.Child(entry_id, false, BrokerKind::Stop);
        const uint64_t target = trading.Child(entry_id, false, BrokerKind::Limit);
        trading.Fill(entry_id, 1, 4810.25);
        trading.Work(stop, target, 1, 4808.25, 4814.25);
        for (int i = 0; i < 20; ++i)
            trading.Add(true, BrokerKind::Limit, 1, 4700).status = BrokerStatus::Open;
        for (int i = 0; i < 300; ++i)
            trading.List(1, true, 1, 4810);
    }

    /// What a call finds, and which of them count.
    enum class Market { Silent, Between, Busy };

    /// The percentiles of one round; own is without the time that the system took for the call's read and write.
    struct Round {
        double p50;
        double p99;
        double own_p99;
    };

    /// In a market that trades ten times a second the calls between count; in a silent one the beat of each second is among them.
    Round MeasureRound(int calls, Market market, BareSender* bare = nullptr, std::vector<double>* beats = nullptr,
                       std::vector<double>* bare_us = nullptr) {
        std::vector<double> wall, own;
        for (int i = 0; static_cast<int>(wall.size()) < calls; ++i) {
            const double sending_us = CountingSocket::sending_us;
            const double reading_us = CountingSocket::reading_us;
            const size_t written = CountingSocket::written;
            const int records = market == Market::Busy ? RecordsPerCall : market == Market::Between && i % 10 == 0 ? 1 : 0;
            const double took_us = CallOnce(records).wall_us;
            std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
            if (market == Market::Between && records != 0)
                continue;
            wall.push_back(took_us);
            own.push_back(took_us - (CountingSocket::sending_us - sending_us) - (CountingSocket::reading_us - reading_us));
            if (bare == nullptr || CountingSocket::written == written)
                continue;
            beats->push_back(CountingSocket::sending_us - sending_us);
            // After a sleep of its own, as the call had one.
            bare_us->push_back(bare->SendUs(CountingSocket::written - written));
            std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
        }
        return {At(wall, 0.5), At(wall, 0.99), At(own, 0.99)};
    }

    void Measure(const char* name, int calls, BareSender& bare, int records = RecordsPerCall) {
        std::vector<double> wall;
        std::vector<double> cpu;
        std::vector<double> floor;
        const size_t before = CountingSocket::written;
        for (int i = 0; i < calls; ++i) {
            const size_t written = CountingSocket::written;
            const Took took = CallOnce(records);
            wall.push_back(took.wall_us);
            cpu.push_back(took.cpu_us);
            std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
            // After a sleep of its own: right behind a call it would find everything in the caches.
            if (CountingSocket::written != written) {
                floor.push_back(bare.SendUs(CountingSocket::written - written));
                std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
            }
        }
        std::printf(
            "%-7s %d calls of %d records, %zu bytes each: p50 %.1f us, p99 %.1f us, max %.1f us (processor time p50 %.1f us, p99 %.1f us)",
            name, calls, records, (CountingSocket::written - before) / static_cast<size_t>(calls), At(wall, 0.5), At(wall, 0.99),
            At(wall, 1), At(cpu, 0.5), At(cpu, 0.99));
        if (!floor.empty())
            std::printf("; a bare send of as much: p50 %.1f us, p99 %.1f us", At(floor, 0.5), At(floor, 0.99));
        std::printf("; %llu frames unacknowledged\n", static_cast<unsigned long long>(instance->GetSession().UnacknowledgedFrames()));
        std::fflush(stdout);
    }

    /// A study that comes to a chart which has a million trades already: its calls until all of them are on their way.
    static void MeasureHistory(const char* endpoint) {
        constexpr int Bars = 100;
        constexpr int TradesABar = 10000;
        auto run = std::make_unique<Run>(endpoint, false);
        tests::FakeChart& chart = run->chart;
        for (int bar = 0; bar < Bars; ++bar) {
            chart.bars.bars.push_back({1703500000000000 + bar * 60000000LL, 4810, 4812, 4809, 4810, 0, 0, 0, TradesABar});
            chart.records.of_bar.emplace_back();
            for (int i = 0; i < TradesABar; ++i) {
                chart.tape.records.clear();
                TapeRecord& trade = chart.tape.Add(++run->sequence, 4810.25 + 0.25 * (run->sequence % 4), 1 + run->sequence % 9);
                trade.unix_us = chart.bars.bars.back().start_unix_us + i * 6000;
                chart.records.of_bar.back().push_back(trade);
            }
        }
        std::vector<double> wall;
        std::vector<double> cpu;
        const auto began = std::chrono::steady_clock::now();
        while (!run->instance->GetBackfill().IsOver()) {
            const Took took = run->Timed();
            wall.push_back(took.wall_us);
            cpu.push_back(took.cpu_us);
            std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        std::printf(
            "history %zu calls of %llu trades at most: p50 %.1f us, p99 %.1f us, max %.1f us (processor time p50 %.1f us, p99 %.1f us); "
            "%llu "
            "trades in %.1f s\n",
            wall.size(), static_cast<unsigned long long>(Backfill::LargestRecordsPerCall), At(wall, 0.5), At(wall, 0.99), At(wall, 1),
            At(cpu, 0.5), At(cpu, 0.99), static_cast<unsigned long long>(run->instance->GetBackfill().Trades()), seconds);
        std::fflush(stdout);
    }
};

}  // namespace

/// Quiet calls in a silent market and in one that trades, busy ones and those with an open position, each in rounds.
static int MeasureRounds(int calls, int rounds) {
    BareSender bare;
    std::string endpoint;
    const pid_t peer = StartPeer(endpoint);
    Run attached(endpoint.c_str());
    attached.MeasureRound(200, Run::Market::Busy);
    if (attached.chart.canvas.on_chart.size() < 400)
        return 5;
    const char* const names[] = {"silent", "between", "alive", "position"};
    const Run::Market markets[] = {Run::Market::Silent, Run::Market::Between, Run::Market::Busy, Run::Market::Busy};
    for (int kind = 0; kind < 4; ++kind) {
        if (kind == 3)
            attached.OpenPosition();
        attached.MeasureRound(20, Run::Market::Busy);
        std::vector<double> p50, p99, own, beats, bare_us;
        for (int round = 0; round < rounds; ++round) {
            const Run::Round took = attached.MeasureRound(calls, markets[kind], kind == 0 ? &bare : nullptr, &beats, &bare_us);
            p50.push_back(took.p50);
            p99.push_back(took.p99);
            own.push_back(took.own_p99);
        }
        std::printf("%-8s %d rounds of %d calls: p50 least %.1f us, middle %.1f us; p99 least %.1f us, middle %.1f us", names[kind], rounds,
                    calls, At(p50, 0), At(p50, 0.5), At(p99, 0), At(p99, 0.5));
        std::printf("; p99 without the system's read and write least %.1f us, middle %.1f us\n", At(own, 0), At(own, 0.5));
        if (!beats.empty())
            std::printf("         its %zu writes p50 %.1f us, p99 %.1f us; a bare one of as much, in turns: p50 %.1f us, p99 %.1f us\n",
                        beats.size(), At(beats, 0.5), At(beats, 0.99), At(bare_us, 0.5), At(bare_us, 0.99));
        std::fflush(stdout);
    }
    kill(peer, SIGKILL);
    waitpid(peer, nullptr, 0);
    return 0;
}

int main(int count, char** arguments) {
    const int calls = count > 1 ? std::atoi(arguments[1]) : 1000;
    const int rounds = count > 2 ? std::atoi(arguments[2]) : 0;
    if (calls < 1 || rounds < 0) {
        std::fprintf(stderr, "usage: miaia_study_bench [calls > 0 [rounds > 0]]\n");
        return 2;
    }
    const tests::TokenFolder tokens;
    if (rounds > 0)
        return MeasureRounds(calls, rounds);
    BareSender bare;
    Run absent("tcp://127.0.0.1:9");
    absent.Measure("absent", calls, bare);
    std::string endpoint;
    const pid_t peer = StartPeer(endpoint);
    Run attached(endpoint.c_str());
    for (int i = 0; i < 100; ++i) {
        attached.CallOnce();
        std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
    }
    attached.Measure("alive", calls, bare);
    std::string history_endpoint;
    const pid_t history_peer = StartPeer(history_endpoint);
    Run::MeasureHistory(history_endpoint.c_str());
    kill(history_peer, SIGKILL);
    waitpid(history_peer, nullptr, 0);
    if (attached.chart.canvas.on_chart.size() < 400)
        std::exit(5);
    attached.Measure("quiet", calls, bare, 0);
    attached.OpenPosition();
    for (int i = 0; i < 20; ++i)
        attached.CallOnce();
    if (attached.instance->GetOrders().Watch().OwnLots() != 1)
        std::exit(4);
    attached.Measure("position", calls, bare);
    std::atomic<bool> done{false};
    std::thread nagger([&] {
        while (!done) {
            kill(peer, SIGSTOP);
            std::this_thread::sleep_for(std::chrono::milliseconds(SlowStoppedMs));
            kill(peer, SIGCONT);
            std::this_thread::sleep_for(std::chrono::milliseconds(SlowRunningMs));
        }
    });
    attached.Measure("slow", calls, bare);
    done = true;
    nagger.join();
    kill(peer, SIGSTOP);
    attached.Measure("frozen", calls, bare);
    kill(peer, SIGKILL);
    waitpid(peer, nullptr, 0);
    return 0;
}
