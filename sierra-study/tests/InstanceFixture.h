// A study on a made-up chart, with a link and a clock that a test holds in its hands.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "FakeChart.h"
#include "FakeLink.h"
#include "MiaIaInstance.h"
#include "TokenFolder.h"

namespace miaia::tests {

struct InstanceFixture {
    std::vector<uint64_t> memory;  // of the ring
    std::unique_ptr<InstanceOf<FakeLink>> instance = std::make_unique<InstanceOf<FakeLink>>();
    FakeChart chart;
    int64_t market_us_a_call = 10000;
    TokenFolder tokens;

    InstanceFixture() {
        FakeClock::Reset();
        SessionLimits limits;
        limits.ring_bytes = 1 << 20;
        limits.ring_frames = 512;
        memory.resize(Session::BytesNeeded(limits) / sizeof(uint64_t) + 1);
        instance->Use(memory.data(), limits);
    }

    FakeLink& Link() { return instance->GetLink(); }
    uint64_t Epoch() { return instance->GetSession().Epoch(); }

    void Call() {
        FakeClock::AdvanceMs(10);
        chart.facts.market_unix_us += market_us_a_call;
        instance->Call(chart, FakeClock::Get());
    }

    v1::EngineFrame Frame(uint64_t counter = 0) {
        v1::EngineFrame frame;
        frame.set_epoch(Epoch());
        frame.set_counter(counter);
        return frame;
    }

    void Attach(v1::Role role = v1::ROLE_PUBLISHER) {
        Call();
        v1::EngineFrame frame = Frame();
        frame.mutable_welcome()->set_protocol_version(ProtocolVersion);
        frame.mutable_welcome()->set_resume_counter(1);
        frame.mutable_welcome()->set_role(role);
        Link().Push(frame);
        Call();
        Call();
    }

    void HearTheBridge() {
        v1::EngineFrame frame = Frame();
        frame.mutable_heartbeat()->set_engine_connected(true);
        Link().Push(frame);
    }

    uint64_t LotsSent(bool history_only = false) {
        uint64_t lots = 0;
        for (const auto& frame : Link().OfKind(v1::StudyFrame::kTrades))
            if (frame.trades().history() || !history_only)
                for (uint32_t volume : frame.trades().volume_lots())
                    lots += volume;
        return lots;
    }
};

}  // namespace miaia::tests
