// How a call of the study becomes one of its order side: what goes out passes through the session, what the engine says comes in here.
#pragma once

#include <type_traits>

#include "MiaIaOrders.h"
#include "MiaIaSession.h"

namespace miaia {

/// Frames of the order side are numbered and kept like all others. False where nobody would take them.
struct SessionOut {
    Session& session;
    int64_t seen_unix_ns;

    template <class Body>
    bool Send(StudyBody kind, const Body& body) {
        return session.Append(kind, body, seen_unix_ns);
    }
};

template <class Chart>
using OrderCallOn = OrderCallOf<typename std::remove_reference<decltype(std::declval<Chart&>().Trading())>::type, SessionOut>;

inline OrderLinkState LinkStateOf(const Session& session, int64_t steady_now) {
    OrderLinkState state;
    state.publisher = session.State() == SessionState::Publishing;
    state.reader = session.State() == SessionState::Reading;
    state.stale = session.IsStale(steady_now);
    state.engine_away = session.EngineAway();
    state.epoch = session.Epoch();
    return state;
}

/// Gives the order side what is meant for it. What stands behind a Welcome in the same call is for the publisher that it has made.
template <class Call>
void HandOn(Orders& orders, Call& call, const Session& session, const EngineFrame& frame) {
    orders.LookAtLink(call, LinkStateOf(session, call.now));
    switch (frame.body) {
        case EngineBody::OrderCommand: orders.Take(call, frame.order_command, frame.trace.study_sent_unix_ns); break;
        case EngineBody::CancelCommand: orders.Take(call, frame.cancel_command); break;
        case EngineBody::OrderQuery: orders.Take(call, frame.order_query); break;
        case EngineBody::Flatten: orders.Take(call, frame.flatten); break;
        case EngineBody::Halt: orders.TakeHalt(call, frame.trace.engine_answered_unix_ns); break;
        case EngineBody::Resume: orders.TakeResume(); break;
        case EngineBody::TradingView: orders.Take(call, frame.trading_view, frame.trace.engine_answered_unix_ns); break;
        default: break;
    }
}

}  // namespace miaia
