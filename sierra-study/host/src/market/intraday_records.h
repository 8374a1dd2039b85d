// The records of the chart's intraday file by the bars that they went into, as a study may read them.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "acsil_intraday.h"
#include "scid_file.h"

namespace miaia::host {

class IntradayRecords {
public:
    // bar: of the newest bar, into which the record went.
    void Add(int bar, const ScidTrade& record);
    void Clear();

    // False when the bar has no record of that number, or the oldest records were forgotten: a flood must not fill the memory.
    bool At(int bar, int sub, s_IntradayRecord& record) const;

private:
    std::deque<s_IntradayRecord> records_;
    int64_t forgotten_ = 0;
    std::vector<int64_t> first_of_bar_;  // counted from the first record ever
};

}  // namespace miaia::host
