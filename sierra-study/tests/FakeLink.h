// A link without a network: keeps what is sent, hands out what a test put in, and refuses when told to.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "FakeClock.h"
#include "MiaIaLink.h"
#include "MiaIaStudyFrames.h"
#include "miaia/v1/session.pb.h"

namespace miaia::tests {

struct FakeLink {
    std::deque<std::string> inbox;
    std::vector<v1::StudyFrame> sent;
    size_t room = SIZE_MAX;  // sends that still succeed
    bool open = false;
    bool ready = true;
    int closed_with_linger_ms = -1;
    int opens = 0;
    int polls = 0;
    int flushes = 0;
    uint64_t connections = 0;
    std::string introduced_with;
    std::string taken;         // the message received last
    const char* problem = "";  // Open fails with it
    const char* trouble = "";  // what the open link has to say

    bool IsOpen() const { return open; }
    void Introduce(const char* proof) { introduced_with = proof; }
    bool Open(const char*, FixedText<320>& why) {
        ++opens;
        why.Assign(problem);
        open = problem[0] == 0;
        return open;
    }
    bool IsReady() const { return open && ready; }
    const char* Problem() const { return trouble; }
    uint64_t Connections() const { return connections; }
    void Poll(int64_t) { ++polls; }
    void Flush() { ++flushes; }
    void Close(const Clock&, int linger_ms) {
        open = false;
        closed_with_linger_ms = linger_ms;
    }

    bool Send(const uint8_t* bytes, size_t length) {
        if (room == 0)
            return false;
        --room;
        v1::StudyFrame frame;
        // A frame that libprotobuf cannot read shows up as one without a body.
        if (!frame.ParseFromArray(bytes, static_cast<int>(length)))
            frame.Clear();
        sent.push_back(frame);
        return true;
    }

    bool Receive(LinkMessage& message) {
        if (inbox.empty())
            return false;
        taken = inbox.front();
        inbox.pop_front();
        // As the real link does, it keeps no message that no frame can be.
        message.bytes = taken.size() > LargestFrameBytes ? nullptr : reinterpret_cast<const uint8_t*>(taken.data());
        message.length = taken.size();
        return true;
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

}  // namespace miaia::tests
