// The link over real sockets of this machine.
#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "MiaIaZmtp.h"
#include "ZmtpBytes.h"

using namespace miaia;
using namespace miaia::tests;

namespace {

sockaddr_in Loopback(uint16_t port) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// A listener of the test's own that speaks ZMTP by hand.
struct Peer {
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int connection = -1;
    std::string endpoint;

    Peer() {
        sockaddr_in address = Loopback(0);
        socklen_t bytes = sizeof address;
        EXPECT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), bytes), 0);
        EXPECT_EQ(listen(listener, 8), 0);
        getsockname(listener, reinterpret_cast<sockaddr*>(&address), &bytes);
        endpoint = "tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }
    ~Peer() {
        HangUp();
        close(listener);
    }

    void Accept() { connection = accept(listener, nullptr, nullptr); }
    void HangUp() {
        if (connection >= 0)
            close(connection);
        connection = -1;
    }
    void Write(const std::string& bytes) {
        EXPECT_EQ(send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    }
    /// Reads so many bytes, or all until the end when there are fewer.
    std::string Read(size_t bytes) {
        std::string text(bytes, 0);
        size_t read = 0;
        for (ssize_t now = 1; read < bytes && now > 0; read += static_cast<size_t>(now > 0 ? now : 0))
            now = recv(connection, text.data() + read, bytes - read, 0);
        text.resize(read);
        return text;
    }
};

struct LinkToPeer {
    Peer peer;
    std::unique_ptr<ZmtpLink> link = std::make_unique<ZmtpLink>();
    std::vector<std::string> got;

    LinkToPeer() {
        FixedText<320> why;
        EXPECT_TRUE(link->Open(peer.endpoint.c_str(), why)) << why.chars;
    }

    void Call() {
        link->Poll(SteadyNanosNow());
        LinkMessage message;
        while (link->Receive(message))
            if (message.IsWhole())
                got.emplace_back(reinterpret_cast<const char*>(message.bytes), message.length);
        link->Flush();
    }

    template <class Done>
    bool CallUntil(Done done) {
        for (int i = 0; i < 10000 && !done(); ++i) {
            Call();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return done();
    }

    void Shake() {
        Call();
        peer.Accept();
        EXPECT_EQ(peer.Read(64), Greeting());
        peer.Write(Greeting() + Ready());
        EXPECT_TRUE(CallUntil([&] { return link->IsReady(); })) << link->Problem();
        EXPECT_EQ(peer.Read(ZmtpReadyBytes), Ready("DEALER"));
    }

    bool Send(const std::string& body) { return link->Send(reinterpret_cast<const uint8_t*>(body.data()), body.size()); }
};

}  // namespace

TEST(ZmtpEndpoint, Only_a_number_of_this_machine_is_one) {
    LoopbackEndpoint endpoint;
    FixedText<320> why;
    EXPECT_TRUE(endpoint.Parse("tcp://127.0.0.1:5557", why));
    EXPECT_EQ(endpoint.port, 5557);
    EXPECT_TRUE(endpoint.Parse("tcp://127.255.3.9:65535", why));
    EXPECT_EQ(endpoint.address[1], 255);
    for (const char* other : {"",
                              "tcp://",
                              "127.0.0.1:5557",
                              "tcp://127.example.org:5557",
                              "tcp://127.0.0.1.example.org:5557",
                              "tcp://localhost:5557",
                              "tcp://10.0.0.5:5557",
                              "tcp://126.0.0.1:5557",
                              "tcp://0.0.0.0:5557",
                              "tcp://127.0.0.1",
                              "tcp://127.0.0.1:",
                              "tcp://127.0.0.1:0",
                              "tcp://127.0.0.1:65536",
                              "tcp://127.0.0.1:5557 ",
                              "tcp://127.0.0.1:5557/x",
                              "tcp://127.0.0.256:1",
                              "tcp://127.0.1:5557",
                              "tcp://127.0.0.01:5557",
                              "tcp://127.0.0.1:-1",
                              "tcp:// 127.0.0.1:1",
                              "tcp://127.0.0.1:*",
                              "ipc://x",
                              "tcp://[::1]:5557",
                              "tcp://127.99999999999999999999.0.1:1",
                              "TCP://127.0.0.1:5557"}) {
        why.Clear();
        EXPECT_FALSE(endpoint.Parse(other, why)) << other;
        EXPECT_NE(std::strstr(why.chars, other), nullptr) << why.chars;
        ZmtpLink* const link = new ZmtpLink;
        EXPECT_FALSE(link->Open(other, why));
        EXPECT_FALSE(link->IsOpen());
        delete link;
    }
}

TEST(ZmtpTcp, Carries_every_size_both_ways) {
    LinkToPeer f;
    f.Shake();
    for (size_t size : {0, 1, 254, 255, 256, 65535, 65536}) {
        const std::string body(size, static_cast<char>('a' + size % 7));
        ASSERT_TRUE(f.Send(body));
        f.Call();
        ASSERT_TRUE(f.peer.Read(Message(body).size()) == Message(body)) << size;
        f.got.clear();
        f.peer.Write(Message(body));
        ASSERT_TRUE(f.CallUntil([&] { return !f.got.empty(); }));
        ASSERT_TRUE(f.got[0] == body) << size;
    }
}

TEST(ZmtpTcp, Without_a_peer_nothing_waits) {
    ZmtpLink* const link = new ZmtpLink;
    FixedText<320> why;
    // Port 9 is not among those that the system hands out.
    ASSERT_TRUE(link->Open("tcp://127.0.0.1:9", why)) << why.chars;
    const int64_t began = SteadyNanosNow();
    const uint8_t byte[1] = {7};
    LinkMessage message;
    for (int i = 0; i < 1000; ++i) {
        link->Poll(SteadyNanosNow());
        ASSERT_FALSE(link->Receive(message));
        ASSERT_FALSE(link->Send(byte, 1));
        link->Flush();
    }
    link->Close(SystemClock(), 250);
    EXPECT_LT(SteadyNanosNow() - began, 1000000000);
    delete link;
}

TEST(ZmtpTcp, A_socket_that_met_itself_is_recognized) {
    // Bound to a port and connected to the same one: what happens by chance when the system picks the port that is being called.
    const int own = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = Loopback(0);
    socklen_t bytes = sizeof address;
    ASSERT_EQ(bind(own, reinterpret_cast<sockaddr*>(&address), bytes), 0);
    getsockname(own, reinterpret_cast<sockaddr*>(&address), &bytes);
    ASSERT_EQ(connect(own, reinterpret_cast<sockaddr*>(&address), bytes), 0) << "TCP does connect to itself";
    LoopbackEndpoint endpoint;
    FixedText<320> why;
    ASSERT_TRUE(endpoint.Parse(("tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port))).c_str(), why));
    SystemSockets system;
    SocketAddress local;
    ASSERT_TRUE(system.LocalAddress(own, local));
    EXPECT_TRUE(local == SocketAddress(endpoint));
    close(own);

    Peer peer;
    ASSERT_TRUE(endpoint.Parse(peer.endpoint.c_str(), why));
    TcpSocket other;
    ASSERT_NE(other.Connect(endpoint), ConnectProgress::Failed);
    peer.Accept();
    EXPECT_FALSE(other.IsConnectedToItself());
    other.Close();
}

TEST(ZmtpTcp, A_peer_that_freezes_and_does_not_read_never_makes_a_call_wait) {
    LinkToPeer f;
    f.Shake();
    const std::string body(60000, 'x');
    int64_t longest = 0;
    int taken = 0;
    for (int i = 0; i < 2000; ++i) {
        taken += f.Send(body) ? 1 : 0;
        const int64_t began = SteadyNanosNow();
        f.Call();
        longest = std::max(longest, SteadyNanosNow() - began);
    }
    EXPECT_LT(taken, 2000) << "somewhere it is full";
    EXPECT_LT(longest, 500 * 1000000) << "and never waited for, however busy the machine is";
    const std::string all = f.peer.Read(static_cast<size_t>(taken - 4) * (body.size() + 9));
    ASSERT_EQ(all.size() % (body.size() + 9), 0u);
    for (size_t at = 0; at < all.size(); at += body.size() + 9)
        ASSERT_EQ(all.compare(at, body.size() + 9, Message(body)), 0) << "frame at " << at;
}

TEST(ZmtpTcp, Comes_back_after_a_peer_that_died_in_the_middle_of_a_frame) {
    LinkToPeer f;
    f.Shake();
    f.peer.Write(Message(std::string(1000, 'x')).substr(0, 500));
    f.Call();
    f.peer.HangUp();
    ASSERT_TRUE(f.CallUntil([&] { return !f.link->IsReady(); }));
    std::thread peer([&] {
        f.peer.Accept();
        f.peer.Write(Greeting() + Ready() + Message("again"));
    });
    EXPECT_TRUE(f.CallUntil([&] { return !f.got.empty(); }));
    peer.join();
    EXPECT_EQ(f.got, std::vector<std::string>({"again"}));
    EXPECT_EQ(f.link->Connections(), 2u);
}

TEST(ZmtpTcp, Last_words_arrive_although_nobody_read_what_came_before) {
    for (int i = 0; i < 200; ++i) {
        LinkToPeer f;
        f.Shake();
        f.peer.Write(Message(std::string(5000, 'u')));
        ASSERT_TRUE(f.Send("goodbye"));
        std::thread peer([&] {
            EXPECT_EQ(f.peer.Read(1000), Message("goodbye")) << "and then the end, no reset";
            f.peer.HangUp();
        });
        const int64_t began = SteadyNanosNow();
        f.link->Close(SystemClock(), 5000);
        EXPECT_LT(SteadyNanosNow() - began, 4000 * 1000000LL) << "it waits for the peer's end, not for the time to pass";
        peer.join();
    }
}
