// Prices become whole ticks at the edge, or they are refused: nothing behind this file knows a floating price.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "MiaIaText.h"

namespace miaia {

/// Why a record was not taken.
enum class Refusal : uint8_t {
    None,
    NotANumber,
    NotPositive,
    OffTick,
    ZeroVolume,
    VolumeTooLarge,
    UnknownType,
    BookOutOfOrder,
    Misdated,
    Count
};

inline const char* RefusalName(Refusal refusal) {
    switch (refusal) {
        case Refusal::NotANumber: return "price_not_a_number";
        case Refusal::NotPositive: return "price_not_positive";
        case Refusal::OffTick: return "price_off_tick";
        case Refusal::ZeroVolume: return "zero_volume";
        case Refusal::VolumeTooLarge: return "volume_too_large";
        case Refusal::UnknownType: return "unknown_record_type";
        case Refusal::BookOutOfOrder: return "book_out_of_order";
        case Refusal::Misdated: return "impossible_time";
        default: return "none";
    }
}

/// Refused records by reason.
struct RefusalCounts {
    uint64_t of[static_cast<size_t>(Refusal::Count)] = {};

    void Count(Refusal refusal) { ++of[static_cast<size_t>(refusal)]; }
    /// Counts it, and tells the first of its kind.
    void Log(Refusal why, const char* what, double price, int64_t unix_us, LogLines& log) {
        Count(why);
        if (of[static_cast<size_t>(why)] == 1)
            log.Add("MIA IA: a %s with price %.6f at market time %lld us was refused (%s); further ones are only counted.", what, price,
                    static_cast<long long>(unix_us), RefusalName(why));
    }

    uint64_t Total() const {
        uint64_t total = 0;
        for (uint64_t count : of)
            total += count;
        return total;
    }
};

/// A price by its distance in ticks from another one nearby, found without a branch: a thousand trades a call have three each.
struct NearbyTicks {
    static constexpr uint64_t Reach = 64;

    uint64_t from_lowest;  // the whole distance + Reach; below 2 · Reach when it lies within −64 and +63, and far above when not
    double whole;          // the whole distance
    double off;            // what is left of it

    /// Added to 2^52 + 2^51, a whole number stands in the sum's lowest bits, and all above them are that constant's; whatever is too
    /// far, infinite or no number leaves others there.
    explicit NearbyTicks(double exact) {
        const double shifted = exact + Shift;
        std::memcpy(&from_lowest, &shifted, sizeof from_lowest);
        from_lowest -= ShiftBits - Reach;
        whole = shifted - Shift;
        off = std::fabs(exact - whole);
    }

private:
    static constexpr double Shift = 6755399441055744.0;
    static constexpr uint64_t ShiftBits = 0x4338000000000000u;
};

/// Turns Sierra's prices into ticks of one instrument.
struct TickScale {
    // A float carries seven digits, so a good price may miss its tick by some hundredths of a tick, and a bad one by more.
    static constexpr double ToleranceTicks = 0.05;
    static constexpr double LargestTicks = 2000000000.0;

    double tick_size_points = 0;
    double price_multiplier = 1;

    /// Takes the sizes of a chart; false when the tick size is no positive number.
    bool Set(float tick_size, float multiplier) {
        // Asked at every call, and almost always with the sizes of the call before.
        if (tick_size == asked_tick_size_ && multiplier == asked_multiplier_)
            return usable_;
        asked_tick_size_ = tick_size;
        asked_multiplier_ = multiplier;
        // Tick sizes have few decimals, a float shows 0.01 as 0.00999999978: round the noise away.
        tick_size_points = std::round(static_cast<double>(tick_size) * 1e8) / 1e8;
        const bool multiplies = std::isfinite(multiplier) && multiplier > 0;
        price_multiplier = multiplies ? std::round(static_cast<double>(multiplier) * 1e9) / 1e9 : 1;
        usable_ = std::isfinite(tick_size_points) && tick_size_points > 0;
        ticks_per_raw_price_ = usable_ ? price_multiplier / tick_size_points : 0;
        return usable_;
    }

    /// The same ticks for prices in which the multiplier is already contained.
    TickScale WithoutMultiplier() const {
        TickScale scale;
        scale.tick_size_points = tick_size_points;
        scale.usable_ = usable_;
        scale.ticks_per_raw_price_ = usable_ ? 1 / tick_size_points : 0;
        return scale;
    }

    /// Converts a raw price; ticks is written only when the answer is None.
    Refusal ToTicks(double raw_price, int32_t& ticks) const {
        const double exact = raw_price * ticks_per_raw_price_;
        if (exact >= 0.5 && exact <= LargestTicks) {
            const int32_t whole = static_cast<int32_t>(exact + 0.5);
            if (std::fabs(exact - whole) <= ToleranceTicks) {
                ticks = whole;
                return Refusal::None;
            }
        }
        return WhyNot(raw_price);
    }

    /// How far a raw price lies from a whole number of ticks near it.
    NearbyTicks From(double ticks, double raw_price) const { return NearbyTicks(raw_price * ticks_per_raw_price_ - ticks); }

    double ToPoints(int32_t ticks) const { return ticks * tick_size_points; }

private:
    static Refusal WhyNot(double raw_price) {
        if (!std::isfinite(raw_price))
            return Refusal::NotANumber;
        return raw_price <= 0 ? Refusal::NotPositive : Refusal::OffTick;
    }

    double ticks_per_raw_price_ = 0;
    float asked_tick_size_ = 0;
    float asked_multiplier_ = 0;
    bool usable_ = false;
};

}  // namespace miaia
