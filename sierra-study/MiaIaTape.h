// New time-and-sales records become trade batches. Sierra's Sequence only finds what is new: it skips legally and restarts.
#pragma once

#include <cstdint>

#include "MiaIaPrices.h"
#include "MiaIaWireWriter.h"

namespace miaia {

/// One record of Sierra's time and sales, copied out of its buffer.
struct TapeRecord {
    // Sierra's numbers, scconstants.h: SC_TS_MARKER, SC_TS_BID, SC_TS_ASK, SC_TS_BIDASKVALUES.
    static constexpr int Marker = 0;
    static constexpr int AtBid = 1;
    static constexpr int AtAsk = 2;
    static constexpr int Quote = 6;

    int64_t unix_us = 0;
    double price = 0;
    double bid = 0;
    double ask = 0;
    uint32_t volume = 0;
    uint32_t sequence = 0;
    int type = 0;
    int unbundled = 0;  // 0 none, 1 first, 2 last sub-trade
};

/// Trades on their way into one TradeBatch: the packed columns grow trade by trade.
class TradeColumns {
public:
    // 1024 trades of the worst kind need 30 KiB, well below the largest frame.
    static constexpr uint32_t LargestCount = 1024;
    static constexpr int32_t UnknownQuote = INT32_MIN;
    static constexpr uint32_t LargestVolumeLots = 1000000;

    uint32_t Count() const { return count_; }
    uint64_t Lots() const { return lots_; }
    bool Full() const { return count_ == LargestCount; }
    bool History() const { return history_; }

    void Begin(bool history) {
        count_ = 0;
        lots_ = 0;
        history_ = history;
        time_delta_.Clear();
        price_delta_.Clear();
        volume_.Clear();
        bid_offset_.Clear();
        ask_offset_.Clear();
    }

    /// Takes one trade, or says why not. Every instruction here is paid a thousand times a call.
    Refusal Add(const TapeRecord& record, const TickScale& scale) {
        int32_t price = 0;
        const Refusal why = scale.ToTicks(record.price, price);
        if (why != Refusal::None)
            return why;
        if (record.volume == 0)
            return Refusal::ZeroVolume;
        if (record.volume > LargestVolumeLots)
            return Refusal::VolumeTooLarge;
        if (count_ == 0) {
            base_unix_us_ = last_unix_us_ = record.unix_us;
            base_price_ticks_ = last_price_ticks_ = price;
            first_sequence_ = record.sequence;
        }
        const uint64_t time_delta = ZigZag64(record.unix_us - last_unix_us_);
        const uint32_t price_delta = ZigZag32(price - last_price_ticks_);
        const uint32_t bid_offset = ZigZag32(QuoteOffset(record.bid, price, scale));
        const uint32_t ask_offset = ZigZag32(QuoteOffset(record.ask, price, scale));
        // One check for all columns: nearly every value of nearly every trade is a single byte.
        if ((time_delta | price_delta | record.volume | bid_offset | ask_offset) < 0x80) {
            time_delta_.AddByte(time_delta);
            price_delta_.AddByte(price_delta);
            volume_.AddByte(record.volume);
            bid_offset_.AddByte(bid_offset);
            ask_offset_.AddByte(ask_offset);
        } else {
            time_delta_.Add(time_delta);
            price_delta_.Add(price_delta);
            volume_.Add(record.volume);
            bid_offset_.Add(bid_offset);
            ask_offset_.Add(ask_offset);
        }
        // These two have a byte a trade whatever they hold.
        aggressor_[count_] = record.type == TapeRecord::AtAsk ? 2 : 1;
        group_[count_] = static_cast<uint8_t>(record.unbundled == 1 || record.unbundled == 2 ? record.unbundled : 0);
        last_unix_us_ = record.unix_us;
        last_price_ticks_ = price;
        lots_ += record.volume;
        ++count_;
        return Refusal::None;
    }

    void Write(WireWriter& to) const {
        to.Int(1, base_unix_us_);
        to.SInt32(2, base_price_ticks_);
        to.Raw(3, time_delta_.bytes, time_delta_.size);
        to.Raw(4, price_delta_.bytes, price_delta_.size);
        to.Raw(5, volume_.bytes, volume_.size);
        to.Raw(6, aggressor_, count_);
        to.Raw(7, bid_offset_.bytes, bid_offset_.size);
        to.Raw(8, ask_offset_.bytes, ask_offset_.size);
        to.Raw(9, group_, count_);
        to.Bool(10, history_);
        to.UInt(11, first_sequence_);
    }

private:
    // A quote that is missing or nonsense does not cost the trade: it is only not known.
    static int32_t QuoteOffset(double quote, int32_t price_ticks, const TickScale& scale) {
        int32_t ticks = 0;
        return scale.ToTicks(quote, ticks) == Refusal::None ? ticks - price_ticks : UnknownQuote;
    }

    uint32_t count_ = 0;
    uint64_t lots_ = 0;
    bool history_ = false;
    int64_t base_unix_us_ = 0;
    int64_t last_unix_us_ = 0;
    int32_t base_price_ticks_ = 0;
    int32_t last_price_ticks_ = 0;
    uint64_t first_sequence_ = 0;
    PackedColumn<LargestCount * 10> time_delta_;
    PackedColumn<LargestCount * 5> price_delta_;
    PackedColumn<LargestCount * 5> volume_;
    uint8_t aggressor_[LargestCount];
    PackedColumn<LargestCount * 5> bid_offset_;
    PackedColumn<LargestCount * 5> ask_offset_;
    uint8_t group_[LargestCount];
};

/// Walks Sierra's buffer from call to call. Receives its answers through a Sink with
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

    /// Takes the records after the last one taken, oldest first; everything is history while the chart recalculates.
    template <class Buffer, class Sink>
    void Take(const Buffer& buffer, const TickScale& scale, bool recalculating, Sink& sink) {
        const int size = buffer.Size();
        int index = FirstAfter(buffer, size, prior_);
        // In a full buffer the record after the prior one may have been overwritten before we came.
        if (prior_ != 0 && index == 0 && size > 0 && size == buffer.MaxSize())
            sink.Missing("buffer_overrun");
        const int end = size - index > LargestRecordsPerCall ? index + LargestRecordsPerCall : size;
        columns_.Begin(recalculating);
        for (; index < end; ++index) {
            const TapeRecord& record = buffer.At(index);
            TakeOne(record, recalculating || record.sequence <= history_until_, scale, sink);
            prior_ = record.sequence;
        }
        Flush(sink);
    }

    uint32_t PriorSequence() const { return prior_; }

private:
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
