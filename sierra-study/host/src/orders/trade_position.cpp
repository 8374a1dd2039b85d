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
        lots_ += side * closed;
        last_exit_us_ = timeUs;
    }
    const int opened = lots - closed;
    if (opened > 0) {
        const int before = std::abs(lots_);
        average_ticks_ = (average_ticks_ * before + static_cast<double>(priceTicks) * opened) / (before + opened);
        lots_ += side * opened;
        last_entry_us_ = timeUs;
    }
}

}  // namespace miaia::host
