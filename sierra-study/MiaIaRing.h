// The ring of frames that are not yet safe in the engine's journal. It is the send queue as well: nothing waits anywhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "MiaIaStudyFrames.h"

namespace miaia {

/// A frame as it lies in the ring; valid until the ring changes.
struct RingFrame {
    uint8_t* bytes = nullptr;
    uint32_t length = 0;
    uint32_t sent_time_offset = 0;
    bool resent = false;
};

/// Frames from Oldest() to Newest(), bounded by frames and by bytes, in memory that is lent to it. When full the oldest frames are
/// dropped, and the range that was dropped is remembered as one gap, which stands in the order where its last frame stood.
class FrameRing {
public:
    FrameRing() = default;
    FrameRing(const FrameRing&) = delete;
    FrameRing& operator=(const FrameRing&) = delete;

    static constexpr size_t BytesNeeded(size_t bytes_capacity, uint32_t frames_capacity) {
        return sizeof(Slot) * frames_capacity + bytes_capacity;
    }

    /// Lends it memory for BytesNeeded, aligned as for a pointer; frames_capacity must be a power of two.
    void Use(void* memory, size_t bytes_capacity, uint32_t frames_capacity) {
        slots_ = static_cast<Slot*>(memory);
        arena_ = static_cast<uint8_t*>(memory) + sizeof(Slot) * frames_capacity;
        arena_bytes_ = bytes_capacity;
        frames_capacity_ = frames_capacity;
        Restart();
        TouchPages(memory, BytesNeeded(bytes_capacity, frames_capacity));
    }

    /// Empties the ring; the next frame is number 1 again.
    void Restart() {
        oldest_ = 1;
        newest_ = 0;
        next_ = 1;
        highest_sent_ = 0;
        gap_first_ = gap_last_ = 0;
        write_at_ = 0;
        used_bytes_ = 0;
    }

    /// Number of the oldest frame that is still here; 0 when none is.
    uint64_t Oldest() const { return HeldFrames() == 0 ? 0 : oldest_; }
    uint64_t Newest() const { return newest_; }
    uint64_t NextToSend() const { return next_; }
    uint64_t UnsentFrames() const { return newest_ + 1 - next_; }
    uint64_t HeldFrames() const { return newest_ + 1 - oldest_; }
    uint64_t DroppedFrames() const { return dropped_; }
    bool HasGap() const { return gap_last_ != 0; }
    uint64_t GapFirst() const { return gap_first_; }
    uint64_t GapLast() const { return gap_last_; }

    /// Half of the ring waits for a peer: time to leave out what is only a picture of the moment.
    bool BacklogIsLarge() const {
        if (UnsentFrames() * 2 > frames_capacity_)
            return true;
        return next_ <= oldest_ && used_bytes_ * 2 > arena_bytes_;
    }

    /// How full the ring is with what is not acknowledged, by frames or by bytes, whichever is fuller: 0 to 1000.
    uint32_t FilledThousandths() const {
        const uint64_t by_frames = HeldFrames() * 1000 / frames_capacity_;
        const uint64_t by_bytes = HeldFrames() == 0 ? 0 : static_cast<uint64_t>(used_bytes_) * 1000 / arena_bytes_;
        return static_cast<uint32_t>(by_frames > by_bytes ? by_frames : by_bytes);
    }

    /// Appends the frame numbered Newest() + 1. False when it cannot fit even into an empty ring.
    bool Push(const FrameHead& head, const uint8_t* body, size_t body_bytes) {
        const size_t length = head.size + body_bytes;
        if (length > arena_bytes_)
            return false;
        if (HeldFrames() == frames_capacity_)
            DropOldest();
        size_t skipped = 0;
        while (!FindRoom(length, skipped))
            DropOldest();
        ++newest_;
        Slot& slot = SlotOf(newest_);
        slot.offset = write_at_;
        slot.length = static_cast<uint32_t>(length);
        slot.skipped = static_cast<uint32_t>(skipped);
        slot.sent_time_offset = static_cast<uint32_t>(head.sent_time_offset);
        std::memcpy(arena_ + write_at_, head.bytes, head.size);
        std::memcpy(arena_ + write_at_ + head.size, body, body_bytes);
        write_at_ += length;
        used_bytes_ += length + skipped;
        return true;
    }

    /// Everything up to counter is safe: forget it. A counter that was never made is ignored and answered with false.
    bool Acknowledge(uint64_t counter) {
        if (counter > newest_)
            return false;
        if (gap_last_ != 0 && counter >= gap_first_) {
            gap_first_ = counter + 1;
            if (gap_first_ > gap_last_)
                gap_first_ = gap_last_ = 0;
        }
        while (oldest_ <= counter)
            Forget();
        if (next_ <= counter)
            next_ = counter + 1;
        return true;
    }

    /// Sends again from counter. What is older than the ring becomes a gap; false when counter was never made.
    bool SendFrom(uint64_t counter) {
        if (counter == 0 || counter > newest_ + 1)
            return false;
        if (counter < oldest_ && (gap_last_ == 0 || counter < gap_first_)) {
            gap_first_ = counter;
            gap_last_ = oldest_ - 1;
        }
        next_ = counter;
        return true;
    }

    /// The next thing to send is the gap (which then has number GapLast()) rather than a frame.
    bool GapIsNext() const { return gap_last_ != 0 && next_ <= gap_last_; }

    /// The frame NextToSend(); false when there is none or the gap is next.
    bool Peek(RingFrame& frame) {
        if (GapIsNext() || next_ > newest_)
            return false;
        const Slot& slot = SlotOf(next_);
        frame.bytes = arena_ + slot.offset;
        frame.length = slot.length;
        frame.sent_time_offset = slot.sent_time_offset;
        frame.resent = next_ <= highest_sent_;
        return true;
    }

    /// What Peek or GapIsNext showed has been handed over.
    void Advance() {
        next_ = GapIsNext() ? gap_last_ + 1 : next_ + 1;
        if (next_ - 1 > highest_sent_)
            highest_sent_ = next_ - 1;
    }

private:
    struct Slot {
        size_t offset;
        uint32_t length;
        uint32_t skipped;  // bytes left unused at the arena's end before this frame
        uint32_t sent_time_offset;
    };

    /// Makes the system find the pages now: otherwise calls in the middle of the market pay for that. Volatile, because a compiler
    /// turns malloc and memset to 0 into calloc, which touches nothing.
    static void TouchPages(void* memory, size_t bytes) {
        constexpr size_t SmallestPage = 4096;
        volatile uint8_t* const pages = static_cast<volatile uint8_t*>(memory);
        for (size_t at = 0; at < bytes; at += SmallestPage)
            pages[at] = 0;
    }

    Slot& SlotOf(uint64_t counter) { return slots_[counter & (frames_capacity_ - 1)]; }

    /// Finds room at write_at_, or at the arena's start when the tail is too short; frames are never split.
    bool FindRoom(size_t length, size_t& skipped) {
        skipped = 0;
        if (HeldFrames() == 0) {
            write_at_ = 0;
            used_bytes_ = 0;
            return true;
        }
        const bool wraps = arena_bytes_ - write_at_ < length;
        if (wraps)
            skipped = arena_bytes_ - write_at_;
        if (arena_bytes_ - used_bytes_ < length + skipped)
            return false;
        if (wraps)
            write_at_ = 0;
        return true;
    }

    void Forget() {
        const Slot& slot = SlotOf(oldest_);
        used_bytes_ -= slot.length + slot.skipped;
        ++oldest_;
    }

    void DropOldest() {
        if (gap_last_ == 0)
            gap_first_ = oldest_;
        gap_last_ = oldest_;
        ++dropped_;
        Forget();
    }

    uint8_t* arena_ = nullptr;
    Slot* slots_ = nullptr;
    size_t arena_bytes_ = 0;
    uint32_t frames_capacity_ = 0;
    uint64_t oldest_ = 1;
    uint64_t newest_ = 0;
    uint64_t next_ = 1;
    uint64_t highest_sent_ = 0;
    uint64_t gap_first_ = 0;
    uint64_t gap_last_ = 0;
    size_t write_at_ = 0;
    size_t used_bytes_ = 0;
    uint64_t dropped_ = 0;
};

}  // namespace miaia
