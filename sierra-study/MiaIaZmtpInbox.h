// The bytes that a peer has sent, cut into frames. Whatever arrives in whatever pieces, memory stays the same and nothing is read twice.
#pragma once

#include "MiaIaStudyFrames.h"
#include "MiaIaZmtpWire.h"

namespace miaia {

/// What comes next out of the bytes.
enum class ZmtpItemKind : uint8_t {
    Nothing,  // no whole frame is here
    Message,
    Unusable,  // a message that is too long or has several parts; its bytes are passed over, only its length is known
    Command,
    Broken  // the stream is out of step, nothing behind this can be understood
};

/// One item; its bytes lie in the inbox and are valid until the next Room.
struct ZmtpItem {
    ZmtpItemKind kind = ZmtpItemKind::Nothing;
    const uint8_t* bytes = nullptr;
    uint64_t length = 0;
};

class ZmtpInbox {
public:
    static constexpr size_t LargestMessageBytes = LargestFrameBytes;
    // A stream that announces more is out of step, and to pass over it would be to listen for ever.
    static constexpr uint64_t LongestSkippedBytes = 64 * 1024 * 1024;
    // Bounds what one call reads. The largest message has to fit with its head.
    static constexpr size_t CapacityBytes = 128 * 1024;
    static_assert(CapacityBytes >= LargestMessageBytes + ZmtpLargestHeadBytes, "a message has to fit");

    void Clear() {
        begin_ = end_ = 0;
        skip_left_ = passed_over_ = 0;
        in_parts_ = false;
    }

    const uint8_t* Bytes() const { return bytes_ + begin_; }
    size_t Available() const { return end_ - begin_; }

    /// Free memory behind what is here, to be filled before Filled. What is left of a frame moves to the front.
    uint8_t* Room(size_t& capacity) {
        std::memmove(bytes_, bytes_ + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        capacity = sizeof bytes_ - end_;
        return bytes_ + end_;
    }

    void Filled(size_t bytes) {
        end_ += bytes;
        SkipRest();
    }

    /// Forgets bytes from the front, for a greeting has no head.
    void Forget(size_t bytes) { begin_ += bytes; }

    ZmtpItem Next() {
        ZmtpItem item;
        ZmtpHead head;
        while (TakeHead(head, item)) {
            if (!head.IsCommand() && (head.More() || in_parts_ || head.length > LargestMessageBytes)) {
                if (PassOver(head, item))
                    return item;
                continue;
            }
            if (Available() < head.length) {
                // The head is put back until the rest is here.
                begin_ -= head.bytes;
                return item;
            }
            item.kind = head.IsCommand() ? ZmtpItemKind::Command : ZmtpItemKind::Message;
            item.bytes = Bytes();
            item.length = head.length;
            begin_ += static_cast<size_t>(head.length);
            return item;
        }
        return item;
    }

private:
    /// False when the head is not all here, or when the stream is broken, which item then says.
    bool TakeHead(ZmtpHead& head, ZmtpItem& item) {
        const ZmtpVerdict verdict = ReadZmtpHead(Bytes(), Available(), head);
        if (verdict == ZmtpVerdict::Incomplete)
            return false;
        const uint64_t longest = head.IsCommand() ? LargestMessageBytes : LongestSkippedBytes;
        if (verdict == ZmtpVerdict::Refused || head.length > longest) {
            item.kind = ZmtpItemKind::Broken;
            return false;
        }
        begin_ += head.bytes;
        return true;
    }

    /// Passes over a part of a message that cannot be used; true when it was the last one.
    bool PassOver(const ZmtpHead& head, ZmtpItem& item) {
        passed_over_ += head.length;
        in_parts_ = head.More();
        skip_left_ = head.length;
        SkipRest();
        if (in_parts_)
            return false;
        item.kind = ZmtpItemKind::Unusable;
        item.length = passed_over_;
        passed_over_ = 0;
        return true;
    }

    void SkipRest() {
        const uint64_t skipped = skip_left_ < Available() ? skip_left_ : Available();
        begin_ += static_cast<size_t>(skipped);
        skip_left_ -= skipped;
    }

    size_t begin_ = 0;
    size_t end_ = 0;
    uint64_t skip_left_ = 0;    // bytes of an unusable part that have still to come
    uint64_t passed_over_ = 0;  // bytes of the unusable message so far
    bool in_parts_ = false;     // in the middle of a message of several parts
    uint8_t bytes_[CapacityBytes];
};

/// Bytes that wait to be written, in one block that never grows.
class ZmtpOutbox {
public:
    // Bounds what one call writes.
    static constexpr size_t CapacityBytes = 192 * 1024;
    static_assert(CapacityBytes >= LargestFrameBytes + ZmtpLargestHeadBytes, "a message has to fit");

    void Clear() { begin_ = end_ = 0; }
    bool IsEmpty() const { return begin_ == end_; }
    const uint8_t* Bytes() const { return bytes_ + begin_; }
    size_t Size() const { return end_ - begin_; }

    /// Takes a message with its head, or nothing when there is no room for all of it.
    bool TakeMessage(const uint8_t* body, size_t length) { return TakeMessage("", 0, body, length); }

    /// The same for a message of two parts; the first one is left out when it is empty.
    bool TakeMessage(const char* first, size_t first_length, const uint8_t* body, size_t length) {
        uint8_t first_head[ZmtpLargestHeadBytes], head[ZmtpLargestHeadBytes];
        const size_t first_head_bytes = first_length == 0 ? 0 : WriteZmtpHead(first_head, ZmtpMore, first_length);
        const size_t head_bytes = WriteZmtpHead(head, 0, length);
        if (!MakeRoom(first_head_bytes + first_length + head_bytes + length))
            return false;
        Append(first_head, first_head_bytes);
        Append(reinterpret_cast<const uint8_t*>(first), first_length);
        Append(head, head_bytes);
        Append(body, length);
        return true;
    }

    /// Takes a greeting or a whole command; a short one, dropped when there is no room.
    void Take(const uint8_t* bytes, size_t length) {
        if (MakeRoom(length))
            Append(bytes, length);
    }

    /// So many bytes have been written.
    void Written(size_t bytes) {
        begin_ += bytes;
        if (begin_ == end_)
            Clear();
    }

private:
    bool MakeRoom(size_t bytes) {
        if (sizeof bytes_ - end_ < bytes && begin_ != 0) {
            std::memmove(bytes_, bytes_ + begin_, end_ - begin_);
            end_ -= begin_;
            begin_ = 0;
        }
        return sizeof bytes_ - end_ >= bytes;
    }

    void Append(const uint8_t* bytes, size_t length) {
        std::memcpy(bytes_ + end_, bytes, length);
        end_ += length;
    }

    size_t begin_ = 0;
    size_t end_ = 0;
    uint8_t bytes_[CapacityBytes];
};

}  // namespace miaia
