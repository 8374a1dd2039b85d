// The network as a test holds it in its hands: what a peer has written, what the link has written, and every way to fail.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "FakeLink.h"
#include "MiaIaZmtp.h"
#include "ZmtpBytes.h"

namespace miaia::tests {

/// One peer that every FakeSocket of a test talks to.
struct FakeNetwork {
    std::string to_link;
    std::string from_link;
    ConnectProgress answer = ConnectProgress::Connected;
    bool itself = false;
    bool hung_up = false;     // after to_link the link reads the end
    bool send_fails = false;  // but reading still works
    size_t room = SIZE_MAX;   // bytes that the system still takes
    size_t piece = SIZE_MAX;  // bytes that one read gives at most
    int connects = 0;
    int closes = 0;
    int reads = 0;
    int writes = 0;
    bool shut = false;

    static inline FakeNetwork* here = nullptr;
    FakeNetwork() { here = this; }
    ~FakeNetwork() { here = nullptr; }

    std::string Taken() { return std::move(from_link); }
};

struct FakeSocket {
    bool Load(FixedText<320>&) { return true; }
    ConnectProgress Connect(const LoopbackEndpoint&) {
        ++Net().connects;
        Net().shut = false;
        return Net().answer;
    }
    ConnectProgress Follow() { return Net().answer; }
    bool IsConnectedToItself() { return Net().itself; }
    IoResult Send(const uint8_t* bytes, size_t length) {
        ++Net().writes;
        if (Net().send_fails)
            return {IoResult::Lost, 0};
        const size_t taken = length < Net().room ? length : Net().room;
        Net().room -= taken;
        Net().from_link.append(reinterpret_cast<const char*>(bytes), taken);
        return {taken == 0 ? IoResult::Later : IoResult::Done, taken};
    }
    IoResult Receive(uint8_t* bytes, size_t capacity) {
        ++Net().reads;
        size_t taken = Net().to_link.size() < Net().piece ? Net().to_link.size() : Net().piece;
        taken = taken < capacity ? taken : capacity;
        if (taken == 0)
            return {Net().hung_up ? IoResult::Lost : IoResult::Later, 0};
        std::memcpy(bytes, Net().to_link.data(), taken);
        Net().to_link.erase(0, taken);
        return {IoResult::Done, taken};
    }
    void ShutdownSend() { Net().shut = true; }
    void WaitReadable(int ms) {
        if (Net().to_link.empty() && !Net().hung_up)
            FakeClock::AdvanceMs(ms);
    }
    void WaitWritable(int ms) { FakeClock::AdvanceMs(ms); }
    void Close() { ++Net().closes; }

private:
    static FakeNetwork& Net() { return *FakeNetwork::here; }
};

/// A link on a fake network, called as the study calls it.
struct LinkFixture {
    FakeNetwork net;
    std::unique_ptr<ZmtpLinkOf<FakeSocket>> link = std::make_unique<ZmtpLinkOf<FakeSocket>>();
    std::vector<std::string> got;       // whole messages
    std::vector<uint64_t> passed_over;  // lengths of those that were not

    LinkFixture() {
        FakeClock::Reset();
        FixedText<320> why;
        EXPECT_TRUE(link->Open("tcp://127.0.0.1:5557", why)) << why.chars;
    }

    void Call(int64_t after_ms = 10) {
        FakeClock::AdvanceMs(after_ms);
        link->Poll(FakeClock::steady_nanos);
        LinkMessage message;
        while (link->Receive(message)) {
            if (message.IsWhole())
                got.emplace_back(reinterpret_cast<const char*>(message.bytes), message.length);
            else
                passed_over.push_back(message.length);
        }
        link->Flush();
    }

    bool Send(const std::string& body) { return link->Send(reinterpret_cast<const uint8_t*>(body.data()), body.size()); }

    /// Plays the peer's side of the handshake.
    void Shake() {
        Call();
        net.to_link += Greeting();
        Call();
        net.to_link += Ready();
        Call();
        ASSERT_TRUE(link->IsReady()) << link->Problem();
        net.Taken();
    }
};

}  // namespace miaia::tests
