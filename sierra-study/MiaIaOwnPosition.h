// How many contracts of Sierra's position are ours. Plain memory of a fixed size.
#pragma once

#include "MiaIaTrading.h"

namespace miaia {

/// How much of Sierra's position comes from our fills. The trader may close or add to it by hand at any time, and Sierra's position may
/// follow its fills late: ours is what both agree on.
class OwnPosition {
public:
    void Filled(int32_t signed_lots, int64_t now) {
        CloseUntold(signed_lots);
        total_ += signed_lots;
        open_ += signed_lots;
        changed_at_ = now;
        differs_since_ = 0;
    }

    /// After the study has lost its memory: as far as Sierra's orders tell. The rest of the position is nobody's yet.
    void Recover(int32_t total, int32_t open, int32_t position) {
        total_ = total;
        open_ = open;
        untold_ = position - open;
    }

    /// So many signed lots are ours, as the engine knows by their executions.
    void Claim(int32_t lots) { claimed_ = lots; }

    /// What stood there before the study came, and nothing told of, is ours as far as the engine has claimed it.
    template <class Call>
    void TakeOver(Call& call, int32_t position) {
        const int32_t sign = untold_ > 0 ? 1 : -1;
        const int32_t missing = sign * (claimed_ - open_);
        const int32_t beside = sign * (position - open_);
        const int32_t most = missing < beside ? missing : beside;
        const int32_t lots = sign * (most < std::abs(untold_) ? most : std::abs(untold_));
        const bool is_none = claimed_ == 0 || most <= 0 || lots == 0;
        claimed_ = 0;
        if (is_none)
            return;
        untold_ -= lots;
        total_ += lots;
        open_ += lots;
        call.log.Add("MIA IA: %+d of %+d contracts are ours, as the engine knows.", lots, position);
    }

    /// Σ of the fills of our orders.
    int32_t Total() const { return total_; }
    /// Of it, what may still be open: a position that was closed by hand is given up after a while.
    int32_t Open() const { return open_; }
    int64_t ChangedAt() const { return changed_at_; }

    /// Ours within a position of Sierra's; 0 where they have different signs.
    int32_t Within(int32_t position) const {
        if (open_ > 0 && position > 0)
            return open_ < position ? open_ : position;
        if (open_ < 0 && position < 0)
            return open_ > position ? open_ : position;
        return 0;
    }

    /// An execution of nobody's order of ours has closed so much of it, as far as the position shows that: what we fill behind it is new.
    void ClosedByOthers(int32_t signed_lots, int32_t position) {
        CloseUntold(signed_lots);
        if (open_ == 0 || (signed_lots > 0) == (open_ > 0))
            return;
        const int32_t left = std::abs(signed_lots) >= std::abs(open_) ? 0 : open_ + signed_lots;
        if (std::abs(left) >= std::abs(Within(position)))
            open_ = left;
    }

    /// Once a call with a reading: what has differed for long without a fill of ours was done by somebody else.
    void Settle(int32_t position, bool may_change, int64_t now) {
        const bool differs = Within(position) != open_;
        if (!differs || may_change) {
            differs_since_ = 0;
            return;
        }
        if (differs_since_ == 0)
            differs_since_ = now;
        if (now - differs_since_ >= 2 * SecondNanos && now - changed_at_ >= 2 * SecondNanos) {
            open_ = Within(position);
            differs_since_ = 0;
        }
    }

private:
    void CloseUntold(int32_t signed_lots) {
        if ((signed_lots > 0) != (untold_ > 0))
            untold_ = std::abs(signed_lots) >= std::abs(untold_) ? 0 : untold_ + signed_lots;
    }

    int32_t total_ = 0;
    int32_t open_ = 0;
    int32_t claimed_ = 0;
    int32_t untold_ = 0;  // signed lots that stood there when the study came
    int64_t changed_at_ = 0;
    int64_t differs_since_ = 0;
};

}  // namespace miaia
