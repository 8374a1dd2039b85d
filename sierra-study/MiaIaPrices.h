// Prices become whole ticks at the edge, or they are refused: nothing behind this file knows a floating price.
#pragma once

#include <cmath>
#include <cstdint>

namespace miaia {

/// Why a record was not taken.
enum class Refusal : uint8_t { None, NotANumber, NotPositive, OffTick, ZeroVolume, VolumeTooLarge, UnknownType, BookOutOfOrder, Count };

inline const char* RefusalName(Refusal refusal) {
    switch (refusal) {
        case Refusal::NotANumber: return "price_not_a_number";
        case Refusal::NotPositive: return "price_not_positive";
        case Refusal::OffTick: return "price_off_tick";
        case Refusal::ZeroVolume: return "zero_volume";
        case Refusal::VolumeTooLarge: return "volume_too_large";
        case Refusal::UnknownType: return "unknown_record_type";
        case Refusal::BookOutOfOrder: return "book_out_of_order";
        default: return "none";
    }
}

/// Refused records by reason.
struct RefusalCounts {
    uint64_t of[static_cast<size_t>(Refusal::Count)] = {};

    void Count(Refusal refusal) { ++of[static_cast<size_t>(refusal)]; }
    uint64_t Total() const {
        uint64_t total = 0;
        for (uint64_t count : of)
            total += count;
        return total;
    }
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
        // Tick sizes have few decimals, a float shows 0.01 as 0.00999999978: round the noise away.
        tick_size_points = std::round(static_cast<double>(tick_size) * 1e8) / 1e8;
        const bool usable = std::isfinite(multiplier) && multiplier > 0;
        price_multiplier = usable ? std::round(static_cast<double>(multiplier) * 1e9) / 1e9 : 1;
        return std::isfinite(tick_size_points) && tick_size_points > 0;
    }

    /// Converts a raw price; ticks is written only when the answer is None.
    Refusal ToTicks(double raw_price, int32_t& ticks) const {
        if (!std::isfinite(raw_price))
            return Refusal::NotANumber;
        if (raw_price <= 0)
            return Refusal::NotPositive;
        const double exact = raw_price * price_multiplier / tick_size_points;
        const double whole = std::floor(exact + 0.5);
        if (!(whole >= 1) || whole > LargestTicks || std::fabs(exact - whole) > ToleranceTicks)
            return Refusal::OffTick;
        ticks = static_cast<int32_t>(whole);
        return Refusal::None;
    }

    double ToPoints(int32_t ticks) const { return ticks * tick_size_points; }
};

}  // namespace miaia
