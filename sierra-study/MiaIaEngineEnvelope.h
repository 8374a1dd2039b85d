// The envelope of what the engine and the bridge say to the study.
#pragma once

#include "MiaIaCommands.h"
#include "MiaIaConfluence.h"
#include "MiaIaSignals.h"

namespace miaia {

/// One EngineFrame. Only the member that body names is meaningful; it is kept between frames so that nothing is allocated.
struct EngineFrame {
    uint64_t epoch = 0;
    uint64_t counter = 0;
    TraceTimes trace;
    EngineBody body = EngineBody::None;

    Welcome welcome;
    TwoTexts refused;  // code, text
    OneCounter ack;
    OneCounter resend_request;
    BridgeHeartbeat heartbeat;
    Signal signal;
    Levels levels;
    ConfluenceState state;
    OrderCommand order_command;
    TwoTexts halt;  // reason, by
    Flatten flatten;
    CancelCommand cancel_command;
    OrderQuery order_query;
    TradingView trading_view;

    /// Reads one frame; false when it is malformed, and then nothing of it may be used.
    bool Read(const uint8_t* bytes, size_t length) {
        epoch = counter = 0;
        trace = TraceTimes();
        body = EngineBody::None;
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsFixed64(field))
                ReadTime(field);
            else if (IsVarint(field) && field.number == 2)
                counter = field.value;
            else if (IsBytes(field) && field.number >= 10 && field.number <= 25)
                return ReadBody(static_cast<EngineBody>(field.number), field);
            return true;
        });
    }

    /// The bridge knows no epoch of a connection that has not proved itself, so this refusal names none.
    bool IsAboutCredential() const { return body == EngineBody::Refused && refused.first.Equals("no_credential"); }

private:
    void ReadTime(const WireField& field) {
        switch (field.number) {
            case 1: epoch = field.value; break;
            case 3: trace.study_seen_unix_ns = field.AsInt64(); break;
            case 4: trace.study_sent_unix_ns = field.AsInt64(); break;
            case 5: trace.bridge_received_unix_ns = field.AsInt64(); break;
            case 6: trace.bridge_sent_unix_ns = field.AsInt64(); break;
            case 7: trace.engine_received_unix_ns = field.AsInt64(); break;
            case 8: trace.engine_answered_unix_ns = field.AsInt64(); break;
            case 9: trace.bridge_returned_unix_ns = field.AsInt64(); break;
            default: break;
        }
    }

    // A oneof: the same body again merges into it, another one replaces it.
    template <class Body>
    bool Merge(Body& target, bool same, const WireField& field) {
        if (!same)
            target = Body();
        return target.Read(field.bytes, field.length);
    }

    bool ReadBody(EngineBody kind, const WireField& field) {
        const bool same = kind == body;
        body = kind;
        switch (kind) {
            case EngineBody::Welcome: return Merge(welcome, same, field);
            case EngineBody::Refused: return Merge(refused, same, field);
            case EngineBody::Ack: return Merge(ack, same, field);
            case EngineBody::ResendRequest: return Merge(resend_request, same, field);
            case EngineBody::BridgeHeartbeat: return Merge(heartbeat, same, field);
            case EngineBody::Signal: return Merge(signal, same, field);
            case EngineBody::Levels: return Merge(levels, same, field);
            case EngineBody::State: return Merge(state, same, field);
            case EngineBody::OrderCommand: return Merge(order_command, same, field);
            case EngineBody::Halt: return Merge(halt, same, field);
            case EngineBody::Flatten: return Merge(flatten, same, field);
            case EngineBody::CancelCommand: return Merge(cancel_command, same, field);
            case EngineBody::OrderQuery: return Merge(order_query, same, field);
            case EngineBody::TradingView: return Merge(trading_view, same, field);
            default: return ReadMessage(field.bytes, field.length, [](const WireField&) { return true; });
        }
    }
};

}  // namespace miaia
