// The host's ring of time-and-sales records, as Sierra keeps it: bounded, the newest overwrites the oldest, numbered
// by a Sequence that ascends with holes and starts again at 1 when a replay begins.
#pragma once

#include <vector>

#include "acsil_time_and_sales.h"

namespace miaia::host {

class TimeAndSalesRing {
public:
    // capacity: records kept, at least 1 (Sierra's "Number of Stored Time and Sales Records").
    explicit TimeAndSalesRing(int capacity);

    // Adds a record and gives it its Sequence.
    void Add(s_TimeAndSales record);
    // Empties the ring and restarts the numbering, as at the start of a replay.
    void Restart();

    // Another buffer with the same trades: each number and time is higher by so much.
    void Become(uint32_t higher, int64_t laterUs);

    // Points a study's view at the ring as it stands.
    void Show(c_SCTimeAndSalesArray& view) const;
    int Capacity() const { return static_cast<int>(records_.size()); }

private:
    std::vector<s_TimeAndSales> records_;
    int next_ = 0;
    bool full_ = false;
    uint32_t last_sequence_ = 0;
};

}  // namespace miaia::host
