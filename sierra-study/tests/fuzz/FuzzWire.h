// The network of a fuzzed study: what one input says, in pieces. It takes all that is written and keeps nothing of it.
#pragma once

#include <cstring>

#include "MiaIaTcp.h"

namespace miaia::tests {

struct FuzzWire {
    static inline const uint8_t* bytes = nullptr;
    static inline size_t left = 0;
    static inline size_t piece = SIZE_MAX;  // bytes that one read gives at most
    static inline bool is_over = false;     // once all is read the peer has hung up

    static void Say(const std::string& text, size_t a_read = SIZE_MAX) {
        bytes = reinterpret_cast<const uint8_t*>(text.data());
        left = text.size();
        piece = a_read;
    }
};

/// What a link uses in the place of TcpSocket.
struct FuzzSocket {
    bool Load(FixedText<320>&) { return true; }
    ConnectProgress Connect(const LoopbackEndpoint&) { return ConnectProgress::Connected; }
    ConnectProgress Follow() { return ConnectProgress::Connected; }
    bool IsConnectedToItself() { return false; }
    IoResult Send(const uint8_t*, size_t length) { return {IoResult::Done, length}; }
    IoResult Receive(uint8_t* to, size_t capacity) {
        size_t taken = FuzzWire::left < FuzzWire::piece ? FuzzWire::left : FuzzWire::piece;
        taken = taken < capacity ? taken : capacity;
        if (taken == 0)
            return {FuzzWire::is_over ? IoResult::Lost : IoResult::Later, 0};
        std::memcpy(to, FuzzWire::bytes, taken);
        FuzzWire::bytes += taken;
        FuzzWire::left -= taken;
        return {IoResult::Done, taken};
    }
    void ShutdownSend() { FuzzWire::is_over = true; }
    void WaitReadable(int ms) { FakeClock::AdvanceMs(ms); }
    void WaitWritable(int ms) { FakeClock::AdvanceMs(ms); }
    void Close() {}
};

}  // namespace miaia::tests
