// Trades on their way onto the wire: a record of Sierra's time and sales becomes one value in each packed column of a TradeBatch.
#pragma once

#include <cstdint>
#include <cstring>

#include "MiaIaPrices.h"
#include "MiaIaTradeOrder.h"
#include "MiaIaWireWriter.h"

#ifdef _MSC_VER
#define MIAIA_NOINLINE __declspec(noinline)
#else
#define MIAIA_NOINLINE __attribute__((noinline))
#endif

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

    bool IsTrade() const { return type == AtBid || type == AtAsk; }
};

/// ZigZag32 of each distance that NearbyTicks reaches.
struct ZigZagTable {
    uint8_t of[2 * NearbyTicks::Reach];

    constexpr ZigZagTable() : of() {
        for (int i = 0; i < static_cast<int>(2 * NearbyTicks::Reach); ++i) {
            const int distance = i - static_cast<int>(NearbyTicks::Reach);
            of[i] = static_cast<uint8_t>(distance < 0 ? -2 * distance - 1 : 2 * distance);
        }
    }
};
constexpr ZigZagTable ZigZagNearby;

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
    /// Of the trade that was taken last, whatever batch it was in; 0 = none.
    int64_t LastUnixUs() const { return last_unix_us_; }

    /// Whether this trade needs a batch of its own, or of those behind it.
    bool EndsBefore(const TapeRecord& record) const { return Full() || (count_ != 0 && order_.Moves(record.unix_us, last_unix_us_)); }

    /// What comes next is of another time than what was taken.
    void ForgetTime() {
        last_unix_us_ = 0;
        order_ = TradeOrder();
    }

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

    /// Takes one trade of any kind, or says why not.
    Refusal Add(const TapeRecord& record, const TickScale& scale) {
        int32_t price = 0;
        const Refusal why = scale.ToTicks(record.price, price);
        if (why != Refusal::None)
            return why;
        if (record.volume == 0)
            return Refusal::ZeroVolume;
        if (record.volume > LargestVolumeLots)
            return Refusal::VolumeTooLarge;
        if (order_.Refuses(record.unix_us, last_unix_us_))
            return Refusal::Misdated;
        if (count_ == 0) {
            base_unix_us_ = last_unix_us_ = record.unix_us;
            base_price_ticks_ = last_price_ticks_ = price;
            first_sequence_ = record.sequence;
        }
        const uint64_t time_delta = ZigZag64(record.unix_us - last_unix_us_);
        const uint32_t price_delta = ZigZag32(price - last_price_ticks_);
        const uint32_t bid_offset = ZigZag32(QuoteOffset(record.bid, price, scale));
        const uint32_t ask_offset = ZigZag32(QuoteOffset(record.ask, price, scale));
        time_delta_.Add(time_delta);
        price_delta_.Add(price_delta);
        volume_.Add(record.volume);
        bid_offset_.Add(bid_offset);
        ask_offset_.Add(ask_offset);
        // These two have a byte a trade whatever they hold.
        aggressor_[count_] = AggressorOf(record);
        group_[count_] = GroupOf(record);
        last_unix_us_ = record.unix_us;
        last_price_ticks_ = price;
        lots_ += record.volume;
        ++count_;
        return Refusal::None;
    }

    /// Adds the plain trades from index on to a batch that has begun, skipping quotes between them, and gives the index at which it
    /// stopped: the end, a batch that may be full, or a record for which it takes Add and whoever calls it. Plain is what nearly
    /// every trade is: of this batch's history (records before history_end are), three good prices, one byte in every column but the
    /// time's. The same bytes as from Add.
    template <class Stretch>
    int AddRun(const Stretch& records, int index, int history_end, const TickScale& scale) {
        while (count_ != 0 && !Full() && index < records.Count()) {
            const int room = static_cast<int>(count_ + PlainRun::Largest <= LargestCount ? PlainRun::Largest : LargestCount - count_);
            const int end = records.Count() - index < room ? records.Count() : index + room;
            const bool all_alike = (index < history_end) == history_ && (end - 1 < history_end) == history_;
            if (!all_alike || last_price_ticks_ > HighestPlainTicks)
                return index;
            index = AddShortRun(records, index, end, scale);
            if (index != end)
                return index;
        }
        return index;
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
    // The wire's numbers for the aggressor are Sierra's for the record's type.
    static bool IsTrade(const TapeRecord& record) { return record.type == TapeRecord::AtBid || record.type == TapeRecord::AtAsk; }
    static uint8_t AggressorOf(const TapeRecord& record) { return static_cast<uint8_t>(record.type); }
    static uint8_t GroupOf(const TapeRecord& record) {
        return static_cast<uint8_t>(static_cast<uint32_t>(record.unbundled) <= 2 ? record.unbundled : 0);
    }

    /// A byte of each trade by columns, until it is known how many trades there are: at fixed places a byte costs one instruction.
    struct PlainRun {
        static constexpr uint32_t Largest = 128;
        uint8_t price_delta[Largest];
        uint8_t volume[Largest];
        uint8_t aggressor[Largest];
        uint8_t bid_offset[Largest];
        uint8_t ask_offset[Largest];
        uint8_t group[Largest];
    };

    // Trades of a run and their quotes lie within NearbyTicks::Reach of each other: these bounds keep them all within those of a price.
    static constexpr double LowestPlainTicks = 100;
    static constexpr int32_t HighestPlainTicks = 1000000000;

    // A function of its own: inlined into all of a call it would have to share the registers, which costs a tenth more.
    template <class Stretch>
    MIAIA_NOINLINE int AddShortRun(Stretch records, int index, int end, const TickScale& chart_scale) {
        PlainRun run;
        uint32_t added = 0;
        // In locals: a byte that is written may be a byte of this object, and then its fields would be read anew for each trade.
        const TickScale scale = chart_scale;
        int64_t last_unix_us = last_unix_us_;
        double last_price = last_price_ticks_;
        uint64_t lots = 0;
        uint8_t* time_delta_end = time_delta_.End();
        for (; index < end; ++index) {
            const auto& record = records.At(index);
            if (!IsTrade(record)) {
                if (record.type == TapeRecord::Quote)
                    continue;
                break;
            }
            const NearbyTicks price = scale.From(last_price, record.price);
            const double price_ticks = last_price + price.whole;
            const NearbyTicks bid = scale.From(price_ticks, record.bid);
            const NearbyTicks ask = scale.From(price_ticks, record.ask);
            const double quotes_off = bid.off > ask.off ? bid.off : ask.off;
            const double off = price.off > quotes_off ? price.off : quotes_off;
            if ((price.from_lowest | bid.from_lowest | ask.from_lowest) >= 0x80 || off > TickScale::ToleranceTicks ||
                price_ticks < LowestPlainTicks || record.volume - 1 >= 0x7F || static_cast<uint32_t>(record.unbundled) > 2 ||
                !TradeOrder::Follows(record.unix_us, last_unix_us))
                break;
            time_delta_end = StoreVarint(time_delta_end, ZigZag64(record.unix_us - last_unix_us));
            run.price_delta[added] = ZigZagNearby.of[price.from_lowest];
            run.volume[added] = static_cast<uint8_t>(record.volume);
            run.bid_offset[added] = ZigZagNearby.of[bid.from_lowest];
            run.ask_offset[added] = ZigZagNearby.of[ask.from_lowest];
            run.aggressor[added] = AggressorOf(record);
            run.group[added] = static_cast<uint8_t>(record.unbundled);
            last_unix_us = record.unix_us;
            last_price = price_ticks;
            lots += record.volume;
            ++added;
        }
        last_unix_us_ = last_unix_us;
        last_price_ticks_ = static_cast<int32_t>(last_price);
        lots_ += lots;
        time_delta_.GrowTo(time_delta_end);
        Append(run, added);
        return index;
    }

    void Append(const PlainRun& run, uint32_t added) {
        price_delta_.AddBytes(run.price_delta, added);
        volume_.AddBytes(run.volume, added);
        bid_offset_.AddBytes(run.bid_offset, added);
        ask_offset_.AddBytes(run.ask_offset, added);
        std::memcpy(aggressor_ + count_, run.aggressor, added);
        std::memcpy(group_ + count_, run.group, added);
        count_ += added;
    }

    // A quote that is missing or nonsense does not cost the trade: it is only not known.
    static int32_t QuoteOffset(double quote, int32_t price_ticks, const TickScale& scale) {
        int32_t ticks = 0;
        return scale.ToTicks(quote, ticks) == Refusal::None ? ticks - price_ticks : UnknownQuote;
    }

    TradeOrder order_;
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

}  // namespace miaia
