// How long one call of the study's logic takes with 1,000 new records, over real libzmq: with a peer that acknowledges, without a
// peer, and with a peer that is frozen (SIGSTOP).  Usage: miaia_study_bench [calls]
#include <dlfcn.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>
#include <vector>

#include "FakeChart.h"
#include "MiaIaInstance.h"

using namespace miaia;

namespace {

constexpr int RecordsPerCall = 1000;
constexpr int IntervalMs = 10;
const char* const Endpoint = "tcp://127.0.0.1:25581";

/// Answers each frame with what its epoch and counter ask for: Welcome for hello, Ack for the rest.
void Answer(LibZmq& zmq, void* socket, const uint8_t* bytes, size_t length) {
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
    if (is_hello || counter != 0)
        zmq.send(socket, to.Bytes(), to.Size(), 0);
}

/// The other side, in a process of its own so that it can be frozen.
pid_t StartPeer() {
    const pid_t child = fork();
    if (child != 0)
        return child;
    LibZmq zmq;
    FixedText<320> why;
    if (!zmq.Load(why))
        _exit(1);
    void* socket = zmq.socket(zmq.ctx_new(), ZmqDealer);
    int (*bind_socket)(void*, const char*) = nullptr;
    void* found = dlsym(dlopen(zmq.name.chars, RTLD_NOW), "zmq_bind");
    std::memcpy(&bind_socket, &found, sizeof found);
    if (bind_socket(socket, Endpoint) != 0)
        _exit(2);
    std::vector<uint8_t> memory(LargestFrameBytes);
    for (;;) {
        const int length = zmq.recv(socket, memory.data(), memory.size(), 0);
        if (length > 0)
            Answer(zmq, socket, memory.data(), static_cast<size_t>(length));
    }
}

struct Run {
    std::unique_ptr<InstanceOf<ZmqLink>> instance = std::make_unique<InstanceOf<ZmqLink>>();
    tests::FakeChart chart;
    uint32_t sequence = 0;

    explicit Run(const char* endpoint) {
        chart.facts.endpoint = endpoint;
        chart.facts.status_text_on = true;
        instance->Allocate(SessionLimits());
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

    Took CallOnce() {
        chart.tape.records.clear();
        for (int i = 0; i < RecordsPerCall; ++i) {
            ++sequence;
            chart.tape.Add(sequence, 4810.25 + 0.25 * (sequence % 4), 1 + sequence % 9,
                           sequence % 2 == 0 ? TapeRecord::AtAsk : TapeRecord::AtBid);
        }
        chart.book.bid[0].lots = sequence % 100 + 1;
        const double cpu_began = ThreadCpuUs();
        const auto began = std::chrono::steady_clock::now();
        instance->Call(chart, SystemClock());
        const double wall_us = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
        return {wall_us, ThreadCpuUs() - cpu_began};
    }

    void Measure(const char* name, int calls) {
        std::vector<double> wall;
        std::vector<double> cpu;
        for (int i = 0; i < calls; ++i) {
            const Took took = CallOnce();
            wall.push_back(took.wall_us);
            cpu.push_back(took.cpu_us);
            std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
        }
        std::sort(wall.begin(), wall.end());
        std::sort(cpu.begin(), cpu.end());
        const size_t last = wall.size() - 1;
        std::printf(
            "%-7s %d calls of %d records: p50 %.1f us, p99 %.1f us, max %.1f us (processor time p50 %.1f us, p99 %.1f us); %llu frames "
            "unacknowledged\n",
            name, calls, RecordsPerCall, wall[last / 2], wall[last * 99 / 100], wall[last], cpu[last / 2], cpu[last * 99 / 100],
            static_cast<unsigned long long>(instance->GetSession().UnacknowledgedFrames()));
        std::fflush(stdout);
    }
};

}  // namespace

int main(int count, char** arguments) {
    const int calls = count > 1 ? std::atoi(arguments[1]) : 1000;
    if (calls < 1) {
        std::fprintf(stderr, "usage: miaia_study_bench [calls > 0]\n");
        return 2;
    }
    Run absent("tcp://127.0.0.1:9");
    absent.Measure("absent", calls);
    const pid_t peer = StartPeer();
    Run attached(Endpoint);
    for (int i = 0; i < 100; ++i) {
        attached.CallOnce();
        std::this_thread::sleep_for(std::chrono::milliseconds(IntervalMs));
    }
    attached.Measure("live", calls);
    kill(peer, SIGSTOP);
    attached.Measure("frozen", calls);
    kill(peer, SIGKILL);
    waitpid(peer, nullptr, 0);
    return 0;
}
