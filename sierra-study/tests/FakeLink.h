// A link without a network: keeps what is sent, hands out what a test put in, and refuses when told to.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "MiaIaClock.h"
#include "MiaIaZmqLink.h"
#include "miaia/v1/session.pb.h"

namespace miaia::tests {

struct FakeLink {
    std::deque<std::string> inbox;
    std::vector<v1::StudyFrame> sent;
    size_t room = SIZE_MAX;  // sends that still succeed
    bool open = false;
    int closed_with_linger_ms = -1;
    int opens = 0;
    const char* problem = "";  // Open fails with it

    bool IsOpen() const { return open; }
    bool Open(const char*, FixedText<320>& why) {
        ++opens;
        why.Assign(problem);
        open = problem[0] == 0;
        return open;
    }
    void Close(int linger_ms) {
        open = false;
        closed_with_linger_ms = linger_ms;
    }

    SendResult Send(const uint8_t* bytes, size_t length) {
        if (room == 0)
            return SendResult::WouldBlock;
        --room;
        v1::StudyFrame frame;
        // A frame that libprotobuf cannot read shows up as one without a body.
        if (!frame.ParseFromArray(bytes, static_cast<int>(length)))
            frame.Clear();
        sent.push_back(frame);
        return SendResult::Sent;
    }

    int Receive(uint8_t* bytes, size_t capacity) {
        if (inbox.empty())
            return -1;
        const std::string message = inbox.front();
        inbox.pop_front();
        std::memcpy(bytes, message.data(), message.size() < capacity ? message.size() : capacity);
        return static_cast<int>(message.size());
    }

    void Push(const v1::EngineFrame& frame) { inbox.push_back(frame.SerializeAsString()); }

    std::vector<v1::StudyFrame> OfKind(v1::StudyFrame::BodyCase kind) const {
        std::vector<v1::StudyFrame> found;
        for (const v1::StudyFrame& frame : sent)
            if (frame.body_case() == kind)
                found.push_back(frame);
        return found;
    }

    /// Counters of the numbered frames in the order they were sent.
    std::vector<uint64_t> Counters() const {
        std::vector<uint64_t> counters;
        for (const v1::StudyFrame& frame : sent)
            if (frame.counter() != 0)
                counters.push_back(frame.counter());
        return counters;
    }
};

/// Clocks that stand still until a test moves them.
struct FakeClock {
    static inline int64_t unix_nanos = 1700000000000000000;
    static inline int64_t steady_nanos = 1000000000;

    static void Reset() {
        unix_nanos = 1700000000000000000;
        steady_nanos = 1000000000;
    }
    static void AdvanceMs(int64_t ms) {
        unix_nanos += ms * 1000000;
        steady_nanos += ms * 1000000;
    }
    static Clock Get() {
        Clock clock;
        clock.unix_nanos = [] { return unix_nanos; };
        clock.steady_nanos = [] { return steady_nanos; };
        return clock;
    }
};

}  // namespace miaia::tests
