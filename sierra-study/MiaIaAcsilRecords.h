// The chart's intraday file, by Sierra's own reader. Include sierrachart.h before this file.
#pragma once

#include <cstring>

#include "MiaIaTradeColumns.h"

namespace miaia {

/// Trades of the chart's bars, for the length of a call: Sierra's lock on the file is taken with the first record and given back at the
/// end.
class AcsilRecords {
public:
    explicit AcsilRecords(SCStudyInterfaceRef sc) : sc_(sc) {}
    ~AcsilRecords() {
        s_IntradayRecord none;
        if (holds_)
            sc_.ReadIntradayFileRecordForBarIndexAndSubIndex(-1, -1, none, IFLA_RELEASE_AFTER_READ);
    }
    AcsilRecords(const AcsilRecords&) = delete;
    AcsilRecords& operator=(const AcsilRecords&) = delete;

    /// From the file's prices to the chart's.
    double Multiplier() const { return sc_.HistoricalPriceMultiplier > 0 ? static_cast<double>(sc_.HistoricalPriceMultiplier) : 1; }

    /// False behind a bar's last record. is_single: the record is one trade or quote, none that sums up several.
    bool At(int bar, int sub, TapeRecord& record, bool& is_single) {
        s_IntradayRecord from;
        const IntradayFileLockActionEnum lock = holds_ ? IFLA_NO_CHANGE : IFLA_LOCK_READ_HOLD;
        holds_ = true;
        if (!sc_.ReadIntradayFileRecordForBarIndexAndSubIndex(bar, sub, from, lock))
            return false;
        const bool first = IsSame(from.Open, -1.99900095e+37f);
        const bool last = IsSame(from.Open, -1.99900197e+37f);
        is_single = from.Open == 0 || first || last;
        record.unix_us = from.DateTime.ToUNIXTimeInMicroseconds();
        record.price = static_cast<double>(from.Close);
        record.bid = static_cast<double>(from.Low);
        record.ask = static_cast<double>(from.High);
        record.volume = from.TotalVolume;
        record.type = from.TotalVolume == 0 ? TapeRecord::Quote : from.AskVolume != 0 ? TapeRecord::AtAsk : TapeRecord::AtBid;
        record.unbundled = first ? 1 : last ? 2 : 0;
        return true;
    }

private:
    // The marks of unbundled trades are no numbers but patterns of bits.
    static bool IsSame(float value, float mark) { return std::memcmp(&value, &mark, sizeof value) == 0; }

    SCStudyInterfaceRef sc_;
    bool holds_ = false;
};

}  // namespace miaia
