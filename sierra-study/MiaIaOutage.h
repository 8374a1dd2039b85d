// Sierra's connection to its data server is lost and comes back. What was traded meanwhile Sierra downloads into its records and its bars;
// time and sales never shows it.
#pragma once

#include <cstdint>

namespace miaia {

class Outage {
public:
    /// True once when the server is back and its download has begun, or has had the time to: what is missing lies in the records then.
    /// newest_taken_us: time of the newest trade that was taken. A tape that goes on while the connection is away is not the one that was
    /// lost.
    bool IsOver(bool connected, bool downloading, int64_t newest_taken_us, int64_t steady_now) {
        switch (phase_) {
            case Phase::Unknown: phase_ = connected ? Phase::Connected : Phase::Unknown; return false;
            case Phase::Connected:
                if (connected)
                    return false;
                phase_ = Phase::Away;
                lost_at_ = steady_now;
                taken_until_us_ = newest_taken_us;
                return false;
            case Phase::Away:
                if (newest_taken_us != taken_until_us_)
                    phase_ = Phase::Unknown;
                else if (connected)
                    phase_ = Phase::Back, back_at_ = steady_now;
                return false;
            case Phase::Back: break;
        }
        if (!connected) {
            phase_ = Phase::Away;
            return false;
        }
        if (!downloading && steady_now - back_at_ < LongestWaitNanos)
            return false;
        phase_ = Phase::Connected;
        return true;
    }

    /// Nothing that bears a time of the market may be sent: history comes before it.
    bool HoldsTape() const { return phase_ == Phase::Back; }
    int64_t LostForNanos() const { return back_at_ - lost_at_; }
    /// In a replay nothing comes from a server.
    void Forget() { phase_ = Phase::Unknown; }

private:
    static constexpr int64_t LongestWaitNanos = 5LL * 1000000000;

    enum class Phase : uint8_t { Unknown, Connected, Away, Back };
    Phase phase_ = Phase::Unknown;
    int64_t lost_at_ = 0;  // monotone
    int64_t back_at_ = 0;  // monotone
    int64_t taken_until_us_ = 0;
};

}  // namespace miaia
