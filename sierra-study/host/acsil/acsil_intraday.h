// Records of the chart's intraday file (.scid), as a study reads them.
#pragma once

#include <cstdint>

#include "acsil_datetime.h"

// What a read does with the lock on the file. The first read of a call takes it, the last one gives it back.
enum IntradayFileLockActionEnum { IFLA_LOCK_READ_HOLD = 1, IFLA_NO_CHANGE = 2, IFLA_RELEASE_AFTER_READ = 3, IFLA_LOCK_READ_RELEASE = 4 };

// One record as the file holds it: the open of a single trade is 0 or a mark, its high the ask, its low the bid; the time is UTC.
struct s_IntradayRecord {
    SCDateTimeMS DateTime;
    float Open = 0;
    float High = 0;
    float Low = 0;
    float Close = 0;
    uint32_t NumTrades = 0;
    uint32_t TotalVolume = 0;
    uint32_t BidVolume = 0;
    uint32_t AskVolume = 0;

    bool IsBidAskUpdateOnly() const { return TotalVolume == 0; }
};
