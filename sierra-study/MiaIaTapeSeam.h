// What tells one tape from another: Sierra shows another buffer after a change of symbol, a replay or a reconnect, and numbers it as it
// likes.
#pragma once

#include <cstdint>

#include "MiaIaTradeColumns.h"

namespace miaia {

/// A record by which its tape is known again. Its number alone says nothing: every tape has such a number.
struct TapeMark {
    uint32_t sequence = 0;
    int64_t unix_us = 0;
    double price = 0;

    TapeMark() = default;
    explicit TapeMark(const TapeRecord& record) : sequence(record.sequence), unix_us(record.unix_us), price(record.price) {}

    bool IsSameAs(const TapeRecord& record) const {
        // No price at all is the same as no price at all.
        const bool same_price = price == record.price || (price != price && record.price != record.price);
        return sequence == record.sequence && unix_us == record.unix_us && same_price;
    }
};

/// What of a buffer lies behind a place.
template <class Buffer>
class TapeBehind {
public:
    TapeBehind(const Buffer& buffer, int first) : buffer_(buffer), first_(first) {}

    int Size() const { return buffer_.Size() - first_; }
    int MaxSize() const { return buffer_.MaxSize() - first_; }
    auto StretchFrom(int index, int end) const { return buffer_.StretchFrom(first_ + index, first_ + end); }

private:
    const Buffer& buffer_;
    int first_;
};

/// What a look at the tape must know of its moment.
struct TapeMoment {
    static constexpr int64_t SmallestSlackUs = 1000000;

    int64_t steady_now = 0;
    bool in_replay = false;
    int64_t slack_us = SmallestSlackUs;  // how much older than the time since the last look a new record may be

    static TapeMoment Of(int64_t steady_now, bool in_replay, uint32_t update_interval_ms) {
        TapeMoment moment;
        moment.steady_now = steady_now;
        moment.in_replay = in_replay;
        const int64_t two_intervals_us = static_cast<int64_t>(update_interval_ms) * 2000;
        if (two_intervals_us > SmallestSlackUs)
            moment.slack_us = two_intervals_us;
        return moment;
    }
};

}  // namespace miaia
