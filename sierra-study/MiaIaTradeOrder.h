// Trades come in the order of time. One that is dated far before or behind those around it would cost the good ones of its frame, which the
// engine takes whole or not at all.
#pragma once

#include <cstdint>

namespace miaia {

/// Tells a trade whose time cannot be from those around it. Two in a row that agree with each other are believed: the tape has moved.
class TradeOrder {
public:
    static constexpr int64_t FirstUnixUs = 946684800000000;            // the year 2000, as the engine bounds it
    static constexpr int64_t BehindUnixUs = 4102444800000000;          // the year 2100
    static constexpr int64_t LargestBackUs = 3600LL * 1000000;         // feeds reorder milliseconds; the engine takes an hour
    static constexpr int64_t LargestOnUs = 7LL * 24 * 3600 * 1000000;  // no market is closed for longer

    /// Whether a trade of this time may follow one of that time.
    static constexpr bool Follows(int64_t unix_us, int64_t before_us) {
        return static_cast<uint64_t>(unix_us) - static_cast<uint64_t>(before_us) + static_cast<uint64_t>(LargestBackUs) <=
            static_cast<uint64_t>(LargestBackUs + LargestOnUs);
    }

    /// Whether it says so again, behind one that was refused: then what comes from here on needs a frame of its own.
    bool Moves(int64_t unix_us, int64_t before_us) const {
        return other_us_ != 0 && !Follows(unix_us, before_us) && Follows(unix_us, other_us_);
    }

    /// Whether its time cannot be; before_us is that of the trade taken before it, 0 = none.
    bool Refuses(int64_t unix_us, int64_t before_us) {
        const bool is_time = unix_us >= FirstUnixUs && unix_us < BehindUnixUs;
        const bool is_taken = is_time && (before_us == 0 || Follows(unix_us, before_us) || Moves(unix_us, before_us));
        other_us_ = is_taken || !is_time ? 0 : unix_us;
        return !is_taken;
    }

private:
    int64_t other_us_ = 0;  // of the one that was refused last; 0 = the last one was taken
};

}  // namespace miaia
