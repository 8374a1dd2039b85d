// How long one call of the study's logic takes with 1,000 new records and everything drawn, over a real connection: with a peer that
// acknowledges and says score, levels and signals (also with an open position, and without a new record), one that is stopped three
// quarters of the time, one that is frozen, and without one. Beside it, in turns with the calls, what the system takes for one bare send of
// as many bytes over loopback.  Usage: miaia_study_bench [calls]
#include <arpa/inet.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "BareSender.h"
#include "EngineSays.h"
#include "FakeChart.h"
#include "MiaIaInstance.h"
#include "MiaIaZmtp.h"
#include "TokenFolder.h"

using namespace miaia;
using namespace miaia::bench;

namespace {

constexpr int RecordsPerCall = 1000;
constexpr int FramesBetweenScores = 50;  // four scores a second, of two frames a call
constexpr int IntervalMs = 10;
constexpr int SlowStoppedMs = 150;
constexpr int SlowRunningMs = 50;

/// The socket that the study uses, and how many bytes it has written.
struct CountingSocket : TcpSocket {
    static inline size_t written = 0;
    IoResult Send(const uint8_t* bytes, size_t length) {
        const IoResult result = TcpSocket::Send(bytes, length);
        written += result.bytes;
        return result;
    }
};

typedef InstanceOf<ZmtpLinkOf<CountingSocket>> Instance;

void SendFrame(int connection, const uint8_t* bytes, size_t length) {
    std::vector<uint8_t> frame(ZmtpLargestHeadBytes + length);
    const size_t head = WriteZmtpHead(frame.data(), 0, length);
    std::memcpy(frame.data() + head, bytes, length);
    if (send(connection, frame.data(), head + length, MSG_NOSIGNAL) < 0)
        _exit(3);
}

/// Answers each frame with what its epoch and counter ask for: Welcome for hello, Ack for the rest.
void Answer(int connection, const uint8_t* bytes, size_t length) {
    uint64_t epoch = 0;
    uint64_t counter = 0;
    bool is_hello = false;
    ReadMessage(bytes, length, [&](const WireField& field) {
        if (field.number == 1)
            epoch = field.value;
        if (field.number == 2)
            counter = field.value;
        is_hello = is_hello || field.number == static_cast<uint32_t>(StudyBody::Hello);
        return true;
    });
    uint8_t memory[64];
    WireWriter to(memory, sizeof memory);
    to.Fixed64Always(1, epoch);
    const size_t body = to.BeginMessage(static_cast<uint32_t>(is_hello ? EngineBody::Welcome : EngineBody::Ack));
    to.UInt(1, is_hello ? ProtocolVersion : counter);
    to.UInt(2, is_hello ? 1 : 0);
    to.UInt(3, is_hello ? 1 : 0);
    to.EndMessage(body);
    if (!is_hello && counter == 0)
        return;
    SendFrame(connection, to.Bytes(), to.Size());
    static int frames = 0;
    if (is_hello)
        for (const std::string& said : WhatAnEngineSays(epoch))
            SendFrame(connection, reinterpret_cast<const uint8_t*>(said.data()), said.size());
    else if (++frames % FramesBetweenScores == 0) {
        const std::string said = AScore(epoch, frames);
        SendFrame(connection, reinterpret_cast<const uint8_t*>(said.data()), said.size());
    }
}

/// One connection of the peer, until its end.
void Serve(int connection) {
    uint8_t greeting[ZmtpGreetingBytes];
    WriteZmtpGreeting(greeting);
    static const char ready[] = "\x04\x1C\x05READY\x0BSocket-Type\0\0\0\x06ROUTER";
    if (send(connection, greeting, sizeof greeting, MSG_NOSIGNAL) < 0 || recv(connection, greeting, sizeof greeting, MSG_WAITALL) < 64 ||
        send(connection, ready, sizeof ready - 1, MSG_NOSIGNAL) < 0)
        return;
    // The study's READY and its token, which is a part of its own before the first frame.
    uint8_t begin[ZmtpReadyBytes + 2 + 64];
    if (recv(connection, begin, sizeof begin, MSG_WAITALL) < static_cast<ssize_t>(sizeof begin))
        return;
    static ZmtpInbox inbox;
    inbox.Clear();
    for (;;) {
        size_t capacity;
        uint8_t* const room = inbox.Room(capacity);
        const ssize_t got = recv(connection, room, capacity, 0);
        if (got <= 0)
            return;
        inbox.Filled(static_cast<size_t>(got));
        for (ZmtpItem item = inbox.Next(); item.kind != ZmtpItemKind::Nothing; item = inbox.Next())
            if (item.kind == ZmtpItemKind::Message)
                Answer(connection, item.bytes, static_cast<size_t>(item.length));
    }
}

/// The other side, in a process of its own so that it can be frozen.
pid_t StartPeer(std::string& endpoint) {
    const int listener = Listen(endpoint);
    const pid_t child = fork();
    if (child != 0) {
        close(listener);
        return child;
    }
    for (;;) {
        const int connection = accept(listener, nullptr, nullptr);
        Serve(connection);
        close(connection);
    }
}

struct Run {
    std::vector<uint64_t> memory;  // of the ring
    std::unique_ptr<Instance> instance = std::make_unique<Instance>();
    tests::FakeChart chart;
    uint32_t sequence = 0;

    explicit Run(const char* endpoint) {
        chart.facts.endpoint = endpoint;
        // A chart of two thousand one-minute bars, the last of which is now.
        for (int bar = 0; bar < 2000; ++bar)
            chart.canvas.bar_starts.push_back(chart.facts.market_unix_us - (1999 - bar) * 60000000LL);
        memory.resize(Session::BytesNeeded(SessionLimits()) / sizeof(uint64_t) + 1);
        instance->Use(memory.data(), SessionLimits());
        // The first call finds an empty buffer, so that everything after it is live.
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

    static double At(std::vector<double>& values, double part) {
        std::sort(values.begin(), values.end());
        return values[static_cast<size_t>(static_cast<double>(values.size() - 1) * part)];
    }
};

}  // namespace

int main(int count, char** arguments) {
    const int calls = count > 1 ? std::atoi(arguments[1]) : 1000;
    if (calls < 1) {
        std::fprintf(stderr, "usage: miaia_study_bench [calls > 0]\n");
        return 2;
    }
    const tests::TokenFolder tokens;
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
