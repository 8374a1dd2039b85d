// How a call of the study sends the book: when it has changed, and when there is room.
#pragma once

#include "MiaIaBook.h"
#include "MiaIaSession.h"

namespace miaia {

struct BookCall {
    BookCapture& book;
    Session& session;
    const TickScale& scale;
    RefusalCounts& refused;
    uint32_t depth_levels;
    int64_t market_unix_us;
    int64_t seen_unix_ns;
};

/// A book is one of now whatever the chart does with its bars; before the first record of the tape it has no time yet.
template <class Source>
void SendBook(Source& source, BookCall call) {
    if (call.market_unix_us == 0)
        return;
    const BookLook look = call.book.Look(source, call.scale, call.depth_levels, call.refused);
    if (look == BookLook::Unchanged)
        ++call.session.counters.depth_unchanged;
    if (look != BookLook::Changed)
        return;
    if (call.session.BacklogIsLarge()) {
        ++call.session.counters.depth_conflated;
        return;
    }
    if (!call.session.Append(StudyBody::Depth, call.book.Stamp(call.market_unix_us), call.seen_unix_ns))
        return;
    call.book.MarkSent();
    ++call.session.counters.depth_sent;
}

}  // namespace miaia
