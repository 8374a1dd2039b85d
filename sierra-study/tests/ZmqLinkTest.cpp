// The real libzmq, loaded at run time as the study loads it.
#include "MiaIaZmqLink.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

using namespace miaia;

namespace {

#ifdef _WIN32
void SetOnlyLibrary(const char* file) {
    _putenv_s("MIAIA_LIBZMQ", file);
}
#else
void SetOnlyLibrary(const char* file) {
    setenv("MIAIA_LIBZMQ", file, 1);
}
#endif

struct OnlyLibrary {
    explicit OnlyLibrary(const char* file) { SetOnlyLibrary(file); }
    ~OnlyLibrary() { SetOnlyLibrary(""); }
};

const uint8_t Byte[1] = {7};

}  // namespace

TEST(ZmqLink, A_missing_library_is_named_and_costs_nothing_else) {
    const OnlyLibrary missing("libzmq-that-is-not-there.so");
    ZmqLink link;
    FixedText<320> why;
    EXPECT_FALSE(link.Open("tcp://127.0.0.1:5557", why));
    EXPECT_NE(std::strstr(why.chars, "libzmq-that-is-not-there.so"), nullptr) << why.chars;
    EXPECT_FALSE(link.IsOpen());
    uint8_t memory[8];
    EXPECT_EQ(link.Send(Byte, 1), SendResult::WouldBlock);
    EXPECT_EQ(link.Receive(memory, sizeof memory), -1);
    link.Close(0);
}

TEST(ZmqLink, A_library_that_is_not_libzmq_is_not_taken) {
    const OnlyLibrary wrong("libc.so.6");
    ZmqLink link;
    FixedText<320> why;
    EXPECT_FALSE(link.Open("tcp://127.0.0.1:5557", why));
    EXPECT_FALSE(why.Empty());
}

TEST(ZmqLink, A_bad_endpoint_is_named) {
    ZmqLink link;
    FixedText<320> why;
    EXPECT_FALSE(link.Open("nonsense://x", why));
    EXPECT_NE(std::strstr(why.chars, "nonsense://x"), nullptr) << why.chars;
    EXPECT_FALSE(link.IsOpen());
    EXPECT_TRUE(link.Open("tcp://127.0.0.1:9", why)) << "and a good one is taken afterwards: " << why.chars;
    link.Close(0);
}

TEST(ZmqLink, Without_a_peer_it_takes_nothing_and_never_waits) {
    ZmqLink link;
    FixedText<320> why;
    ASSERT_TRUE(link.Open("tcp://127.0.0.1:9", why)) << why.chars;
    const auto began = std::chrono::steady_clock::now();
    uint8_t memory[8];
    for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(link.Send(Byte, 1), SendResult::WouldBlock);
        ASSERT_EQ(link.Receive(memory, sizeof memory), -1);
    }
    link.Close(250);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(1));
}

TEST(ZmqLink, Carries_bytes_to_a_router_and_back) {
    LibZmq zmq;
    FixedText<320> why;
    ASSERT_TRUE(zmq.Load(why)) << why.chars;
    ZmqLink link;
    // Two DEALERs understand each other; the one that answers is bound here through libzmq's own function.
    void* context = zmq.ctx_new();
    void* peer = zmq.socket(context, ZmqDealer);
    void* module = dlopen(zmq.name.chars, RTLD_NOW);
    ASSERT_NE(module, nullptr);
    int (*bind_socket)(void*, const char*) = nullptr;
    void* found = dlsym(module, "zmq_bind");
    std::memcpy(&bind_socket, &found, sizeof found);
    ASSERT_EQ(bind_socket(peer, "tcp://127.0.0.1:25571"), 0);
    ASSERT_TRUE(link.Open("tcp://127.0.0.1:25571", why)) << why.chars;

    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (link.Send(Byte, 1) != SendResult::Sent && std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
    uint8_t memory[8] = {};
    ASSERT_EQ(zmq.recv(peer, memory, sizeof memory, 0), 1);
    EXPECT_EQ(memory[0], 7);
    const std::string long_answer(100, 'a');
    ASSERT_EQ(zmq.send(peer, long_answer.data(), long_answer.size(), 0), 100);
    int length = -1;
    while (length < 0 && std::chrono::steady_clock::now() < until)
        length = link.Receive(memory, sizeof memory);
    EXPECT_EQ(length, 100) << "the true length of a message that was cut";
    link.Close(250);
    const int none = 0;
    zmq.setsockopt(peer, ZmqOptionLinger, &none, sizeof none);
    zmq.close(peer);
    zmq.ctx_term(context);
}
