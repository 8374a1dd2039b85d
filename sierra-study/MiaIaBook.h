// The visible book: ten levels a side at most, sent only when something in them has changed.
#pragma once

#include <cmath>
#include <cstdint>

#include "MiaIaPrices.h"
#include "MiaIaWireWriter.h"

namespace miaia {

constexpr uint32_t LargestBookDepth = 10;

/// One side, best level first.
struct BookSide {
    uint32_t levels = 0;
    int32_t price_ticks[LargestBookDepth] = {};
    uint32_t lots[LargestBookDepth] = {};
    uint32_t orders[LargestBookDepth] = {};

    bool operator==(const BookSide& other) const {
        if (levels != other.levels)
            return false;
        for (uint32_t i = 0; i < levels; ++i)
            if (price_ticks[i] != other.price_ticks[i] || lots[i] != other.lots[i] || orders[i] != other.orders[i])
                return false;
        return true;
    }
};

struct BookSnapshot {
    int64_t observed_unix_us = 0;
    BookSide bid;
    BookSide ask;
    uint32_t unchanged_calls = 0;

    void Write(WireWriter& to) const {
        to.Int(1, observed_unix_us);
        WriteSide(to, bid, 2);
        WriteSide(to, ask, 5);
        to.UInt(8, unchanged_calls);
    }

private:
    // Behind these each level lies one tick further, and the reader knows its price.
    static uint32_t PricesGiven(const BookSide& side) {
        uint32_t given = side.levels;
        while (given > 1 && IsNextTick(side.price_ticks[given - 2], side.price_ticks[given - 1]))
            --given;
        return given;
    }

    // Prices fall or rise strictly, so that the direction needs no question.
    static bool IsNextTick(int32_t price, int32_t next) {
        const int64_t step = int64_t{next} - price;
        return step == 1 || step == -1;
    }

    static void WriteSide(WireWriter& to, const BookSide& side, uint32_t first_field) {
        if (side.levels == 0)
            return;
        PackedColumn<LargestBookDepth * 10> column;
        const uint32_t given = PricesGiven(side);
        for (uint32_t i = 0; i < given; ++i)
            column.Add(ZigZag32(side.price_ticks[i]));
        to.Raw(first_field, column.bytes, column.size);
        column.Clear();
        for (uint32_t i = 0; i < side.levels; ++i)
            column.Add(side.lots[i]);
        to.Raw(first_field + 1, column.bytes, column.size);
        column.Clear();
        for (uint32_t i = 0; i < side.levels; ++i)
            column.Add(side.orders[i]);
        to.Raw(first_field + 2, column.bytes, column.size);
    }
};

/// One level as Sierra gives it.
struct RawLevel {
    double price = 0;
    double lots = 0;
    uint32_t orders = 0;
};

/// What one look at the book amounts to.
enum class BookLook : uint8_t { Changed, Unchanged, Refused };

class BookCapture {
public:
    /// Forgets what was sent: the next look is Changed whatever it shows.
    void Restart() {
        has_sent_ = false;
        unchanged_calls_ = 0;
    }

    /// The snapshot of the last look, made ready to be sent.
    BookSnapshot& Stamp(int64_t observed_unix_us) {
        current_.observed_unix_us = observed_unix_us;
        return current_;
    }

    /// Reads a source with Levels(bool bid) and At(bool bid, uint32_t level, RawLevel&) → false where there is none.
    template <class Source>
    BookLook Look(Source& source, const TickScale& scale, uint32_t depth, RefusalCounts& refused) {
        const uint32_t most = depth < LargestBookDepth ? depth : LargestBookDepth;
        if (!ReadSide(source, true, most, scale, current_.bid, refused) || !ReadSide(source, false, most, scale, current_.ask, refused))
            return BookLook::Refused;
        if (has_sent_ && current_.bid == sent_.bid && current_.ask == sent_.ask) {
            ++unchanged_calls_;
            return BookLook::Unchanged;
        }
        // A chart that has no book yet says nothing, instead of an empty book.
        if (!has_sent_ && current_.bid.levels == 0 && current_.ask.levels == 0)
            return BookLook::Unchanged;
        current_.unchanged_calls = unchanged_calls_;
        return BookLook::Changed;
    }

    /// The current snapshot is in the ring now.
    void MarkSent() {
        sent_ = current_;
        has_sent_ = true;
        unchanged_calls_ = 0;
    }

private:
    template <class Source>
    static bool ReadSide(Source& source, bool bid, uint32_t most, const TickScale& scale, BookSide& side, RefusalCounts& refused) {
        side.levels = 0;
        const uint32_t there = source.Levels(bid);
        for (uint32_t level = 0; level < most && level < there; ++level) {
            RawLevel raw;
            // Sierra leaves unfilled levels at zero: there the visible book ends.
            if (!source.At(bid, level, raw) || raw.price == 0 || raw.lots == 0)
                break;
            int32_t ticks = 0;
            Refusal why = scale.ToTicks(raw.price, ticks);
            if (why == Refusal::None)
                why = CheckLevel(side, bid, ticks, raw.lots);
            if (why != Refusal::None) {
                refused.Count(why);
                return false;
            }
            side.price_ticks[side.levels] = ticks;
            side.lots[side.levels] = static_cast<uint32_t>(raw.lots);
            side.orders[side.levels] = raw.orders;
            ++side.levels;
        }
        return true;
    }

    static Refusal CheckLevel(const BookSide& side, bool bid, int32_t ticks, double lots) {
        if (!std::isfinite(lots))
            return Refusal::NotANumber;
        if (lots < 1)
            return Refusal::ZeroVolume;
        if (lots > 4294967295.0)
            return Refusal::VolumeTooLarge;
        if (side.levels == 0)
            return Refusal::None;
        const int32_t before = side.price_ticks[side.levels - 1];
        return (bid ? ticks < before : ticks > before) ? Refusal::None : Refusal::BookOutOfOrder;
    }

    BookSnapshot current_;
    BookSnapshot sent_;
    bool has_sent_ = false;
    uint32_t unchanged_calls_ = 0;
};

}  // namespace miaia
