// New time-and-sales records become trade batches. Sierra's Sequence only finds what is new: it skips legally and restarts.
#pragma once

#include <cstdint>

#include "MiaIaTapeSeam.h"
#include "MiaIaTradeColumns.h"

namespace miaia {

/// Walks Sierra's buffer from call to call: Size(), MaxSize(), SequenceAt(index) and StretchFrom(index, end), records that lie in a
/// row with Count() and At(index). Receives its answers through a Sink with
/// Trades(TradeColumns&), Missing(const char* reason) and Refused(const TapeRecord&, Refusal).
class TapeCapture {
public:
    // Bounds one call: more records than this wait in Sierra's buffer for the next one.
    static constexpr int LargestRecordsPerCall = 4096;
    // A chart that shows the tape of before for longer than this has no other one.
    static constexpr int64_t LongestHoldNanos = 5LL * 1000000000;

    /// What a call found before it took anything.
    enum class Found : uint8_t {
        Nothing,
        News,
        SequenceRestarted,  // begin a new epoch, then Take
        TapeOfBefore        // the chart is about something else already, its tape is not yet: nothing of it may be taken
    };

    /// The chart shows another symbol from now on, or begins or ends a replay: its tape will be another one.
    void ExpectOther(int64_t steady_now) {
        expects_other_ = true;
        expects_since_ = steady_now;
    }

    /// Nothing that was taken counts: what lies in the buffer is history, unless it is known to be the tape of before.
    void Restart() {
        if (!expects_other_)
            *this = TapeCapture();
    }

    /// Between what was taken last and what comes next there is something that the buffer never shows: from there on all is held for
    /// history to be read up to it, until SkipTo.
    void ExpectRefill() { is_refilled_ = true; }
    /// Index of the first record that was not taken when Look was called; where history is read up to another place, the buffer's first
    /// one.
    int FirstOfRefill() const { return is_refilled_ ? first_ : 0; }
    bool IsRefilled() const { return is_refilled_; }
    /// Time of the newest record that was taken; INT64_MIN before the first.
    int64_t NewestTakenUs() const { return newest_taken_us_; }

    /// Looks for the place in the buffer at which Take goes on.
    template <class Buffer>
    Found Look(const Buffer& buffer, const TapeMoment& moment) {
        const int64_t elapsed_nanos = has_looked_ ? moment.steady_now - looked_at_ : 0;
        has_looked_ = true;
        looked_at_ = moment.steady_now;
        const int size = buffer.Size();
        first_ = 0;
        misses_records_ = false;
        if (size == 0) {
            was_empty_ = true;
            return Found::Nothing;
        }
        first_ = has_mark_ ? FirstAfter(buffer, size, mark_.sequence) : 0;
        const bool is_the_one_before = first_ > 0 && mark_.IsSameAs(RecordAt(buffer, first_ - 1));
        if (expects_other_)
            return LookForOther(buffer, moment, is_the_one_before);
        if (is_the_one_before)
            return first_ == size ? Found::Nothing : Found::News;
        if (!has_mark_) {
            // Added to a chart: what lies there is history. An empty chart fills with what happens.
            BeginWith(buffer, was_empty_ ? FirstFresh(buffer, moment, elapsed_nanos) : size);
            return Found::News;
        }
        misses_records_ = IsOverrun(buffer, size);
        first_ = 0;
        BeginWith(buffer, FirstFresh(buffer, moment, elapsed_nanos));
        return misses_records_ ? Found::News : Found::SequenceRestarted;
    }

    /// Takes the records from there on, oldest first, and says how many there were.
    template <class Buffer, class Sink>
    int Take(const Buffer& buffer, const TickScale& scale, Sink& sink) {
        const int size = buffer.Size();
        if (misses_records_)
            sink.Missing("buffer_overrun");
        const int end = size - first_ > LargestRecordsPerCall ? first_ + LargestRecordsPerCall : size;
        const int history_end = has_history_ ? FirstAfter(buffer, size, history_until_) : 0;
        has_history_ = history_end > end;
        columns_.Begin(false);
        for (int index = first_; index < end;) {
            const auto stretch = buffer.StretchFrom(index, end);
            TakeStretch(stretch, history_end - index, scale, sink);
            index += stretch.Count();
        }
        Flush(sink);
        if (end > first_)
            Mark(RecordAt(buffer, end - 1));
        return end - first_;
    }

    /// Between Look and Take, of a tape that nothing was taken of, or that is refilled: what is older was read from Sierra's records.
    template <class Buffer>
    void SkipTo(const Buffer& buffer, int64_t from_unix_us) {
        if (has_mark_ && !is_refilled_)
            return;
        first_ = FirstOfRefill();
        if (is_refilled_ && buffer.Size() > first_)
            BeginWith(buffer, buffer.Size());
        is_refilled_ = false;
        for (const int size = buffer.Size(); first_ < size; ++first_) {
            const TapeRecord record = RecordAt(buffer, first_);
            if (record.IsTrade() && record.unix_us >= from_unix_us)
                return;
        }
    }

    /// The market's time by what Look found and the newest record's time, which may be none that can follow the trade that was taken last.
    int64_t BelievedUs(Found found, int64_t newest_us) const {
        const int64_t taken_us = columns_.LastUnixUs();
        if (found == Found::TapeOfBefore)
            return 0;
        return taken_us == 0 || newest_us == 0 || TradeOrder::Follows(newest_us, taken_us) ? newest_us : taken_us;
    }

    /// Whether records that were there before us still wait to be taken.
    bool OwesHistory() const { return has_history_; }
    uint32_t PriorSequence() const { return mark_.sequence; }

private:
    void Mark(const TapeRecord& record) {
        has_mark_ = true;
        was_empty_ = false;
        mark_ = TapeMark(record);
        if (columns_.LastUnixUs() > newest_taken_us_)
            newest_taken_us_ = columns_.LastUnixUs();
    }

    /// Records before live_from were there before we looked.
    template <class Buffer>
    void BeginWith(const Buffer& buffer, int live_from) {
        columns_.ForgetTime();
        has_history_ = live_from > 0;
        if (has_history_)
            history_until_ = buffer.SequenceAt(live_from - 1);
    }

    template <class Buffer>
    Found LookForOther(const Buffer& buffer, const TapeMoment& moment, bool is_the_one_before) {
        const int64_t held_nanos = moment.steady_now - expects_since_;
        if (is_the_one_before && held_nanos < LongestHoldNanos)
            return Found::TapeOfBefore;
        expects_other_ = false;
        if (is_the_one_before) {
            BeginWith(buffer, FirstFresh(buffer, moment, held_nanos));
            return first_ == buffer.Size() ? Found::Nothing : Found::News;
        }
        // The other tape may have grown for hours before the chart showed it. It may be looked at again before anything is taken.
        first_ = 0;
        has_mark_ = was_empty_ = false;
        newest_taken_us_ = INT64_MIN;
        BeginWith(buffer, buffer.Size());
        return Found::News;
    }

    /// Index of the first record that can have come since the last look: not older than the time that has passed, nor than what was
    /// taken before. In a replay time may go back. Only trades tell the time: a marker or a quote may have none, and one that comes late
    /// is no newer for lying last.
    template <class Buffer>
    int FirstFresh(const Buffer& buffer, const TapeMoment& moment, int64_t elapsed_nanos) const {
        const int size = buffer.Size();
        int64_t after_us = NewestTradeUs(buffer) - elapsed_nanos / 1000 - moment.slack_us;
        if (!moment.in_replay && after_us < newest_taken_us_)
            after_us = newest_taken_us_;
        int first = size;
        for (int index = size - 1; index >= 0; --index) {
            const TapeRecord record = RecordAt(buffer, index);
            if (!record.IsTrade())
                continue;
            if (record.unix_us <= after_us)
                break;
            first = index;
        }
        return first;
    }

    /// 0 where there is no trade.
    template <class Buffer>
    static int64_t NewestTradeUs(const Buffer& buffer) {
        int64_t newest_us = 0;
        for (int index = buffer.Size() - 1; index >= 0; --index) {
            const TapeRecord record = RecordAt(buffer, index);
            if (record.IsTrade() && record.unix_us > newest_us)
                newest_us = record.unix_us;
        }
        return newest_us;
    }

    /// In a full buffer the record after the last one taken may have been overwritten before we came; then the oldest is a later one.
    template <class Buffer>
    bool IsOverrun(const Buffer& buffer, int size) const {
        return first_ == 0 && !was_empty_ && size == buffer.MaxSize() && static_cast<int32_t>(buffer.SequenceAt(0) - mark_.sequence) > 0 &&
            RecordAt(buffer, 0).unix_us >= mark_.unix_us - TapeMoment::SmallestSlackUs;
    }

    template <class Buffer>
    static TapeRecord RecordAt(const Buffer& buffer, int index) {
        return buffer.StretchFrom(index, index + 1).At(0);
    }

    /// Records before history_end, counted within the stretch, are history.
    template <class Stretch, class Sink>
    void TakeStretch(const Stretch& stretch, int history_end, const TickScale& scale, Sink& sink) {
        for (int index = 0; index < stretch.Count(); ++index) {
            index = columns_.AddRun(stretch, index, history_end, scale);
            if (index == stretch.Count())
                return;
            // What begins a batch, and whatever is not plain.
            TakeOne(stretch.At(index), index < history_end, scale, sink);
        }
    }

    template <class Sink>
    void TakeOne(const TapeRecord& record, bool history, const TickScale& scale, Sink& sink) {
        if (record.type == TapeRecord::Quote)
            return;
        if (record.type == TapeRecord::Marker) {
            Flush(sink);
            sink.Missing("sierra_marker");
            return;
        }
        if (record.type != TapeRecord::AtBid && record.type != TapeRecord::AtAsk) {
            sink.Refused(record, Refusal::UnknownType);
            return;
        }
        if (columns_.EndsBefore(record) || (columns_.Count() != 0 && columns_.History() != history))
            Flush(sink);
        if (columns_.Count() == 0)
            columns_.Begin(history);
        const Refusal why = columns_.Add(record, scale);
        if (why != Refusal::None)
            sink.Refused(record, why);
    }

    template <class Sink>
    void Flush(Sink& sink) {
        if (columns_.Count() == 0)
            return;
        sink.Trades(columns_);
        columns_.Begin(columns_.History());
    }

    /// Index of the first record after the one with this sequence; size when there is none. Sequences rise within the buffer, and
    /// beyond the largest number they begin at 0 again: how far a record lies behind the newest says more than its number.
    template <class Buffer>
    static int FirstAfter(const Buffer& buffer, int size, uint32_t sequence) {
        const uint32_t newest = buffer.SequenceAt(size - 1);
        const uint32_t behind = newest - sequence;
        const auto is_after = [&](int index) { return newest - buffer.SequenceAt(index) < behind; };
        int low = 0;
        int high = size;
        // What is new lies at the end: stepping back from there in doubling steps leaves the old part of the buffer out of the caches.
        for (int step = 1; step <= size; step *= 2) {
            if (!is_after(size - step)) {
                low = size - step + 1;
                break;
            }
            high = size - step;
        }
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (is_after(middle))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    TapeMark mark_;  // the last record that was taken
    bool has_mark_ = false;
    bool was_empty_ = false;  // since then
    bool has_history_ = false;
    uint32_t history_until_ = 0;  // records up to this sequence are history
    bool expects_other_ = false;
    int64_t expects_since_ = 0;
    bool has_looked_ = false;
    int64_t looked_at_ = 0;
    int64_t newest_taken_us_ = INT64_MIN;
    int first_ = 0;  // found by Look, for Take
    bool misses_records_ = false;
    bool is_refilled_ = false;
    TradeColumns columns_;
};

}  // namespace miaia
