// A position as the sum of its fills, in whole ticks and lots.
#pragma once

#include <cstdint>

namespace miaia::host {

class TradePosition {
public:
    // side +1 bought, -1 sold.
    void Add(int side, int lots, int64_t priceTicks, int64_t timeUs);

    int Lots() const { return lots_; }  // + long, - short
    double AverageTicks() const { return lots_ == 0 ? 0 : average_ticks_; }
    // What the position would have made if it were closed at that price, closed trades included; ticks times lots.
    int64_t ProfitTicks(int64_t priceTicks) const { return cash_ticks_ + lots_ * priceTicks; }
    double OpenTicks(int64_t priceTicks) const { return lots_ * (static_cast<double>(priceTicks) - average_ticks_); }
    uint64_t FilledLots() const { return filled_lots_; }
    int64_t LastFillUs() const { return last_fill_us_; }
    int64_t LastEntryUs() const { return last_entry_us_; }
    int64_t LastExitUs() const { return last_exit_us_; }

private:
    int lots_ = 0;
    int64_t cash_ticks_ = 0;    // what the fills paid, sells positive
    double average_ticks_ = 0;  // of the open position; of the last one while flat
    uint64_t filled_lots_ = 0;
    int64_t last_fill_us_ = 0;
    int64_t last_entry_us_ = 0;
    int64_t last_exit_us_ = 0;
};

}  // namespace miaia::host
