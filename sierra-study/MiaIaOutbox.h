// How frames are made, kept and handed to a link: the sending half of the session.
#pragma once

#include "MiaIaClock.h"
#include "MiaIaRing.h"

namespace miaia {

/// How long and how much one call may send from the ring.
struct SendBudget {
    int64_t until_steady;
    size_t bytes;
};

/// A Link has bool Send(const uint8_t*, size_t), which returns at once and takes the whole message or nothing.
class Outbox {
public:
    void Use(void* memory, size_t ring_bytes, uint32_t ring_frames) { ring_.Use(memory, ring_bytes, ring_frames); }

    void BeginEpoch(uint64_t epoch) {
        epoch_ = epoch;
        ring_.Restart();
    }

    uint64_t Epoch() const { return epoch_; }
    FrameRing& Ring() { return ring_; }
    const FrameRing& Ring() const { return ring_; }
    uint64_t FramesTooLarge() const { return frames_too_large_; }

    /// Numbers a body and puts it into the ring.
    template <class Body>
    bool Append(StudyBody kind, const Body& body, int64_t seen_unix_ns) {
        WireWriter to(body_, LargestBodyBytes);
        body.Write(to);
        if (to.Overflowed()) {
            ++frames_too_large_;
            return false;
        }
        const FrameHead head(epoch_, ring_.Newest() + 1, seen_unix_ns, kind, to.Size());
        return ring_.Push(head, body_, to.Size());
    }

    /// Sends a frame that is not in the ring; counter is 0 unless it is a gap.
    template <class Link, class Body>
    bool SendOnce(Link& link, const Clock& clock, StudyBody kind, uint64_t counter, const Body& body, int64_t seen_unix_ns) {
        WireWriter to(body_, LargestBodyBytes);
        body.Write(to);
        if (to.Overflowed()) {
            ++frames_too_large_;
            return false;
        }
        const FrameHead head(epoch_, counter, seen_unix_ns, kind, to.Size());
        uint8_t* start = body_ - head.size;
        std::memcpy(start, head.bytes, head.size);
        StoreFixed64(start + head.sent_time_offset, static_cast<uint64_t>(clock.unix_nanos()));
        return link.Send(start, head.size + to.Size());
    }

    /// Sends a heartbeat, which overtakes what still waits in the ring. That is not missing, so the newest frame is the newest sent: nobody
    /// asks for more. And it is older than the market's time now, which would become the time of every trade in it: meanwhile none is told.
    template <class Link>
    bool SendHeartbeat(Link& link, const Clock& clock, Heartbeat& heartbeat, int64_t seen_unix_ns) {
        heartbeat.newest_counter = ring_.NextToSend() - 1;
        const int64_t market_unix_us = heartbeat.market_unix_us;
        if (ring_.UnsentFrames() != 0)
            heartbeat.market_unix_us = 0;
        const bool sent = SendOnce(link, clock, StudyBody::Heartbeat, 0, heartbeat, seen_unix_ns);
        heartbeat.market_unix_us = market_unix_us;
        return sent;
    }

    /// Sends from the ring until the link is full, the ring is through, or the time or the bytes are used up.
    template <class Link>
    void SendRing(Link& link, const Clock& clock, const SendBudget& budget, int64_t seen_unix_ns, StudyCounters& counters) {
        size_t bytes = 0;
        for (uint32_t sent = 1; bytes < budget.bytes; ++sent) {
            const size_t length = SendNext(link, clock, seen_unix_ns, counters);
            if (length == 0)
                return;
            bytes += length;
            ring_.Advance();
            // Reading the clock is cheap but not free: every fourth frame is often enough for the budget.
            if (sent % 4 == 0 && clock.steady_nanos() >= budget.until_steady)
                return;
        }
    }

private:
    static constexpr size_t LargestBodyBytes = LargestFrameBytes - FrameHead::LargestBytes;

    /// Gives the bytes of what it sent, at least 1; 0 when nothing is due or the link took nothing.
    template <class Link>
    size_t SendNext(Link& link, const Clock& clock, int64_t seen_unix_ns, StudyCounters& counters) {
        if (ring_.GapIsNext()) {
            Gap gap;
            gap.first_counter = ring_.GapFirst();
            gap.last_counter = ring_.GapLast();
            gap.reason = "ring_overrun";
            if (!SendOnce(link, clock, StudyBody::Gap, gap.last_counter, gap, seen_unix_ns))
                return 0;
            ++counters.gaps_declared;
            return 1;
        }
        RingFrame frame;
        if (!ring_.Peek(frame))
            return 0;
        StoreFixed64(frame.bytes + frame.sent_time_offset, static_cast<uint64_t>(clock.unix_nanos()));
        if (!link.Send(frame.bytes, frame.length))
            return 0;
        counters.frames_resent += frame.resent ? 1 : 0;
        return frame.length;
    }

    FrameRing ring_;
    uint64_t epoch_ = 0;
    uint64_t frames_too_large_ = 0;
    // A body is written behind room for the longest head, so that a head can go right before it without moving anything.
    uint8_t scratch_[LargestFrameBytes];
    uint8_t* const body_ = scratch_ + FrameHead::LargestBytes;
};

}  // namespace miaia
