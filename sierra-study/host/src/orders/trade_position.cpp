#include "trade_position.h"

#include <algorithm>
#include <cstdlib>

namespace miaia::host {

void TradePosition::Add(int side, int lots, int64_t priceTicks, int64_t timeUs) {
    cash_ticks_ -= static_cast<int64_t>(side) * lots * priceTicks;
    filled_lots_ += static_cast<uint64_t>(lots);
    last_fill_us_ = timeUs;
    const bool reduces = lots_ * side < 0;
    const int closed = reduces ? std::min(lots, std::abs(lots_)) : 0;
    if (closed > 0) {
        // The rest keeps its average price.
        open_ticks_ -= open_ticks_ / std::abs(lots_) * closed + open_ticks_ % std::abs(lots_) * closed / std::abs(lots_);
        lots_ += side * closed;
        last_exit_us_ = timeUs;
        if (lots_ == 0)
            open_ticks_ = 0;
    }
    const int opened = lots - closed;
    if (opened > 0) {
        open_ticks_ += static_cast<int64_t>(side) * opened * priceTicks;
        lots_ += side * opened;
        last_entry_us_ = timeUs;
    }
}

}  // namespace miaia::host
