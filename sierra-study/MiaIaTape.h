// New time-and-sales records become trade batches. Sierra's Sequence only finds what is new: it skips legally and restarts.
#pragma once

#include <cstdint>

#include "MiaIaTradeColumns.h"

namespace miaia {

/// Walks Sierra's buffer from call to call: Size(), MaxSize(), SequenceAt(index) and StretchFrom(index, end), records that lie in a
/// row with Count() and At(index). Receives its answers through a Sink with
/// Trades(TradeColumns&), Missing(const char* reason) and Refused(const TapeRecord&, Refusal).
class TapeCapture {
public:
    // Bounds one call: more records than this wait in Sierra's buffer for the next one.
    static constexpr int LargestRecordsPerCall = 4096;

    /// What a call found before it took anything.
    enum class Found : uint8_t { Nothing, News, SequenceRestarted };

    /// Looks at the buffer's newest sequence number. SequenceRestarted means: begin a new epoch, then Take.
    template <class Buffer>
    Found Look(const Buffer& buffer) {
        const int size = buffer.Size();
        const uint32_t newest = size == 0 ? 0 : buffer.SequenceAt(size - 1);
        if (!attached_) {
            attached_ = true;
            history_until_ = newest;
            return size == 0 ? Found::Nothing : Found::News;
        }
        // A buffer that was emptied starts to count anew, even if it has already counted past the old number when we look.
        if (size == 0) {
            was_emptied_ = was_emptied_ || prior_ != 0;
            return Found::Nothing;
        }
        if (newest < prior_ || was_emptied_) {
            was_emptied_ = false;
            prior_ = 0;
            history_until_ = 0;
            return Found::SequenceRestarted;
        }
        return newest == prior_ ? Found::Nothing : Found::News;
    }

    /// Takes the records after the last one taken, oldest first, and says how many there were; everything is history while the chart
    /// recalculates.
    template <class Buffer, class Sink>
    int Take(const Buffer& buffer, const TickScale& scale, bool recalculating, Sink& sink) {
        const int size = buffer.Size();
        const int first = FirstAfter(buffer, size, prior_);
        // In a full buffer the record after the prior one may have been overwritten before we came.
        if (prior_ != 0 && first == 0 && size > 0 && size == buffer.MaxSize())
            sink.Missing("buffer_overrun");
        const int end = size - first > LargestRecordsPerCall ? first + LargestRecordsPerCall : size;
        columns_.Begin(recalculating);
        const uint32_t history_until = recalculating ? UINT32_MAX : history_until_;
        for (int index = first; index < end;) {
            const auto stretch = buffer.StretchFrom(index, end);
            TakeStretch(stretch, history_until, scale, sink);
            index += stretch.Count();
        }
        Flush(sink);
        return end - first;
    }

    uint32_t PriorSequence() const { return prior_; }

private:
    template <class Stretch, class Sink>
    void TakeStretch(const Stretch& stretch, uint32_t history_until, const TickScale& scale, Sink& sink) {
        for (int index = 0; index < stretch.Count(); ++index) {
            const int after = columns_.AddRun(stretch, index, history_until, scale);
            if (after != index)
                prior_ = stretch.At(after - 1).sequence;
            index = after;
            if (index == stretch.Count())
                return;
            // What begins a batch, and whatever is not plain.
            const TapeRecord& record = stretch.At(index);
            TakeOne(record, record.sequence <= history_until, scale, sink);
            prior_ = record.sequence;
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
        if (columns_.Full() || (columns_.Count() != 0 && columns_.History() != history))
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

    /// Index of the first record whose sequence is greater; size when there is none. Sequences rise within the buffer.
    template <class Buffer>
    static int FirstAfter(const Buffer& buffer, int size, uint32_t prior) {
        int low = 0;
        int high = size;
        // What is new lies at the end: stepping back from there in doubling steps leaves the old part of the buffer out of the caches.
        for (int step = 1; step <= size; step *= 2) {
            if (buffer.SequenceAt(size - step) <= prior) {
                low = size - step + 1;
                break;
            }
            high = size - step;
        }
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if (buffer.SequenceAt(middle) > prior)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    bool attached_ = false;
    bool was_emptied_ = false;
    uint32_t prior_ = 0;
    uint32_t history_until_ = 0;
    TradeColumns columns_;
};

}  // namespace miaia
