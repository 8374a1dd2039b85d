// The wire between study and bridge, which the simulation's caller carries, and the study's end of it.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "MiaIaClock.h"
#include "MiaIaLink.h"
#include "MiaIaStudyFrames.h"
#include "MiaIaText.h"

namespace miaia::simulation {

class SimulatedWire {
public:
    static constexpr uint64_t UsualRoomBytes = 192 * 1024;  // as the real link holds

    struct Sent {
        std::vector<uint8_t> bytes;
        uint64_t connection;
    };

    // The caller's end.
    void Listen(bool listens) {
        listens_ = listens;
        if (!listens)
            Drop();
    }
    /// What the study has not read is lost; what it has sent is for the caller to say.
    void Drop() {
        connection_ = 0;
        inbox_.clear();
        read_ = 0;
    }
    bool Push(const uint8_t* bytes, size_t length) {
        if (connection_ == 0)
            return false;
        inbox_.emplace_back(bytes, bytes + length);
        return true;
    }
    /// The message holds until the next Take.
    const Sent* Take() {
        if (outbox_.empty())
            return nullptr;
        taken_ = std::move(outbox_.front());
        outbox_.pop_front();
        held_bytes_ -= taken_.bytes.size();
        return &taken_;
    }
    void SetRoom(uint64_t bytes) { room_bytes_ = bytes == 0 ? UsualRoomBytes : bytes; }
    uint64_t Connection() const { return connection_; }

    // The study's end. A new connection takes the place of one that nobody closed.
    uint64_t Connect() {
        if (!listens_)
            return 0;
        Drop();
        return connection_ = ++last_connection_;
    }
    bool Send(const uint8_t* bytes, size_t length) {
        if (held_bytes_ + length > room_bytes_)
            return false;
        held_bytes_ += length;
        outbox_.push_back({std::vector<uint8_t>(bytes, bytes + length), connection_});
        return true;
    }
    /// As the real link, it keeps no message that no frame can be.
    bool Receive(LinkMessage& message) {
        if (read_ == inbox_.size())
            return false;
        const std::vector<uint8_t>& next = inbox_[read_++];
        message.bytes = next.size() > LargestFrameBytes ? nullptr : next.data();
        message.length = next.size();
        return true;
    }
    void ForgetRead() {
        inbox_.erase(inbox_.begin(), inbox_.begin() + static_cast<std::ptrdiff_t>(read_));
        read_ = 0;
    }

private:
    std::deque<std::vector<uint8_t>> inbox_;
    std::deque<Sent> outbox_;
    Sent taken_{};
    size_t read_ = 0;
    uint64_t held_bytes_ = 0;
    uint64_t room_bytes_ = UsualRoomBytes;
    uint64_t connection_ = 0;  // that stands; 0 = none
    uint64_t last_connection_ = 0;
    bool listens_ = true;
};

/// What the study's code finds in the place of the machine's clocks, network and random device, for the length of one call.
struct SimulatedWorld {
    int64_t steady_ns = 0;
    int64_t unix_ns = 0;
    uint64_t random = 0;
    SimulatedWire wire;

    static SimulatedWorld& Current() { return *current; }
    static inline thread_local SimulatedWorld* current = nullptr;

    static Clock Clocks() {
        Clock clock;
        clock.unix_nanos = [] { return Current().unix_ns; };
        clock.steady_nanos = [] { return Current().steady_ns; };
        return clock;
    }

    uint64_t NextRandom() {
        uint64_t z = random += 0x9E3779B97F4A7C15u;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        return z ^ z >> 31;
    }
};

/// Plain memory that may be given up without a word, as the study's real link.
class SimulatedLink {
public:
    bool IsOpen() const { return open_; }
    bool IsReady() const { return open_ && mine_ != 0 && mine_ == Wire().Connection(); }
    const char* Problem() const { return ""; }
    uint64_t Connections() const { return connections_; }
    void Introduce(const char*) {}

    bool Open(const char*, FixedText<320>&) { return open_ = true; }

    void Poll(int64_t) {
        Wire().ForgetRead();
        if (!open_ || IsReady())
            return;
        mine_ = Wire().Connect();
        connections_ += mine_ != 0 ? 1 : 0;
    }
    bool Receive(LinkMessage& message) { return IsReady() && Wire().Receive(message); }
    bool Send(const uint8_t* bytes, size_t length) { return IsReady() && Wire().Send(bytes, length); }
    void Flush() {}
    void Close(const Clock&, int) {
        if (IsReady())
            Wire().Drop();
        open_ = false;
        mine_ = 0;
    }

private:
    static SimulatedWire& Wire() { return SimulatedWorld::Current().wire; }

    uint64_t mine_ = 0;  // the connection that this link made
    uint64_t connections_ = 0;
    bool open_ = false;
};

/// A user without a folder.
struct SimulatedSecrets {
    struct Token {
        FixedText<65> token;
        bool Load(FixedText<320>& why) {
            token.Assign("0000000000000000000000000000000000000000000000000000000000000000");
            why.Clear();
            return true;
        }
    };
    static uint64_t Random() { return SimulatedWorld::Current().NextRandom() | 1; }
};

}  // namespace miaia::simulation
