// A session with a link that a test holds in its hands.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "FakeLink.h"
#include "MiaIaSession.h"

namespace miaia::tests {

constexpr uint64_t SessionEpoch = 77;

struct SessionFixture {
    std::vector<uint64_t> memory;  // of the ring
    std::unique_ptr<Session> session = std::make_unique<Session>();
    FakeLink link;
    LogLines log;
    Hello hello;
    Heartbeat heartbeat;
    std::vector<EngineBody> handed_on;

    SessionLimits limits;

    SessionFixture() {
        limits.ring_bytes = 64 * 1024;
        limits.ring_frames = 64;
        Restart();
    }

    void Restart() {
        FakeClock::Reset();
        memory.resize(Session::BytesNeeded(limits) / sizeof(uint64_t) + 1);
        session->Use(memory.data(), limits);
        session->BeginEpoch(SessionEpoch, FakeClock::steady_nanos);
        link.open = true;
    }

    void OnEngineFrame(const EngineFrame& frame) { handed_on.push_back(frame.body); }

    void Call() {
        session->Send(link, FakeClock::Get(), FakeClock::unix_nanos, hello, heartbeat);
        session->Receive(link, FakeClock::Get(), log, *this);
    }

    void Append(int count) {
        for (int i = 0; i < count; ++i) {
            BarClose bar;
            bar.trades = static_cast<uint32_t>(session->Ring().Newest() + 1);
            session->Append(StudyBody::BarClose, bar, FakeClock::unix_nanos);
        }
    }

    v1::EngineFrame Frame(uint64_t counter = 0) {
        v1::EngineFrame frame;
        frame.set_epoch(SessionEpoch);
        frame.set_counter(counter);
        return frame;
    }

    void Welcome(uint64_t resume, v1::Role role = v1::ROLE_PUBLISHER, uint32_t version = ProtocolVersion) {
        v1::EngineFrame frame = Frame();
        frame.mutable_welcome()->set_protocol_version(version);
        frame.mutable_welcome()->set_resume_counter(resume);
        frame.mutable_welcome()->set_role(role);
        link.Push(frame);
        Call();
    }

    void Ack(uint64_t counter) {
        v1::EngineFrame frame = Frame();
        frame.mutable_ack()->set_counter(counter);
        link.Push(frame);
        Call();
    }

    /// Attached, with nothing in the list of what was sent.
    void Attach() {
        Call();
        Welcome(1);
        link.sent.clear();
    }
};

typedef std::vector<uint64_t> Numbers;

}  // namespace miaia::tests
