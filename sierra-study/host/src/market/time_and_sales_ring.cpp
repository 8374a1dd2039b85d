#include "time_and_sales_ring.h"

namespace miaia::host {
namespace {

// Sierra's Sequence skips; a study that takes a hole for a loss must fail here as well. Every fifth number is left out.
uint32_t After(uint32_t sequence) {
    return sequence % 5 == 3 ? sequence + 2 : sequence + 1;
}

}  // namespace

TimeAndSalesRing::TimeAndSalesRing(int capacity) : records_(static_cast<size_t>(capacity < 1 ? 1 : capacity)) {}

void TimeAndSalesRing::Add(s_TimeAndSales record) {
    last_sequence_ = After(last_sequence_);
    record.Sequence = last_sequence_;
    records_[static_cast<size_t>(next_)] = record;
    if (++next_ < Capacity())
        return;
    next_ = 0;
    full_ = true;
}

void TimeAndSalesRing::Restart() {
    next_ = 0;
    full_ = false;
    last_sequence_ = 0;
}

void TimeAndSalesRing::Become(uint32_t higher, int64_t laterUs) {
    last_sequence_ += higher;
    for (s_TimeAndSales& record : records_) {
        record.Sequence += higher;
        record.DateTime.AddMicroseconds(laterUs);
    }
}

void TimeAndSalesRing::Show(c_SCTimeAndSalesArray& view) const {
    view.InternalSetRing(records_.data(), Capacity(), next_, full_);
}

}  // namespace miaia::host
