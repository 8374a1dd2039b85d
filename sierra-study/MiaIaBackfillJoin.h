// Where history that is read from Sierra's records ends and its tape goes on. Both hold the same trades in the same order, so that a time,
// looked for in either from the front, is the same place in both.
#pragma once

#include <cstdint>

#include "MiaIaTradeColumns.h"

namespace miaia {

/// What a call of the study must know to read history: the chart's moment, and how full its ring of frames is.
struct BackfillMoment {
    int64_t steady_now = 0;
    int64_t longest_past_us = 24LL * 3600 * 1000000;  // before the chart's newest bar; 0 = none is wanted
    bool bars_moved = false;                          // a chart that was loaded again may have other bars under the same numbers
    bool downloading = false;
    bool in_replay = false;
    bool ring_is_full = false;  // a quarter of it waits to be acknowledged
    bool is_useless = false;    // nobody will take our frames
};

/// The last record that was read, by which the place is found again when the chart's bars have moved.
class BackfillPlace {
public:
    int64_t unix_us = 0;  // 0 = none

    void Reach(int64_t record_us) {
        if (record_us == unix_us)
            ++read_at_;
        if (record_us <= unix_us)
            return;
        unix_us = record_us;
        read_at_ = 1;
    }

    /// From here on records that were read before are told from those that were not.
    void SeekAgain() {
        seeks_ = true;
        known_left_ = read_at_;
    }

    bool IsBeyond(int64_t record_us) {
        if (!seeks_)
            return true;
        if (record_us < unix_us)
            return false;
        if (record_us == unix_us && known_left_ > 0) {
            --known_left_;
            return false;
        }
        seeks_ = false;
        return true;
    }

private:
    uint32_t read_at_ = 0;  // records of that time
    uint32_t known_left_ = 0;
    bool seeks_ = false;
};

/// The oldest place of the tape at which it can take over. It moves on while the buffer forgets its oldest records.
class BackfillJoin {
public:
    /// history_is_read: nothing is left in Sierra's records, so that what an empty buffer shows next follows them at once.
    template <class Buffer>
    void Look(const Buffer& tape, bool history_is_read) {
        const int64_t before = from_us_;
        const int size = tape.Size();
        if (size == 0) {
            follows_ = history_is_read;
            is_known_ = false;
            return;
        }
        const int64_t first_us = NextTradeUs(tape, 0, INT64_MIN);
        is_known_ = first_us != INT64_MIN;
        if (!is_known_)
            return;
        // A full buffer has forgotten what followed.
        follows_ = follows_ && size < tape.MaxSize();
        // The buffer may begin among the trades of a millisecond; the first whole one is the second.
        const int64_t second_us = follows_ ? INT64_MIN : NextTradeUs(tape, 0, first_us / 1000);
        is_weak_ = second_us == INT64_MIN && !follows_;
        from_us_ = is_weak_ ? first_us : (follows_ ? first_us : second_us) / 1000 * 1000;
        if (from_us_ != before)
            is_proved_ = follows_;
    }

    /// Calls have passed without a look: what an empty buffer shows next may have come long after its first trade.
    void Forget() { follows_ = false; }

    bool IsKnown() const { return is_known_; }
    /// Records of the tape from this time on are the tape's.
    int64_t FromUnixUs() const { return from_us_; }
    /// A record of that time was found in Sierra's records: nothing lies between them and the tape.
    void Prove() { is_proved_ = true; }
    bool IsProved() const { return is_proved_; }
    /// All of the tape is of one millisecond, which may have begun before it.
    bool IsWeak() const { return is_weak_; }

private:
    static constexpr int LargestLook = 2048;

    /// Time of the first trade of a later millisecond than that; INT64_MIN when there is none near.
    template <class Buffer>
    static int64_t NextTradeUs(const Buffer& tape, int from, int64_t after_ms) {
        const int end = tape.Size() - from > LargestLook ? from + LargestLook : tape.Size();
        for (int index = from; index < end; ++index) {
            const TapeRecord record = tape.StretchFrom(index, index + 1).At(0);
            if (record.IsTrade() && record.unix_us / 1000 > after_ms)
                return record.unix_us;
        }
        return INT64_MIN;
    }

    int64_t from_us_ = INT64_MIN;
    bool is_known_ = false;
    bool is_proved_ = false;
    bool is_weak_ = false;
    bool follows_ = false;
};

}  // namespace miaia
