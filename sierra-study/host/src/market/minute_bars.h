// 1-minute bars of the trades, in the arrays that a study reads.
#pragma once

#include <cstdint>
#include <vector>

#include "acsil_study_interface.h"

namespace miaia::host {

class MinuteBars {
public:
    // Adds a trade; price in points. A trade older than the newest bar goes into the newest bar, as Sierra does.
    void Add(int64_t sierraUs, float pricePoints, uint32_t lots, bool atAsk);
    void Clear();

    int Size() const { return static_cast<int>(starts_.size()); }
    // Points the arrays of the study interface at the bars as they stand.
    void Show(s_sc& sc);

private:
    std::vector<SCDateTime> starts_;
    std::vector<float> series_[NUM_BASE_GRAPH_ARRAYS];
    SCFloatArray views_[NUM_BASE_GRAPH_ARRAYS];
};

}  // namespace miaia::host
