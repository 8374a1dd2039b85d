// Sierra's intraday records as a test writes them, bar by bar.
#pragma once

#include <vector>

#include "MiaIaTradeColumns.h"

namespace miaia::tests {

struct FakeRecords {
    std::vector<std::vector<TapeRecord>> of_bar;
    double multiplier = 1;
    bool are_single = true;
    uint64_t reads = 0;

    double Multiplier() const { return multiplier; }

    bool At(int bar, int sub, TapeRecord& record, bool& is_single) {
        ++reads;
        is_single = are_single;
        const bool exists = bar >= 0 && bar < static_cast<int>(of_bar.size()) && sub >= 0 &&
            sub < static_cast<int>(of_bar[static_cast<size_t>(bar)].size());
        if (exists)
            record = of_bar[static_cast<size_t>(bar)][static_cast<size_t>(sub)];
        return exists;
    }
};

}  // namespace miaia::tests
